#include "lib/render/template_node.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/render/template.h"

enum { FIRST_OPS = 16, DELIMITER_MAX = 16 };

struct parser {
	struct template *template;
	struct arena *arena;
	struct note *note;
	struct str text;
	size_t at; /* where the text not yet compiled starts */
	struct str open;
	struct str close;
	bool line_starts; /* the next op is the first of its line */
	size_t sections[TEMPLATE_DEPTH];
	size_t depth;
	size_t ticks; /* backquotes that opened the code we are in */
	char fence;   /* the same, if it is fenced code: ` or ~ */
};

struct tag {
	char kind; /* one of #^/>!=&{ or 0 for a plain name */
	struct str content;
	size_t start; /* of the tag, delimiters included */
	size_t end;
	size_t line; /* standalone: where its line starts, */
	size_t next; /* and where the next one does */
	bool standalone;
};

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

static size_t
find(struct str text, struct str needle, size_t from)
{
	const char *hit;

	if (from >= text.length)
		return text.length;
	hit = memmem(text.at + from, text.length - from, needle.at,
	    needle.length);
	return hit == NULL ? text.length : (size_t)(hit - text.at);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct op *
add_op(struct parser *p, enum op_kind kind, size_t at)
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

/* A run of backquotes or tildes opens code, or closes what it opened. */
static void
follow_run(struct parser *p, char c, size_t run)
{
	if (p->fence != 0)
		p->fence = c == p->fence && run >= 3 ? 0 : p->fence;
	else if (p->ticks > 0)
		p->ticks = c == '`' && run == p->ticks ? 0 : p->ticks;
	else if (run >= 3)
		p->fence = c;
	else if (c == '`')
		p->ticks = run;
}

/*
 * Follow code spans and fenced code (CommonMark 0.30, 6.1 and 4.5) far
 * enough to know whether the next tag lies in one.
 */
static void
follow_code(struct parser *p, struct str text)
{
	bool blank_line = false;
	size_t i, run;
	char c;

	for (i = 0; i < text.length; i++) {
		c = text.at[i];
		if (c == '\n') {
			if (blank_line)
				p->ticks = 0;
			blank_line = true;
			continue;
		}
		if (!is_blank(c))
			blank_line = false;
		if (c == '\\' && p->ticks == 0 && p->fence == 0)
			i++;
		if (c != '`' && c != '~')
			continue;
		for (run = 1; i + 1 < text.length && text.at[i + 1] == c; i++)
			run++;
		follow_run(p, c, run);
	}
}

static enum err
add_text(struct parser *p, size_t from, size_t to)
{
	struct op *op;

	if (from == to)
		return OK;
	if ((op = add_op(p, OP_TEXT, from)) == NULL)
		return err_set(p->note, ERR_MEMORY, "out of memory");
	op->text = (struct str){ p->text.at + from, to - from };
	op->starts_line = p->line_starts;
	p->line_starts = p->text.at[to - 1] == '\n';
	if (p->template->escape == ESCAPE_MARKUP)
		follow_code(p, op->text);
	return OK;
}

/* Cut a name at its dots, once, so that filling need not. */
static enum err
split_name(struct parser *p, const struct tag *tag, struct op *op)
{
	struct str rest = tag->content, part;
	struct str *parts;
	size_t i, count = 1;

	op->text = tag->content;
	if (str_is(tag->content, "."))
		return OK;
	for (i = 0; i < rest.length; i++)
		count += rest.at[i] == '.';
	parts = arena_alloc(p->arena, count * sizeof(*parts));
	if (parts == NULL)
		return err_set(p->note, ERR_MEMORY, "out of memory");
	for (i = 0; i < count; i++) {
		part = str_cut(&rest, '.');
		if (part.length == 0)
			return template_fail(p->template, tag->start, p->note,
			    ERR_SYNTAX, "the name \"%.*s\" has an empty part",
			    STR_ARG(tag->content));
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

	if (p->ticks > 0 || p->fence != 0)
		return template_fail(t, tag->start, p->note, ERR_SYNTAX,
		    "a value cannot be escaped inside code");
	if ((op = add_op(p, OP_VALUE, tag->start)) == NULL)
		return err_set(p->note, ERR_MEMORY, "out of memory");
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

	if (p->depth == TEMPLATE_DEPTH)
		return template_fail(p->template, tag->start, p->note,
		    ERR_TOO_LARGE, "more than %d sections inside each other",
		    TEMPLATE_DEPTH);
	if ((op = add_op(p, kind, tag->start)) == NULL)
		return err_set(p->note, ERR_MEMORY, "out of memory");
	p->sections[p->depth++] = p->template->count - 1;
	op->starts_line = !tag->standalone && p->line_starts;
	p->line_starts = tag->standalone;
	return split_name(p, tag, op);
}

static enum err
close_section(struct parser *p, const struct tag *tag)
{
	struct template *t = p->template;
	struct op *op, *section;

	if (p->depth == 0)
		return template_fail(t, tag->start, p->note, ERR_SYNTAX,
		    "section \"%.*s\" is closed but was not opened",
		    STR_ARG(tag->content));
	section = &t->ops[p->sections[--p->depth]];
	if (!str_equal(section->text, tag->content))
		return template_fail(t, tag->start, p->note, ERR_SYNTAX,
		    "\"%.*s\" is closed where \"%.*s\" is open",
		    STR_ARG(tag->content), STR_ARG(section->text));
	section->end = t->count;
	if ((op = add_op(p, OP_END, tag->start)) == NULL)
		return err_set(p->note, ERR_MEMORY, "out of memory");
	op->starts_line = !tag->standalone && p->line_starts;
	p->line_starts = tag->standalone;
	return OK;
}

static enum err
add_partial(struct parser *p, const struct tag *tag)
{
	struct op *op = add_op(p, OP_PARTIAL, tag->start);

	if (op == NULL)
		return err_set(p->note, ERR_MEMORY, "out of memory");
	op->text = tag->content;
	op->standalone = tag->standalone;
	op->starts_line = !tag->standalone && p->line_starts;
	if (tag->standalone)
		op->indent = (struct str){ p->text.at + tag->line,
			tag->start - tag->line };
	p->line_starts = tag->standalone;
	return OK;
}

static enum err
set_delimiters(struct parser *p, const struct tag *tag)
{
	struct str rest = tag->content, open;
	size_t i;

	for (i = 0; i < rest.length && !is_blank(rest.at[i]); i++)
		;
	open = str_first(rest, i);
	rest = str_trim(str_from_index(rest, i));
	for (i = 0; i < rest.length; i++)
		if (is_blank(rest.at[i]))
			break;
	if (open.length == 0 || rest.length == 0 || i < rest.length ||
	    open.length > DELIMITER_MAX || rest.length > DELIMITER_MAX ||
	    str_find(open, '=') < open.length ||
	    str_find(rest, '=') < rest.length)
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "these are not two delimiters");
	p->open = open;
	p->close = rest;
	return OK;
}

/* Alone on its line but for blanks?  Then the line goes with the tag. */
static void
find_line(const struct parser *p, struct tag *tag)
{
	struct str text = p->text;
	size_t line = tag->start, next = tag->end;

	while (line > p->at && (text.at[line - 1] == ' ' ||
	    text.at[line - 1] == '\t'))
		line--;
	while (next < text.length && (text.at[next] == ' ' ||
	    text.at[next] == '\t'))
		next++;
	if (line > 0 && text.at[line - 1] != '\n')
		return;
	if (next < text.length && text.at[next] == '\r' &&
	    next + 1 < text.length && text.at[next + 1] == '\n')
		next++;
	if (next < text.length && text.at[next] != '\n')
		return;
	tag->standalone = true;
	tag->line = line;
	tag->next = next < text.length ? next + 1 : next;
}

static enum err
check_name(const struct parser *p, const struct tag *tag)
{
	size_t i;

	if (tag->content.length == 0)
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "a tag without a name");
	if (strchr("<$*@", tag->content.at[0]) != NULL)
		return template_fail(p->template, tag->start, p->note,
		    ERR_SYNTAX, "a kind of tag that is not supported: \"%.*s\"",
		    STR_ARG(str_first(tag->content, 60)));
	for (i = 0; i < tag->content.length; i++)
		if (is_blank(tag->content.at[i]))
			return template_fail(p->template, tag->start, p->note,
			    ERR_SYNTAX, "the name \"%.*s\" holds a blank",
			    STR_ARG(str_first(tag->content, 60)));
	return OK;
}

