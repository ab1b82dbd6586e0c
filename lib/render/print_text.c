#include "lib/render/print.h"

#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/render/text_lines.h"
#include "lib/render/width.h"

enum {
	CODE_INDENT = 4,
	TAB_STOP = 4, /* CommonMark 0.30, section 2.2 */
	MARKER_MAX = 16
};

static void print_blocks(struct text_printer *p, const struct doc *parent,
    bool tight);

static void
print_heading(struct text_printer *p, const struct doc *heading)
{
	int level = (int)heading->number + p->heading_shift;
	int columns = text_wrap(p, text_of(p, heading), 0);

	if (columns == 0)
		return;
	text_begin_line(p);
	text_repeat(p, level <= 1 ? '=' : level == 2 ? '-' : '~', columns);
	text_end_line(p);
}

static unsigned
count_items(const struct doc *list)
{
	const struct doc *item;
	unsigned count = 0;

	for (item = list->first; item != NULL; item = item->next)
		count++;
	return count;
}

static void
print_item(struct text_printer *p, const struct doc *item, struct str marker,
    bool tight)
{
	static const char blanks[MARKER_MAX + 1] = "                ";
	struct text_mark mark = text_push(p, marker,
	    (struct str){ blanks, marker.length });

	print_blocks(p, item, tight);
	if (p->marked)
		text_line(p, STR(""));
	text_pop(p, mark);
}

/* Numbers are right-aligned, so that the texts of 9 and 10 are too. */
static void
print_list(struct text_printer *p, const struct doc *list)
{
	unsigned last = list->number + count_items(list) - 1;
	unsigned number = list->number;
	int digits = snprintf(NULL, 0, "%u", last), length;
	const struct doc *item;
	char marker[MARKER_MAX];

	for (item = list->first; item != NULL; item = item->next) {
		if (item != list->first && !list->tight)
			text_want_blank(p);
		length = snprintf(marker, sizeof(marker), "%*u. ", digits,
		    number++);
		print_item(p, item, list->ordered ?
		    (struct str){ marker, (size_t)length } : STR("- "),
		    list->tight);
	}
}

/* Tabs become blanks: what is before the line would shift their stops. */
static void
print_code_line(struct text_printer *p, struct str line)
{
	int column = 0, blanks;
	struct str part;

	while (line.at != NULL) {
		part = str_cut(&line, '\t');
		buf_put(p->out, part);
		column += width_of(part);
		blanks = line.at == NULL ? 0 : TAB_STOP - column % TAB_STOP;
		text_repeat(p, ' ', blanks);
		column += blanks;
	}
}

/* As it is, but for empty lines at its ends. */
static void
print_code(struct text_printer *p, struct str code)
{
	struct str line, rest = code;

	while (rest.at != NULL && str_trim(str_cut(&rest, '\n')).length == 0)
		code = rest;
	while (code.length > 0 && str_trim(str_from_index(code,
	    code.length - 1)).length == 0)
		code.length--;
	while (code.length > 0) {
		line = str_cut(&code, '\n');
		text_begin_line(p);
		text_repeat(p, ' ', CODE_INDENT);
		print_code_line(p, line);
		text_end_line(p);
	}
}

static void
print_quote(struct text_printer *p, const struct doc *quote)
{
	struct text_mark mark = text_push(p, STR("> "), STR("> "));

	print_blocks(p, quote, false);
	text_pop(p, mark);
}

static void
print_rule(struct text_printer *p)
{
	text_begin_line(p);
	text_repeat(p, '-', text_columns(p));
	text_end_line(p);
}

static void
print_block(struct text_printer *p, const struct doc *node)
{
	switch (node->kind) {
	case DOC_HEADING:
		print_heading(p, node);
		break;
	case DOC_PARAGRAPH:
		text_wrap(p, text_of(p, node), 0);
		break;
	case DOC_LIST:
		print_list(p, node);
		break;
	case DOC_TABLE:
		text_table(p, node);
		break;
	case DOC_QUOTE:
		print_quote(p, node);
		break;
	case DOC_RULE:
		print_rule(p);
		break;
	case DOC_CODE_BLOCK:
		print_code(p, node->text);
		break;
	case DOC_ROOT:
	case DOC_ITEM:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_TEXT:
	case DOC_EMPHASIS:
	case DOC_STRONG:
	case DOC_CODE:
	case DOC_LINK:
	case DOC_LINE_BREAK:
		break;
	}
}

static void
print_blocks(struct text_printer *p, const struct doc *parent, bool tight)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next) {
		if (node != parent->first && !tight)
			text_want_blank(p);
		print_block(p, node);
	}
}

enum err
print_text(const struct doc *doc, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note)
{
	static const struct print_options defaults;
	struct text_printer p;
	size_t start = out->length;

	if (options == NULL)
		options = &defaults;
	p.arena = arena;
	p.out = out;
	p.scratch = buf_new(arena, DOC_BYTES);
	p.width = options->width > 0 ? options->width : TEXT_WIDTH;
	p.heading_shift = options->heading_shift;
	p.start = p.line_start = start;
	p.marked = p.want_blank = false;
	p.indent_length = p.lead_length = p.blank_indent = 0;
	print_blocks(&p, doc, false);
	if (!buf_failed(out) && !buf_failed(&p.scratch))
		return OK;
	out->length = start;
	if (arena_failed(arena) || arena_failed(out->arena))
		return err_set(note, ERR_MEMORY, "text: out of memory");
	return err_set(note, ERR_TOO_LARGE, "text: longer than %zu bytes",
	    out->limit);
}
