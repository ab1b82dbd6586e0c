#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/prose.h"
#include "kb/rule.h"

static bool
reaches(struct json_object *law, const char *plan)
{
	return !json_lists(law, "excludes", plan) &&
	       (json_member(law, "reaches") == NULL ||
		   json_lists(law, "reaches", plan));
}

/* Does the object itself, in its own prose, say one of these? */
static bool
object_says(const struct spot *spot, const char *const *phrases)
{
	struct place at = { spot->place, NULL, 0 };

	json_object_object_foreach(spot->value, key, member)
	{
		at.key = key;
		if (json_object_is_type(member, json_type_string) &&
		    prose_is(&at) &&
		    prose_says_any(str_from(json_object_get_string(member)),
			phrases) != NULL)
			return true;
	}
	return false;
}

/* A citation of one plan alone. */
static void
check_plan(const struct spot *spot, const struct place *at, const char *plan,
    const struct source *law)
{
	if (json_lists(law->json, "excludes", plan))
		check_error(spot->check, spot->source, at,
		    "\"%s\" excludes this plan", law->id);
	else if (!reaches(law->json, plan))
		check_error(spot->check, spot->source, at,
		    "\"%s\" does not reach this plan", law->id);
}

static const char *const says_not[] = { "not bind", "not cite", "not quote",
	"not reach", "not apply", NULL };

/* Is the law named as that of other plans, or as one that does not bind? */
static bool
is_said(const struct spot *spot, const struct source *law)
{
	const char *other[] = { NULL, NULL };
	const struct source *plan;
	size_t i;

	if (object_says(spot, says_not))
		return true;
	for (i = 0; i < json_count(law->json, "reaches"); i++) {
		plan = sources_find(spot->check->sources, "plans",
		    json_object_get_string(json_item(law->json, "reaches", i)));
		if (plan == NULL)
			continue;
		*other = json_text(plan->json, "short");
		if (**other != '\0' && object_says(spot, other))
			return true;
	}
	return false;
}

/* A citation of what concerns several plans must reach one of them. */
static void
check_plans(
    const struct spot *spot, const struct place *at, const struct source *law)
{
	size_t i, count = json_count(spot->value, "plans");
	struct json_object *plan;

	for (i = 0; i < count; i++) {
		plan = json_item(spot->value, "plans", i);
		if (!json_object_is_type(plan, json_type_string) ||
		    reaches(law->json, json_object_get_string(plan)))
			return;
	}
	if (count > 0 && !is_said(spot, law))
		check_error(spot->check, spot->source, at,
		    "\"%s\" reaches none of the plans concerned", law->id);
}

/* Call "look" with each citation that the object at the spot has. */
typedef void citation_look(const struct spot *spot, const struct place *at,
    const struct source *citation);

static void
each_citation(const struct spot *spot, citation_look *look)
{
	struct place list = { spot->place, "citations", 0 };
	struct place at = { &list, NULL, 0 };
	const struct source *citation;
	struct json_object *id;

	for (; at.index < json_count(spot->value, "citations"); at.index++) {
		id = json_item(spot->value, "citations", at.index);
		if (!json_object_is_type(id, json_type_string))
			continue;
		citation = sources_find(spot->check->sources, "citations",
		    json_object_get_string(id));
		if (citation != NULL)
			look(spot, &at, citation);
	}
}

static void
look_reach(
    const struct spot *spot, const struct place *at, const struct source *law)
{
	const char *plan = tree_text(spot->value, "plan");

	if (strcmp(spot->source->kind, "plans") == 0)
		check_plan(spot, at, spot->source->id, law);
	else if (plan != NULL)
		check_plan(spot, at, plan, law);
	else
		check_plans(spot, at, law);
}

static void
visit_reach(const struct spot *spot)
{
	each_citation(spot, look_reach);
}

void
rule_reach(struct check *check)
{
	check_values(check, NULL, visit_reach, NULL);
}

static const char *const says_ended[] = { "ended", "over", "expired", "passed",
	"past", "closed", "until", "no longer", "lapsed", NULL };
static const char *const says_begins[] = { "from ", "begin", "start",
	"takes effect", "effective", "not yet", "will ", NULL };
static const char *const says_proposed[] = { "propos", "bill", "not law",
	"not the law", "not enacted", NULL };
static const char *const proposed[] = { "proposed", "not enacted",
	"not in force", NULL };

/* The day that a text begins with, if it does. */
static bool
first_day(const char *text, struct date *out)
{
	struct note note;

	return text != NULL && strlen(text) >= 10 &&
	       date_parse((struct str){ text, 10 }, out, &note) == OK;
}

static void
look_in_force(
    const struct spot *spot, const struct place *at, const struct source *law)
{
	const char *effective = tree_text(law->json, "effective");
	const char *until = tree_text(law->json, "until");
	struct date today = spot->check->today, day;

	if (first_day(until, &day) && date_compare(day, today) < 0 &&
	    tree_text(spot->value, "until") == NULL &&
	    !object_says(spot, says_ended))
		check_error(spot->check, spot->source, at,
		    "\"%s\" ended on %.10s, which is not said here", law->id,
		    until);
	if (effective == NULL)
		return;
	if (first_day(effective, &day) && date_compare(day, today) > 0 &&
	    !object_says(spot, says_begins))
		check_error(spot->check, spot->source, at,
		    "\"%s\" begins on %.10s, which is not said here", law->id,
		    effective);
	else if (prose_says_any(str_from(effective), proposed) != NULL &&
		 !object_says(spot, says_proposed))
		check_error(spot->check, spot->source, at,
		    "\"%s\" is not law yet, which is not said here", law->id);
}

static void
visit_in_force(const struct spot *spot)
{
	each_citation(spot, look_in_force);
}

void
rule_in_force(struct check *check)
{
	check_values(check, NULL, visit_in_force, NULL);
}
