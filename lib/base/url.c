#include "lib/base/url.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/arena.h"

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decode into "out", which is as long as "s" at least; the length. */
static size_t
decode(struct str s, bool plus_is_space, char *out)
{
	size_t i, length = 0;
	int high, low;

	for (i = 0; i < s.length; i++) {
		out[length++] = plus_is_space && s.at[i] == '+' ? ' ' :
		    s.at[i];
		if (s.at[i] != '%' || s.length - i < 3)
			continue;
		high = hex_digit(s.at[i + 1]);
		low = hex_digit(s.at[i + 2]);
		if (high < 0 || low < 0)
			continue;
		out[length - 1] = (char)(high * 16 + low);
		i += 2;
	}
	return length;
}

enum err
url_decode(struct str segment, struct arena *arena, struct str *out,
    struct note *note)
{
	char *at = arena_alloc(arena, segment.length + 1);
	struct str s;

	if (at == NULL)
		return err_set(note, ERR_MEMORY,
		    "the memory for reading the path is used up");
	s = (struct str){ at, decode(segment, false, at) };
	if (str_find(s, '/') < s.length || str_find(s, '\0') < s.length)
		return err_set(note, ERR_SYNTAX,
		    "path: a segment holds an encoded '/' or NUL");
	if (!str_is_utf8(s))
		return err_set(note, ERR_SYNTAX,
		    "path: a segment is not UTF-8");
	*out = s;
	return OK;
}

/*
 * The length of the character at the start of "s", or of what begins like
 * one but is none and has to be replaced (WHATWG Encoding Standard, 8.1.1).
 */
static size_t
character_length(const unsigned char *s, size_t left, bool *good)
{
	unsigned char lower = 0x80, upper = 0xbf;
	size_t length, i;

	*good = s[0] < 0x80;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 1;
	length = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (s[0] == 0xe0)
		lower = 0xa0;
	else if (s[0] == 0xf0)
		lower = 0x90;
	else if (s[0] == 0xed)
		upper = 0x9f;
	else if (s[0] == 0xf4)
		upper = 0x8f;
	for (i = 1; i < length; i++) {
		if (i == left || s[i] < lower || s[i] > upper)
			return i;
		lower = 0x80;
		upper = 0xbf;
	}
	*good = true;
	return length;
}

/* A copy of "s" with U+FFFD for all that is not UTF-8; false: no memory. */
static bool
replace_bad(struct str s, struct arena *arena, struct str *out)
{
	const unsigned char *in = (const unsigned char *)s.at;
	char *at = arena_alloc(arena, 3 * s.length + 1);
	size_t i, step, length = 0;
	bool good;

	if (at == NULL)
		return false;
	for (i = 0; i < s.length; i += step) {
		step = character_length(in + i, s.length - i, &good);
		memcpy(at + length, good ? s.at + i : "\xef\xbf\xbd",
		    good ? step : 3);
		length += good ? step : 3;
	}
	*out = (struct str){ at, length };
	return true;
}

static bool
decode_part(struct str part, struct arena *arena, struct str *out)
{
	char *at = arena_alloc(arena, part.length + 1);

	if (at == NULL)
		return false;
	*out = (struct str){ at, decode(part, true, at) };
	return str_is_utf8(*out) || replace_bad(*out, arena, out);
}

static bool
decode_pair(struct str piece, struct arena *arena, struct url_pair *out)
{
	struct str name = str_cut(&piece, '=');

	return decode_part(name, arena, &out->name) &&
	    decode_part(piece, arena, &out->value);
}

static size_t
count_pairs(struct str query)
{
	size_t count = 0;

	while (query.length > 0)
		if (str_cut(&query, '&').length > 0)
			count++;
	return count;
}

enum err
url_query_parse(struct str query, size_t most, struct arena *arena,
    struct url_query *out, struct note *note)
{
	size_t count = count_pairs(query), i = 0;
	struct url_pair *pairs;
	struct str piece;

	if (count > most)
		return err_set(note, ERR_TOO_LARGE,
		    "the query has more than %zu parameters", most);
	pairs = arena_alloc(arena, count * sizeof(*pairs));
	if (pairs == NULL)
		goto no_memory;
	while (query.length > 0) {
		piece = str_cut(&query, '&');
		if (piece.length > 0 && !decode_pair(piece, arena, &pairs[i++]))
			goto no_memory;
	}
	*out = (struct url_query){ pairs, count };
	return OK;
no_memory:
	return err_set(note, ERR_MEMORY,
	    "the memory for reading the query is used up");
}

struct str
url_query_get(const struct url_query *query, const char *name)
{
	size_t i;

	for (i = 0; i < query->count; i++)
		if (str_is(query->pairs[i].name, name))
			return query->pairs[i].value;
	return STR_NONE;
}

static bool
is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	    c == '~';
}

void
url_encode(struct buf *buf, struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	char code[3] = "%";
	size_t i, done = 0;

	for (i = 0; i < s.length; i++) {
		if (is_unreserved(s.at[i]))
			continue;
		buf_put(buf, (struct str){ s.at + done, i - done });
		code[1] = digits[(unsigned char)s.at[i] >> 4];
		code[2] = digits[(unsigned char)s.at[i] & 15];
		buf_put(buf, (struct str){ code, sizeof(code) });
		done = i + 1;
	}
	buf_put(buf, str_from_index(s, done));
}
