/* What an insurer asks: policies, the rows of the criteria map, coverage. */

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/compose.h"

enum { NAMES_MAX = 512 };

static const char *const phases[] = { "initial", "continuation" };

static void
append(char names[NAMES_MAX], const char *name)
{
	size_t length = strlen(names);

	snprintf(names + length, NAMES_MAX - length, "%s%s",
	    length == 0 ? "" : ", ", name);
}

static void
list_names(const struct composer *c, const char *kind,
    struct json_object *holder, const char *list, const char *all,
    char names[NAMES_MAX])
{
	const char *id;
	size_t i;

	names[0] = '\0';
	for (i = 0; i < json_count(holder, list); i++) {
		id = json_object_get_string(json_item(holder, list, i));
		append(names, strcmp(id, "*") == 0
				  ? all
				  : source_name(c->sources, kind, id));
	}
}

static bool
has_kind(struct json_object *kinds, const char *kind)
{
	size_t i;

	for (i = 0; i < json_object_array_length(kinds); i++)
		if (strcmp(json_object_get_string(
			       json_object_array_get_idx(kinds, i)),
			kind) == 0)
			return true;
	return false;
}

static void
add_duration(
    struct json_object *item, struct json_object *duration, const char *phase)
{
	struct json_object *months, *days;
	char name[64];

	snprintf(name, sizeof(name), "%s_months", phase);
	months = json_member(duration, name);
	snprintf(name, sizeof(name), "%s_days", phase);
	days = json_member(duration, name);
	if (months != NULL)
		json_setf(item, "duration", "%s months",
		    json_object_get_string(months));
	else if (days != NULL)
		json_setf(
		    item, "duration", "%s days", json_object_get_string(days));
	if (*json_text(duration, "text") != '\0')
		json_set(item, "duration_text", json_text(duration, "text"));
}

/* The criteria of a phase, each marked for itself; and what they ask about. */
static void
add_criteria(
    struct json_object *item, const struct source *policy, const char *phase)
{
	struct json_object *criteria = json_object_new_array(), *criterion;
	struct json_object *kinds = json_object_new_array();
	char names[NAMES_MAX] = "", *dash;
	const char *kind;
	size_t i;

	for (i = 0; i < json_count(policy->json, phase); i++) {
		criterion = NULL;
		json_object_deep_copy(
		    json_item(policy->json, phase, i), &criterion, NULL);
		json_set(criterion, "_part",
		    json_text(criterion, "unverified_part"));
		json_object_array_add(criteria, criterion);
		kind = json_text(criterion, "kind");
		if (has_kind(kinds, kind))
			continue;
		json_object_array_add(kinds, json_object_new_string(kind));
		append(names, kind);
	}
	while ((dash = strchr(names, '-')) != NULL)
		*dash = ' ';
	json_object_object_add(item, "criteria", criteria);
	json_set(item, "_about", names);
	json_object_put(kinds);
}

static struct json_object *
policy_item(const struct composer *c, const struct source *s, const char *phase)
{
	static const char *const members[] = { "title", "title_seen", "number",
		"effective", "until", "type", "treatments", "source", "checked",
		"confidence", "unverified", "unverified_part", "citations",
		NULL };
	struct json_object *item = json_object_new_object();
	char names[NAMES_MAX];

	json_set(item, "policy", s->id);
	json_share_all(item, s->json, members);
	if (json_count(s->json, "conditions") == 1)
		json_set(item, "indication",
		    json_object_get_string(
			json_item(s->json, "conditions", 0)));
	json_share(item, s->json, "conditions");
	json_set(item, "phase", phase);
	add_duration(item, json_member(s->json, "duration"), phase);
	json_set(item, "_part", json_text(item, "unverified_part"));
	add_criteria(item, s, phase);
	list_names(c, "treatments", s->json, "treatments", "all drugs", names);
	json_set(item, "_drugs", names);
	list_names(
	    c, "conditions", s->json, "conditions", "any condition", names);
	json_set(item, "_indications", names);
	json_set(item, "_phase",
	    strcmp(phase, "initial") == 0 ? "first approval" : "continuation");
	json_object_object_add(item, "_first",
	    json_object_new_boolean(strcmp(phase, "initial") == 0));
	json_share(item, s->json, "text");
	return item;
}

static void
compose_policy(struct composer *c, const struct source *s)
{
	struct json_object *items = json_object_new_array();
	struct json_object *rows = json_object_new_array();
	size_t i;

	for (i = 0; i < 2; i++) {
		/* A policy that only says something is shown by its text. */
		if (json_count(s->json, phases[i]) == 0 && i > 0)
			continue;
		json_object_array_add(items, policy_item(c, s, phases[i]));
		if (json_count(s->json, phases[i]) > 0)
			json_object_array_add(
			    rows, policy_item(c, s, phases[i]));
	}
	composer_section(
	    c, "policy", "policy", s->id, NULL, json_object_get(items));
	composer_section(
	    c, "brief", "brief", s->id, NULL, json_object_get(items));
	composer_section(c, "listed", "listed", s->id, NULL, items);
	composer_section(c, "rows", "rows", s->id, NULL, rows);
}

