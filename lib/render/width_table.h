#ifndef LIB_RENDER_WIDTH_TABLE_H
#define LIB_RENDER_WIDTH_TABLE_H

#include <stdbool.h>
#include <stdint.h>

/* What Unicode says of a character that the width of a text depends on. */

/* A mark or an invisible character: no column of its own. */
bool width_table_zero(uint32_t c);

/* East Asian Width W or F: two columns.  Ambiguous ones (A) take one. */
bool width_table_wide(uint32_t c);

/* Narrow, and made an emoji of two columns by U+FE0F after it. */
bool width_table_emoji(uint32_t c);

#endif
