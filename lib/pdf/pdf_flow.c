#include "lib/pdf/pdf_flow.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/pdf/press.h"

/* Points, and lines. */
enum {
	QUOTE_INDENT = 16,
	QUOTE_BAR = 4,
	CODE_INDENT = 12,
	ADDRESS_LINES = 14 /* more of them are a text */
};

static enum err
no_memory(const struct pdf_flow *flow)
{
	return err_set(flow->note, ERR_MEMORY, "PDF: out of memory");
}

struct pdf_piece *
pdf_flow_add(struct pdf_flow *flow, enum pdf_kind kind,
    const struct pdf_style *style)
{
	struct pdf_piece *piece;

	piece = arena_alloc(flow->texts->arena, sizeof(*piece));
	if (piece == NULL)
		return NULL;
	piece->kind = kind;
	piece->frame = flow->frame;
	piece->x = flow->x;
	piece->width = flow->width;
	piece->leading = style->leading;
	piece->before = style->before > flow->after ? style->before
						    : flow->after;
	piece->markers = flow->markers;
	flow->markers = NULL;
	flow->after = style->after;
	if (flow->last == NULL)
		flow->first = piece;
	else
		flow->last->next = piece;
	flow->last = piece;
	return piece;
}

enum err
pdf_flow_done(struct pdf_flow *flow)
{
	flow->height += pdf_piece_height(flow->last, flow->last->lines);
	if (flow->height > (double)PAGES_MAX * PDF_COLUMN)
		return err_set(flow->note, ERR_TOO_LARGE,
		    "PDF: more than %d pages", PAGES_MAX);
	return OK;
}

enum err
pdf_flow_enter(struct pdf_flow *flow, const char *tag, struct pdf_frame **out)
{
	struct pdf_frame *frame;

	frame = arena_alloc(flow->texts->arena, sizeof(*frame));
	if (frame == NULL)
		return no_memory(flow);
	frame->tag = tag;
	frame->parent = flow->frame;
	frame->depth = flow->frame == NULL ? 1 : flow->frame->depth + 1;
	flow->frame = frame;
	if (out != NULL)
		*out = frame;
	return OK;
}

enum err
pdf_flow_text(struct pdf_flow *flow, struct pdf_text *text, const char *tag)
{
	struct pdf_piece *piece;
	enum err err;

	if ((err = pdf_text_wrap(text, flow->width, flow->note)) != OK)
		return err;
	if ((piece = pdf_flow_add(flow, PDF_TEXT, text->style)) == NULL)
		return no_memory(flow);
	piece->tag = tag;
	piece->text = text;
	piece->lines = text->lines;
	return pdf_flow_done(flow);
}

static enum err
flow_heading(struct pdf_flow *flow, const struct doc *heading)
{
	static const char *const tags[] = { "H1", "H2", "H3", "H4", "H5",
		"H6" };
	unsigned level = heading->number;
	const struct pdf_style *style;
	struct pdf_text *text;
	enum err err;

	level = level < 1 ? 1 : level > 6 ? 6 : level;
	style = flow->letterhead ? pdf_head_heading(level)
				 : pdf_heading(level);
	if ((err = pdf_text_of(flow->texts, heading, style, &text,
		 flow->note)) != OK ||
	    (err = pdf_flow_text(flow, text, tags[level - 1])) != OK)
		return err;
	flow->last->level = flow->letterhead || text->layout == NULL ? 0
								     : level;
	flow->last->keep = true;
	flow->last->whole = true;
	return OK;
}

/* What leads to a list or a table, as a greeting leads to a name, stays with
   it. */
static bool
leads(const struct doc *paragraph, const struct pdf_text *text)
{
	const struct doc *next = paragraph->next;
	const char *bytes;
	size_t length;

	if (next == NULL || text->layout == NULL || text->lines > PDF_KEPT_LINES)
		return false;
	bytes = pango_layout_get_text(text->layout);
	length = strlen(bytes);
	return bytes[length - 1] == ':' || bytes[length - 1] == ',' ||
	    next->kind == DOC_LIST || next->kind == DOC_TABLE ||
	    next->kind == DOC_CODE_BLOCK || next->kind == DOC_QUOTE;
}

