#ifndef LIB_BASE_JSON_SKIP_H
#define LIB_BASE_JSON_SKIP_H

#include <stddef.h>

/*
 * Steps over JSON text that was read before and is known to be well formed.
 * None goes past "end", whatever the text is; what they find in text that is
 * not well formed means nothing.
 */

/* The next byte that is not white space. */
const char *json_skip_space(const char *at, const char *end);

/* What follows the value, or the string, that starts at "at". */
const char *json_skip_value(const char *at, const char *end);
const char *json_skip_string(const char *at, const char *end);

/*
 * From a key to the next key, and from an item of an array to the next
 * item; "end" after the last.
 */
const char *json_skip_member(const char *at, const char *end);
const char *json_skip_item(const char *at, const char *end);

#endif
