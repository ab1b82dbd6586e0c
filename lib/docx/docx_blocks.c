#include "lib/docx/docx_story.h"

#include "lib/docx/docx_parts.h"

/* Word takes no more for where a list starts. */
enum { START_MAX = 32767 };

static unsigned
list_level(const struct docx_place *place)
{
	return place->level < DOCX_LEVELS ? place->level : DOCX_LEVELS;
}

/* What indents a paragraph before we do: numbering, or the style. */
static int
natural_left(const struct docx_place *place, bool quote)
{
	if (place->number != 0)
		return DOCX_INDENT * (int)list_level(place);
	return quote ? DOCX_QUOTE : 0;
}

static const char *
align_name(enum doc_align align)
{
	switch (align) {
	case ALIGN_CENTER:
		return "center";
	case ALIGN_RIGHT:
		return "right";
	case ALIGN_LEFT:
		return "left";
	case ALIGN_NONE:
		return NULL;
	}
	return NULL;
}

static const char *
place_style(const struct docx_place *place)
{
	if (place->quoted)
		return "Quote";
	return place->level > 0 ? "ListParagraph" : place->style;
}

/* In the order of the schema. */
static void
put_properties(struct buf *out, const struct docx_paragraph *look,
    const struct docx_place *place, bool to_left)
{
	const char *style = look->style;
	const char *align = align_name(look->align);

	if (style == NULL)
		style = place_style(place);
	if (style != NULL)
		buf_printf(out, "<w:pStyle w:val=\"%s\"/>", style);
	if (look->keep)
		buf_puts(out, "<w:keepNext/>");
	if (look->whole)
		buf_puts(out, "<w:keepLines/>");
	if (place->number != 0)
		buf_printf(out, "<w:numPr><w:ilvl w:val=\"%u\"/>"
		    "<w:numId w:val=\"%u\"/></w:numPr>",
		    list_level(place) - 1, place->number);
	if (to_left)
		buf_puts(out, "<w:bidi/>");
	if (place->left != natural_left(place,
	    look->style == NULL && place->quoted))
		buf_printf(out, "<w:ind w:left=\"%d\"%s/>", place->left,
		    place->number != 0 ? " w:hanging=\"400\"" : "");
	if (place->loose && look->style == NULL && !place->quoted)
		buf_puts(out, "<w:contextualSpacing w:val=\"0\"/>");
	if (align != NULL)
		buf_printf(out, "<w:jc w:val=\"%s\"/>", align);
}

void
docx_open(struct docx_story *story, const struct docx_paragraph *look,
    const struct docx_place *place, const struct doc *content)
{
	struct buf *out = story->out;
	size_t start;

	buf_puts(out, "<w:p><w:pPr>");
	start = out->length;
	put_properties(out, look, place,
	    content != NULL && docx_is_to_left(content));
	if (out->length == start && !buf_failed(out))
		out->length = start - sizeof("<w:pPr>") + 1;
	else
		buf_puts(out, "</w:pPr>");
}

void
docx_close(struct docx_story *story)
{
	buf_puts(story->out, "</w:p>\n");
}

/* "Enclosures:" and "Sincerely," are followed by what they belong to. */
static bool
leads_on(const struct doc *node)
{
	const struct doc *last = node->last;

	return node->next != NULL && last != NULL && last->kind == DOC_TEXT &&
	    (str_ends(last->text, STR(":")) || str_ends(last->text, STR(",")));
}

/* An address or a signature: lines that belong together. */
static bool
has_lines(const struct doc *node)
{
	const struct doc *child;

	for (child = node->first; child != NULL; child = child->next)
		if (child->kind == DOC_LINE_BREAK)
			return true;
	return false;
}

static void
put_paragraph(struct docx_story *story, const struct doc *node,
    const struct docx_place *place)
{
	struct docx_paragraph look = { .keep = leads_on(node),
		.whole = has_lines(node) };

	docx_open(story, &look, place, node);
	docx_inlines(story, node, 0);
	docx_close(story);
}

