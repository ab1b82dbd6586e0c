#ifndef LIB_BASE_JSON_SCALAR_H
#define LIB_BASE_JSON_SCALAR_H

#include <stddef.h>

#include "lib/base/json_reader.h"

/*
 * Read what starts at r->at and write its node.  The string starts with its
 * quote, the number with a digit or '-' (RFC 8259, sections 6 and 7; what is
 * refused beyond that stands in json.h).
 */
enum err json_read_string(struct json_reader *r);
enum err json_read_number(struct json_reader *r);

/* One of the three words, of the type that it stands for. */
enum err json_read_word(struct json_reader *r, const char *word,
    enum value_type type);

/* What four hexadecimal digits at "at" stand for; -1 if they are not there. */
long json_hex4(const char *at, const char *end);

/* A code point as UTF-8, and its length. */
size_t json_utf8(long code, unsigned char bytes[4]);

#endif