/* Lines that were broken by hand, such as an address, stay together. */
static bool
is_address(const struct doc *paragraph, const struct pdf_text *text)
{
	const struct doc *node = paragraph->first;

	while (node != NULL && node->kind != DOC_LINE_BREAK)
		node = node->next;
	return node != NULL && text->lines <= ADDRESS_LINES;
}

static enum err
flow_paragraph(struct pdf_flow *flow, const struct doc *paragraph)
{
	const struct pdf_style *style = &pdf_body;
	struct pdf_text *text;
	enum err err;

	if (flow->letterhead)
		style = &pdf_head_body;
	else if (flow->tight)
		style = &pdf_tight;
	if ((err = pdf_text_of(flow->texts, paragraph, style, &text,
		 flow->note)) != OK ||
	    (err = pdf_flow_text(flow, text, "P")) != OK)
		return err;
	flow->last->keep = leads(paragraph, text);
	flow->last->whole = is_address(paragraph, text);
	return OK;
}

static enum err
flow_code(struct pdf_flow *flow, const struct doc *block)
{
	double x = flow->x, width = flow->width;
	struct str code = block->text;
	struct pdf_text *text;
	enum err err;

	if (code.length > 0 && code.at[code.length - 1] == '\n')
		code.length--;
	if (width - CODE_INDENT >= PDF_NARROWEST) {
		flow->x += CODE_INDENT;
		flow->width -= CODE_INDENT;
	}
	err = pdf_text_plain(flow->texts, code, &pdf_code, &text, flow->note);
	if (err == OK)
		err = pdf_flow_text(flow, text, "Code");
	flow->x = x;
	flow->width = width;
	return err;
}

enum err
pdf_flow_rule(struct pdf_flow *flow, double above, double after)
{
	struct pdf_piece *piece = pdf_flow_add(flow, PDF_RULE, &pdf_body);

	if (piece == NULL)
		return no_memory(flow);
	piece->leading = above + 1;
	piece->lines = 1;
	flow->after = after;
	return pdf_flow_done(flow);
}

static enum err
flow_quote(struct pdf_flow *flow, const struct doc *quote)
{
	const struct pdf_flow outside = *flow;
	struct pdf_frame *frame;
	enum err err;

	if ((err = pdf_flow_enter(flow, "BlockQuote", &frame)) != OK)
		return err;
	frame->barred = true;
	frame->bar = flow->x + QUOTE_BAR;
	if (flow->width - QUOTE_INDENT >= PDF_NARROWEST) {
		flow->x += QUOTE_INDENT;
		flow->width -= QUOTE_INDENT;
	}
	flow->tight = false;
	if ((err = pdf_flow_doc(flow, quote)) != OK)
		return err;
	flow->x = outside.x;
	flow->width = outside.width;
	flow->tight = outside.tight;
	flow->frame = outside.frame;
	return OK;
}

static enum err
flow_block(struct pdf_flow *flow, const struct doc *node)
{
	switch (node->kind) {
	case DOC_HEADING:
		return flow_heading(flow, node);
	case DOC_PARAGRAPH:
		return flow_paragraph(flow, node);
	case DOC_LIST:
		return pdf_flow_list(flow, node);
	case DOC_TABLE:
		return pdf_flow_table(flow, node);
	case DOC_QUOTE:
		return flow_quote(flow, node);
	case DOC_RULE:
		return pdf_flow_rule(flow, 5, 12);
	case DOC_CODE_BLOCK:
		return flow_code(flow, node);
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
	return OK;
}

enum err
pdf_flow_doc(struct pdf_flow *flow, const struct doc *doc)
{
	const struct doc *node;
	enum err err;

	for (node = doc->first; node != NULL; node = node->next)
		if ((err = flow_block(flow, node)) != OK)
			return err;
	return OK;
}
