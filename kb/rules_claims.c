#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/rule.h"

static bool
is_label(const struct check *check, struct json_object *id)
{
	const struct source *citation;

	if (!json_object_is_type(id, json_type_string))
		return false;
	citation = sources_find(
	    check->sources, "citations", json_object_get_string(id));
	return citation != NULL &&
	       strcmp(json_text(citation->json, "kind"), "label") == 0;
}

static bool
cites_a_label(const struct check *check, struct json_object *use)
{
	size_t i;

	for (i = 0; i < json_count(use, "citations"); i++)
		if (is_label(check, json_item(use, "citations", i)))
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
		if (!json_is_true(use->json, "on_label"))
			continue;
		if (tree_text(use->json, "section") == NULL)
			check_error(check, use, NULL,
			    "is on the label, but names no section");
		if (!cites_a_label(check, use->json))
			check_error(check, use, NULL,
			    "is on the label, but cites no label");
	}
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
	struct place at = { spot->place, "citations", 0 };
	size_t i;

	for (i = 0; i < COMPANIONS; i++)
		if (json_lists(
			spot->value, "citations", companions[i].citation) &&
		    !json_lists(
			spot->value, "citations", companions[i].companion))
			check_error(spot->check, spot->source, &at,
			    "cites \"%s\" without \"%s\": %s",
			    companions[i].citation, companions[i].companion,
			    companions[i].why);
}

void
rule_companions(struct check *check)
{
	check_values(check, NULL, visit_companions, NULL);
}