/* A criterion whose test is "not held" answers nothing. */
static void
add_kinds(
    struct json_object *kinds, const struct source *policy, const char *phase)
{
	struct json_object *criterion;
	const char *kind;
	size_t i;

	for (i = 0; i < json_count(policy->json, phase); i++) {
		criterion = json_item(policy->json, phase, i);
		kind = json_text(criterion, "kind");
		if (json_member(json_member(criterion, "test"), "unknown") ==
			NULL &&
		    !has_kind(kinds, kind))
			json_object_array_add(
			    kinds, json_object_new_string(kind));
	}
}

/* Are the insurer's own criteria of this phase for this drug held? */
static bool
drug_has_policy(const struct composer *c, const char *insurer,
    const struct source *drug, const char *phase)
{
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(c->sources, "policies"); i++) {
		s = sources_at(c->sources, "policies", i);
		if (strcmp(json_text(s->json, "insurer"), insurer) == 0 &&
		    strcmp(json_text(s->json, "type"), "prior-authorization") ==
			0 &&
		    json_lists(s->json, "treatments", drug->id) &&
		    json_count(s->json, phase) > 0)
			return true;
	}
	return false;
}

static void
add_members(const struct composer *c, struct json_object *cover,
    const char *insurer, const struct source *treatment, const char *phase)
{
	char missing[NAMES_MAX] = "";
	size_t i, members = 0, held = 0;
	const struct source *s;

	for (i = 0; i < sources_count(c->sources, "treatments"); i++) {
		s = sources_at(c->sources, "treatments", i);
		if (treatment_is_class(s) ||
		    !treatment_belongs(s, treatment->id))
			continue;
		members++;
		if (drug_has_policy(c, insurer, s, phase))
			held++;
		else
			append(missing,
			    source_name(c->sources, "treatments", s->id));
	}
	json_object_object_add(
	    cover, "members", json_object_new_int64((int64_t)members));
	json_object_object_add(
	    cover, "held", json_object_new_int64((int64_t)held));
	json_set(cover, "missing", missing);
}

/* A policy as a guide chooses it: what it asks in each phase. */
static struct json_object *
cover_entry(const struct composer *c, const struct source *policy,
    const struct source *treatment, struct json_object *kinds[2])
{
	struct json_object *entry = json_object_new_object(), *own;
	size_t p;

	json_set(entry, "id", policy->id);
	json_object_object_add(entry, "whole",
	    json_object_new_boolean(treatment_is_typical(
		c->sources, policy->json, "treatments", treatment)));
	json_share(entry, policy->json, "conditions");
	for (p = 0; p < 2; p++) {
		own = json_object_new_array();
		add_kinds(own, policy, phases[p]);
		add_kinds(kinds[p], policy, phases[p]);
		json_object_object_add(entry, phases[p], own);
	}
	return entry;
}

/* "policies", and for each phase "kinds", "held", "members", "missing". */
static void
compose_cover(struct composer *c, const struct source *insurer,
    const struct source *treatment)
{
	struct json_object *cover = json_object_new_object(), *phase;
	struct json_object *policies = json_object_new_array();
	struct json_object *kinds[2] = { json_object_new_array(),
		json_object_new_array() };
	const struct source *s;
	size_t i, members;

	for (i = 0; i < sources_count(c->sources, "policies"); i++) {
		s = sources_at(c->sources, "policies", i);
		if (strcmp(json_text(s->json, "insurer"), insurer->id) == 0 &&
		    strcmp(json_text(s->json, "type"), "superseded") != 0 &&
		    treatment_members_meant(c->sources, s->json, "treatments",
			treatment, &members) > 0)
			json_object_array_add(
			    policies, cover_entry(c, s, treatment, kinds));
	}
	json_object_object_add(cover, "policies", policies);
	for (i = 0; i < 2; i++) {
		phase = json_object_new_object();
		json_object_object_add(phase, "kinds", kinds[i]);
		add_members(c, phase, insurer->id, treatment, phases[i]);
		json_object_object_add(cover, phases[i], phase);
	}
	if (json_object_array_length(policies) > 0)
		composer_value(c, "cover", insurer->id, treatment->id, cover);
	else
		json_object_put(cover);
}

void
compose_policies(struct composer *c)
{
	size_t i, k;

	for (i = 0; i < sources_count(c->sources, "policies"); i++)
		compose_policy(c, sources_at(c->sources, "policies", i));
	for (i = 0; i < sources_count(c->sources, "insurers"); i++)
		for (k = 0; k < sources_count(c->sources, "treatments"); k++)
			compose_cover(c, sources_at(c->sources, "insurers", i),
			    sources_at(c->sources, "treatments", k));
}
