#ifndef LIB_PDF_PDF_FONTS_H
#define LIB_PDF_PDF_FONTS_H

#include <pango/pangocairo.h>

#include "lib/base/err.h"

struct press;

/*
 * Private to press.c and print_pdf.c: what one thread needs to set text.
 * Pango's font maps must not be used by two threads at a time.
 */
struct pdf_fonts {
	PangoFontMap *map;
	PangoContext *context; /* 1 unit is 1 point; nothing is hinted */
	struct pdf_fonts *next;
};

/*
 * A set to use alone until it is given back.  ERR_MEMORY.
 *
 * Pango keeps the buffer it shaped text with for the next text, and so the
 * glyphs of a patient's letter: giving back shapes a text without meaning
 * over it.  "longest" is the longest paragraph that was set, in bytes.
 */
enum err press_take(struct press *press, struct pdf_fonts **out,
    struct note *note);
void press_give(struct press *press, struct pdf_fonts *fonts, size_t longest);

#endif
