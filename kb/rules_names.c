#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "kb/rule.h"
#include "kb/vocabulary.h"

/* Where sources name other sources: see kb/README.md. */
struct reference {
	const char *kind; /* of the source that names; NULL: any */
	const char *pattern; /* see place_ends() */
	const char *target; /* kind of the source that is named */
	const char *only; /* among treatments: "drug", "class"; NULL: any */
	bool all; /* "*" may stand for all of them */
	bool known; /* a fixed identifier will do before it has a file */
};

static const struct reference references[] = {
	{ NULL, "citations/*", "citations", NULL, false, false },
	{ "insurers", "/plans/*/plan", "plans", NULL, false, false },
	{ "treatments", "/label/*", "citations", NULL, false, false },
	{ "treatments", "/classes/*", "treatments", "class", false, false },
	{ "indications", "/drug", "treatments", "drug", false, false },
	{ "indications", "/condition", "conditions", NULL, false, false },
	{ "regimens", "/drug", "treatments", "drug", false, false },
	{ "regimens", "/conditions/*", "conditions", NULL, false, false },
	{ "policies", "/insurer", "insurers", NULL, false, false },
	{ "policies", "/treatments/*", "treatments", NULL, true, false },
	{ "policies", "/conditions/*", "conditions", NULL, true, false },
	{ "citations", "/reaches/*", "plans", NULL, false, true },
	{ "citations", "/excludes/*", "plans", NULL, false, true },
	{ "angles", "/treatment", "treatments", NULL, false, false },
	{ "angles", "/reason", "reasons", NULL, false, false },
	{ "arguments", "/insurers/*", "insurers", NULL, false, false },
	{ "arguments", "/treatments/*", "treatments", NULL, true, false },
	{ "arguments", "/reasons/*", "reasons", NULL, true, true },
	{ "arguments", "/conditions/*", "conditions", NULL, true, false },
	{ "warnings", "/treatments/*", "treatments", NULL, true, false },
	{ "warnings", "/reasons/*", "reasons", NULL, true, true },
	{ "reasons", "plans/*", "plans", NULL, false, true },
	{ "reasons", "/presumes/instead", "reasons", NULL, false, false },
	{ "angles", "plans/*", "plans", NULL, false, true },
	{ "warnings", "/plans/*", "plans", NULL, false, true },
	{ "topics", "/reasons/*", "reasons", NULL, true, true },
	{ "topics", "/plans/*", "plans", NULL, false, true },
	{ "codes", "/system", "code-systems", NULL, false, false },
	{ "codes", "/reasons/*", "reasons", NULL, false, true },
	{ "codes", "/replaced_by/*", "codes", NULL, false, false },
	{ "codes", "/also_in/*", "codes", NULL, false, false },
	{ "codes", "/pairs/*/with", "codes", NULL, false, false },
	{ "codes", "/pairs/*/reasons/*", "reasons", NULL, false, true },
	{ "codes", "/needs/systems/*", "code-systems", NULL, false, false },
	{ "codes", "/plans/*", "plans", NULL, false, true },
	{ "phrases", "/reason", "reasons", NULL, false, true },
	{ "indications", "/disputes/*", "indications", NULL, false, false },
	{ "regimens", "/disputes/*", "regimens", NULL, false, false },
	{ "policies", "/disputes/*", "policies", NULL, false, false },
	{ "citations", "/disputes/*", "citations", NULL, false, false },
	{ "codes", "/disputes/*", "codes", NULL, false, false },
	{ "addresses", "/insurer", "insurers", NULL, false, false },
	{ "addresses", "/id", "insurers", NULL, false, false },
	{ NULL, "prior/classes/*", "treatments", "class", false, false },
	{ NULL, "prior/drugs/*", "treatments", "drug", false, false },
	{ NULL, "prior/not_ingredients/*", "treatments", "drug", false, false },
	{ NULL, "contraindicated/classes/*", "treatments",
	    "class", false, false },
	{ NULL, "contraindicated/drugs/*", "treatments", "drug", false, false },
	{ NULL, "concurrent/forbid_classes/*", "treatments",
	    "class", false, false },
	{ NULL, "concurrent/forbid_drugs/*", "treatments",
	    "drug", false, false },
	{ NULL, "concurrent/allow_drugs/*", "treatments",
	    "drug", false, false },
	{ NULL, "regimen/ids/*", "regimens", NULL, false, false },
	{ NULL, "preferred/of/*", "treatments", NULL, false, false },
	{ NULL, "by_condition/?/*", "treatments", NULL, false, false },
	{ NULL, "by_condition/?", "conditions", NULL, false, false },
	{ NULL, "policy", "policies", NULL, false, false },
};

enum { REFERENCES = sizeof(references) / sizeof(*references) };

