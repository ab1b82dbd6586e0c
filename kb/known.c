#include "kb/known.h"

#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kb/json_help.h"

enum { FOUND_MAX = 64 };

static void
add(struct known *known, enum measure_unit unit, double value,
    struct json_object *conditions)
{
	if (known->count < KNOWN_MAX)
		known->items[known->count++] =
		    (struct known_item){ .measure = { unit, value },
			    .conditions = conditions };
}

void
known_add_text(
    struct known *known, const char *text, struct json_object *conditions)
{
	struct measure found[FOUND_MAX];
	size_t i, count = measure_find(str_from(text), found, FOUND_MAX);

	for (i = 0; i < count; i++)
		add(known, found[i].unit, found[i].value, conditions);
}

static void
add_number(struct known *known, struct json_object *from, const char *name,
    enum measure_unit unit, struct json_object *conditions)
{
	struct json_object *member = json_member(from, name);

	if (json_object_is_type(member, json_type_int) ||
	    json_object_is_type(member, json_type_double))
		add(known, unit, json_object_get_double(member), conditions);
}

/* So much in so many days is so much in 30. */
static void
add_month(struct known *known, struct json_object *item,
    struct json_object *conditions)
{
	struct json_object *days = json_member(item, "days");
	struct json_object *units = json_member(item, "units");
	double month;

	if (json_object_get_int(days) <= 0 || units == NULL)
		return;
	month = json_object_get_double(units) * 30 / json_object_get_int(days);
	add(known, MEASURE_GRAM, (double)(long)(month + 0.5), conditions);
}

/* Daily units make any number of days' supply that is dispensed. */
static void
add_supply(struct known *known, struct json_object *regimen,
    struct json_object *conditions)
{
	static const int supplies[] = { 1, 7, 14, 28, 30, 31, 34, 56, 84, 90,
		112 };
	struct json_object *daily = json_member(regimen, "units_per_day");
	struct json_object *list = json_member(regimen, "quantity"), *item;
	size_t i;

	for (i = 0; daily != NULL && i < sizeof(supplies) / sizeof(*supplies);
	     i++)
		add(known, MEASURE_PIECES,
		    json_object_get_double(daily) * supplies[i], conditions);
	for (i = 0; list != NULL && i < json_count(regimen, "quantity"); i++) {
		item = json_item(regimen, "quantity", i);
		add_number(known, item, "units", MEASURE_PIECES, conditions);
		add_number(known, item, "units", MEASURE_GRAM, conditions);
		add_month(known, item, conditions);
		known_add_text(known, json_text(item, "text"), conditions);
	}
}

void
known_add_regimen(struct known *known, const struct source *regimen)
{
	static const char *const members[] = { "dose", "frequency", "form",
		"phase", "max", "duration", NULL };
	struct json_object *json = regimen->json;
	struct json_object *conditions = json_member(json, "conditions");
	struct json_object *schedule = json_member(json, "schedule");
	const char *const *name;
	char population[512];
	size_t i;

	for (name = members; *name != NULL; name++)
		known_add_text(known, json_text(json, *name), conditions);
	/* "2-17 years" is a range of ages here, whatever stands around it. */
	snprintf(population, sizeof(population), "aged %s",
	    json_text(json, "population"));
	known_add_text(known, population, conditions);
	for (i = 0; i < json_count(json, "examples"); i++)
		known_add_text(known,
		    json_object_get_string(json_item(json, "examples", i)),
		    conditions);
	add_number(known, schedule, "strength_mg", MEASURE_MG, conditions);
	add_number(known, schedule, "mg_per_kg", MEASURE_MG_PER_KG, conditions);
	add_number(known, schedule, "interval_days", MEASURE_EVERY, conditions);
	add_supply(known, json, conditions);
}

void
known_add_indication(struct known *known, const struct source *use)
{
	struct json_object *condition = json_member(use->json, "condition");

	add_number(known, use->json, "age_min", MEASURE_AGE, condition);
	add_number(known, use->json, "age_max", MEASURE_AGE, condition);
	add_number(
	    known, use->json, "weight_min_under_age", MEASURE_AGE, condition);
	add_number(known, use->json, "weight_min_kg", MEASURE_KG, condition);
}

static void
add_products(struct known *known, struct json_object *drug)
{
	struct json_object *product, *form;
	size_t i, j, s;

	for (i = 0; i < json_count(drug, "products"); i++) {
		product = json_item(drug, "products", i);
		for (j = 0; j < json_count(product, "forms"); j++) {
			form = json_item(product, "forms", j);
			for (s = 0; s < json_count(form, "strengths"); s++)
				known_add_text(known,
				    json_object_get_string(
					json_item(form, "strengths", s)),
				    NULL);
			known_add_text(known, json_text(form, "package"), NULL);
		}
	}
}

void
known_of_drug(
    const struct sources *sources, const char *drug, struct known *out)
{
	const struct source *s = sources_find(sources, "treatments", drug);
	size_t i;

	out->count = 0;
	if (s != NULL)
		add_products(out, s->json);
	for (i = 0; i < sources_count(sources, "regimens"); i++) {
		s = sources_at(sources, "regimens", i);
		if (strcmp(json_text(s->json, "drug"), drug) != 0)
			continue;
		known_add_regimen(out, s);
		known_add_text(out, json_text(s->json, "text"),
		    json_member(s->json, "conditions"));
	}
	for (i = 0; i < sources_count(sources, "indications"); i++) {
		s = sources_at(sources, "indications", i);
		if (strcmp(json_text(s->json, "drug"), drug) != 0)
			continue;
		known_add_indication(out, s);
		known_add_text(out, json_text(s->json, "text"),
		    json_member(s->json, "condition"));
	}
}

static bool
concerns(struct json_object *own, const char *condition)
{
	size_t i;

	if (json_object_is_type(own, json_type_string))
		return strcmp(json_object_get_string(own), condition) == 0;
	if (!json_object_is_type(own, json_type_array))
		return false;
	for (i = 0; i < json_object_array_length(own); i++)
		if (concerns(json_object_array_get_idx(own, i), condition))
			return true;
	return false;
}

/* A strength is made for every use; a dose is not. */
static bool
fits(const struct known_item *item, const char *const *conditions)
{
	if (*conditions == NULL)
		return true;
	for (; *conditions != NULL; conditions++)
		if (concerns(item->conditions, *conditions))
			return true;
	return false;
}

bool
known_has(const struct known *known, const struct measure *measure,
    const char *const *conditions)
{
	size_t i;

	for (i = 0; i < known->count; i++)
		if (known->items[i].measure.unit == measure->unit &&
		    fabs(known->items[i].measure.value - measure->value) <
			1e-9 &&
		    fits(&known->items[i], conditions))
			return true;
	return false;
}

bool
known_has_unit(const struct known *known, enum measure_unit unit,
    const char *const *conditions)
{
	size_t i;

	for (i = 0; i < known->count; i++)
		if (known->items[i].measure.unit == unit &&
		    fits(&known->items[i], conditions))
			return true;
	return false;
}
