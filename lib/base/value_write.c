#include "lib/base/value.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/u32.h"

enum { HEAD = VALUE_HEAD, COUNT = 4 };

struct value_writer
value_writer(struct buf *buf)
{
	return (struct value_writer){ .buf = buf, .start = buf->length };
}

static void
put_head(struct value_writer *w, enum value_type type, size_t length)
{
	unsigned char head[HEAD];

	head[0] = (unsigned char)type;
	u32_set(head + 1, length);
	buf_put(w->buf, (struct str){ (char *)head, HEAD });
}

/* Each container counts its nodes: keys and values both. */
static void
count_one(struct value_writer *w)
{
	unsigned char *at;

	if (w->depth == 0 || buf_failed(w->buf))
		return;
	at = (unsigned char *)w->buf->at + w->open[w->depth - 1] + HEAD;
	u32_set(at, u32_get(at) + 1);
}

void
value_open(struct value_writer *w, enum value_type array_or_object)
{
	static const char zero[COUNT];

	count_one(w);
	if (w->depth == VALUE_DEPTH) {
		w->failed = true;
		return;
	}
	w->open[w->depth++] = w->buf->length;
	put_head(w, array_or_object, 0);
	buf_put(w->buf, (struct str){ zero, COUNT });
}

void
value_close(struct value_writer *w)
{
	unsigned char *at;

	if (w->failed || w->depth == 0 || buf_failed(w->buf)) {
		w->failed = true;
		return;
	}
	at = (unsigned char *)w->buf->at + w->open[--w->depth];
	u32_set(at + 1, w->buf->length - w->open[w->depth] - HEAD);
	if (at[0] == VALUE_OBJECT)
		u32_set(at + HEAD, u32_get(at + HEAD) / 2);
}

static void
put_text(struct value_writer *w, enum value_type type, struct str s)
{
	count_one(w);
	put_head(w, type, s.length);
	buf_put(w->buf, s);
}

void
value_key_str(struct value_writer *w, struct str key)
{
	put_text(w, VALUE_STRING, key);
}

void
value_key(struct value_writer *w, const char *key)
{
	value_key_str(w, str_from(key));
}

void
value_put_str(struct value_writer *w, struct str s)
{
	put_text(w, VALUE_STRING, s);
}

void
value_put_number(struct value_writer *w, struct str json_text)
{
	put_text(w, VALUE_NUMBER, json_text);
}

void
value_put_long(struct value_writer *w, long number)
{
	char text[32];

	snprintf(text, sizeof(text), "%ld", number);
	value_put_number(w, str_from(text));
}

void
value_put_bool(struct value_writer *w, bool truth)
{
	put_text(w, truth ? VALUE_TRUE : VALUE_FALSE, STR_NONE);
}

void
value_put_null(struct value_writer *w)
{
	put_text(w, VALUE_NULL, STR_NONE);
}

void
value_put(struct value_writer *w, struct value copy)
{
	if (copy.at == NULL) {
		value_put_null(w);
		return;
	}
	count_one(w);
	buf_put(w->buf, value_bytes(copy));
}

void
value_add_str(struct value_writer *w, const char *key, struct str s)
{
	value_key(w, key);
	value_put_str(w, s);
}

void
value_add_text(struct value_writer *w, const char *key, struct str s)
{
	if (s.at != NULL)
		value_add_str(w, key, s);
}

void
value_add_long(struct value_writer *w, const char *key, long number)
{
	value_key(w, key);
	value_put_long(w, number);
}

void
value_add_bool(struct value_writer *w, const char *key, bool truth)
{
	value_key(w, key);
	value_put_bool(w, truth);
}

void
value_add(struct value_writer *w, const char *key, struct value v)
{
	if (v.at == NULL)
		return;
	value_key(w, key);
	value_put(w, v);
}

struct value
value_written(const struct value_writer *w)
{
	if (w->failed || w->depth != 0 || buf_failed(w->buf))
		return value_of(STR_NONE);
	return value_of(str_from_index(buf_str(w->buf), w->start));
}
