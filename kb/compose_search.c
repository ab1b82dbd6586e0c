/* The index of the search: every name by which a thing is looked for. */

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/compose.h"
#include "kb/compose_search_codes.h"
#include "kb/search_index.h"
#include "lib/base/arena.h"

enum {
	TAIL_SHORTEST = 5, /* letters of "parta", the end of a plan's name */
	SUFFIX_LENGTH = 4  /* letters of a biosimilar's suffix */
};

static const size_t memory_max = (size_t)2 << 30;

/* One source whose names are being added. */
struct naming {
	struct search_index *index;
	struct search_entry entry;
};

static void
add(const struct naming *n, const char *name, const char *as, bool spelled)
{
	struct search_entry entry = n->entry;

	entry.name = str_from(name);
	entry.as = str_from(as);
	search_index_add(n->index, entry.name, &entry, spelled);
}

/* A member of each item of a list: the "name" of "aliases". */
static void
add_list(const struct naming *n, const struct source *s, const char *list,
    const char *member, const char *as, bool spelled)
{
	size_t i;

	for (i = 0; i < json_count(s->json, list); i++)
		add(n, json_text(json_item(s->json, list, i), member), as,
		    spelled);
}

/* "auub" of "ustekinumab-auub": four letters behind the last '-'. */
static void
add_suffixes(const struct naming *n, const struct source *s)
{
	struct search_entry entry = n->entry;
	const char *name, *suffix;
	size_t i;

	for (i = 0; i < json_count(s->json, "products"); i++) {
		name = json_text(json_item(s->json, "products", i), "name");
		suffix = strrchr(name, '-');
		if (suffix == NULL || strlen(suffix) != 1 + SUFFIX_LENGTH)
			continue;
		entry.name = str_from(name);
		entry.as = STR("suffix");
		search_index_add(
		    n->index, str_from(suffix + 1), &entry, false);
	}
}

/* The ends of a plan's name that still name it: "part d". */
static void
add_tails(const struct naming *n, const char *name)
{
	const char *at;

	for (at = name; *at != '\0'; at++)
		if ((*at == '_' || *at == ' ') &&
		    strlen(at + 1) >= TAIL_SHORTEST)
			add(n, at + 1, "alias", true);
}

/* Somebody else's name that people take for the insurer's. */
static void
add_vendors(const struct naming *n, const struct source *s)
{
	struct naming vendor = *n;
	struct json_object *item;
	size_t i, k;

	for (i = 0; i < json_count(s->json, "vendors"); i++) {
		item = json_item(s->json, "vendors", i);
		vendor.entry.note = str_from(json_text(item, "text"));
		add(&vendor, json_text(item, "name"), "vendor", true);
		for (k = 0; k < json_count(item, "aliases"); k++)
			add(&vendor,
			    json_text(
				json_item(item, "aliases", k), "name"),
			    "vendor", true);
	}
}

static void
add_diagnoses(const struct naming *n, const struct source *s)
{
	static const struct {
		const char *list;
		const char *as;
	} lists[] = { { "families", "diagnosis" },
		{ "pediatric", "diagnosis" }, { "legacy", "diagnosis" },
		{ "secondary", "secondary diagnosis" },
		{ "exclude", "not this diagnosis" } };
	struct json_object *icd10 = json_member(s->json, "icd10");
	size_t i, k;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		for (k = 0; k < json_count(icd10, lists[i].list); k++)
			add(n,
			    json_object_get_string(
				json_item(icd10, lists[i].list, k)),
			    lists[i].as, false);
}

static void
add_source(struct search_index *index, const struct source *s)
{
	const char *name = json_text(s->json, "name");
	struct naming n = { .index = index,
		.entry = { .kind = str_from(s->kind),
			.id = str_from(s->id),
			.title = str_from(*name == '\0' ? s->id : name) } };

	add(&n, s->id, "id", true);
	add(&n, name, "name", true);
	add(&n, json_text(s->json, "plural"), "name", true);
	add(&n, json_text(s->json, "short"), "name", true);
	add(&n, json_text(s->json, "abbreviation"), "abbreviation", true);
	add_list(&n, s, "products", "brand", "brand", true);
	add_list(&n, s, "products", "name", "product", true);
	add_suffixes(&n, s);
	add_list(&n, s, "aliases", "name", "alias", true);
	add_list(&n, s, "hcpcs", "code", "code", false);
	add_diagnoses(&n, s);
	add_vendors(&n, s);
	if (strcmp(s->kind, "plans") == 0) {
		add_tails(&n, s->id);
		add_tails(&n, json_text(s->json, "short"));
	}
}

/* What denial letters say, as names of the reason they give. */
static void
add_phrases(struct search_index *index, const struct sources *sources)
{
	const struct source *s;
	struct naming n = { .index = index };
	const char *id;
	size_t i, k;

	for (i = 0; i < sources_count(sources, "phrases"); i++) {
		s = sources_at(sources, "phrases", i);
		id = json_text(s->json, "reason");
		n.entry = (struct search_entry){ .kind = STR("reasons"),
			.id = str_from(id),
			.title = str_from(
			    source_name(sources, "reasons", id)) };
		for (k = 0; k < json_count(s->json, "phrases"); k++)
			add(&n,
			    json_object_get_string(
				json_item(s->json, "phrases", k)),
			    "phrase", true);
	}
}

void
compose_search(struct composer *c)
{
	static const char *const kinds[] = { "insurers", "treatments",
		"reasons", "plans", "conditions" };
	struct arena *arena = arena_new(memory_max);
	struct search_index index;
	size_t k, i;

	if (arena == NULL) {
		c->err = err_set(c->note, ERR_MEMORY, "out of memory");
		return;
	}
	index = search_index_new(arena);
	for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
		for (i = 0; i < sources_count(c->sources, kinds[k]); i++)
			add_source(
			    &index, sources_at(c->sources, kinds[k], i));
	add_phrases(&index, c->sources);
	compose_search_codes(c->sources, &index);
	c->err = search_index_write(&index, c->records, c->note);
	arena_free(arena);
}
