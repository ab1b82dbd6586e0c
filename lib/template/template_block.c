#include <string.h>

#include "lib/base/arena.h"
#include "lib/template/template_parser.h"

void
template_block_place(const struct parser *p, struct tag *tag)
{
	const struct op *inside = template_inside(p);

	switch (tag->kind) {
	case 0:
	case '&':
	case '{':
	case '<': /* decided when it is closed */
		return;
	case '$':
		tag->standalone = tag->trails && (tag->leads ||
		    (inside != NULL && inside->kind == OP_PARENT));
		return;
	case '/':
		if (inside != NULL && inside->kind == OP_PARENT) {
			tag->standalone = inside->standalone && tag->trails;
			return;
		}
		if (inside != NULL && inside->argument) {
			tag->standalone = tag->leads;
			tag->next = tag->end;
			return;
		}
		break;
	default:
		break;
	}
	tag->standalone = tag->leads && tag->trails;
}

/*
 * Spec, inheritance: a parent is alone when nothing but blanks is before its
 * opening and behind its closing tag.  So the blanks before it are an op of
 * their own, emptied when the end shows that they are indentation.
 */
enum err
template_parent_open(struct parser *p, const struct tag *tag)
{
	struct op *op;

	if ((op = template_op(p, OP_PARENT, tag->start)) == NULL)
		return template_no_memory(p);
	op->text = tag->content;
	op->dynamic = tag->dynamic;
	op->standalone = tag->leads;
	op->starts_line = p->line_starts;
	if (tag->leads)
		op->indent = (struct str){ p->text.at + tag->line,
			tag->start - tag->line };
	return template_opened(p, tag);
}

static enum err
parent_closed(struct parser *p, const struct tag *tag, size_t at)
{
	struct op *op = &p->template->ops[at];

	op->standalone = tag->standalone;
	p->line_starts = tag->standalone;
	if (!tag->standalone) {
		op->indent = STR_NONE;
		return OK;
	}
	op->starts_line = false;
	if (op->indent.length > 0) {
		op[-1].text.length = 0;
		op[-1].starts_line = false;
	}
	return OK;
}

static struct str
blanks_at(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.length &&
	    (text.at[end] == ' ' || text.at[end] == '\t'))
		end++;
	return (struct str){ text.at + at, end - at };
}

/* The blanks before the first line from "at" on that has anything else. */
static struct str
first_indent(struct str text, size_t at)
{
	struct str blanks = blanks_at(text, at);
	size_t end = at + blanks.length;

	while (end < text.length &&
	    (text.at[end] == '\n' || text.at[end] == '\r')) {
		at = end + 1;
		blanks = blanks_at(text, at);
		end = at + blanks.length;
	}
	return blanks;
}

/* No name twice in one parent, and not too many to look through. */
static enum err
check_argument(const struct parser *p, const struct tag *tag, size_t parent)
{
	const struct op *ops = p->template->ops;
	size_t i, count = 0;

	for (i = parent + 1; i < p->template->count; i = ops[i].end + 1) {
		if (str_equal(ops[i].text, tag->content))
			return template_fail(p->template, tag->start, p->note,
			    ERR_SYNTAX, "block \"%.*s\" is given twice",
			    STR_ARG(tag->content));
		if (++count == TEMPLATE_BLOCKS)
			return template_fail(p->template, tag->start, p->note,
			    ERR_TOO_LARGE, "more than %d blocks in a parent",
			    TEMPLATE_BLOCKS);
	}
	return OK;
}

enum err
template_block_open(struct parser *p, const struct tag *tag)
{
	const struct op *inside = template_inside(p);
	bool argument = inside != NULL && inside->kind == OP_PARENT;
	enum err err;
	struct op *op;

	if (argument && (err = check_argument(p, tag,
	    p->opened[p->depth - 1])) != OK)
		return err;
	if ((op = template_op(p, OP_BLOCK, tag->start)) == NULL)
		return template_no_memory(p);
	op->text = tag->content;
	op->argument = argument;
	op->standalone = tag->standalone;
	if (tag->standalone)
		op->indent = first_indent(p->text, tag->next);
	else if (tag->leads && !argument)
		op->indent = (struct str){ p->text.at + tag->line,
			tag->start - tag->line };
	op->starts_line = !tag->standalone && !argument && p->line_starts;
	p->line_starts = tag->standalone;
	return template_opened(p, tag);
}

/* How many bytes at the start of a line are those of the indentation? */
static size_t
common(struct str line, struct str indent)
{
	size_t i = 0;

	while (i < line.length && i < indent.length &&
	    line.at[i] == indent.at[i])
		i++;
	return i;
}

static enum err
dedent_text(const struct parser *p, struct op *op, struct str indent)
{
	struct str rest = op->text, line;
	bool starts = op->starts_line;
	size_t length = 0, skip;
	char *copy;

	if ((copy = arena_alloc(p->arena, op->text.length)) == NULL)
		return template_no_memory(p);
	while (rest.length > 0) {
		line = str_first(rest, str_find(rest, '\n') + 1);
		rest = str_from_index(rest, line.length);
		skip = starts ? common(line, indent) : 0;
		memcpy(copy + length, line.at + skip, line.length - skip);
		length += line.length - skip;
		starts = true;
	}
	op->text = (struct str){ copy, length };
	return OK;
}

/*
 * Spec, inheritance: an argument loses the indentation of its first line, to
 * get that of the place it goes to.  Arguments inside it lost theirs before.
 */
static enum err
dedent(struct parser *p, size_t from)
{
	struct op *ops = p->template->ops;
	struct str indent = ops[from].indent;
	enum err err = OK;
	size_t i;

	for (i = from + 1; i < p->template->count && err == OK; i++) {
		if (ops[i].kind == OP_TEXT)
			err = dedent_text(p, &ops[i], indent);
		else if (ops[i].kind == OP_BLOCK && ops[i].argument &&
		    ops[i].standalone)
			i = ops[i].end;
		else
			ops[i].indent = str_from_index(ops[i].indent,
			    common(ops[i].indent, indent));
	}
	return err;
}

enum err
template_block_closed(struct parser *p, const struct tag *tag, size_t at)
{
	struct op *op = &p->template->ops[at];
	struct str text = p->text;
	size_t line = op->at;

	if (op->kind == OP_PARENT)
		return parent_closed(p, tag, at);
	if (op->argument)
		return op->indent.length == 0 ? OK : dedent(p, at);
	if (op->standalone && op->end == at + 1) {
		/* Nothing inside has an indentation: its own tag has. */
		while (line > 0 && text.at[line - 1] != '\n')
			line--;
		op->indent = (struct str){ text.at + line, op->at - line };
	}
	return OK;
}
