#include "lib/template/template_filler.h"

#include <string.h>

#include "lib/base/arena.h"

/*
 * A context more.  Names are looked up in it again and again, so that it is
 * worth while to list its members, as long as there is room.
 */
static void
push(struct filler *f, struct datum datum)
{
	struct scope *scope = &f->contexts[f->depth++];
	struct value_member *members = f->members + f->used;

	scope->datum = datum;
	scope->members = members;
	scope->count = 0;
	scope->listed = datum.source == NULL &&
	    value_members(datum.value, members, FILLER_MEMBERS - f->used,
		&scope->count);
	f->used += scope->count;
}

static void
pop(struct filler *f)
{
	f->used -= f->contexts[--f->depth].count;
}

/* The member of one context; false if it has none of this name. */
static inline bool
look_in(const struct scope *scope, struct str name, struct datum *out)
{
	const struct value_member *m = scope->members;
	const struct value_member *end = m + scope->count;

	if (!scope->listed) {
		*out = datum_get(scope->datum, name);
		return !datum_is_none(*out);
	}
	for (; m < end; m++) {
		if (m->key.length == name.length &&
		    m->key.at[0] == name.at[0] &&
		    memcmp(m->key.at, name.at, name.length) == 0) {
			*out = datum_of(m->item);
			return true;
		}
	}
	return false;
}

/*
 * Spec, interpolation: the first part of a name is looked for from the
 * innermost context outwards; the others only inside what it found.
 */
struct datum
template_look_up(const struct filler *f, const struct op *op)
{
	const struct scope *scope = &f->contexts[f->depth];
	struct datum d = { .source = NULL, .value = { NULL, NULL } };
	size_t i;

	if (op->part_count == 0)
		return scope[-1].datum;
	while (scope > f->contexts)
		if (look_in(--scope, op->parts[0], &d))
			break;
	for (i = 1; i < op->part_count && !datum_is_none(d); i++)
		d = datum_get(d, op->parts[i]);
	return d;
}

static bool
is_truthy(struct datum d)
{
	switch (datum_type(d)) {
	case VALUE_NONE:
	case VALUE_NULL:
	case VALUE_FALSE:
		return false;
	case VALUE_ARRAY:
		return datum_count(d) > 0;
	case VALUE_STRING:
		return datum_str(d).length > 0;
	case VALUE_TRUE:
	case VALUE_NUMBER:
	case VALUE_OBJECT:
		return true;
	}
	return false;
}

enum err
template_out_of_memory(const struct filler *f)
{
	return err_set(f->note, ERR_MEMORY, "%.*s: out of memory",
	    STR_ARG(f->name));
}

static enum err
put_value(struct filler *f, const struct op *op)
{
	struct datum d = template_look_up(f, op);
	struct str text = STR_NONE;

	switch (datum_type(d)) {
	case VALUE_NUMBER:
		if ((text = datum_str(d)).at == NULL)
			return template_out_of_memory(f);
		break;
	case VALUE_STRING:
		text = datum_str(d);
		break;
	case VALUE_TRUE:
		text = STR("true");
		break;
	case VALUE_FALSE:
		text = STR("false");
		break;
	case VALUE_NONE:
	case VALUE_NULL:
	case VALUE_ARRAY:
	case VALUE_OBJECT:
		return OK;
	}
	escape_put(op->escape, text, f->out);
	return OK;
}

void
template_put_indent(struct filler *f)
{
	size_t from = f->indent_from + f->begun;

	f->begun = 0;
	if (from < f->indent_to)
		buf_put(f->out,
		    (struct str){ f->indent + from, f->indent_to - from });
}

/* The op's own first line was indented by template_run(); here are the others. */
static void
put_text(struct filler *f, struct str text)
{
	size_t line;

	if (f->indent_from == f->indent_to) {
		buf_put(f->out, text);
		return;
	}
	for (;;) {
		line = str_find(text, '\n');
		if (line + 1 >= text.length)
			break;
		buf_put(f->out, str_first(text, line + 1));
		template_put_indent(f);
		text = str_from_index(text, line + 1);
	}
	buf_put(f->out, text);
}

