#include "lib/template/template.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/template/template_node.h"

enum { FIRST_TEMPLATES = 32 };

/* The set and all it holds lie in its own arena; "sorted" by name. */
struct template_set {
	struct arena *arena;
	struct template **sorted;
	size_t count;
	size_t size;
};

enum err
template_set_new(struct template_set **out, struct note *note)
{
	return template_set_new_within(TEMPLATE_SET_BYTES, out, note);
}

enum err
template_set_new_within(size_t bytes, struct template_set **out,
    struct note *note)
{
	struct arena *arena = arena_new(bytes);
	struct template_set *set;

	if (arena == NULL || (set = arena_alloc(arena, sizeof(*set))) == NULL) {
		arena_free(arena);
		return err_set(note, ERR_MEMORY, "templates: out of memory");
	}
	set->arena = arena;
	*out = set;
	return OK;
}

void
template_set_free(struct template_set *set)
{
	if (set != NULL)
		arena_free(set->arena);
}

/* Where "name" is in the set, or would have to be put. */
static size_t
position(const struct template_set *set, struct str name)
{
	size_t low = 0, high = set->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (str_compare(set->sorted[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct template *
template_find(const struct template_set *set, struct str name)
{
	size_t at = position(set, name);

	if (at == set->count || !str_equal(set->sorted[at]->name, name))
		return NULL;
	return set->sorted[at];
}

struct template **
template_list(const struct template_set *set, size_t *count)
{
	*count = set->count;
	return set->sorted;
}

bool
template_exists(const struct template_set *set, struct str name)
{
	return template_find(set, name) != NULL;
}

bool
template_uses_raw(const struct template_set *set, struct str name)
{
	const struct template *t = template_find(set, name);

	return t != NULL && t->raw;
}

static enum escape
escape_of(struct str name)
{
	if (str_ends(name, STR(".md")))
		return ESCAPE_MARKUP;
	if (str_ends(name, STR(".txt")))
		return ESCAPE_NONE;
	return ESCAPE_HTML;
}

static enum err
make_room(struct template_set *set, struct note *note)
{
	size_t size = set->size == 0 ? FIRST_TEMPLATES : set->size * 2;
	struct template **sorted;

	if (set->count < set->size)
		return OK;
	sorted = arena_grow(set->arena, set->sorted,
	    set->size * sizeof(struct template *),
	    size * sizeof(struct template *));
	if (sorted == NULL)
		return err_set(note, ERR_MEMORY, "templates: out of memory");
	set->sorted = sorted;
	set->size = size;
	return OK;
}

enum err
template_add(struct template_set *set, struct str name, struct str text,
    struct note *note)
{
	return template_add_as(set, name, text, escape_of(name), note);
}

enum err
template_add_as(struct template_set *set, struct str name, struct str text,
    enum escape escape, struct note *note)
{
	size_t at = position(set, name);
	struct template *t;
	enum err err;

	if (template_exists(set, name))
		return err_set(note, ERR_INVALID,
		    "%.*s: there are two templates of this name",
		    STR_ARG(name));
	if (text.length > TEMPLATE_BYTES)
		return err_set(note, ERR_TOO_LARGE,
		    "%.*s: longer than %d bytes", STR_ARG(name),
		    TEMPLATE_BYTES);
	if ((err = make_room(set, note)) != OK)
		return err;
	t = arena_alloc(set->arena, sizeof(*t));
	if (t == NULL ||
	    (t->name = str_copy(name, set->arena)).at == NULL ||
	    (t->text = str_copy(text, set->arena)).at == NULL)
		return err_set(note, ERR_MEMORY, "templates: out of memory");
	t->escape = escape;
	if ((err = template_parse(t, set->arena, note)) != OK)
		return err;
	memmove(set->sorted + at + 1, set->sorted + at,
	    (set->count - at) * sizeof(struct template *));
	set->sorted[at] = t;
	set->count++;
	return OK;
}
