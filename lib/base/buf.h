#ifndef LIB_BASE_BUF_H
#define LIB_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "lib/base/str.h"

struct arena;

/*
 * Output that grows in an arena up to a limit.  The first failure sticks:
 * write on, and ask buf_failed() once at the end.
 */
struct buf {
	struct arena *arena;
	char *at;
	size_t length;
	size_t size;
	size_t limit;
	bool failed;
};

struct buf buf_new(struct arena *arena, size_t limit);
void buf_put_slowly(struct buf *buf, struct str s); /* for buf_put() */
void buf_puts(struct buf *buf, const char *c_string);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

bool buf_failed(const struct buf *buf);

/* In place while there is room to spare and the limit is not near. */
static inline void
buf_put(struct buf *buf, struct str s)
{
	if (s.length >= buf->size - buf->length || buf->failed ||
	    buf->size > buf->limit) {
		buf_put_slowly(buf, s);
		return;
	}
	if (s.length > 0)
		memcpy(buf->at + buf->length, s.at, s.length);
	buf->length += s.length;
}

/* What was written so far; valid until the next write. */
struct str buf_str(const struct buf *buf);

#endif
