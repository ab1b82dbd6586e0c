#ifndef LIB_PDF_PDF_STYLE_H
#define LIB_PDF_PDF_STYLE_H

#include <stdbool.h>

/* Private to pdf_*.c: the measures of a page, in points of 1/72 inch. */
enum {
	PDF_WIDTH = 612, /* US Letter */
	PDF_HEIGHT = 792,
	PDF_MARGIN = 72,
	PDF_LINE = PDF_WIDTH - 2 * PDF_MARGIN,	 /* the longest line */
	PDF_COLUMN = PDF_HEIGHT - 2 * PDF_MARGIN /* what a page holds */
};

/* What comes first has the text, what follows has the characters that it
   lacks; all fonts of the press come after that. */
#define PDF_SANS "Carlito, DejaVu Sans"
#define PDF_MONO "DejaVu Sans Mono, Carlito"

/* How one kind of text is set.  Sizes and spaces in points. */
struct pdf_style {
	double size;
	double leading; /* from line to line */
	double before;	/* space above, where it is not a page's first */
	double after;
	bool bold;
	bool mono;
};

extern const struct pdf_style pdf_body;
extern const struct pdf_style pdf_tight; /* in a tight list */
extern const struct pdf_style pdf_cell;
extern const struct pdf_style pdf_cell_head;
extern const struct pdf_style pdf_code;
extern const struct pdf_style pdf_foot;
extern const struct pdf_style pdf_draft_word;
extern const struct pdf_style pdf_draft_mark;

/* Of a heading of this level, 1 to 6. */
const struct pdf_style *pdf_heading(unsigned level);

/* The same two for a letterhead, which is set apart from the letter. */
extern const struct pdf_style pdf_head_body;
const struct pdf_style *pdf_head_heading(unsigned level);

/* From a line's top to its baseline. */
double pdf_ascent(const struct pdf_style *style);

#endif
