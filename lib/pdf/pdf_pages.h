#ifndef LIB_PDF_PDF_PAGES_H
#define LIB_PDF_PDF_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/pdf/pdf_piece.h"

struct arena;

/* Private to print_pdf.c and pdf_*.c: some lines of a piece, on a page. */
struct pdf_place {
	const struct pdf_piece *piece;
	unsigned page; /* from 1 */
	double y;      /* of its top, from the page's top */
	double gap;    /* free space above it */
	size_t from;   /* its lines */
	size_t lines;
	bool repeated; /* a header row again */
	struct pdf_place *next;
};

struct pdf_pages {
	struct pdf_place *first;
	struct pdf_place *last;
	unsigned count;
};

/*
 * Break pieces into pages, at least one:
 *
 * - at least two lines of a paragraph stand on each side of a break;
 * - what is to be kept with the next piece is, as far as a page goes;
 * - a row is broken where it is higher than a page, or a third of the page
 *   would stay empty; the header row stands above what follows.
 *
 * ERR_TOO_LARGE above PAGES_MAX pages; ERR_MEMORY.
 */
enum err pdf_pages(const struct pdf_piece *first, struct arena *arena,
    struct pdf_pages *out, struct note *note);

#endif