/* Cut out the tag at p->text[start], which begins with the delimiter. */
static enum err
read_tag(struct parser *p, size_t start, struct tag *tag)
{
	struct str text = p->text, close = p->close;
	size_t from = start + p->open.length, to;
	char twin[DELIMITER_MAX + 1];

	*tag = (struct tag){ .start = start };
	while (from < text.length && is_blank(text.at[from]))
		from++;
	if (from < text.length && strchr("#^/>!=&{", text.at[from]) != NULL &&
	    text.at[from] != '\0')
		tag->kind = text.at[from++];
	if (tag->kind == '{' || tag->kind == '=') {
		twin[0] = tag->kind == '{' ? '}' : '=';
		memcpy(twin + 1, p->close.at, p->close.length);
		close = (struct str){ twin, p->close.length + 1 };
	}
	to = find(text, close, from);
	if (to == text.length)
		return template_fail(p->template, start, p->note, ERR_SYNTAX,
		    "a tag without its closing \"%.*s\"", STR_ARG(close));
	tag->content =
	    str_trim((struct str){ text.at + from, to - from });
	tag->end = to + close.length;
	if (tag->kind == '!' || tag->kind == '=')
		return OK;
	return check_name(p, tag);
}

/*
 * In "| a |{{b}}| c |" the cell would be gone, not empty, when b is empty,
 * and c would stand in the wrong column.
 */
