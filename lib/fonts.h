#ifndef LIB_FONTS_H
#define LIB_FONTS_H

#include "lib/base/err.h"

struct press;

/*
 * A press with the fonts of the folders in "list", parted by colons; without
 * a list (NULL or empty) those of press_font_dirs.  The caller's until
 * press_free().
 *
 * Fails with ERR_TOO_LARGE for more than FONTS_FOLDERS folders, and as
 * press_new() does.
 */
enum { FONTS_FOLDERS = 32 };
enum err fonts_press(const char *list, struct press **out, struct note *note);

#endif
