#ifndef LIB_RENDER_WIDTH_H
#define LIB_RENDER_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"

/*
 * How many columns UTF-8 text takes on a terminal, whatever the locale: wide
 * East Asian characters and emoji 2, combining marks and invisible characters
 * 0, others 1.
 */

/* Bytes of the character at the start of "text" (not empty), its columns. */
size_t width_next(struct str text, int *columns);

int width_of(struct str text);

/* A byte that is one character of one column: most are. */
static inline bool
width_is_plain(char c)
{
	return c >= ' ' && c <= '~';
}

#endif
