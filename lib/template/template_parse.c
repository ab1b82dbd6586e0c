#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/template/template_parser.h"

enum { FIRST_OPS = 16 };

enum err
template_fail(const struct template *template, size_t at, struct note *note,
    enum err err, const char *format, ...)
{
	size_t line = 1, column = 1, i;
	char message[200];
	va_list args;

	for (i = 0; i < at && i < template->text.length; i++) {
		column++;
		if (template->text.at[i] == '\n') {
			line++;
			column = 1;
		}
	}
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	return err_set(note, err, "%.*s:%zu:%zu: %s", STR_ARG(template->name),
	    line, column, message);
}

enum err
template_no_memory(const struct parser *p)
{
	return err_set(p->note, ERR_MEMORY, "templates: out of memory");
}

struct op *
template_op(struct parser *p, enum op_kind kind, size_t at)
{
	struct template *t = p->template;
	size_t size = t->size == 0 ? FIRST_OPS : t->size * 2;
	struct op *ops = t->ops, *op;

	if (t->count == t->size) {
		ops = arena_grow(p->arena, ops, t->size * sizeof(*ops),
		    size * sizeof(*ops));
		if (ops == NULL)
			return NULL;
		t->ops = ops;
		t->size = size;
	}
	op = &ops[t->count++];
	*op = (struct op){ .kind = kind, .at = at };
	return op;
}

struct op *
template_inside(const struct parser *p)
{
	if (p->depth == 0)
		return NULL;
	return &p->template->ops[p->opened[p->depth - 1]];
}

enum err
template_opened(struct parser *p, const struct tag *tag)
{
	if (p->depth == TEMPLATE_DEPTH)
		return template_fail(p->template, tag->start, p->note,
		    ERR_TOO_LARGE, "more than %d sections inside each other",
		    TEMPLATE_DEPTH);
	p->opened[p->depth++] = p->template->count - 1;
	return OK;
}

static const char *
kind_name(const struct op *op)
{
	switch (op->kind) {
	case OP_PARENT:
		return "parent";
	case OP_BLOCK:
		return "block";
	case OP_TEXT:
	case OP_VALUE:
	case OP_SECTION:
	case OP_INVERTED:
	case OP_END:
	case OP_PARTIAL:
		break;
	}
	return "section";
}

static bool
is_in_parent(const struct parser *p)
{
	const struct op *inside = template_inside(p);

	return inside != NULL && inside->kind == OP_PARENT;
}

/* Spec, inheritance: text in a parent, outside of its blocks, is ignored. */
static enum err
add_text(struct parser *p, size_t from, size_t to)
{
	struct op *op;

	if (from == to || is_in_parent(p))
		return OK;
	if ((op = template_op(p, OP_TEXT, from)) == NULL)
		return template_no_memory(p);
	op->text = (struct str){ p->text.at + from, to - from };
	op->starts_line = p->line_starts;
	if (p->template->escape == ESCAPE_MARKUP)
		template_code_follow(&p->code, op->text, p->line_starts);
	p->line_starts = p->text.at[to - 1] == '\n';
	return OK;
}

/* Cut a name at its dots, once, so that filling need not. */
static enum err
split_name(struct parser *p, const struct tag *tag, struct op *op)
{
	struct str rest = tag->content, part;
	size_t i, count = 1;
	struct str *parts;
	char *copy;

	op->text = tag->content;
	if (str_is(tag->content, "."))
		return OK;
	for (i = 0; i < rest.length; i++)
		count += rest.at[i] == '.';
	parts = arena_alloc(p->arena, count * sizeof(*parts));
	copy = str_to_c(tag->content, p->arena);
	if (parts == NULL || copy == NULL)
		return template_no_memory(p);
	rest.at = copy;
	for (i = 0; i < count; i++) {
		part = str_cut(&rest, '.');
		if (part.length == 0)
			return template_fail(p->template, tag->start, p->note,
			    ERR_SYNTAX, "the name \"%.*s\" has an empty part",
			    STR_ARG(tag->content));
		copy[part.at + part.length - copy] = '\0';
		parts[i] = part;
	}
	op->parts = parts;
	op->part_count = count;
	return OK;
}

static enum err
add_value(struct parser *p, const struct tag *tag)
{
	struct template *t = p->template;
	struct op *op;

	if ((op = template_op(p, OP_VALUE, tag->start)) == NULL)
		return template_no_memory(p);
	op->escape = tag->kind == 0 ? t->escape : ESCAPE_NONE;
	t->raw = t->raw || tag->kind != 0;
	op->starts_line = p->line_starts;
	p->line_starts = false;
	return split_name(p, tag, op);
}

static enum err
open_section(struct parser *p, const struct tag *tag)
{
	enum op_kind kind = tag->kind == '#' ? OP_SECTION : OP_INVERTED;
	struct op *op;
	enum err err;

	if ((op = template_op(p, kind, tag->start)) == NULL)
		return template_no_memory(p);
	op->starts_line = !tag->standalone && p->line_starts;
	p->line_starts = tag->standalone;
	if ((err = split_name(p, tag, op)) != OK)
		return err;
	return template_opened(p, tag);
}

static enum err
close_section(struct parser *p, const struct tag *tag)
{
	struct template *t = p->template;
	struct op *op, *opened = template_inside(p);
	const char *star = tag->dynamic ? "*" : "";
	size_t at;

	if (opened == NULL)
		return template_fail(t, tag->start, p->note, ERR_SYNTAX,
		    "section \"%s%.*s\" is closed but was not opened", star,
		    STR_ARG(tag->content));
	if (!str_equal(opened->text, tag->content) ||
	    opened->dynamic != tag->dynamic)
		return template_fail(t, tag->start, p->note, ERR_SYNTAX,
		    "\"%s%.*s\" is closed where \"%s%.*s\" is open", star,
		    STR_ARG(tag->content), opened->dynamic ? "*" : "",
		    STR_ARG(opened->text));
	opened->end = t->count;
	at = p->opened[--p->depth];
	if ((op = template_op(p, OP_END, tag->start)) == NULL)
		return template_no_memory(p);
	op->starts_line = !tag->standalone && p->line_starts;
	op->standalone = p->line_starts;
	p->line_starts = tag->standalone;
	return template_block_closed(p, tag, at);
}

