#include "lib/base/json_reader.h"

#include <string.h>

#include "lib/base/arena.h"

enum err
json_fail(struct json_reader *r, enum err err, const char *at,
    const char *what)
{
	size_t line = 1, column = 1;
	const char *p;

	for (p = r->text; p < at; p++) {
		if (*p == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)*p & 0xc0) != 0x80) {
			column++;
		}
	}
	return err_set(r->note, err, "line %zu, column %zu: %s", line, column,
	    what);
}

enum err
json_no_memory(struct json_reader *r)
{
	return err_set(r->note, ERR_MEMORY,
	    "the memory for reading the JSON text is used up");
}

bool
json_grow(struct json_reader *r, size_t more)
{
	size_t size = r->size;
	unsigned char *out;

	while (size - r->length < more)
		size *= 2;
	out = arena_grow(r->arena, r->out, r->size, size);
	if (out == NULL)
		return false;
	r->out = out;
	r->size = size;
	return true;
}

enum err
json_begin(struct json_reader *r, enum value_type type, size_t least)
{
	if (!json_room(r, JSON_HEAD + least))
		return json_no_memory(r);
	r->out[r->length] = (unsigned char)type;
	json_set_u32(r->out + r->length + 1, 0);
	r->length += JSON_HEAD;
	return OK;
}

enum err
json_put(struct json_reader *r, enum value_type type, const char *at,
    size_t length)
{
	enum err err = json_begin(r, type, length);

	if (err != OK)
		return err;
	json_set_u32(r->out + r->length - JSON_COUNT, length);
	memcpy(r->out + r->length, at, length);
	r->length += length;
	return OK;
}
