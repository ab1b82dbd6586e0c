#include "lib/base/json.h"

#include <stdbool.h>

#include "lib/base/json_scalar.h"
#include "lib/base/json_skip.h"

/* The next byte of a pointer's part, of which "~0" and "~1" are escapes. */
static int
next_of_part(struct str *part)
{
	char c;

	if (part->length == 0)
		return -1;
	c = part->at[0];
	*part = str_from_index(*part, 1);
	if (c == '~' && part->length > 0) {
		c = part->at[0] == '1' ? '/' : '~';
		*part = str_from_index(*part, 1);
	}
	return (unsigned char)c;
}

/*
 * The UTF-8 bytes of the character at "*at" of a string, which is moved past
 * it; their number is returned, 0 at the string's end.
 */
static size_t
next_of_string(const char **at, const char *end, unsigned char bytes[4])
{
	static const char names[] = "bfnrt", means[] = "\b\f\n\r\t";
	const char *p = *at;
	size_t i;
	long code;

	if (p >= end || *p == '"')
		return 0;
	*at = p + 1;
	bytes[0] = (unsigned char)*p;
	if (*p != '\\' || end - p < 2)
		return 1;
	*at = p + 2;
	bytes[0] = (unsigned char)p[1];
	for (i = 0; i < sizeof(names) - 1; i++)
		if (p[1] == names[i])
			bytes[0] = (unsigned char)means[i];
	if (p[1] != 'u' || (code = json_hex4(p + 2, end)) < 0)
		return 1;
	*at = p + 6;
	if (code >= 0xd800 && code <= 0xdbff && end - p >= 12) {
		code = 0x10000 + ((code - 0xd800) << 10) +
		    (json_hex4(p + 8, end) & 0x3ff);
		*at = p + 12;
	}
	return json_utf8(code, bytes);
}

/* Does the string that starts at "at" say what the part says? */
static bool
is_named(const char *at, const char *end, struct str part)
{
	unsigned char bytes[4];
	size_t i, length;

	if (at >= end || *at++ != '"')
		return false;
	while ((length = next_of_string(&at, end, bytes)) > 0)
		for (i = 0; i < length; i++)
			if (next_of_part(&part) != bytes[i])
				return false;
	return part.length == 0;
}

static const char *
find_member(const char *at, const char *end, struct str part)
{
	for (; at < end && *at == '"'; at = json_skip_member(at, end))
		if (is_named(at, end, part)) {
			at = json_skip_string(at, end);
			at = json_skip_space(at, end);
			return at < end ? json_skip_space(at + 1, end) : end;
		}
	return end;
}

static const char *
find_item(const char *at, const char *end, struct str part)
{
	long index;

	if (!str_to_long(part, &index) ||
	    (part.length > 1 && part.at[0] == '0'))
		return end;
	if (at < end && *at == ']')
		return end;
	for (; at < end && index > 0; index--)
		at = json_skip_item(at, end);
	return at;
}

size_t
json_line_of(struct str text, struct str pointer)
{
	const char *at, *end, *p;
	struct str rest = str_from_index(pointer, 1);
	size_t line = 1;
	struct str part;
	bool object;

	if (text.length == 0 || (pointer.length > 0 && *pointer.at != '/'))
		return 0;
	end = text.at + text.length;
	at = json_skip_space(text.at, end);
	while (at < end && pointer.length > 0 && rest.at != NULL) {
		part = str_cut(&rest, '/');
		object = *at == '{';
		if (!object && *at != '[')
			return 0;
		at = json_skip_space(at + 1, end);
		at = object ? find_member(at, end, part) :
		    find_item(at, end, part);
	}
	if (at >= end)
		return 0;
	for (p = text.at; p < at; p++)
		if (*p == '\n')
			line++;
	return line;
}
