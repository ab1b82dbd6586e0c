#ifndef LIB_RENDER_WIDTH_H
#define LIB_RENDER_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/str.h"

/*
 * How many columns UTF-8 text takes on a terminal, whatever the locale: wide
 * East Asian characters and emoji 2, combining marks and invisible characters
 * 0, others 1, those of ambiguous width too.  Characters that are drawn as
 * one count as one: a letter with its marks, emoji joined by U+200D, with a
 * skin tone, or chosen by U+FE0F, and the two letters of a flag.
 */

/*
 * Bytes of what is drawn as one character at the start of "text" (not
 * empty), and its columns.  A text may start within such a character, as
 * with a mark.
 */
size_t width_next(struct str text, int *columns);

/* The code point at the start of "text" (not empty); U+FFFD for none. */
uint32_t width_code(struct str text);

int width_of(struct str text);

/*
 * Is the byte at "i" a character of one column, whatever follows?  Most are;
 * no mark starts with a byte below 0xcc.
 */
static inline bool
width_is_plain(struct str text, size_t i)
{
	return text.at[i] >= ' ' && text.at[i] <= '~' &&
	    (i + 1 == text.length || (unsigned char)text.at[i + 1] < 0xcc);
}

#endif
