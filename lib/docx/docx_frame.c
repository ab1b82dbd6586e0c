#include "lib/docx/docx_story.h"

#include "lib/docx/docx_parts.h"

/* The most a logo may take, in EMU: 914400 to an inch, 635 to a twip. */
enum { LOGO_WIDTH = 2286000, LOGO_HEIGHT = 731520, EMU_PER_TWIP = 635 };

/* Between letterhead and logo, in twips. */
enum { LOGO_GAP = 240 };

static const struct docx_place nowhere;
static const struct docx_place letterhead_place = { .style = "Letterhead" };

static void
put_draft(struct docx_story *story, unsigned number)
{
	static const struct docx_paragraph look = { .style = "Header",
		.align = ALIGN_CENTER };

	docx_open(story, &look, &nowhere, NULL);
	buf_printf(story->out, "%s%u%s", docx_watermark_open, number,
	    docx_watermark_close);
	docx_text(story, STR("DRAFT"), DOCX_BOLD);
	docx_close(story);
}

static void
put_empty(struct docx_story *story, const char *style)
{
	struct docx_paragraph look = { .style = style };

	docx_open(story, &look, &nowhere, NULL);
	docx_close(story);
}

/* The largest size of the same shape that fits. */
static void
fit(struct docx_logo logo, long *width, long *height)
{
	*width = LOGO_WIDTH;
	*height = (long)((long long)LOGO_WIDTH * logo.height / logo.width);
	if (*height > LOGO_HEIGHT) {
		*height = LOGO_HEIGHT;
		*width = (long)((long long)LOGO_HEIGHT * logo.width /
		    logo.height);
	}
	if (*height < 1)
		*height = 1;
	if (*width < 1)
		*width = 1;
}

static void
put_logo(struct docx_story *story, long width, long height,
    enum doc_align align)
{
	struct docx_paragraph look = { .style = "Header", .align = align };
	struct buf *out = story->out;

	docx_open(story, &look, &nowhere, NULL);
	buf_printf(out, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\""
	    " distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/>"
	    "<wp:docPr id=\"1\" name=\"Logo\" descr=\"Logo\"/>"
	    "<wp:cNvGraphicFramePr><a:graphicFrameLocks"
	    " noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>"
	    "<a:graphicData uri=\"http://schemas.openxmlformats.org/"
	    "drawingml/2006/picture\">", width, height);
	buf_printf(out, "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\""
	    " name=\"logo.png\" descr=\"Logo\"/><pic:cNvPicPr/>"
	    "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"logo\"/>"
	    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
	    "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/>"
	    "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
	    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
	    "</w:drawing></w:r>", width, height);
	docx_close(story);
}

static void
open_cell(struct docx_story *story, int width)
{
	buf_printf(story->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\""
	    " w:type=\"dxa\"/></w:tcPr>", width);
}

/* A cell needs a paragraph, also where the letterhead prints as nothing. */
static void
put_letterhead(struct docx_story *story, const struct doc *letterhead,
    const struct docx_place *place)
{
	size_t start = story->out->length;

	docx_blocks(story, letterhead, *place);
	if (story->out->length == start)
		put_empty(story, "Letterhead");
}

/* Letterhead and logo in the two cells of a table without lines. */
static void
put_side_by_side(struct docx_story *story, const struct doc *letterhead,
    struct docx_logo logo)
{
	struct docx_place place = letterhead_place;
	struct buf *out = story->out;
	long width, height;
	int right, left;

	fit(logo, &width, &height);
	right = (int)(width / EMU_PER_TWIP) + LOGO_GAP;
	left = DOCX_COLUMN - right;
	place.right = right;
	buf_printf(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
	    "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
	    "<w:left w:w=\"0\" w:type=\"dxa\"/>"
	    "<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
	    "<w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/>"
	    "</w:tblGrid><w:tr>", DOCX_COLUMN, left, right);
	open_cell(story, left);
	put_letterhead(story, letterhead, &place);
	buf_puts(out, "</w:tc>");
	open_cell(story, right);
	put_logo(story, width, height, ALIGN_RIGHT);
	buf_puts(out, "</w:tc></w:tr></w:tbl>\n");
}

void
docx_first_header(struct docx_story *story, const struct paper *paper,
    struct docx_logo logo)
{
	bool letterhead = paper->letterhead != NULL &&
	    paper->letterhead->first != NULL;
	long width, height;

	if (paper->draft)
		put_draft(story, 1);
	if (letterhead && logo.width > 0) {
		put_side_by_side(story, paper->letterhead, logo);
	} else if (letterhead) {
		docx_blocks(story, paper->letterhead, letterhead_place);
	} else if (logo.width > 0) {
		fit(logo, &width, &height);
		put_logo(story, width, height, ALIGN_LEFT);
	}
	put_empty(story, letterhead || logo.width > 0 ? "LetterheadEnd" :
	    "Header");
}

void
docx_next_header(struct docx_story *story, const struct paper *paper)
{
	if (paper->draft)
		put_draft(story, 2);
	else
		put_empty(story, "Header");
}

static void
put_field(struct docx_story *story, const char *field)
{
	buf_printf(story->out, "<w:fldSimple w:instr=\" %s \"><w:r><w:t>1"
	    "</w:t></w:r></w:fldSimple>", field);
}

void
docx_footer(struct docx_story *story, const struct paper *paper)
{
	static const struct docx_paragraph footer = { .style = "Footer" };

	docx_open(story, &footer, &nowhere, NULL);
	docx_text(story, paper->running, 0);
	buf_puts(story->out, "<w:r><w:tab/></w:r>");
	docx_text(story, STR("Page "), 0);
	put_field(story, "PAGE");
	docx_text(story, STR(" of "), 0);
	put_field(story, "NUMPAGES");
	docx_close(story);
}
