/* What the labels say: indications, regimens, products; and overlap rules. */

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/compose.h"

enum { AMOUNTS_MAX = 512 };

static const char *const provenance[] = { "citations", "source", "checked",
	"confidence", "unverified", "unverified_part", NULL };

static void
add_conditions(const struct composer *c, struct json_object *item,
    struct json_object *from)
{
	char names[512] = "";
	size_t i, length = 0;

	for (i = 0; i < json_count(from, "conditions"); i++)
		length += (size_t)snprintf(names + length,
		    length < sizeof(names) ? sizeof(names) - length : 0, "%s%s",
		    i == 0 ? "" : ", ",
		    source_name(c->sources, "conditions",
			json_object_get_string(
			    json_item(from, "conditions", i))));
	json_set(item, "_conditions", names);
}

static struct json_object *
indication_item(const struct composer *c, const struct source *s)
{
	static const char *const members[] = { "drug", "condition", "on_label",
		"text", "age_min", "age_max", "weight_min_kg",
		"weight_min_under_age", "prior", "extra_condition", "section",
		"approved", "limitation", NULL };
	struct json_object *item = json_object_new_object();

	json_set(item, "id", s->id);
	json_share_all(item, s->json, members);
	json_share_all(item, s->json, provenance);
	json_set(item, "_part", json_text(item, "unverified_part"));
	json_set(item, "_drug",
	    source_name(c->sources, "treatments", json_text(s->json, "drug")));
	json_set(item, "_condition",
	    source_name(
		c->sources, "conditions", json_text(s->json, "condition")));
	return item;
}

static void
append(char words[AMOUNTS_MAX], const char *one)
{
	size_t length = strlen(words);

	snprintf(words + length, AMOUNTS_MAX - length, "%s%s",
	    length == 0 ? "" : "; ", one);
}

/* "30 in 30 days; 84 for 12 weeks" */
static void
add_amounts(struct json_object *item, struct json_object *regimen)
{
	char amounts[AMOUNTS_MAX] = "", one[96];
	struct json_object *entry;
	size_t i;

	for (i = 0; i < json_count(regimen, "quantity"); i++) {
		entry = json_item(regimen, "quantity", i);
		if (json_member(entry, "days") != NULL)
			snprintf(one, sizeof(one), "%s in %s days",
			    json_object_get_string(json_member(entry, "units")),
			    json_object_get_string(json_member(entry, "days")));
		else
			snprintf(one, sizeof(one), "%s for %s",
			    json_object_get_string(json_member(entry, "units")),
			    json_text(entry, "course"));
		append(amounts, one);
	}
	json_set(item, "_amounts", amounts);
}

/* "15 kg: 11.3 mg (0.12 mL)"; "Child-Pugh C liver disease: 150 mg to start" */
static void
add_examples(struct json_object *item, struct json_object *regimen)
{
	char examples[AMOUNTS_MAX] = "", one[160];
	struct json_object *entry;
	size_t i;

	for (i = 0; i < json_count(regimen, "examples"); i++) {
		entry = json_item(regimen, "examples", i);
		if (json_object_get_type(entry) == json_type_string)
			snprintf(one, sizeof(one), "%s",
			    json_object_get_string(entry));
		else if (*json_text(entry, "for") != '\0')
			snprintf(one, sizeof(one), "%s: %s",
			    json_text(entry, "for"), json_text(entry, "dose"));
		else
			snprintf(one, sizeof(one), "%s kg: %s mg (%s mL)",
			    json_object_get_string(
				json_member(entry, "weight_kg")),
			    json_object_get_string(
				json_member(entry, "dose_mg")),
			    json_object_get_string(
				json_member(entry, "volume_ml")));
		append(examples, one);
	}
	json_set(item, "_examples", examples);
}

static struct json_object *
regimen_item(const struct composer *c, const struct source *s)
{
	static const char *const members[] = { "drug", "conditions",
		"population", "phase", "dose", "frequency", "form",
		"units_per_day", "quantity", "schedule", "duration", "max",
		"unit", "examples", "status", "text", NULL };
	struct json_object *item = json_object_new_object();

	json_set(item, "id", s->id);
	json_share_all(item, s->json, members);
	json_share_all(item, s->json, provenance);
	json_set(item, "_part", json_text(item, "unverified_part"));
	json_set(item, "_drug",
	    source_name(c->sources, "treatments", json_text(s->json, "drug")));
	add_conditions(c, item, s->json);
	add_amounts(item, s->json);
	add_examples(item, s->json);
	if (strcmp(json_text(s->json, "status"), "verify") == 0)
		json_object_object_add(
		    item, "_verify", json_object_new_boolean(1));
	return item;
}

