#include "lib/render/template.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/render/escape.h"
#include "lib/render/template_node.h"

/* The state of one fill; contexts lie on a stack, the innermost last. */
struct fill {
	struct buf *out;
	struct note *note;
	long steps;
	int nested;
	size_t depth;
	struct value contexts[TEMPLATE_DEPTH + 1];
	size_t indent_from; /* the indentation in force is a stretch */
	size_t indent_to;   /* of indent[] */
	char indent[TEMPLATE_INDENT];
};

static enum err run(struct fill *fill, const struct template *t, size_t from,
    size_t to);

/*
 * Spec, interpolation: the first part of a name is looked for from the
 * innermost context outwards; the others only inside what it found.
 */
static struct value
look_up(const struct fill *fill, const struct op *op)
{
	struct value v = { NULL, NULL };
	size_t i;

	if (op->part_count == 0)
		return fill->contexts[fill->depth - 1];
	for (i = fill->depth; i > 0 && v.at == NULL; i--)
		v = value_get_str(fill->contexts[i - 1], op->parts[0]);
	for (i = 1; i < op->part_count && v.at != NULL; i++)
		v = value_get_str(v, op->parts[i]);
	return v;
}

static bool
is_truthy(struct value v)
{
	switch (value_type(v)) {
	case VALUE_NONE:
	case VALUE_NULL:
	case VALUE_FALSE:
		return false;
	case VALUE_ARRAY:
		return value_count(v) > 0;
	case VALUE_STRING:
		return value_str(v).length > 0;
	case VALUE_TRUE:
	case VALUE_NUMBER:
	case VALUE_OBJECT:
		return true;
	}
	return false;
}

static void
put_value(struct fill *fill, const struct op *op)
{
	struct value v = look_up(fill, op);
	struct str text = value_str(v);

	if (value_type(v) == VALUE_TRUE)
		text = STR("true");
	else if (value_type(v) == VALUE_FALSE)
		text = STR("false");
	switch (op->escape) {
	case ESCAPE_NONE:
		buf_put(fill->out, text);
		break;
	case ESCAPE_HTML:
		escape_html(fill->out, text);
		break;
	case ESCAPE_MARKUP:
		escape_markup(fill->out, text);
		break;
	}
}

static void
put_indent(struct fill *fill)
{
	buf_put(fill->out, (struct str){ fill->indent + fill->indent_from,
	    fill->indent_to - fill->indent_from });
}

/* The op's own first line was indented by run(); here are the others. */
static void
put_text(struct fill *fill, struct str text)
{
	size_t line;

	if (fill->indent_from == fill->indent_to) {
		buf_put(fill->out, text);
		return;
	}
	for (;;) {
		line = str_find(text, '\n');
		if (line + 1 >= text.length)
			break;
		buf_put(fill->out, str_first(text, line + 1));
		put_indent(fill);
		text = str_from_index(text, line + 1);
	}
	buf_put(fill->out, text);
}

static enum err
enter(struct fill *fill, const struct template *t, const struct op *op)
{
	if (--fill->steps < 0)
		return template_fail(t, op->at, fill->note, ERR_TOO_LARGE,
		    "more than %d rounds", TEMPLATE_STEPS);
	if (fill->nested == TEMPLATE_DEPTH)
		return template_fail(t, op->at, fill->note, ERR_TOO_LARGE,
		    "nested deeper than %d", TEMPLATE_DEPTH);
	fill->nested++;
	return OK;
}

/* The body of a section, once; "context" is none for an inverted one. */
static enum err
run_body(struct fill *fill, const struct template *t, size_t at,
    struct value context)
{
	const struct op *op = &t->ops[at];
	enum err err;

	if ((err = enter(fill, t, op)) != OK)
		return err;
	if (context.at != NULL)
		fill->contexts[fill->depth++] = context;
	err = run(fill, t, at + 1, op->end);
	if (context.at != NULL)
		fill->depth--;
	fill->nested--;
	if (t->ops[op->end].starts_line)
		put_indent(fill);
	return err;
}

static enum err
run_section(struct fill *fill, const struct template *t, size_t at)
{
	struct value v = look_up(fill, &t->ops[at]);
	struct value_each it;
	enum err err = OK;

	if (!is_truthy(v))
		return OK;
	if (value_type(v) != VALUE_ARRAY)
		return run_body(fill, t, at, v);
	for (it = value_each(v); err == OK && value_next(&it);)
		err = run_body(fill, t, at, it.item);
	return err;
}

static enum err
run_inverted(struct fill *fill, const struct template *t, size_t at)
{
	struct value none = { NULL, NULL };

	if (is_truthy(look_up(fill, &t->ops[at])))
		return OK;
	return run_body(fill, t, at, none);
}

/*
 * Spec, partials: only a standalone tag hands on indentation, its own blanks
 * after those of its caller.
 */
static enum err
run_partial(struct fill *fill, const struct template *t, const struct op *op)
{
	size_t from = fill->indent_from, to = fill->indent_to;
	enum err err;

	if (op->partial == NULL)
		return OK;
	if ((err = enter(fill, t, op)) != OK)
		return err;
	if (op->indent.length > TEMPLATE_INDENT - to)
		return template_fail(t, op->at, fill->note, ERR_TOO_LARGE,
		    "indented by more than %d bytes", TEMPLATE_INDENT);
	if (!op->standalone)
		fill->indent_from = to;
	else if (op->indent.length > 0)
		memcpy(fill->indent + to, op->indent.at, op->indent.length);
	fill->indent_to += op->indent.length;
	err = run(fill, op->partial, 0, op->partial->count);
	fill->indent_from = from;
	fill->indent_to = to;
	fill->nested--;
	return err;
}

static enum err
run(struct fill *fill, const struct template *t, size_t from, size_t to)
{
	const struct op *op;
	enum err err = OK;
	size_t i;

	for (i = from; i < to && err == OK; i++) {
		op = &t->ops[i];
		if (op->starts_line)
			put_indent(fill);
		switch (op->kind) {
		case OP_TEXT:
			put_text(fill, op->text);
			break;
		case OP_VALUE:
			put_value(fill, op);
			break;
		case OP_SECTION:
			err = run_section(fill, t, i);
			i = op->end;
			break;
		case OP_INVERTED:
			err = run_inverted(fill, t, i);
			i = op->end;
			break;
		case OP_PARTIAL:
			err = run_partial(fill, t, op);
			break;
		case OP_END:
			break;
		}
	}
	return err;
}

static enum err
full(const struct buf *out, struct str name, struct note *note)
{
	if (arena_failed(out->arena))
		return err_set(note, ERR_MEMORY, "%.*s: out of memory",
		    STR_ARG(name));
	return err_set(note, ERR_TOO_LARGE, "%.*s: longer than %zu bytes",
	    STR_ARG(name), out->limit);
}

enum err
template_fill(const struct template_set *set, struct str name,
    struct value view, struct buf *out, struct note *note)
{
	const struct template *t = template_find(set, name);
	struct fill fill;
	size_t start = out->length;
	enum err err;

	if (t == NULL)
		return err_set(note, ERR_NOT_FOUND,
		    "there is no template \"%.*s\"", STR_ARG(name));
	fill.out = out;
	fill.note = note;
	fill.steps = TEMPLATE_STEPS;
	fill.nested = 0;
	fill.depth = 1;
	fill.contexts[0] = view;
	fill.indent_from = fill.indent_to = 0;
	err = run(&fill, t, 0, t->count);
	if (err == OK && buf_failed(out))
		err = full(out, name, note);
	if (err != OK)
		out->length = start;
	return err;
}
