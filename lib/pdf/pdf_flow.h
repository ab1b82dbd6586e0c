#ifndef LIB_PDF_PDF_FLOW_H
#define LIB_PDF_PDF_FLOW_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/render/doc.h"
#include "lib/pdf/pdf_piece.h"

/*
 * Private to print_pdf.c, pdf_flow.c, pdf_list.c and pdf_table.c: turns trees into
 * pieces, one tree after the other into the same list.
 */
struct pdf_flow {
	struct pdf_texts *texts;
	struct pdf_piece *first;
	struct pdf_piece *last;
	double x; /* where the text begins, and how much room it has */
	double width;
	double after; /* space wanted below the last piece */
	double height;	 /* of all pieces so far */
	bool letterhead; /* set as one */
	bool tight;
	unsigned bullets; /* unordered lists we are in */
	const struct pdf_frame *frame;
	struct pdf_marker *markers; /* not yet beside a piece */
	struct note *note;
};

enum {
	PDF_NARROWEST = 144, /* points: text is not set in further than that */
	PDF_KEPT_LINES = 4   /* what is longer is not kept with the next */
};

/*
 * Append the blocks of "doc".  Fails as pdf_text_of() and pdf_text_wrap() do,
 * and with ERR_TOO_LARGE as soon as PAGES_MAX pages cannot hold it.
 */
enum err pdf_flow_doc(struct pdf_flow *flow, const struct doc *doc);

/* Append a rule across, with this much room above it, "after" below. */
enum err pdf_flow_rule(struct pdf_flow *flow, double above, double after);

/*
 * For pdf_list.c and pdf_table.c.  Append a piece, all zero but for its frame, its place and
 * the markers that were due.  NULL when memory is out.
 */
struct pdf_piece *pdf_flow_add(struct pdf_flow *flow, enum pdf_kind kind,
    const struct pdf_style *style);

/* Count the last piece, which is finished.  ERR_TOO_LARGE. */
enum err pdf_flow_done(struct pdf_flow *flow);

/* Enter a frame; leave it by restoring flow->frame. */
enum err pdf_flow_enter(struct pdf_flow *flow, const char *tag,
    struct pdf_frame **out);

/* Append a text under this tag, wrapped. */
enum err pdf_flow_text(struct pdf_flow *flow, struct pdf_text *text,
    const char *tag);

enum err pdf_flow_list(struct pdf_flow *flow, const struct doc *list);
enum err pdf_flow_table(struct pdf_flow *flow, const struct doc *table);

#endif
