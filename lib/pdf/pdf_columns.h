#ifndef LIB_PDF_PDF_COLUMNS_H
#define LIB_PDF_PDF_COLUMNS_H

#include <stddef.h>

/* What a column's cells need: unwrapped, and wrapped at every chance. */
struct pdf_column {
	double least;
	double most;
	double width; /* the result */
};

/*
 * Share out "room" among columns: each gets what it needs where that fits,
 * and more in proportion; else its longest word, and of the rest in
 * proportion to what it lacks (CSS 2.1, section 17.5.2.2), where no column
 * lacks more than all the room; else, where not even the words fit, they are
 * cut in the columns that need more than an equal share.
 */
void pdf_columns(struct pdf_column *columns, size_t count, double room);

#endif
