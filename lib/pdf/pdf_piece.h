#ifndef LIB_PDF_PDF_PIECE_H
#define LIB_PDF_PDF_PIECE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/render/doc.h"
#include "lib/pdf/pdf_text.h"

/*
 * Private to print_pdf.c and pdf_*.c.  A document on its way to pages is a
 * list of pieces, one below the other, each some lines of equal height: a
 * block's text, a row of a table, a rule.  All lie in the document's arena;
 * measures are points, x from the page's left edge.
 */
enum pdf_kind { PDF_TEXT, PDF_ROW, PDF_RULE };

/* What pieces are in: lists, items, quotes, tables; innermost first. */
struct pdf_frame {
	const char *tag; /* of the file's structure: "L", "LI", ... */
	const struct pdf_frame *parent;
	unsigned depth;
	bool barred; /* a quote, with a bar at its left */
	double bar;
};

/* An item's bullet or number, beside the first line of what it holds. */
struct pdf_marker {
	const struct pdf_frame *frame; /* the item's */
	struct pdf_text *text;
	double x;
	struct pdf_marker *next;
};

struct pdf_cell {
	struct pdf_text *text;
	double x;
	double width;
	enum doc_align align;
};

struct pdf_piece {
	enum pdf_kind kind;
	const char *tag;
	const struct pdf_frame *frame; /* NULL: the document */
	struct pdf_marker *markers;
	double x;
	double width;
	double before;	/* space above, but not at a page's top */
	double padding; /* above the lines and below */
	double leading; /* of a line */
	size_t lines;
	bool keep;  /* on one page with what comes next */
	bool whole; /* on one page, if it fits on one */
	unsigned level;		/* of a heading; else 0 */
	struct pdf_text *text;	/* PDF_TEXT */
	struct pdf_cell *cells; /* PDF_ROW */
	size_t count;
	bool heads;			/* a table's header row */
	const struct pdf_piece *header; /* to be repeated above this one */
	struct pdf_piece *next;
};

/* Of so many lines of it. */
static inline double
pdf_piece_height(const struct pdf_piece *piece, size_t lines)
{
	return 2 * piece->padding + (double)lines * piece->leading;
}

#endif
