#include "lib/pdf/pdf_sheet.h"

#include <math.h>

#include "lib/base/buf.h"
#include "lib/pdf/pdf_ink.h"

/* Points. */
enum {
	DRAFT_TOP = 36,
	FOOT_TOP = PDF_HEIGHT - 50,
	FOOT_RIGHT = 80 /* room of "Page 200 of 200" */
};

/* Dark enough not to be lost on a fax; light enough for text over it. */
static const double foot_grey = 0.35;
static const double mark_grey = 0.92;

static enum err
make_line(struct pdf_texts *texts, struct str s, const struct pdf_style *style,
    double width, struct pdf_text **out, struct note *note)
{
	enum err err;

	if ((err = pdf_text_plain(texts, s, style, out, note)) != OK)
		return err;
	return pdf_text_wrap(*out, width, note);
}

/* What does not fit on one line is left out, and that is shown. */
static enum err
make_running(struct pdf_texts *texts, struct str s, struct pdf_text **out,
    struct note *note)
{
	struct buf cut = buf_new(texts->arena, s.length + 8);
	struct pdf_text *text;
	size_t length;
	enum err err;

	err = make_line(texts, s, &pdf_foot, PDF_LINE - FOOT_RIGHT, &text,
	    note);
	if (err == OK && text->lines > 1) {
		length = (size_t)pango_layout_get_line_readonly(text->layout,
		    0)->length;
		buf_put(&cut, str_trim(str_first(s, length)));
		buf_puts(&cut, " \xe2\x80\xa6");
		if (buf_failed(&cut))
			return err_set(note, ERR_MEMORY, "PDF: out of memory");
		err = make_line(texts, buf_str(&cut), &pdf_foot, PDF_LINE,
		    &text, note);
	}
	if (err == OK)
		*out = text;
	return err;
}

enum err
pdf_sheet_make(struct pdf_texts *texts, const struct paper *paper,
    unsigned pages, struct pdf_sheet *out, struct note *note)
{
	struct pdf_sheet sheet = { .texts = texts, .pages = pages };
	enum err err;

	if ((err = make_running(texts, paper->running, &sheet.running,
		 note)) != OK)
		return err;
	if (paper->draft &&
	    ((err = make_line(texts, STR("DRAFT"), &pdf_draft_word, PDF_LINE,
		  &sheet.draft, note)) != OK ||
		(err = make_line(texts, STR("DRAFT"), &pdf_draft_mark,
		     PDF_HEIGHT, &sheet.mark, note)) != OK))
		return err;
	*out = sheet;
	return OK;
}

/* As a shape, not as text: a search or a reader aloud meets it but once. */
static void
draw_mark(const struct pdf_sheet *sheet, cairo_t *cr)
{
	PangoRectangle box;

	pango_layout_get_extents(sheet->mark->layout, &box, NULL);
	cairo_save(cr);
	cairo_translate(cr, PDF_WIDTH / 2.0, PDF_HEIGHT / 2.0);
	cairo_rotate(cr, -atan2(PDF_HEIGHT, PDF_WIDTH));
	cairo_move_to(cr, -(box.x + box.width / 2.0) / PANGO_SCALE,
	    -(box.y + box.height / 2.0) / PANGO_SCALE);
	pango_cairo_layout_path(cr, sheet->mark->layout);
	cairo_set_source_rgb(cr, mark_grey, mark_grey, mark_grey);
	cairo_fill(cr);
	cairo_restore(cr);
}

void
pdf_sheet_under(const struct pdf_sheet *sheet, cairo_t *cr)
{
	struct pdf_spot spot = { PDF_MARGIN, PDF_LINE, DRAFT_TOP, ALIGN_RIGHT,
		0, 1 };

	if (sheet->draft == NULL)
		return;
	draw_mark(sheet, cr);
	pdf_ink_text(cr, sheet->draft, &spot, false);
}

enum err
pdf_sheet_foot(const struct pdf_sheet *sheet, cairo_t *cr, unsigned page,
    struct note *note)
{
	struct pdf_spot spot = { PDF_MARGIN, PDF_LINE, FOOT_TOP, ALIGN_LEFT,
		0, 1 };
	struct buf words = buf_new(sheet->texts->arena, 64);
	struct pdf_text *number;
	enum err err;

	buf_printf(&words, "Page %u of %u", page, sheet->pages);
	if (buf_failed(&words))
		return err_set(note, ERR_MEMORY, "PDF: out of memory");
	if ((err = make_line(sheet->texts, buf_str(&words), &pdf_foot,
		 PDF_LINE, &number, note)) != OK)
		return err;
	pdf_ink_grey_text(cr, sheet->running, &spot, foot_grey);
	spot.align = ALIGN_RIGHT;
	pdf_ink_grey_text(cr, number, &spot, foot_grey);
	return OK;
}
