#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/rule.h"

/* Does this array hold this string? */
static bool
lists(struct json_object *array, const char *text)
{
	size_t i, count;

	if (!json_object_is_type(array, json_type_array))
		return false;
	count = json_object_array_length(array);
	for (i = 0; i < count; i++) {
		struct json_object *item = json_object_array_get_idx(array, i);

		if (json_object_is_type(item, json_type_string) &&
		    strcmp(json_object_get_string(item), text) == 0)
			return true;
	}
	return false;
}

static bool
is_true(struct json_object *object, const char *name)
{
	struct json_object *member;

	return json_object_is_type(object, json_type_object) &&
	       json_object_object_get_ex(object, name, &member) &&
	       json_object_is_type(member, json_type_boolean) &&
	       json_object_get_boolean(member);
}

/* A member that is there, or NULL. */
static struct json_object *
member_of(struct json_object *object, const char *name)
{
	struct json_object *member = NULL;

	json_object_object_get_ex(object, name, &member);
	return member;
}

static void
visit_reach(const struct spot *spot)
{
	const char *id = spot_text(spot), *plan = spot->source->id;
	const struct source *citation;
	struct json_object *reaches;

	if (id == NULL || !place_ends(spot->place, "citations/*"))
		return;
	citation = sources_find(spot->check->sources, "citations", id);
	if (citation == NULL)
		return;
	reaches = member_of(citation->json, "reaches");
	if (lists(member_of(citation->json, "excludes"), plan))
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" excludes this plan", id);
	else if (reaches != NULL && !lists(reaches, plan))
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" does not reach this plan", id);
}

void
rule_reach(struct check *check)
{
	check_values(check, "plans", visit_reach, NULL);
}

static bool
is_label(const struct check *check, struct json_object *id)
{
	const struct source *citation;
	const char *kind;

	if (!json_object_is_type(id, json_type_string))
		return false;
	citation = sources_find(
	    check->sources, "citations", json_object_get_string(id));
	if (citation == NULL)
		return false;
	kind = tree_text(citation->json, "kind");
	return kind != NULL && strcmp(kind, "label") == 0;
}

static bool
cites_a_label(const struct check *check, struct json_object *citations)
{
	size_t i, count;

	if (!json_object_is_type(citations, json_type_array))
		return false;
	count = json_object_array_length(citations);
	for (i = 0; i < count; i++)
		if (is_label(check, json_object_array_get_idx(citations, i)))
			return true;
	return false;
}

void
rule_label(struct check *check)
{
	size_t i, count = sources_count(check->sources, "indications");
	const struct source *use;

	for (i = 0; i < count; i++) {
		use = sources_at(check->sources, "indications", i);
		if (!is_true(use->json, "on_label"))
			continue;
		if (tree_text(use->json, "section") == NULL)
			check_error(check, use, NULL,
			    "is on the label, but names no section");
		if (!cites_a_label(check, member_of(use->json, "citations")))
			check_error(check, use, NULL,
			    "is on the label, but cites no label");
	}
}

/* A criterion without a confidence of its own has that of its policy. */
static void
visit_unverified(const struct spot *spot)
{
	const char *confidence;

	if (spot->place == NULL ||
	    !(place_ends(spot->place, "/initial/*") ||
		place_ends(spot->place, "/continuation/*")) ||
	    !is_true(spot->value, "unverified"))
		return;
	confidence = tree_text(spot->value, "confidence");
	if (confidence == NULL)
		confidence = tree_text(spot->source->json, "confidence");
	if (confidence != NULL && strcmp(confidence, "high") == 0)
		check_warning(spot->check, spot->source, spot->place,
		    "nobody has seen it, yet confidence is high");
}

void
rule_unverified(struct check *check)
{
	check_values(check, "policies", visit_unverified, NULL);
}

static const struct {
	const char *citation;
	const char *companion;
	const char *why;
} companions[] = {
	{ "topas", "deodhar-2019",
	    "the controlled trials that followed found no benefit" },
};

enum { COMPANIONS = sizeof(companions) / sizeof(*companions) };

static void
visit_companions(const struct spot *spot)
{
	size_t i;

	if (spot->place == NULL || !place_ends(spot->place, "citations"))
		return;
	for (i = 0; i < COMPANIONS; i++)
		if (lists(spot->value, companions[i].citation) &&
		    !lists(spot->value, companions[i].companion))
			check_error(spot->check, spot->source, spot->place,
			    "cites \"%s\" without \"%s\": %s",
			    companions[i].citation, companions[i].companion,
			    companions[i].why);
}

void
rule_companions(struct check *check)
{
	check_values(check, NULL, visit_companions, NULL);
}
