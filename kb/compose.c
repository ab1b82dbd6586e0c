#include "kb/compose.h"

#include <json-c/json.h>
#include <string.h>

#include "kb/flatten.h"
#include "lib/base/arena.h"

enum { SCRATCH_MAX = 64 << 20 };

static void (*const stages[])(struct composer *) = { compose_facts,
	compose_names, compose_citations, compose_insurers, compose_plans,
	compose_labels, compose_policies, compose_reasons, compose_evidence,
	compose_traits, compose_addresses, compose_search,
	compose_codes };

enum err
compose(const struct sources *sources, const struct template_set *templates,
    struct records *records, struct note *note)
{
	struct composer c = { .sources = sources,
		.templates = templates,
		.records = records,
		.scratch = arena_new(SCRATCH_MAX),
		.note = note };
	size_t i;

	if (c.scratch == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	composer_number_citations(&c, records->arena);
	for (i = 0; i < sizeof(stages) / sizeof(*stages); i++)
		if (c.err == OK)
			stages[i](&c);
	arena_free(c.scratch);
	return c.err;
}

void
compose_facts(struct composer *c)
{
	const struct source *s;
	size_t k, i;

	for (k = 0; source_kinds[k] != NULL; k++)
		for (i = 0; i < sources_count(c->sources, source_kinds[k]);
		     i++) {
			s = sources_at(c->sources, source_kinds[k], i);
			composer_value(c, "fact", s->kind, s->id,
			    json_object_get(s->json));
		}
}

bool
treatment_is_class(const struct source *treatment)
{
	return strcmp(json_text(treatment->json, "kind"), "class") == 0;
}

bool
treatment_belongs(const struct source *drug, const char *id)
{
	return strcmp(drug->id, id) == 0 ||
	    json_lists(drug->json, "classes", id);
}

static bool
is_full_drug(const struct source *treatment)
{
	return !treatment_is_class(treatment) &&
	    strcmp(json_text(treatment->json, "listing"), "full") == 0;
}

bool
treatment_is_held(
    const struct sources *sources, const struct source *treatment)
{
	size_t i, members = 0;
	const struct source *s;

	if (!treatment_is_class(treatment))
		return is_full_drug(treatment);
	for (i = 0; i < sources_count(sources, "treatments"); i++) {
		s = sources_at(sources, "treatments", i);
		if (treatment_is_class(s) ||
		    !treatment_belongs(s, treatment->id))
			continue;
		if (!is_full_drug(s))
			return false;
		members++;
	}
	return members > 0;
}

bool
treatment_is_meant(struct json_object *holder, const char *list,
    const struct source *treatment)
{
	size_t i, count = json_count(holder, list);
	const char *id;

	for (i = 0; i < count; i++) {
		id = json_object_get_string(json_item(holder, list, i));
		if (strcmp(id, "*") == 0 || treatment_belongs(treatment, id))
			return true;
	}
	return false;
}

size_t
treatment_members_meant(const struct sources *sources,
    struct json_object *holder, const char *list,
    const struct source *treatment, size_t *members)
{
	const struct source *s;
	size_t i, meant = 0;

	*members = 0;
	for (i = 0; i < sources_count(sources, "treatments"); i++) {
		s = sources_at(sources, "treatments", i);
		if (treatment_is_class(s) ||
		    !treatment_belongs(s, treatment->id))
			continue;
		++*members;
		if (treatment_is_meant(holder, list, s))
			meant++;
	}
	return meant;
}

bool
treatment_is_typical(const struct sources *sources,
    struct json_object *holder, const char *list,
    const struct source *treatment)
{
	size_t members, meant;

	if (treatment_is_meant(holder, list, treatment))
		return true;
	if (!treatment_is_class(treatment))
		return false;
	meant = treatment_members_meant(
	    sources, holder, list, treatment, &members);
	return meant > 0 && 2 * meant >= members;
}
