#ifndef LIB_BASE_VALUE_H
#define LIB_BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"

/*
 * A JSON value laid out flat in one run of bytes, read where it lies: a
 * request's body in its arena, a record in the mapped knowledge base and the
 * view a template fills from are all the same thing.
 *
 * One node is: type (1 byte), payload length (4 bytes, little endian),
 * payload.  A string's payload is its UTF-8 bytes, a number's its JSON text;
 * an array's is a count (4 bytes) and that many nodes; an object's a count
 * and that many pairs of key (a string node) and node, in their order.
 * Nothing needs alignment.
 *
 * A value is two pointers, copied freely; it borrows its bytes.  VALUE_NONE
 * ("no such member") may be handed to every function here, and reads as
 * empty, so a path of value_get() calls needs one check at its end.
 */
enum value_type {
	VALUE_NONE,
	VALUE_NULL,
	VALUE_FALSE,
	VALUE_TRUE,
	VALUE_NUMBER,
	VALUE_STRING,
	VALUE_ARRAY,
	VALUE_OBJECT
};

enum { VALUE_HEAD = 5 }; /* bytes of a node before its payload */

struct value {
	const unsigned char *at; /* NULL: none */
	const unsigned char *end;
};

/* The node at the start of "bytes"; none if they do not hold a whole one. */
struct value value_of(struct str bytes);
struct str value_bytes(struct value v);

static inline enum value_type
value_type(struct value v)
{
	return v.at == NULL ? VALUE_NONE : (enum value_type)v.at[0];
}
const char *value_type_name(enum value_type type); /* "a string", ... */

/* Text of a string or number; STR_NONE for anything else. */
static inline struct str
value_str(struct value v)
{
	enum value_type type = value_type(v);

	if (type != VALUE_STRING && type != VALUE_NUMBER)
		return STR_NONE;
	return (struct str){ (const char *)v.at + VALUE_HEAD,
		(size_t)(v.end - v.at) - VALUE_HEAD };
}
bool value_long(struct value v, long *out); /* whole numbers only */
bool value_double(struct value v, double *out);
bool value_is_true(struct value v);

/* Members of an array or object; 0 for anything else. */
size_t value_count(struct value v);
struct value value_get(struct value object, const char *name);
struct value value_get_str(struct value object, struct str name);
struct value value_at(struct value array, size_t index);

/*
 * All members of an object at once, for many look-ups in it.  False, with
 * nothing of use in "out", if it has more than "room", or is not whole.
 * Anything but an object has none.
 */
struct value_member {
	struct str key;
	struct value item;
};
bool value_members(struct value object, struct value_member *out, size_t room,
    size_t *count);

/* Shorthand for value_str(value_get(object, name)). */
struct str value_text(struct value object, const char *name);

/* Does an array hold this string? */
bool value_has(struct value array, struct str text);

/*
 * Walk an array or object:
 *
 *	for (it = value_each(v); value_next(&it);)
 *		use(it.key, it.item);	(it.key is STR_NONE in an array)
 */
struct value_each {
	struct str key;
	struct value item;
	size_t index; /* of "item", from 0 */
	size_t left;
	bool object;
	const unsigned char *at;
	const unsigned char *end;
};
struct value_each value_each(struct value v);
bool value_next(struct value_each *each);

/*
 * Writing one.  Open and close must pair; in an object each value is
 * preceded by value_key().  Deeper than 64 levels, or a full buffer, makes
 * the writer fail; ask once, by value_written().
 */
enum { VALUE_DEPTH = 64 };

struct value_writer {
	struct buf *buf;
	size_t start;
	int depth;
	bool failed;
	size_t open[VALUE_DEPTH];
};

struct value_writer value_writer(struct buf *buf);
void value_open(struct value_writer *w, enum value_type array_or_object);
void value_close(struct value_writer *w);
void value_key(struct value_writer *w, const char *key);
void value_key_str(struct value_writer *w, struct str key);
void value_put_str(struct value_writer *w, struct str s);
void value_put_number(struct value_writer *w, struct str json_text);
void value_put_long(struct value_writer *w, long number);
void value_put_bool(struct value_writer *w, bool truth);
void value_put_null(struct value_writer *w);
void value_put(struct value_writer *w, struct value copy); /* none: null */

/* Key and value in one line; the _text one writes nothing for STR_NONE. */
void value_add_str(struct value_writer *w, const char *key, struct str s);
void value_add_text(struct value_writer *w, const char *key, struct str s);
void value_add_long(struct value_writer *w, const char *key, long number);
void value_add_bool(struct value_writer *w, const char *key, bool truth);
void value_add(struct value_writer *w, const char *key, struct value v);

/* The finished value, in the buffer; none if anything failed. */
struct value value_written(const struct value_writer *w);

#endif