/* All facts of one kind that belong to the drug or to the class's members. */
static void
compose_kind(struct composer *c, const char *kind,
    const struct source *treatment,
    struct json_object *(*make)(const struct composer *, const struct source *))
{
	struct json_object *items = json_object_new_array();
	const struct source *s, *drug;
	size_t i;

	for (i = 0; i < sources_count(c->sources, kind); i++) {
		s = sources_at(c->sources, kind, i);
		drug = sources_find(
		    c->sources, "treatments", json_text(s->json, "drug"));
		if (drug != NULL && treatment_belongs(drug, treatment->id))
			json_object_array_add(items, make(c, s));
	}
	composer_section(c, kind, kind, treatment->id, NULL, items);
}

/* Products matter where one ingredient has many; a class would list all. */
static void
compose_products(struct composer *c, const struct source *treatment)
{
	static const char *const members[] = { "brand", "name", "manufacturer",
		"status", "interchangeable", "approved", "forms", "unverified",
		"unverified_part", NULL };
	struct json_object *items = json_object_new_array(), *item;
	const struct source *s;
	size_t i, k;

	for (i = 0; i < sources_count(c->sources, "treatments"); i++) {
		s = sources_at(c->sources, "treatments", i);
		if (treatment_is_class(s) ||
		    !treatment_belongs(s, treatment->id))
			continue;
		for (k = 0; k < json_count(s->json, "products"); k++) {
			item = json_object_new_object();
			json_set(item, "drug", s->id);
			json_share_all(
			    item, json_item(s->json, "products", k), members);
			json_share(item, s->json, "citations");
			json_object_object_add(item, "citations",
			    json_object_get(json_member(s->json, "label")));
			json_object_array_add(items, item);
		}
	}
	composer_section(c, "products", "products", treatment->id, NULL, items);
}

static void
compose_overlaps(struct composer *c)
{
	static const char *const members[] = { "text", "verdict", "explanation",
		NULL };
	struct json_object *items = json_object_new_array(), *item;
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(c->sources, "overlaps"); i++) {
		s = sources_at(c->sources, "overlaps", i);
		item = json_object_new_object();
		json_set(item, "id", s->id);
		json_share_all(item, s->json, members);
		json_share_all(item, s->json, provenance);
		json_set(item, "_part", json_text(item, "unverified_part"));
		json_object_array_add(items, item);
	}
	composer_section(c, "overlap", "overlap", "all", NULL, items);
}

/* Who the treatment is: the "treatment" member of a guide. */
static void
compose_treatment(struct composer *c, const struct source *treatment)
{
	static const char *const members[] = { "name", "kind", "summary",
		"route", "targets", "boxed_warning", "pending", NULL };
	struct json_object *items = json_object_new_array();
	struct json_object *item = json_object_new_object();
	struct json_object *list = json_object_new_array();
	const struct source *s;
	size_t i;

	json_set(item, "id", treatment->id);
	json_share_all(item, treatment->json, members);
	json_share(item, treatment->json, "classes");
	for (i = 0; i < sources_count(c->sources, "treatments"); i++) {
		s = sources_at(c->sources, "treatments", i);
		if (treatment_is_class(treatment) && !treatment_is_class(s) &&
		    treatment_belongs(s, treatment->id))
			json_object_array_add(
			    list, json_object_new_string(s->id));
	}
	if (treatment_is_class(treatment)) {
		json_object_object_add(item, "members", json_object_get(list));
		composer_value(
		    c, "members", treatment->id, NULL, json_object_get(list));
	}
	json_object_put(list);
	json_object_array_add(items, item);
	composer_section(
	    c, "treatment", "treatment", treatment->id, NULL, items);
}

void
compose_labels(struct composer *c)
{
	const struct source *s;
	size_t i;

	compose_overlaps(c);
	for (i = 0; i < sources_count(c->sources, "treatments"); i++) {
		s = sources_at(c->sources, "treatments", i);
		compose_treatment(c, s);
		if (!treatment_is_held(c->sources, s))
			continue;
		compose_kind(c, "indications", s, indication_item);
		compose_kind(c, "regimens", s, regimen_item);
		if (!treatment_is_class(s))
			compose_products(c, s);
	}
}
