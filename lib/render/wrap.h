#ifndef LIB_RENDER_WRAP_H
#define LIB_RENDER_WRAP_H

#include <stdbool.h>

#include "lib/base/str.h"

/*
 * Cuts a text into lines of at most "width" columns, at blanks, at '\n',
 * between wide characters and after long dashes; never at a no-break space,
 * and never within what is drawn as one character (width.h).  The text has
 * single blanks only, none at its ends.  Lines are pieces of it: nothing is
 * copied.
 */
struct wrap {
	struct str rest;
	int width;
	bool split;  /* cut a word that is too long; else it sticks out */
	int columns; /* of the line that wrap_next() gave */
};

struct wrap wrap_new(struct str text, int width, bool split);
bool wrap_next(struct wrap *wrap, struct str *line);

/* Columns of the longest line, and of the longest piece never cut. */
int wrap_widest_line(struct str text);
int wrap_widest_word(struct str text);

#endif