static enum err
full(const struct filler *f)
{
	if (arena_failed(f->out->arena))
		return template_out_of_memory(f);
	return err_set(f->note, ERR_TOO_LARGE, "%.*s: longer than %zu bytes",
	    STR_ARG(f->name), f->out->limit);
}

enum err
template_enter(struct filler *f, const struct template *t,
    const struct op *op)
{
	if (buf_failed(f->out))
		return full(f);
	if (--f->steps < 0)
		return template_fail(t, op->at, f->note, ERR_TOO_LARGE,
		    "more than %d rounds", TEMPLATE_STEPS);
	if (f->nested == TEMPLATE_DEPTH)
		return template_fail(t, op->at, f->note, ERR_TOO_LARGE,
		    "nested deeper than %d", TEMPLATE_DEPTH);
	f->nested++;
	return OK;
}

/* The body of a section, once; "context" is NULL for an inverted one. */
static enum err
run_body(struct filler *f, const struct template *t, size_t at,
    const struct datum *context)
{
	const struct op *op = &t->ops[at];
	enum err err;

	if ((err = template_enter(f, t, op)) != OK)
		return err;
	if (context != NULL)
		push(f, *context);
	err = template_run(f, t, at + 1, op->end);
	if (context != NULL)
		pop(f);
	f->nested--;
	if (t->ops[op->end].starts_line)
		template_put_indent(f);
	return err;
}

static enum err
run_section(struct filler *f, const struct template *t, size_t at)
{
	struct datum d = template_look_up(f, &t->ops[at]);
	struct datum_each it;
	enum err err = OK;

	if (!is_truthy(d))
		return OK;
	if (datum_type(d) != VALUE_ARRAY)
		return run_body(f, t, at, &d);
	for (it = datum_each(d); err == OK && datum_next(&it);)
		err = run_body(f, t, at, &it.item);
	return err;
}

static enum err
run_inverted(struct filler *f, const struct template *t, size_t at)
{
	if (is_truthy(template_look_up(f, &t->ops[at])))
		return OK;
	return run_body(f, t, at, NULL);
}

enum err
template_run(struct filler *f, const struct template *t, size_t from,
    size_t to)
{
	const struct op *op;
	enum err err = OK;
	size_t i;

	for (i = from; i < to && err == OK; i++) {
		op = &t->ops[i];
		if (op->starts_line)
			template_put_indent(f);
		switch (op->kind) {
		case OP_TEXT:
			put_text(f, op->text);
			break;
		case OP_VALUE:
			err = put_value(f, op);
			break;
		case OP_SECTION:
			err = run_section(f, t, i);
			i = op->end;
			break;
		case OP_INVERTED:
			err = run_inverted(f, t, i);
			i = op->end;
			break;
		case OP_PARTIAL:
			err = template_run_partial(f, t, op);
			break;
		case OP_PARENT:
			err = template_run_parent(f, t, i);
			i = op->end;
			break;
		case OP_BLOCK:
			if (f->arguments != NULL)
				err = template_run_block(f, t, &i);
			break;
		case OP_END: /* of a block with its own body */
			break;
		}
	}
	return err;
}

enum err
template_fill_datum(const struct template_set *set, struct str name,
    struct datum view, struct buf *out, struct note *note)
{
	const struct template *t = template_find(set, name);
	size_t start = out->length;
	struct filler f;
	enum err err;

	if (t == NULL)
		return err_set(note, ERR_NOT_FOUND,
		    "there is no template \"%.*s\"", STR_ARG(name));
	f.set = set;
	f.name = name;
	f.out = out;
	f.note = note;
	f.arguments = NULL;
	f.steps = TEMPLATE_STEPS;
	f.nested = 0;
	f.depth = f.used = 0;
	push(&f, view);
	f.indent_from = f.indent_to = f.begun = 0;
	err = template_run(&f, t, 0, t->count);
	if (err == OK && buf_failed(out))
		err = full(&f);
	if (err != OK)
		out->length = start;
	return err;
}

enum err
template_fill(const struct template_set *set, struct str name,
    struct value view, struct buf *out, struct note *note)
{
	return template_fill_datum(set, name, datum_of(view), out, note);
}
