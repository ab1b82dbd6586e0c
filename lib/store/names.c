#include "lib/store/names.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/nearest.h"
#include "lib/store/kb.h"

enum { TYPED_MAX = 200, SHOWN_MAX = 60 };

/* "il-12-23_inhibitor" and "IL 12/23 inhibitor" are one name. */
static struct str
fold(struct str typed, struct arena *arena)
{
	return str_fold(str_first(typed, TYPED_MAX), arena);
}

enum err
names_find(const struct kb_read *read, const char *kind, struct str typed,
    struct arena *arena, struct named *out, struct note *note)
{
	struct str folded = fold(typed, arena);
	struct value entry;

	entry = kb_value(read, STR("name"), str_from(kind), folded);
	if (folded.length == 0 || value_type(entry) == VALUE_NONE)
		return err_set(note, ERR_NOT_FOUND,
		    "\"%.*s\" is not known among the %s",
		    STR_ARG(str_shown(typed, SHOWN_MAX, arena)), kind);
	out->id = value_text(entry, "id");
	out->name = value_text(entry, "name");
	out->canonical = str_equal(typed, out->id);
	return OK;
}

size_t
names_near(const struct kb_read *read, const char *kind, struct str typed,
    size_t max, struct arena *arena, struct str *out)
{
	struct str folded = fold(typed, arena), prefix;
	struct nearest *nearest;
	struct kb_walk walk;
	const struct nearest_item *list;
	size_t count, i;
	char name[64] = "name/";

	strncat(name, kind, sizeof(name) - sizeof("name//"));
	strcat(name, "/");
	prefix = str_from(name);
	nearest = nearest_new(folded, max, arena);
	walk = kb_walk(read, prefix);
	while (nearest != NULL && kb_next(&walk))
		nearest_offer(nearest, walk.rest,
		    value_text(value_of(walk.bytes), "id"));
	kb_walk_end(&walk);
	if (nearest == NULL)
		return 0;
	list = nearest_list(nearest, &count);
	for (i = 0; i < count; i++)
		out[i] = list[i].id;
	return count;
}
