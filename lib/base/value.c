#include "lib/base/value.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/u32.h"

enum { HEAD = VALUE_HEAD, COUNT = 4 };

static const struct value none = { NULL, NULL };

/* The node that starts at "at", if all of it lies before "end". */
static inline struct value
node(const unsigned char *at, const unsigned char *end)
{
	size_t length;

	if (at == NULL || (size_t)(end - at) < HEAD || at[0] == VALUE_NONE ||
	    at[0] > VALUE_OBJECT)
		return none;
	length = u32_get(at + 1);
	if (length > (size_t)(end - at) - HEAD)
		return none;
	return (struct value){ at, at + HEAD + length };
}

struct value
value_of(struct str bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.at;

	return at == NULL ? none : node(at, at + bytes.length);
}

struct str
value_bytes(struct value v)
{
	return (struct str){ (const char *)v.at, (size_t)(v.end - v.at) };
}

const char *
value_type_name(enum value_type type)
{
	switch (type) {
	case VALUE_NONE:
		return "nothing";
	case VALUE_NULL:
		return "null";
	case VALUE_FALSE:
	case VALUE_TRUE:
		return "true or false";
	case VALUE_NUMBER:
		return "a number";
	case VALUE_STRING:
		return "a string";
	case VALUE_ARRAY:
		return "an array";
	case VALUE_OBJECT:
		return "an object";
	}
	return "nothing";
}

/* strtod() and strtol() need an end, which borrowed bytes do not have. */
static bool
number_text(struct value v, char text[64])
{
	struct str s = value_str(v);

	if (value_type(v) != VALUE_NUMBER || s.length == 0 || s.length >= 64)
		return false;
	memcpy(text, s.at, s.length);
	text[s.length] = '\0';
	return true;
}

bool
value_long(struct value v, long *out)
{
	char text[64], *end;
	long number;

	if (!number_text(v, text))
		return false;
	errno = 0;
	number = strtol(text, &end, 10);
	if (errno != 0 || (size_t)(end - text) != value_str(v).length)
		return false;
	*out = number;
	return true;
}

bool
value_double(struct value v, double *out)
{
	char text[64], *end;
	double number;

	if (!number_text(v, text))
		return false;
	number = strtod(text, &end);
	if ((size_t)(end - text) != value_str(v).length)
		return false;
	*out = number;
	return true;
}

bool
value_is_true(struct value v)
{
	return value_type(v) == VALUE_TRUE;
}

struct value_each
value_each(struct value v)
{
	struct value_each each = { .at = NULL };
	enum value_type type = value_type(v);

	if ((type != VALUE_ARRAY && type != VALUE_OBJECT) ||
	    (size_t)(v.end - v.at) < HEAD + COUNT)
		return each;
	each.object = type == VALUE_OBJECT;
	each.left = u32_get(v.at + HEAD);
	each.at = v.at + HEAD + COUNT;
	each.end = v.end;
	each.index = (size_t)-1;
	return each;
}

bool
value_next(struct value_each *each)
{
	struct value key;

	if (each->left == 0)
		return false;
	if (each->object) {
		key = node(each->at, each->end);
		if (key.at == NULL)
			return false;
		each->key = value_str(key);
		each->at = key.end;
	}
	each->item = node(each->at, each->end);
	if (each->item.at == NULL)
		return false;
	each->at = each->item.end;
	each->left--;
	each->index++;
	return true;
}

size_t
value_count(struct value v)
{
	return value_each(v).left;
}

struct value
value_get_str(struct value object, struct str name)
{
	const unsigned char *at, *end, *key;
	size_t left, length;

	if (value_type(object) != VALUE_OBJECT ||
	    (size_t)(object.end - object.at) < HEAD + COUNT)
		return none;
	at = object.at + HEAD + COUNT;
	end = object.end;
	for (left = u32_get(object.at + HEAD); left > 0; left--) {
		if ((size_t)(end - at) < HEAD)
			return none;
		length = u32_get(at + 1);
		if (length > (size_t)(end - at) - HEAD)
			return none;
		key = at + HEAD;
		at = key + length;
		if (length == name.length &&
		    (length == 0 || key[0] == (unsigned char)name.at[0]) &&
		    memcmp(key, name.at, length) == 0)
			return node(at, end);
		if ((size_t)(end - at) < HEAD)
			return none;
		length = u32_get(at + 1);
		if (length > (size_t)(end - at) - HEAD)
			return none;
		at += HEAD + length;
	}
	return none;
}

bool
value_members(struct value object, struct value_member *out, size_t room,
    size_t *count)
{
	const unsigned char *at, *key, *end = object.end;
	size_t i, length, members;

	if (value_type(object) != VALUE_OBJECT ||
	    (size_t)(end - object.at) < HEAD + COUNT) {
		*count = 0;
		return true;
	}
	if ((members = u32_get(object.at + HEAD)) > room)
		return false;
	at = object.at + HEAD + COUNT;
	for (i = 0; i < members; i++) {
		if ((size_t)(end - at) < HEAD)
			return false;
		length = u32_get(at + 1);
		key = at + HEAD;
		if (length > (size_t)(end - key))
			return false;
		at = key + length;
		out[i].key = (struct str){ (const char *)key, length };
		out[i].item = node(at, end);
		if (out[i].item.at == NULL)
			return false;
		at = out[i].item.end;
	}
	*count = members;
	return true;
}

struct value
value_get(struct value object, const char *name)
{
	return value_get_str(object, str_from(name));
}

struct value
value_at(struct value array, size_t index)
{
	struct value_each it;

	if (value_type(array) != VALUE_ARRAY)
		return none;
	for (it = value_each(array); value_next(&it);)
		if (it.index == index)
			return it.item;
	return none;
}

struct str
value_text(struct value object, const char *name)
{
	return value_str(value_get(object, name));
}

bool
value_has(struct value array, struct str text)
{
	struct value_each it;

	if (value_type(array) != VALUE_ARRAY)
		return false;
	for (it = value_each(array); value_next(&it);)
		if (value_type(it.item) == VALUE_STRING &&
		    str_equal(value_str(it.item), text))
			return true;
	return false;
}
