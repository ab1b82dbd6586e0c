#ifndef LIB_PDF_PDF_DRAW_H
#define LIB_PDF_PDF_DRAW_H

#include <cairo.h>

#include "lib/pdf/pdf_pages.h"

/*
 * Private to print_pdf.c and pdf_*.c: draws what was placed, and says in the
 * file what it is: headings, lists, tables, links (structure tags), and the
 * outline that readers show beside the pages.  cairo's context keeps errors.
 */
enum { PDF_LEVELS = 6 };

struct pdf_pen {
	cairo_t *cr;
	cairo_surface_t *surface;
	const struct pdf_frame *open;	/* frames whose tags are open */
	const struct pdf_place *before; /* what was drawn last */
	int outline[PDF_LEVELS + 1];	/* the last entry of each level */
};

/* Open the tag around all, before anything is drawn; close what is open. */
void pdf_draw_begin(struct pdf_pen *pen);
void pdf_draw(struct pdf_pen *pen, const struct pdf_place *place);
void pdf_draw_end(struct pdf_pen *pen);

#endif
