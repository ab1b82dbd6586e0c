/* What can be said for a treatment, what warns, and the law around it. */

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/compose.h"
#include "kb/selector.h"

static const char *const provenance[] = { "citations", "source", "checked",
	"confidence", "unverified", "unverified_part", NULL };

static bool
is_for_reason(const struct source *s, const char *reason)
{
	return json_lists(s->json, "reasons", reason) ||
	       json_lists(s->json, "reasons", "*");
}

static struct json_object *
make_item(const struct source *s, const char *const *members)
{
	struct json_object *item = json_object_new_object();

	json_set(item, "id", s->id);
	json_share_all(item, s->json, members);
	json_share_all(item, s->json, provenance);
	json_set(item, "_part", json_text(item, "unverified_part"));
	return item;
}

static bool
is_for_insurer(const struct source *s, const char *insurer)
{
	if (insurer == NULL)
		return json_count(s->json, "insurers") == 0;
	return json_lists(s->json, "insurers", insurer);
}

/* Arguments for any insurer, or (insurer not NULL) for this one alone. */
static void
compose_arguments(struct composer *c, const struct source *treatment,
    const char *reason, const char *insurer)
{
	static const char *const members[] = { "when", "conditions", "argument",
		"against", NULL };
	struct json_object *items = json_object_new_array();
	const struct source *s;
	char section[128] = "evidence";
	size_t i;

	if (insurer != NULL)
		snprintf(section, sizeof(section), "evidence@%s", insurer);
	for (i = 0; i < sources_count(c->sources, "arguments"); i++) {
		s = sources_at(c->sources, "arguments", i);
		if (is_for_reason(s, reason) && is_for_insurer(s, insurer) &&
		    treatment_is_typical(
			c->sources, s->json, "treatments", treatment))
			json_object_array_add(items, make_item(s, members));
	}
	composer_section(c, "evidence", section, reason, treatment->id, items);
}

/* An angle's warnings have ids that are unique in their file only. */
static void
add_angle_warnings(struct composer *c, struct json_object *items,
    const char *treatment, const char *reason)
{
	char id[256];
	const struct source *angle;
	size_t i;

	snprintf(id, sizeof(id), "%s.%s", treatment, reason);
	angle = sources_find(c->sources, "angles", id);
	if (angle == NULL)
		return;
	for (i = 0; i < json_count(angle->json, "warnings"); i++)
		json_object_array_add(items,
		    json_object_get(json_item(angle->json, "warnings", i)));
}

static void
compose_warnings(
    struct composer *c, const struct source *treatment, const char *reason)
{
	static const char *const members[] = { "kind", "text", "plans", NULL };
	struct json_object *items = json_object_new_array();
	struct json_object *classes = json_member(treatment->json, "classes");
	const struct source *s;
	size_t i;

	add_angle_warnings(c, items, treatment->id, reason);
	if (json_object_get_type(classes) == json_type_array &&
	    json_object_array_length(classes) > 0)
		add_angle_warnings(c, items,
		    json_object_get_string(
			json_object_array_get_idx(classes, 0)),
		    reason);
	for (i = 0; i < sources_count(c->sources, "warnings"); i++) {
		s = sources_at(c->sources, "warnings", i);
		if (is_for_reason(s, reason) &&
		    treatment_is_typical(
			c->sources, s->json, "treatments", treatment))
			json_object_array_add(items, make_item(s, members));
	}
	selector_section(
	    c, "warnings", "warnings", reason, treatment->id, items, false);
}

/* Whom a warning is about, where that is not the whole class. */
static void
add_drugs(const struct composer *c, struct json_object *item,
    const struct source *warning)
{
	char names[512] = "";
	size_t i, length = 0;

	for (i = 0; i < json_count(warning->json, "treatments") &&
		    length < sizeof(names);
	     i++)
		length += (size_t)snprintf(names + length,
		    sizeof(names) - length, "%s%s", i == 0 ? "" : ", ",
		    source_name(c->sources, "treatments",
			json_object_get_string(
			    json_item(warning->json, "treatments", i))));
	json_set(item, "_drugs", names);
}

/* In a class's guide: what is a warning for single drugs of it. */
static void
compose_members_warnings(
    struct composer *c, const struct source *class, const char *reason)
{
	static const char *const members[] = { "kind", "text", "plans", NULL };
	struct json_object *items = json_object_new_array(), *item;
	const struct source *s;
	size_t i, count;

	for (i = 0; i < sources_count(c->sources, "warnings"); i++) {
		s = sources_at(c->sources, "warnings", i);
		if (!is_for_reason(s, reason) ||
		    treatment_is_typical(
			c->sources, s->json, "treatments", class) ||
		    treatment_members_meant(
			c->sources, s->json, "treatments", class, &count) == 0)
			continue;
		item = make_item(s, members);
		add_drugs(c, item, s);
		json_object_array_add(items, item);
	}
	selector_section(
	    c, "warnings", "warnings-members", reason, class->id, items, false);
}

/* The reason's own warnings, and the topics of law that belong to it. */
static void
compose_reason_law(struct composer *c, const struct source *reason)
{
	static const char *const members[] = { "title", "text", "plans", NULL };
	struct json_object *items = json_object_new_array();
	const struct source *s;
	size_t i;

	for (i = 0; i < json_count(reason->json, "warnings"); i++)
		json_object_array_add(items,
		    json_object_get(json_item(reason->json, "warnings", i)));
	selector_section(
	    c, "warnings", "warnings", reason->id, NULL, items, false);
	items = json_object_new_array();
	for (i = 0; i < sources_count(c->sources, "topics"); i++) {
		s = sources_at(c->sources, "topics", i);
		if (is_for_reason(s, reason->id))
			json_object_array_add(items, make_item(s, members));
	}
	selector_section(c, "topics", "topics", reason->id, NULL, items, false);
}

void
compose_evidence(struct composer *c)
{
	const struct source *reason, *treatment;
	size_t i, k, n;

	for (i = 0; i < sources_count(c->sources, "reasons"); i++) {
		reason = sources_at(c->sources, "reasons", i);
		compose_reason_law(c, reason);
		for (k = 0; k < sources_count(c->sources, "treatments"); k++) {
			treatment = sources_at(c->sources, "treatments", k);
			if (!treatment_is_held(c->sources, treatment))
				continue;
			compose_arguments(c, treatment, reason->id, NULL);
			for (n = 0; n < sources_count(c->sources, "insurers");
			     n++)
				compose_arguments(c, treatment, reason->id,
				    sources_at(c->sources, "insurers", n)->id);
			compose_warnings(c, treatment, reason->id);
			if (treatment_is_class(treatment))
				compose_members_warnings(
				    c, treatment, reason->id);
		}
	}
}
