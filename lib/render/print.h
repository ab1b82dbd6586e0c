#ifndef LIB_RENDER_PRINT_H
#define LIB_RENDER_PRINT_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/render/doc.h"

struct arena;

/* How to print; all zero, or NULL in its place, gives the defaults. */
struct print_options {
	int width;	       /* text: columns of a line; 0: 72 */
	int heading_shift;     /* added to each heading's level, 1 to 6 */
	int heading_above;     /* HTML: level of the page's own heading above
				  the document; 0: none */
	bool row_headers;      /* HTML: the first cell of a row names it */
	const char *id_prefix; /* HTML: put before each heading's id */
};

/*
 * Append the document as plain text, or as a fragment of HTML5 that belongs
 * into a <body>.  "arena" is for scratch memory.  Both fail only with
 * ERR_TOO_LARGE, when the limit of "out" is reached, and ERR_MEMORY; "out"
 * has its old length then.
 *
 * Text: lines end with \n, none with a blank; the last line too, and there
 * is no empty one at either end.  Headings of level 1, 2 and below are
 * underlined with = - ~.  A table too wide for its columns to have ten
 * characters each becomes one block of "Header: value" lines per row.  A
 * link prints as "text <destination>", one to a place in the document (#) as
 * "[text]".
 *
 * HTML: no level of heading is skipped on the way down, nor below the
 * page's own; a deeper one moves up.  A heading's id is its text in lower
 * case, letters, digits and - only, with -2, -3 ... where it repeats.  A
 * table stands in a box that the keyboard can scroll, named by its columns.
 * Links go to http, https, mailto, a place in the document or a relative
 * path; any other prints as its text.
 */
enum err print_text(const struct doc *doc, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note);
enum err print_html(const struct doc *doc, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note);

#endif
