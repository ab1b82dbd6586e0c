#ifndef LIB_LETTER_SPELLING_H
#define LIB_LETTER_SPELLING_H

#include <stddef.h>

#include "lib/base/str.h"

/* So many edits apart, two names have nothing to do with each other. */
enum { SPELLING_FAR = 3 };

/*
 * Letters to insert, delete or replace to get from one name to the other;
 * SPELLING_FAR or more for names that are not close, or longer than 40 bytes.
 */
size_t spelling_distance(struct str a, struct str b);

#endif
