#ifndef LIB_RENDER_PAPER_H
#define LIB_RENDER_PAPER_H

#include <stdbool.h>

#include "lib/base/date.h"
#include "lib/base/str.h"
#include "lib/render/doc.h"

/*
 * What a document has on paper besides its text: for the printers of pages,
 * print_pdf() and print_docx().  Paper is US Letter with margins of an inch.
 */
struct paper {
	struct str title;   /* of the file, as a reader's window shows it */
	struct str running; /* one line at the foot of each page, before
			       "Page 2 of 5"; may be none */
	struct date date;   /* what the file says it was made on, so that the
			       same letter is the same bytes */
	bool draft;	    /* DRAFT stands on every page */
	const struct doc *letterhead; /* at the top of the first page; NULL:
					 none */
	struct str logo; /* a PNG image beside the letterhead; may be none */
};

#endif
