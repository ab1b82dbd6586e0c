#ifndef LIB_PDF_PDF_TEXT_H
#define LIB_PDF_PDF_TEXT_H

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/render/doc.h"
#include "lib/pdf/pdf_style.h"

struct arena;

/* Private to print_pdf.c and pdf_*.c. */

/* Where a text leads to: bytes of it, and a destination fit for a file. */
struct pdf_link {
	size_t start;
	size_t end;
	const char *uri;
	struct pdf_link *next;
};

/* One block's text, set in lines. */
struct pdf_text {
	PangoLayout *layout; /* NULL: empty */
	const struct pdf_style *style;
	struct pdf_link *links;
	double width; /* of the lines; 0 before pdf_text_wrap() */
	double most;  /* of the longest when nothing is wrapped, or 0 */
	size_t lines; /* 1 if empty */
	struct pdf_text *next;
};

/*
 * All texts of one document; what is in the arena ends with it, what is
 * Pango's with pdf_texts_free().
 */
struct pdf_texts {
	PangoContext *context;
	struct arena *arena;
	struct pdf_text *first;
	size_t bytes;	/* of all of them */
	size_t longest; /* of one */
};

void pdf_texts_free(struct pdf_texts *texts);

/*
 * Of the inlines of "block", or of plain text.  Links that are not http,
 * https or mailto become text.  Fails with ERR_INVALID (not UTF-8),
 * ERR_TOO_LARGE if all texts would be more than fits PAGES_MAX pages, and
 * ERR_MEMORY.
 */
enum err pdf_text_of(struct pdf_texts *texts, const struct doc *block,
    const struct pdf_style *style, struct pdf_text **out, struct note *note);
enum err pdf_text_plain(struct pdf_texts *texts, struct str s,
    const struct pdf_style *style, struct pdf_text **out, struct note *note);

/*
 * The width of its longest word and of its longest line, both unwrapped.
 * This and pdf_text_wrap() fail with ERR_INVALID when no font has one of the
 * characters.
 */
enum err pdf_text_measure(struct pdf_text *text, double *least, double *most,
    struct note *note);

/* Set it in lines of this width; words that are longer are cut anywhere. */
enum err pdf_text_wrap(struct pdf_text *text, double width,
    struct note *note);

/* The link that holds this byte, or NULL. */
const struct pdf_link *pdf_link_at(const struct pdf_text *text, size_t byte);

#endif
