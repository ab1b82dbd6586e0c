#ifndef LIB_RENDER_TEXT_GRID_H
#define LIB_RENDER_TEXT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"
#include "lib/render/doc.h"
#include "lib/render/wrap.h"

enum { TEXT_GRID_GAP = 2 }; /* blanks between columns */

struct text_column {
	int natural; /* columns on the terminal of its longest line */
	int word;    /* of its longest word */
	int width;
	enum doc_align align;
};

/* A table as it is laid out in text; private to text_table.c. */
struct text_grid {
	size_t rows; /* the header included */
	size_t columns;
	struct text_column *column;
	struct str *cells;  /* row after row */
	int *naturals;	    /* of each cell, its longest line */
	struct wrap *wraps; /* of the row being printed */
};

/*
 * Choose the width of each column so that a line takes at most "room".  Each
 * is as wide as it likes if that fits; else as wide as makes the table low,
 * with no word parted but long ones, if that is possible.  False if the
 * columns would be too narrow to be read.  Needs naturals, natural and word.
 */
bool text_grid_lay_out(struct text_grid *grid, int room);

#endif
