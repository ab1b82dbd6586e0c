#ifndef LIB_RENDER_TEXT_LINES_H
#define LIB_RENDER_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"
#include "lib/render/doc.h"

struct arena;

/* Private to print_text.c, text_lines.c and text_table.c. */

enum { TEXT_INDENT = 640, TEXT_LEAST_WIDTH = 20, TEXT_WIDTH = 72 };

/*
 * Writes lines, each after an indentation.  An item's marker stands in
 * "lead", the indentation of the next line only.
 */
struct text_printer {
	struct arena *arena;
	struct buf *out;
	struct buf scratch; /* flattened text */
	int width;
	int heading_shift;
	size_t start;	   /* of all output */
	size_t line_start; /* of the current line */
	bool marked;	   /* "lead" holds a marker not yet printed */
	bool want_blank;   /* an empty line is due before the next one */
	size_t blank_indent;
	size_t indent_length;
	size_t lead_length;
	char indent[TEXT_INDENT];
	char lead[TEXT_INDENT];
};

/* To go back to the indentation from before text_push(). */
struct text_mark {
	size_t indent_length;
	size_t lead_length;
};

/* "first" goes before the next line, "others" before those after it. */
struct text_mark text_push(struct text_printer *p, struct str first,
    struct str others);
void text_pop(struct text_printer *p, struct text_mark mark);

int text_columns(const struct text_printer *p); /* left for the text */
void text_begin_line(struct text_printer *p);
void text_end_line(struct text_printer *p);
void text_line(struct text_printer *p, struct str line);
void text_repeat(struct text_printer *p, char c, int count);

/* Ask for an empty line, should another line follow. */
void text_want_blank(struct text_printer *p);

/*
 * Wrap "text" into lines; all but the first are indented by "hang" blanks.
 * Returns the columns of the longest.
 */
int text_wrap(struct text_printer *p, struct str text, int hang);

/*
 * Append the inlines of "block" to p->scratch as one run of text with single
 * blanks, and '\n' for hard line breaks.
 */
void text_flatten(struct text_printer *p, const struct doc *block);

/* The same, alone in p->scratch; valid until the next text_flatten(). */
struct str text_of(struct text_printer *p, const struct doc *block);

void text_table(struct text_printer *p, const struct doc *table);

#endif
