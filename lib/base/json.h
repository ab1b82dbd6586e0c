#ifndef LIB_BASE_JSON_H
#define LIB_BASE_JSON_H

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;

struct json_limits {
	size_t bytes; /* of text */
	int depth;    /* of nested arrays and objects, at most VALUE_DEPTH */
	size_t nodes; /* keys and values together */
};

/*
 * Read "text" as one JSON value, as RFC 8259 defines it and stricter where
 * it leaves a choice (section 4: names in an object are unique; 8.1: UTF-8,
 * no byte order mark; 8.2: no lone surrogate; 6: numbers a double can hold
 * without becoming infinite).  U+0000 and the other control characters
 * U+0001-U+001F are refused even when escaped, except \t \n \r: no text
 * that people write holds them, and no medium prints them.
 *
 * The value lies in "arena".  Fails with ERR_SYNTAX (the note says line,
 * column and what was expected, never a piece of the text itself, which may
 * be a patient's), ERR_TOO_LARGE or ERR_MEMORY.
 */
enum err json_read(struct str text, const struct json_limits *limits,
    struct arena *arena, struct value *out, struct note *note);

/* Write a value as JSON: as one line, or indented by two spaces a level. */
void json_write(struct buf *buf, struct value v);
void json_write_pretty(struct buf *buf, struct value v);

/* Write a string with its quotes, escaping only what must be. */
void json_write_str(struct buf *buf, struct str s);

/*
 * The line (from 1) on which the value at this JSON pointer (RFC 6901)
 * starts in "text", which must be well formed; 0 if there is none.  For
 * messages about sources; walks the text, so not for hot paths.
 */
size_t json_line_of(struct str text, struct str pointer);

#endif
