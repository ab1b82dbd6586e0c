#ifndef LIB_PDF_PDF_INK_H
#define LIB_PDF_PDF_INK_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/pdf/pdf_text.h"

/* Private to print_pdf.c and pdf_*.c: text and strokes on a page. */

/* Where lines of a text go. */
struct pdf_spot {
	double x;
	double width;
	double y; /* top of the first of them */
	enum doc_align align;
	size_t from;
	size_t lines;
};

/*
 * Draw lines of a text in black.  With "parts", which needs an open tag, the
 * text is tagged in parts, spans and links; else it is drawn as it is.
 */
void pdf_ink_text(cairo_t *cr, const struct pdf_text *text,
    const struct pdf_spot *spot, bool parts);

/* The same in one grey, without tags: 0 is black, 1 white. */
void pdf_ink_grey_text(cairo_t *cr, const struct pdf_text *text,
    const struct pdf_spot *spot, double grey);

/* A straight line of this thickness. */
struct pdf_stroke {
	double x1, y1, x2, y2;
	double thickness;
	double grey;
};
void pdf_ink_stroke(cairo_t *cr, struct pdf_stroke stroke);

#endif
