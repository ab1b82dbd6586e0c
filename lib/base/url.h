#ifndef LIB_BASE_URL_H
#define LIB_BASE_URL_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/* One name=value of a query, decoded. */
struct url_pair {
	struct str name;
	struct str value; /* empty, not STR_NONE, where there was no '=' */
};

/* The pairs in their order; walk them by index. */
struct url_query {
	struct url_pair *pairs;
	size_t count;
};

/*
 * Percent-decode one segment of a path (WHATWG URL Standard, 1.3: a '%'
 * that no two hexadecimal digits follow stands for itself; '+' does, too).
 *
 * Fails with ERR_SYNTAX if the result holds '/' or NUL or is not UTF-8: it
 * then names nothing, and might be taken for something else further on; or
 * with ERR_MEMORY.  "out" lies in "arena".
 */
enum err url_decode(struct str segment, struct arena *arena,
    struct str *out, struct note *note);

/*
 * Split and decode a query, without its '?', or a body of the type
 * application/x-www-form-urlencoded (WHATWG URL Standard, 5.1).  What is not
 * UTF-8 is replaced by U+FFFD, as the standard demands; U+0000 and other
 * control characters pass.
 *
 * Fails with ERR_TOO_LARGE if there are more than "most" pairs, or with
 * ERR_MEMORY.  The pairs lie in "arena".
 */
enum err url_query_parse(struct str query, size_t most, struct arena *arena,
    struct url_query *out, struct note *note);

/* The value of the first pair of that name; STR_NONE if there is none. */
struct str url_query_get(const struct url_query *query, const char *name);

/*
 * Write a string as a segment of a path or a value (or name) in a query:
 * all but letters, digits and "-._~" is percent-encoded, so both decode it.
 */
void url_encode(struct buf *buf, struct str s);

#endif
