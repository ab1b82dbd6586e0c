#ifndef LIB_PDF_PDF_SHEET_H
#define LIB_PDF_PDF_SHEET_H

#include <cairo.h>

#include "lib/base/err.h"
#include "lib/render/paper.h"
#include "lib/pdf/pdf_text.h"

/*
 * Private to print_pdf.c and pdf_sheet.c: what stands on each page besides
 * the text.  A draft has the word in grey across the page, under the text,
 * and in black above it, where a fax and a search find it.
 */
struct pdf_sheet {
	struct pdf_texts *texts;
	struct pdf_text *running; /* NULL: none */
	struct pdf_text *draft;	  /* NULL: no draft */
	struct pdf_text *mark;
	unsigned pages;
};

enum err pdf_sheet_make(struct pdf_texts *texts, const struct paper *paper,
    unsigned pages, struct pdf_sheet *out, struct note *note);

/* What goes under the text of a page, and above and below it. */
void pdf_sheet_under(const struct pdf_sheet *sheet, cairo_t *cr);
enum err pdf_sheet_foot(const struct pdf_sheet *sheet, cairo_t *cr,
    unsigned page, struct note *note);

#endif
