#ifndef LIB_RENDER_CLEAN_H
#define LIB_RENDER_CLEAN_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/*
 * What no printer may print, whoever wrote it.  A terminal takes control
 * characters for commands; HTML and XML know no way to write them; and the
 * characters that turn the direction of writing (Unicode Standard Annex 9,
 * Bidi_Control) make a reader see another order than the one that is there.
 *
 * Returns how many bytes at the start of "text" may be printed.  Where that
 * is not all of it, "skip" are the bytes of the character that follows, and
 * "instead" what is printed for it: a space for one that ends a line or a
 * page, else U+FFFD, so that it shows.  That is done for U+0000-U+001F but
 * for tab and line feed, U+007F-U+009F, U+061C, U+200E, U+200F, U+2028-
 * U+202E, U+2066-U+2069, noncharacters, and bytes that are no UTF-8.
 */
size_t clean_next(struct str text, size_t *skip, struct str *instead);

/*
 * The whole text with that done, and with line feeds for CR and CR LF.  It
 * is "text" itself when there was nothing to do, else lies in "arena".  Fails
 * with ERR_MEMORY.
 */
enum err clean_text(struct str text, struct arena *arena, struct str *out);

#endif
