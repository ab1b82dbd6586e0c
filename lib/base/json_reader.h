#ifndef LIB_BASE_JSON_READER_H
#define LIB_BASE_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/json.h"
#include "lib/base/json_keys.h"

/* The parts of a node: type and payload length; the count of a container. */
enum { JSON_HEAD = 5, JSON_COUNT = 4 };

/* An array or object whose end was not read yet. */
struct json_open {
	size_t node; /* where it starts in the output */
	size_t count;
	const char *at; /* what follows its bracket in the text */
	bool object;
};

/* Text on its way into a flat value; json_read()'s own. */
struct json_reader {
	const char *text;
	const char *at;
	const char *end;
	const struct json_limits *limits;
	struct arena *arena;
	struct note *note;
	unsigned char *out;
	size_t length;
	size_t size; /* of "out", never 0 */
	size_t nodes;
	int depth;
	struct json_keys keys;
	struct json_open *open; /* VALUE_DEPTH of them */
};

/* Fail with a note that puts line and column of "at" before "what". */
enum err json_fail(struct json_reader *r, enum err err, const char *at,
    const char *what);
enum err json_no_memory(struct json_reader *r);

/* See to it that "more" bytes can be written. */
bool json_grow(struct json_reader *r, size_t more);

static inline bool
json_room(struct json_reader *r, size_t more)
{
	return more <= r->size - r->length || json_grow(r, more);
}

/* Start a node whose payload will take at least "least" bytes. */
enum err json_begin(struct json_reader *r, enum value_type type,
    size_t least);

/* Write a whole node with this payload. */
enum err json_put(struct json_reader *r, enum value_type type,
    const char *at, size_t length);

/* Write a node's length, or a container's count. */
static inline void
json_set_u32(unsigned char *at, size_t n)
{
	at[0] = (unsigned char)n;
	at[1] = (unsigned char)(n >> 8);
	at[2] = (unsigned char)(n >> 16);
	at[3] = (unsigned char)(n >> 24);
}

/* Is this the next byte? */
static inline bool
json_at(const struct json_reader *r, char c)
{
	return r->at < r->end && *r->at == c;
}

#endif
