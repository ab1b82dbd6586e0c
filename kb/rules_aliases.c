#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/rule.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

/* Where the names stand by which people ask for a thing. */
static const struct {
	const char *kind;
	const char *pattern;
} names[] = {
	{ "insurers", "/id" },
	{ "insurers", "/name" },
	{ "insurers", "/aliases/*/name" },
	{ "treatments", "/id" },
	{ "treatments", "/name" },
	{ "treatments", "/plural" },
	{ "treatments", "/aliases/*/name" },
	{ "treatments", "/products/*/brand" },
	{ "treatments", "/products/*/name" },
	{ "conditions", "/id" },
	{ "conditions", "/name" },
	{ "conditions", "/abbreviation" },
	{ "conditions", "/aliases/*/name" },
	{ "reasons", "/id" },
	{ "reasons", "/name" },
	{ "reasons", "/aliases/*/name" },
};

enum { NAMES = sizeof(names) / sizeof(*names) };

struct aliases {
	struct arena *arena;
	struct json_object *owners; /* of a kind: folded name to id */
};

static bool
is_name(const struct spot *spot)
{
	size_t i;

	for (i = 0; i < NAMES; i++)
		if (strcmp(names[i].kind, spot->source->kind) == 0 &&
		    place_ends(spot->place, names[i].pattern))
			return true;
	return false;
}

static void
visit_alias(const struct spot *spot)
{
	const struct aliases *aliases = spot->memory;
	const char *name = spot_text(spot), *key;
	struct json_object *owner;
	struct str folded;

	if (name == NULL || !is_name(spot))
		return;
	arena_reset(aliases->arena);
	folded = str_fold(str_from(name), aliases->arena);
	key = str_to_c(folded, aliases->arena);
	if (key == NULL || *key == '\0')
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" has no letter or digit", name);
	else if (!json_object_object_get_ex(aliases->owners, key, &owner))
		json_object_object_add(aliases->owners, key,
		    json_object_new_string(spot->source->id));
	else if (strcmp(json_object_get_string(owner), spot->source->id) != 0)
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" already means \"%s\"", name,
		    json_object_get_string(owner));
}

void
rule_aliases(struct check *check)
{
	static const char *const kinds[] = { "insurers", "treatments",
		"conditions", "reasons" };
	struct aliases aliases = { .arena = arena_new(1024 * 1024) };
	size_t k;

	for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		aliases.owners = json_object_new_object();
		check_values(check, kinds[k], visit_alias, &aliases);
		json_object_put(aliases.owners);
	}
	arena_free(aliases.arena);
}