static enum err
check_cell(const struct parser *p, const struct tag *tag)
{
	if (p->template->escape != ESCAPE_MARKUP || tag->start == 0 ||
	    p->text.at[tag->start - 1] != '|' || tag->kind == '!' ||
	    tag->kind == '=' || tag->kind == '/')
		return OK;
	return template_fail(p->template, tag->start, p->note, ERR_SYNTAX,
	    "there must be a blank between | and a tag");
}

static enum err
add_tag(struct parser *p, const struct tag *tag)
{
	switch (tag->kind) {
	case '#':
	case '^':
		return open_section(p, tag);
	case '/':
		return close_section(p, tag);
	case '>':
		return add_partial(p, tag);
	case '=':
		return set_delimiters(p, tag);
	case '!':
		return OK;
	default:
		return add_value(p, tag);
	}
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

	while ((start = find(p.text, p.open, p.at)) < p.text.length) {
		if ((err = read_tag(&p, start, &tag)) != OK ||
		    (err = check_cell(&p, &tag)) != OK)
			return err;
		if (tag.kind != 0 && tag.kind != '&' && tag.kind != '{')
			find_line(&p, &tag);
		err = add_text(&p, p.at, tag.standalone ? tag.line : start);
		if (err != OK || (err = add_tag(&p, &tag)) != OK)
			return err;
		p.at = tag.standalone ? tag.next : tag.end;
	}
	if ((err = add_text(&p, p.at, p.text.length)) != OK || p.depth == 0)
		return err;
	return template_fail(template,
	    template->ops[p.sections[p.depth - 1]].at, note, ERR_SYNTAX,
	    "section \"%.*s\" is not closed",
	    STR_ARG(template->ops[p.sections[p.depth - 1]].text));
}
