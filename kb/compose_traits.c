/*
 * What a reason may presume of a treatment ("presumes", kb/README.md), as far
 * as the facts held do not say otherwise: what is not known is never denied.
 */

#include <json-c/json.h>
#include <string.h>

#include "kb/compose.h"

static bool
has_route(const struct source *drug, const char *route)
{
	return strstr(json_text(drug->json, "route"), route) != NULL;
}

static bool
is_route_known(const struct source *drug)
{
	return has_route(drug, "oral") || has_route(drug, "topical") ||
	       has_route(drug, "subcutaneous") ||
	       has_route(drug, "intravenous");
}

/* What is only infused is billed under the medical benefit. */
static bool
may_be_dispensed(const struct composer *c, const struct source *drug)
{
	(void)c;
	return !is_route_known(drug) || has_route(drug, "oral") ||
	       has_route(drug, "topical") || has_route(drug, "subcutaneous");
}

static bool
may_be_given_by_staff(const struct composer *c, const struct source *drug)
{
	(void)c;
	return !is_route_known(drug) || has_route(drug, "subcutaneous") ||
	       has_route(drug, "intravenous");
}

static bool
may_have_labeled_age(const struct composer *c, const struct source *drug)
{
	const struct source *s;
	size_t i;

	if (!treatment_is_held(c->sources, drug))
		return true;
	for (i = 0; i < sources_count(c->sources, "indications"); i++) {
		s = sources_at(c->sources, "indications", i);
		if (strcmp(json_text(s->json, "drug"), drug->id) == 0 &&
		    (json_member(s->json, "age_min") != NULL ||
			json_member(s->json, "age_max") != NULL))
			return true;
	}
	return false;
}

static const struct {
	const char *name;
	bool (*may)(const struct composer *c, const struct source *drug);
} traits[] = {
	{ "pharmacy-benefit", may_be_dispensed },
	{ "dispensed", may_be_dispensed },
	{ "given-by-staff", may_be_given_by_staff },
	{ "labeled-age", may_have_labeled_age },
};

/* A class may have what one of its drugs may; of no drugs nothing is known. */
static bool
may_have(const struct composer *c, const struct source *treatment, size_t trait)
{
	const struct source *s;
	size_t i, members = 0;

	for (i = 0; i < sources_count(c->sources, "treatments"); i++) {
		s = sources_at(c->sources, "treatments", i);
		if (treatment_is_class(s) ||
		    !treatment_belongs(s, treatment->id))
			continue;
		members++;
		if (traits[trait].may(c, s))
			return true;
	}
	return members == 0;
}

void
compose_traits(struct composer *c)
{
	const struct source *treatment;
	struct json_object *list;
	size_t i, t;

	for (i = 0; i < sources_count(c->sources, "treatments"); i++) {
		treatment = sources_at(c->sources, "treatments", i);
		list = json_object_new_array();
		for (t = 0; t < sizeof(traits) / sizeof(*traits); t++)
			if (may_have(c, treatment, t))
				json_object_array_add(list,
				    json_object_new_string(traits[t].name));
		composer_value(c, "traits", treatment->id, NULL, list);
	}
}
