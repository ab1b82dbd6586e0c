#include "lib/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"

enum { FIRST_SIZE = 512 };

struct buf
buf_new(struct arena *arena, size_t limit)
{
	return (struct buf){ .arena = arena, .limit = limit };
}

static bool
make_room(struct buf *buf, size_t more)
{
	size_t size = buf->size == 0 ? FIRST_SIZE : buf->size;
	char *at;

	if (buf->failed || more > buf->limit - buf->length)
		return false;
	/* One byte is kept to spare, for the NUL that printing ends with. */
	if (more == 0 || more < buf->size - buf->length)
		return true;
	while (size - buf->length <= more)
		size *= 2;
	if ((at = arena_grow(buf->arena, buf->at, buf->size, size)) == NULL)
		return false;
	buf->at = at;
	buf->size = size;
	return true;
}

void
buf_put_slowly(struct buf *buf, struct str s)
{
	if (!make_room(buf, s.length)) {
		buf->failed = true;
		return;
	}
	if (s.length > 0)
		memcpy(buf->at + buf->length, s.at, s.length);
	buf->length += s.length;
}

void
buf_puts(struct buf *buf, const char *c_string)
{
	buf_put(buf, str_from(c_string));
}

void
buf_putc(struct buf *buf, char c)
{
	buf_put(buf, (struct str){ &c, 1 });
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0 || !make_room(buf, (size_t)length)) {
		buf->failed = true;
		return;
	}
	if (length == 0)
		return;
	va_start(args, format);
	vsnprintf(buf->at + buf->length, (size_t)length + 1, format, args);
	va_end(args);
	buf->length += (size_t)length;
}

bool
buf_failed(const struct buf *buf)
{
	return buf->failed;
}

struct str
buf_str(const struct buf *buf)
{
	return (struct str){ buf->at == NULL ? "" : buf->at, buf->length };
}