static void
put_heading(struct docx_story *story, const struct doc *node,
    const struct docx_place *place)
{
	static const char *const styles[] = { "Heading1", "Heading2",
		"Heading3", "Heading4", "Heading5", "Heading6" };
	unsigned level = node->number < 1 ? 1 : node->number;
	struct docx_paragraph look = { .style =
		styles[level > 6 ? 5 : level - 1] };

	docx_open(story, &look, place, node);
	docx_inlines(story, node, 0);
	docx_close(story);
}

/* A paragraph without text: a rule, or a sign with nothing behind it. */
static void
put_empty(struct docx_story *story, const char *style, bool keep,
    const struct docx_place *place)
{
	struct docx_paragraph look = { .style = style, .keep = keep };

	docx_open(story, &look, place, NULL);
	docx_close(story);
}

/* Each line as it is, with its tabs. */
static void
put_code_block(struct docx_story *story, const struct doc *node,
    const struct docx_place *place)
{
	struct docx_paragraph look = { .style = "CodeBlock" };
	struct str rest = node->text, line, part;

	if (str_ends(rest, STR("\n")))
		rest.length--;
	docx_open(story, &look, place, NULL);
	while (rest.at != NULL) {
		line = str_cut(&rest, '\n');
		while (line.at != NULL) {
			part = str_cut(&line, '\t');
			docx_text(story, part, 0);
			if (line.at != NULL)
				buf_puts(story->out, "<w:r><w:tab/></w:r>");
		}
		if (rest.at != NULL)
			buf_puts(story->out, "<w:r><w:br/></w:r>");
	}
	docx_close(story);
}

/* The number of a list: a new one for one that counts. */
static unsigned
add_list(struct docx_lists *lists, const struct doc *list, unsigned level)
{
	unsigned start = list->number;

	if (!list->ordered)
		return DOCX_BULLETS;
	lists->count++;
	buf_printf(&lists->xml, "<w:num w:numId=\"%u\">"
	    "<w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"%u\">"
	    "<w:startOverride w:val=\"%u\"/></w:lvlOverride></w:num>\n",
	    lists->count, level - 1, start < START_MAX ? start : START_MAX);
	return lists->count;
}

/* However deep, half of the page remains. */
static void
indent(struct docx_place *place, int twips)
{
	place->left += twips;
	if (place->left > DOCX_COLUMN / 2)
		place->left = DOCX_COLUMN / 2;
}

/* The first paragraph of an item bears its sign. */
static void
put_list(struct docx_story *story, const struct doc *list,
    struct docx_place place)
{
	const struct doc *item, *first;
	unsigned number;

	if (place.level < DOCX_LEVELS)
		indent(&place, DOCX_INDENT);
	place.level++;
	place.loose = !list->tight;
	number = add_list(story->lists, list, list_level(&place));
	for (item = list->first; item != NULL; item = item->next) {
		first = item->first;
		place.number = number;
		if (first == NULL || first->kind == DOC_LIST ||
		    first->kind == DOC_TABLE || first->kind == DOC_QUOTE ||
		    first->kind == DOC_RULE) {
			put_empty(story, NULL, first != NULL, &place);
			place.number = 0;
		}
		docx_blocks(story, item, place);
	}
}

static void
put_quote(struct docx_story *story, const struct doc *quote,
    struct docx_place place)
{
	indent(&place, DOCX_QUOTE);
	place.quoted = true;
	docx_blocks(story, quote, place);
}

static void
put_block(struct docx_story *story, const struct doc *node,
    const struct docx_place *place)
{
	switch (node->kind) {
	case DOC_HEADING:
		put_heading(story, node, place);
		break;
	case DOC_PARAGRAPH:
		put_paragraph(story, node, place);
		break;
	case DOC_LIST:
		put_list(story, node, *place);
		break;
	case DOC_TABLE:
		docx_table(story, node, place);
		break;
	case DOC_QUOTE:
		put_quote(story, node, *place);
		break;
	case DOC_RULE:
		put_empty(story, "Rule", false, place);
		break;
	case DOC_CODE_BLOCK:
		put_code_block(story, node, place);
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

void
docx_blocks(struct docx_story *story, const struct doc *parent,
    struct docx_place place)
{
	const struct doc *node;

	for (node = parent->first; node != NULL; node = node->next) {
		put_block(story, node, &place);
		place.number = 0;
	}
}