static enum err
add_partial(struct parser *p, const struct tag *tag)
{
	struct op *op = template_op(p, OP_PARTIAL, tag->start);

	if (op == NULL)
		return template_no_memory(p);
	op->text = tag->content;
	op->dynamic = tag->dynamic;
	op->standalone = tag->standalone;
	op->starts_line = !tag->standalone && p->line_starts;
	if (tag->standalone)
		op->indent = (struct str){ p->text.at + tag->line,
			tag->start - tag->line };
	p->line_starts = tag->standalone;
	return tag->dynamic ? split_name(p, tag, op) : OK;
}

static enum err
add_parent(struct parser *p, const struct tag *tag)
{
	enum err err;

	if ((err = template_parent_open(p, tag)) != OK || !tag->dynamic)
		return err;
	return split_name(p, tag, template_inside(p));
}

/*
 * A backslash may end a section's or block's text, as in
 * "{{#more}}\{{/more}}" before the end of a line; but not where the text
 * goes elsewhere, or where its next round may begin with a value.
 */
static bool
may_end_escaped(const struct parser *p, const struct tag *tag)
{
	const struct op *inside = template_inside(p);

	return tag->kind == '/' && inside != NULL && !inside->argument &&
	    inside[1].kind == OP_TEXT;
}

/*
 * What a template of light markup may not do with a tag, because what comes
 * in its place would not be safe there, or would leave something undone.
 *
 * In "| a |{{b}}| c |" the cell would be gone, not empty, when b is empty,
 * and c would stand in the wrong column.
 */
static enum err
check_markup(const struct parser *p, const struct tag *tag)
{
	const char *what = NULL;

	if (p->template->escape != ESCAPE_MARKUP || is_in_parent(p))
		return OK;
	if (template_code_is_open(&p->code))
		what = tag->kind == 0 || tag->kind == '&' || tag->kind == '{' ?
		    "a value cannot be escaped inside code" :
		    "a tag cannot stand inside code";
	else if (p->code.escaped && !may_end_escaped(p, tag))
		what = "a tag cannot follow a backslash";
	else if (tag->start > 0 && p->text.at[tag->start - 1] == '|' &&
	    tag->kind != '!' && tag->kind != '=' && tag->kind != '/')
		what = "there must be a blank between | and a tag";
	if (what == NULL)
		return OK;
	return template_fail(p->template, tag->start, p->note, ERR_SYNTAX,
	    "%s", what);
}

static enum err
add_tag(struct parser *p, const struct tag *tag)
{
	if (is_in_parent(p) &&
	    (tag->kind == 0 || strchr("$/!=", tag->kind) == NULL))
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "only blocks may stand in parent \"%s%.*s\"",
		    template_inside(p)->dynamic ? "*" : "",
		    STR_ARG(template_inside(p)->text));
	switch (tag->kind) {
	case '#':
	case '^':
		return open_section(p, tag);
	case '/':
		return close_section(p, tag);
	case '>':
		return add_partial(p, tag);
	case '<':
		return add_parent(p, tag);
	case '$':
		return template_block_open(p, tag);
	case '=':
		return template_tag_delimiters(p, tag);
	case '!':
		return OK;
	default:
		return add_value(p, tag);
	}
}

/* The text before the tag; before a parent, its line's blanks by themselves. */
static enum err
add_text_before(struct parser *p, const struct tag *tag)
{
	bool apart = tag->kind == '<' && tag->leads;
	size_t to = tag->standalone || apart ? tag->line : tag->start;
	enum err err;

	if ((err = add_text(p, p->at, to)) != OK || !apart)
		return err;
	return add_text(p, to, tag->start);
}

static enum err
check_end(const struct parser *p)
{
	const struct op *opened = template_inside(p);
	const char *what = "code is not closed";

	if (opened != NULL)
		return template_fail(p->template, opened->at, p->note,
		    ERR_SYNTAX, "%s \"%s%.*s\" is not closed",
		    kind_name(opened), opened->dynamic ? "*" : "",
		    STR_ARG(opened->text));
	if (p->code.escaped)
		what = "a backslash cannot be the last character";
	else if (!template_code_is_open(&p->code))
		return OK;
	return template_fail(p->template, p->text.length, p->note, ERR_SYNTAX,
	    "%s", what);
}

enum err
template_parse(struct template *template, struct arena *arena,
    struct note *note)
{
	struct parser p = { .template = template, .arena = arena,
		.note = note, .text = template->text, .open = STR("{{"),
		.close = STR("}}"), .line_starts = true };
	struct tag tag;
	size_t start;
	enum err err;

	while ((start = template_tag_find(p.text, p.open, p.at)) <
	    p.text.length) {
		if ((err = template_tag_read(&p, start, &tag)) != OK)
			return err;
		template_block_place(&p, &tag);
		if ((err = add_text_before(&p, &tag)) != OK ||
		    (err = check_markup(&p, &tag)) != OK ||
		    (err = add_tag(&p, &tag)) != OK)
			return err;
		p.at = tag.standalone ? tag.next : tag.end;
	}
	if ((err = add_text(&p, p.at, p.text.length)) != OK)
		return err;
	return check_end(&p);
}
