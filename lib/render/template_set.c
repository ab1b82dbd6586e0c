#include "lib/render/template.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/render/template_node.h"

enum { FIRST_TEMPLATES = 32 };

/* The set and all it holds lie in its own arena; "sorted" by name. */
struct template_set {
	struct arena *arena;
	struct template **sorted;
	size_t count;
	size_t size;
};

enum mark { UNSEEN, OPEN, DONE };

enum err
template_set_new(struct template_set **out, struct note *note)
{
	struct arena *arena = arena_new(TEMPLATE_SET_BYTES);
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

const struct template *
template_find(const struct template_set *set, struct str name)
{
	size_t at = position(set, name);

	if (at == set->count || !str_equal(set->sorted[at]->name, name))
		return NULL;
	return set->sorted[at];
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
	t->escape = escape_of(name);
	if ((err = template_parse(t, set->arena, note)) != OK)
		return err;
	memmove(set->sorted + at + 1, set->sorted + at,
	    (set->count - at) * sizeof(struct template *));
	set->sorted[at] = t;
	set->count++;
	return OK;
}

static enum err
find_partials(const struct template_set *set, struct template *t,
    struct note *note)
{
	enum err err = OK;
	struct op *op;
	size_t i;

	for (i = 0; i < t->count; i++) {
		op = &t->ops[i];
		if (op->kind != OP_PARTIAL)
			continue;
		op->partial = template_find(set, op->text);
		if (op->partial == NULL) {
			err = template_fail(t, op->at, note, ERR_NOT_FOUND,
			    "there is no template \"%.*s\"",
			    STR_ARG(op->text));
			continue;
		}
		if (op->partial->escape != t->escape)
			return template_fail(t, op->at, note, ERR_INVALID,
			    "\"%.*s\" is escaped for another medium",
			    STR_ARG(op->text));
	}
	return err;
}

/*
 * Follow the partials that are called whatever the view holds.  A section
 * needs data to be entered, so recursion through one ends with the data;
 * an inverted one is entered where there is none.
 */
static enum err
check_recursion(struct template_set *set, struct template *t, int depth,
    struct note *note)
{
	struct template *partial;
	enum err err;
	size_t i;

	if (depth == TEMPLATE_DEPTH)
		return err_set(note, ERR_INVALID,
		    "%.*s: partials call each other deeper than %d",
		    STR_ARG(t->name), TEMPLATE_DEPTH);
	t->mark = OPEN;
	for (i = 0; i < t->count; i++) {
		if (t->ops[i].kind == OP_SECTION)
			i = t->ops[i].end;
		if (t->ops[i].kind != OP_PARTIAL || t->ops[i].partial == NULL)
			continue;
		partial = set->sorted[position(set, t->ops[i].text)];
		if (partial->mark == OPEN)
			return template_fail(t, t->ops[i].at, note, ERR_INVALID,
			    "\"%.*s\" calls itself without an end",
			    STR_ARG(t->ops[i].text));
		if (partial->mark == UNSEEN &&
		    (err = check_recursion(set, partial, depth + 1, note)) !=
		    OK)
			return err;
	}
	t->mark = DONE;
	return OK;
}

/* A template is as raw as its partials: repeat until nothing changes. */
static void
spread_raw(struct template_set *set)
{
	bool changed = true;
	struct template *t;
	size_t i, j;

	while (changed) {
		changed = false;
		for (i = 0; i < set->count; i++) {
			t = set->sorted[i];
			for (j = 0; j < t->count && !t->raw; j++)
				t->raw = t->ops[j].partial != NULL &&
				    t->ops[j].partial->raw && (changed = true);
		}
	}
}

enum err
template_link(struct template_set *set, struct note *note)
{
	enum err err, missing = OK;
	size_t i;

	for (i = 0; i < set->count; i++) {
		err = find_partials(set, set->sorted[i], note);
		if (err == ERR_NOT_FOUND)
			missing = err;
		else if (err != OK)
			return err;
	}
	for (i = 0; i < set->count; i++)
		if (set->sorted[i]->mark == UNSEEN &&
		    (err = check_recursion(set, set->sorted[i], 0, note)) != OK)
			return err;
	spread_raw(set);
	return missing;
}
