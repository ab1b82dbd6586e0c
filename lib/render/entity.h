#ifndef LIB_RENDER_ENTITY_H
#define LIB_RENDER_ENTITY_H

#include <stddef.h>

#include "lib/base/str.h"

enum { ENTITY_BYTES = 4 };

/*
 * The character that an entity such as "&sect;", "&#167;" or "&#xA7;" stands
 * for, as UTF-8 in "out"; returns its length, or 0 for a name that HTML 4 does
 * not have.  Numbers that are no character give U+FFFD
 * (CommonMark 0.30, section 6.2), those below U+0020 a space.
 */
size_t entity_decode(struct str entity, char out[ENTITY_BYTES]);

#endif
