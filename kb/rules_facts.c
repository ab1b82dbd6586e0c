#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/rule.h"
#include "kb/staleness.h"

typedef void source_look(struct check *check, const struct source *source);

static void
each_source(struct check *check, const char *kind, source_look *look)
{
	size_t k, i;

	for (k = 0; source_kinds[k] != NULL; k++) {
		if (kind != NULL && strcmp(kind, source_kinds[k]) != 0)
			continue;
		for (i = 0; i < sources_count(check->sources, source_kinds[k]);
		     i++)
			look(check,
			    sources_at(check->sources, source_kinds[k], i));
	}
}

static void
look_provenance(struct check *check, const struct source *source)
{
	static const char *const members[] = { "source", "checked",
		"confidence", NULL };
	const char *const *name;
	struct date checked;

	for (name = members; *name != NULL; name++)
		if (*json_text(source->json, *name) == '\0')
			check_error(check, source, NULL,
			    "does not say its \"%s\"", *name);
	if (staleness_checked(source, &checked) &&
	    date_compare(checked, check->today) > 0)
		check_error(check, source,
		    &(struct place){ NULL, "checked", 0 },
		    "is a day still to come");
}

void
rule_provenance(struct check *check)
{
	each_source(check, NULL, look_provenance);
}

static void
look_stale(struct check *check, const struct source *source)
{
	const struct staleness_class *class =
	    staleness_of(check->staleness, source);
	const struct place at = { NULL, "checked", 0 };
	struct date checked;
	int days;

	if (class == NULL || !staleness_checked(source, &checked))
		return;
	days = date_diff(checked, check->today);
	if (days >= class->fail_days)
		check_error(check, source, &at,
		    "was read %d days ago; %s facts must be younger than %d",
		    days, class->name, class->fail_days);
	else if (days >= class->warn_days)
		check_warning(check, source, &at,
		    "was read %d days ago; read %s facts again after %d", days,
		    class->name, class->warn_days);
}

void
rule_stale(struct check *check)
{
	each_source(check, NULL, look_stale);
}

static void
visit_use(const struct spot *spot)
{
	struct json_object *used = spot->memory;
	const char *id = spot_text(spot);

	if (id != NULL && spot->place != NULL &&
	    (place_ends(spot->place, "citations/*") ||
		place_ends(spot->place, "/label/*")))
		json_object_object_add(used, id, NULL);
}

void
rule_unused(struct check *check)
{
	struct json_object *used = json_object_new_object();
	const struct source *citation;
	size_t i;

	check_values(check, NULL, visit_use, used);
	for (i = 0; i < sources_count(check->sources, "citations"); i++) {
		citation = sources_at(check->sources, "citations", i);
		if (!json_object_object_get_ex(used, citation->id, NULL))
			check_warning(
			    check, citation, NULL, "is cited by nothing");
	}
	json_object_put(used);
}

/* An item without a confidence of its own has that of its file. */
static void
visit_unverified(const struct spot *spot)
{
	const char *confidence;

	if (!json_is_true(spot->value, "unverified"))
		return;
	confidence = tree_text(spot->value, "confidence");
	if (confidence == NULL)
		confidence = json_text(spot->source->json, "confidence");
	if (strcmp(confidence, "high") == 0)
		check_warning(spot->check, spot->source, spot->place,
		    "nobody has seen it, yet confidence is high");
}

void
rule_unverified(struct check *check)
{
	static const char *const kinds[] = { "arguments", "indications",
		"policies", "regimens", "warnings", NULL };
	const char *const *kind;

	for (kind = kinds; *kind != NULL; kind++)
		check_values(check, *kind, visit_unverified, NULL);
}

static bool
is_unseen(const struct check *check, struct json_object *id)
{
	const struct source *citation;

	if (!json_object_is_type(id, json_type_string))
		return false;
	citation = sources_find(
	    check->sources, "citations", json_object_get_string(id));
	return citation != NULL && json_is_true(citation->json, "unverified");
}

/*
 * A letter leaves unverified citations out, so what it asserts must have one
 * that was seen, or be marked unverified itself.
 */
static void
look_asserted(struct check *check, const struct source *source)
{
	size_t i, count = json_count(source->json, "citations"), unseen = 0;

	if (json_is_true(source->json, "unverified") ||
	    json_is_true(source->json, "not_for_letters") ||
	    (strcmp(source->kind, "arguments") == 0 &&
		json_member(source->json, "test") == NULL))
		return;
	for (i = 0; i < count; i++)
		unseen +=
		    is_unseen(check, json_item(source->json, "citations", i));
	if (count > 0 && unseen == count)
		check_error(check, source, NULL,
		    "is not unverified, but all its sources are");
}

void
rule_asserted(struct check *check)
{
	each_source(check, "arguments", look_asserted);
	each_source(check, "indications", look_asserted);
	each_source(check, "regimens", look_asserted);
	each_source(check, "warnings", look_asserted);
}
