#include "lib/pdf/pdf_text.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/pdf/pdf_uri.h"
#include "lib/pdf/press.h"

/* More than any page holds: at the size of a table's cell, without margins. */
enum { PAGE_BYTES = 16000, TEXT_BYTES = PAGES_MAX * PAGE_BYTES };

struct gather {
	struct pdf_texts *texts;
	struct pdf_text *text;
	struct buf bytes;
	PangoAttrList *attributes;
	bool failed;
};

void
pdf_texts_free(struct pdf_texts *texts)
{
	struct pdf_text *text;

	for (text = texts->first; text != NULL; text = text->next)
		if (text->layout != NULL)
			g_object_unref(text->layout);
	texts->first = NULL;
}

static void
add_attribute(struct gather *g, PangoAttribute *attribute, size_t start,
    size_t end)
{
	attribute->start_index = (guint)start;
	attribute->end_index = (guint)end;
	pango_attr_list_insert(g->attributes, attribute);
}

static void
add_link(struct gather *g, const struct doc *node, size_t start)
{
	struct pdf_link *link;
	const char *uri;
	enum err err;

	err = pdf_uri(node->text, g->texts->arena, &uri);
	if (err == ERR_INVALID || start == g->bytes.length)
		return;
	link = arena_alloc(g->texts->arena, sizeof(*link));
	if (err != OK || link == NULL) {
		g->failed = true;
		return;
	}
	*link = (struct pdf_link){ start, g->bytes.length, uri,
		g->text->links };
	g->text->links = link;
	/* No colour of its own here: it makes Pango cut its runs there. */
	add_attribute(g, pango_attr_foreground_new(0, 0, 0), start,
	    g->bytes.length);
}

static void gather_inlines(struct gather *g, const struct doc *parent);

static void
gather_inline(struct gather *g, const struct doc *node)
{
	size_t start = g->bytes.length;

	switch (node->kind) {
	case DOC_TEXT:
		buf_put(&g->bytes, node->text);
		break;
	case DOC_CODE:
		buf_put(&g->bytes, node->text);
		add_attribute(g, pango_attr_family_new(PDF_MONO), start,
		    g->bytes.length);
		add_attribute(g, pango_attr_scale_new(0.85), start,
		    g->bytes.length);
		break;
	case DOC_EMPHASIS:
		gather_inlines(g, node);
		add_attribute(g, pango_attr_style_new(PANGO_STYLE_ITALIC),
		    start, g->bytes.length);
		break;
	case DOC_STRONG:
		gather_inlines(g, node);
		add_attribute(g, pango_attr_weight_new(PANGO_WEIGHT_BOLD),
		    start, g->bytes.length);
		break;
	case DOC_LINK:
		gather_inlines(g, node);
		add_link(g, node, start);
		break;
	case DOC_LINE_BREAK:
		buf_putc(&g->bytes, '\n');
		break;
	case DOC_ROOT:
	case DOC_HEADING:
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_ITEM:
	case DOC_TABLE:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_QUOTE:
	case DOC_RULE:
	case DOC_CODE_BLOCK:
		break;
	}
}

static void
gather_inlines(struct gather *g, const struct doc *parent)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next)
		gather_inline(g, node);
}

static PangoFontDescription *
describe(const struct pdf_style *style)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font,
	    style->mono ? PDF_MONO : PDF_SANS);
	pango_font_description_set_size(font,
	    (gint)(style->size * PANGO_SCALE));
	pango_font_description_set_weight(font,
	    style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	return font;
}

/*
 * No ligatures, so that each letter can be searched and copied by itself; no
 * hyphen where a number or a word had to be cut.
 */
static void
lay_out(struct gather *g)
{
	PangoFontDescription *font = describe(g->text->style);
	struct str bytes = buf_str(&g->bytes);
	PangoLayout *layout = pango_layout_new(g->texts->context);

	add_attribute(g, pango_attr_font_features_new("liga=0, clig=0"), 0,
	    bytes.length);
	add_attribute(g, pango_attr_insert_hyphens_new(FALSE), 0,
	    bytes.length);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_attributes(layout, g->attributes);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, bytes.at, (int)bytes.length);
	g->text->layout = layout;
}

static enum err
make_text(struct pdf_texts *texts, const struct doc *block, struct str plain,
    const struct pdf_style *style, struct pdf_text **out, struct note *note)
{
	struct pdf_text *text = arena_alloc(texts->arena, sizeof(*text));
	struct gather g = { .texts = texts, .text = text,
		.bytes = buf_new(texts->arena, TEXT_BYTES - texts->bytes) };
	enum err err = OK;

	if (text == NULL)
		return err_set(note, ERR_MEMORY, "PDF: out of memory");
	text->style = style;
	text->lines = 1;
	g.attributes = pango_attr_list_new();
	if (block != NULL)
		gather_inlines(&g, block);
	else
		buf_put(&g.bytes, plain);
	if (g.failed || arena_failed(texts->arena))
		err = err_set(note, ERR_MEMORY, "PDF: out of memory");
	else if (buf_failed(&g.bytes))
		err = err_set(note, ERR_TOO_LARGE,
		    "PDF: more text than %d pages hold", PAGES_MAX);
	else if (!str_is_utf8(buf_str(&g.bytes)))
		err = err_set(note, ERR_INVALID, "PDF: text is not UTF-8");
	else if (g.bytes.length > 0)
		lay_out(&g);
	pango_attr_list_unref(g.attributes);
	if (err != OK)
		return err;
	texts->bytes += g.bytes.length;
	if (g.bytes.length > texts->longest)
		texts->longest = g.bytes.length;
	text->next = texts->first;
	texts->first = text;
	*out = text;
	return OK;
}

enum err
pdf_text_of(struct pdf_texts *texts, const struct doc *block,
    const struct pdf_style *style, struct pdf_text **out, struct note *note)
{
	return make_text(texts, block, STR_NONE, style, out, note);
}

enum err
pdf_text_plain(struct pdf_texts *texts, struct str s,
    const struct pdf_style *style, struct pdf_text **out, struct note *note)
{
	return make_text(texts, NULL, s, style, out, note);
}

const struct pdf_link *
pdf_link_at(const struct pdf_text *text, size_t byte)
{
	const struct pdf_link *link;

	for (link = text->links; link != NULL; link = link->next)
		if (byte >= link->start && byte < link->end)
			return link;
	return NULL;
}
