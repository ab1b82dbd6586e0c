#include <string.h>

#include "lib/template/template.h"
#include "lib/template/template_node.h"

enum mark { UNSEEN, OPEN, DONE };

/* A walk along what is called whatever the view holds. */
struct walk {
	struct note *note;
	long steps;
};

/* The templates whose call has not ended. */
struct path {
	const struct template *template;
	const struct path *outer;
	int depth;
};

static enum err walk_range(struct walk *walk, const struct template *t,
    size_t from, size_t to, const struct arguments *arguments,
    const struct path *path);

const struct arguments *
template_argument(const struct arguments *arguments, struct str name,
    long *steps, size_t *at)
{
	const struct arguments *found = NULL;
	const struct op *ops;
	size_t i, end;

	for (; arguments != NULL; arguments = arguments->outer) {
		ops = arguments->from->ops;
		end = ops[arguments->at].end;
		(*steps)--;
		for (i = arguments->at + 1; i < end; i = ops[i].end + 1)
			if (str_equal(ops[i].text, name)) {
				found = arguments;
				*at = i;
			}
	}
	return found;
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
		if ((op->kind != OP_PARTIAL && op->kind != OP_PARENT) ||
		    op->dynamic)
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

static enum err
endless(const struct walk *walk, const struct template *t, const struct op *op)
{
	return template_fail(t, op->at, walk->note, ERR_INVALID,
	    "\"%.*s\" calls itself without an end", STR_ARG(op->text));
}

static enum err
too_long(const struct walk *walk, const struct template *t,
    const struct op *op)
{
	return template_fail(t, op->at, walk->note, ERR_INVALID,
	    "more than %d rounds", TEMPLATE_STEPS);
}

static bool
is_open(const struct path *path, const struct template *t)
{
	for (; path != NULL; path = path->outer)
		if (path->template == t)
			return true;
	return false;
}

/*
 * What "op" in "t" calls.  Without arguments, a template that was walked
 * needs no second walk.  With them it may take another way each time, so
 * only depth and steps tell that there is no end.
 */
static enum err
walk_call(struct walk *walk, const struct template *t, const struct op *op,
    const struct arguments *arguments, const struct path *path)
{
	struct template *callee = op->partial;
	struct path here = { callee, path, path->depth + 1 };
	enum err err;

	if (callee == NULL || (arguments == NULL && callee->mark == DONE))
		return OK;
	if (arguments == NULL && callee->mark == OPEN)
		return endless(walk, t, op);
	if (here.depth == TEMPLATE_DEPTH && is_open(path, callee))
		return endless(walk, t, op);
	if (here.depth == TEMPLATE_DEPTH)
		return template_fail(t, op->at, walk->note, ERR_INVALID,
		    "templates call each other deeper than %d",
		    TEMPLATE_DEPTH);
	if (arguments != NULL && --walk->steps < 0)
		return too_long(walk, t, op);
	if (arguments == NULL)
		callee->mark = OPEN;
	err = walk_range(walk, callee, 0, callee->count, arguments, &here);
	if (arguments == NULL)
		callee->mark = DONE;
	return err;
}

/* The argument that takes a block's place; "own" if there is none. */
static enum err
walk_block(struct walk *walk, const struct template *t, const struct op *op,
    const struct arguments *arguments, const struct path *path, bool *own)
{
	const struct arguments *found;
	struct path here = { path->template, path, path->depth + 1 };
	size_t at;

	found = template_argument(arguments, op->text, &walk->steps, &at);
	*own = found == NULL;
	if (walk->steps < 0)
		return too_long(walk, t, op);
	if (found == NULL || here.depth >= TEMPLATE_DEPTH)
		return OK;
	return walk_range(walk, found->from, at + 1, found->from->ops[at].end,
	    found->outer, &here);
}

/*
 * A section needs data to be entered, so recursion through one ends with the
 * data; an inverted one is entered where there is none.
 */
static enum err
walk_range(struct walk *walk, const struct template *t, size_t from,
    size_t to, const struct arguments *arguments, const struct path *path)
{
	struct arguments inner;
	const struct op *op;
	enum err err = OK;
	bool own = true;
	size_t i;

	for (i = from; i < to && err == OK; i++) {
		op = &t->ops[i];
		switch (op->kind) {
		case OP_SECTION:
			i = op->end;
			break;
		case OP_PARTIAL:
			err = walk_call(walk, t, op, arguments, path);
			break;
		case OP_PARENT:
			inner = (struct arguments){ t, i, arguments };
			err = walk_call(walk, t, op,
			    op->end == i + 1 ? arguments : &inner, path);
			i = op->end;
			break;
		case OP_BLOCK:
			err = walk_block(walk, t, op, arguments, path, &own);
			i = own ? i : op->end;
			break;
		case OP_TEXT:
		case OP_VALUE:
		case OP_INVERTED:
		case OP_END:
			break;
		}
	}
	return err;
}

static enum err
check_recursion(struct template *t, struct note *note)
{
	struct walk walk = { .note = note, .steps = TEMPLATE_STEPS };
	struct path path = { t, NULL, 0 };
	enum err err;

	if (t->mark != UNSEEN)
		return OK;
	t->mark = OPEN;
	err = walk_range(&walk, t, 0, t->count, NULL, &path);
	t->mark = DONE;
	return err;
}

static bool
calls_raw(const struct template_set *set, const struct template *t)
{
	struct template **list;
	size_t i, j, count;

	list = template_list(set, &count);
	for (i = 0; i < t->count; i++) {
		if (t->ops[i].partial != NULL && t->ops[i].partial->raw)
			return true;
		for (j = 0; t->ops[i].dynamic && j < count; j++)
			if (list[j]->escape == t->escape && list[j]->raw)
				return true;
	}
	return false;
}

/* A template is as raw as what it calls: repeat until nothing changes. */
static void
spread_raw(const struct template_set *set)
{
	struct template **list;
	bool changed = true;
	size_t i, count;

	list = template_list(set, &count);
	while (changed) {
		changed = false;
		for (i = 0; i < count; i++)
			if (!list[i]->raw && calls_raw(set, list[i]))
				list[i]->raw = changed = true;
	}
}

enum err
template_link(struct template_set *set, struct note *note)
{
	enum err err, missing = OK;
	struct template **list;
	size_t i, count;

	list = template_list(set, &count);
	for (i = 0; i < count; i++) {
		err = find_partials(set, list[i], note);
		if (err == ERR_NOT_FOUND)
			missing = err;
		else if (err != OK)
			return err;
	}
	for (i = 0; i < count; i++)
		if ((err = check_recursion(list[i], note)) != OK)
			return err;
	spread_raw(set);
	return missing;
}