static void
check_named(const struct spot *spot, const struct reference *reference,
    const char *name)
{
	const struct source *target;
	const char *sort;

	if ((reference->all && strcmp(name, "*") == 0) ||
	    (reference->known && vocabulary_has(reference->target, name)))
		return;
	target = sources_find(spot->check->sources, reference->target, name);
	if (target == NULL) {
		check_error(spot->check, spot->source, spot->place,
		    "there is no \"%s\" among the %s", name, reference->target);
		return;
	}
	sort = tree_text(target->json, "kind");
	if (reference->only != NULL && sort != NULL &&
	    strcmp(sort, reference->only) != 0)
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" is a %s, not a %s", name, sort, reference->only);
}

static void
visit_names(const struct spot *spot)
{
	const char *name = spot_text(spot);
	const struct reference *r;

	if (spot->place == NULL)
		return;
	if (name == NULL) /* the name may be the key of a list */
		name = spot->place->key;
	for (r = references; name != NULL && r < references + REFERENCES; r++)
		if ((r->kind == NULL ||
			strcmp(r->kind, spot->source->kind) == 0) &&
		    place_ends(spot->place, r->pattern)) {
			check_named(spot, r, name);
			break;
		}
}

void
rule_names_exist(struct check *check)
{
	check_values(check, NULL, visit_names, NULL);
}

/* The policies on the way from the first to the one being looked at. */
struct chain {
	const struct chain *up;
	const struct source *policy;
};

static void
visit_policy_test(const struct spot *spot)
{
	const struct chain *link, *chain = spot->memory;
	struct chain next = { .up = chain };

	if (spot->place == NULL || spot_text(spot) == NULL ||
	    !place_ends(spot->place, "policy"))
		return;
	next.policy =
	    sources_find(spot->check->sources, "policies", spot_text(spot));
	if (next.policy == NULL)
		return;
	for (link = chain; link != NULL; link = link->up) {
		if (link->policy != next.policy)
			continue;
		if (link->up == NULL) /* the others report their own */
			check_error(spot->check, next.policy, NULL,
			    "asks, through \"%s\", for itself",
			    spot->source->id);
		return;
	}
	check_values_of(spot->check, next.policy, visit_policy_test, &next);
}

void
rule_policies_end(struct check *check)
{
	size_t i, count = sources_count(check->sources, "policies");
	struct chain chain = { .up = NULL };

	for (i = 0; i < count; i++) {
		chain.policy = sources_at(check->sources, "policies", i);
		check_values_of(check, chain.policy, visit_policy_test, &chain);
	}
}

void
rule_angle_ids(struct check *check)
{
	size_t i, count = sources_count(check->sources, "angles");
	const struct source *angle;
	const char *treatment, *reason;
	char id[256];

	for (i = 0; i < count; i++) {
		angle = sources_at(check->sources, "angles", i);
		treatment = tree_text(angle->json, "treatment");
		reason = tree_text(angle->json, "reason");
		if (treatment == NULL || reason == NULL)
			continue;
		snprintf(id, sizeof(id), "%s.%s", treatment, reason);
		if (strcmp(id, angle->id) != 0)
			check_error(
			    check, angle, NULL, "should be named \"%s\"", id);
	}
}

/* Lists whose items have ids of their own; one line, one name space. */
static const struct {
	const char *kind;
	const char *patterns[2];
} owners[] = {
	{ "plans", { "/levels/*/id", NULL } },
	{ "plans", { "/rights/*/id", NULL } },
	{ "policies", { "/initial/*/id", "/continuation/*/id" } },
	{ "reasons", { "/documents/*/id", NULL } },
	{ "reasons", { "/warnings/*/id", NULL } },
	{ "angles", { "/documents/*/id", NULL } },
	{ "angles", { "/warnings/*/id", NULL } },
};

enum { OWNERS = sizeof(owners) / sizeof(*owners) };

struct ids {
	const char *const *patterns;
	struct json_object *seen; /* a set: its keys are the ids */
};

static void
visit_ids(const struct spot *spot)
{
	const struct ids *ids = spot->memory;
	const char *id = spot_text(spot);

	if (id == NULL || !(place_ends(spot->place, ids->patterns[0]) ||
			      (ids->patterns[1] != NULL &&
				  place_ends(spot->place, ids->patterns[1]))))
		return;
	if (json_object_object_get_ex(ids->seen, id, NULL))
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" already stands for another item", id);
	else
		json_object_object_add(ids->seen, id, NULL);
}

void
rule_unique_ids(struct check *check)
{
	const struct sources *sources = check->sources;
	struct ids ids;
	size_t o, i;

	for (o = 0; o < OWNERS; o++)
		for (i = 0; i < sources_count(sources, owners[o].kind); i++) {
			ids.patterns = owners[o].patterns;
			ids.seen = json_object_new_object();
			check_values_of(check,
			    sources_at(sources, owners[o].kind, i), visit_ids,
			    &ids);
			json_object_put(ids.seen);
		}
}
