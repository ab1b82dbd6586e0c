#include "lib/base/json_scalar.h"

#include <endian.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

/* One bit, the highest, in each byte of a word; and the lowest. */
#define TOPS UINT64_C(0x8080808080808080)
#define ONES UINT64_C(0x0101010101010101)

/*
 * Mark in its top bit the first byte of "word", counted from the lowest,
 * that is a quote, a backslash or a control character; marks above it mean
 * nothing, as subtracting borrows from there.
 */
static uint64_t
find_stop(uint64_t word)
{
	uint64_t quote = word ^ ONES * '"', slash = word ^ ONES * '\\';

	return (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) |
	    ((word - ONES * ' ') & ~word)) & TOPS;
}

/*
 * The end of a run of string bytes that stand for themselves: the first
 * quote, backslash or control character.  "high" tells whether any byte
 * before it was above 0x7f.
 */
static const char *
plain_end(const char *at, const char *end, bool *high)
{
	uint64_t word, stop = 0, seen = 0;

	for (; end - at >= 8; at += 8) {
		memcpy(&word, at, sizeof(word));
		word = le64toh(word);
		if ((stop = find_stop(word)) != 0)
			break;
		seen |= word;
	}
	if (stop != 0) {
		/* All bits below the mark of the byte at which to stop. */
		seen |= word & ((stop & -stop) - 1) >> 7;
		at += __builtin_ctzll(stop) / 8;
	} else {
		for (; at < end && *at != '"' && *at != '\\' &&
		    (unsigned char)*at >= ' '; at++)
			seen |= (unsigned char)*at;
	}
	*high = (seen & TOPS) != 0;
	return at;
}

long
json_hex4(const char *at, const char *end)
{
	long code = 0;
	int i;

	if (end - at < 4)
		return -1;
	for (i = 0; i < 4; i++) {
		if (at[i] >= '0' && at[i] <= '9')
			code = code * 16 + (at[i] - '0');
		else if (at[i] >= 'a' && at[i] <= 'f')
			code = code * 16 + (at[i] - 'a' + 10);
		else if (at[i] >= 'A' && at[i] <= 'F')
			code = code * 16 + (at[i] - 'A' + 10);
		else
			return -1;
	}
	return code;
}

size_t
json_utf8(long code, unsigned char bytes[4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 :
	    code < 0x10000 ? 3 : 4;
	size_t i;

	for (i = length - 1; i > 0; i--, code >>= 6)
		bytes[i] = (unsigned char)(0x80 | (code & 0x3f));
	bytes[0] = (unsigned char)(lead[length] | code);
	return length;
}

/* The code point of \uXXXX or of a pair of them, with "at" at the X. */
static enum err
read_code(struct json_reader *r, const char *start, long *out)
{
	long code = json_hex4(r->at, r->end), low;

	if (code < 0)
		return json_fail(r, ERR_SYNTAX, start,
		    "expected four hexadecimal digits after \\u");
	r->at += 4;
	if (code >= 0xd800 && code <= 0xdfff) {
		low = -1;
		if (code < 0xdc00 && r->end - r->at >= 6 &&
		    r->at[0] == '\\' && r->at[1] == 'u')
			low = json_hex4(r->at + 2, r->end);
		if (low < 0xdc00 || low > 0xdfff)
			return json_fail(r, ERR_SYNTAX, start,
			    "expected a pair of surrogates, found half of one");
		r->at += 6;
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	*out = code;
	return OK;
}

static enum err
read_escape(struct json_reader *r)
{
	const char *start = r->at++;
	enum err err;
	long code = 0;

	switch (r->at < r->end ? *r->at++ : '\0') {
	case '"': code = '"'; break;
	case '\\': code = '\\'; break;
	case '/': code = '/'; break;
	case 'n': code = '\n'; break;
	case 'r': code = '\r'; break;
	case 't': code = '\t'; break;
	case 'b': code = '\b'; break;
	case 'f': code = '\f'; break;
	case 'u':
		if ((err = read_code(r, start, &code)) != OK)
			return err;
		break;
	default:
		return json_fail(r, ERR_SYNTAX, start,
		    "expected one of \"\\/nrtu after a backslash");
	}
	if (code < ' ' && code != '\n' && code != '\r' && code != '\t')
		return json_fail(r, ERR_SYNTAX, start,
		    "expected text, found an escaped control character");
	if (!json_room(r, 4))
		return json_no_memory(r);
	r->length += json_utf8(code, r->out + r->length);
	return OK;
}

/* Take over what stands for itself, up to the next quote or backslash. */
static enum err
read_plain(struct json_reader *r)
{
	const char *start = r->at;
	size_t length;
	bool high;

	r->at = plain_end(start, r->end, &high);
	length = (size_t)(r->at - start);
	if (r->at == r->end)
		return json_fail(r, ERR_SYNTAX, r->at,
		    "expected the end of a string, found the end of the text");
	if (*r->at != '"' && *r->at != '\\')
		return json_fail(r, ERR_SYNTAX, r->at,
		    "expected text, found a control character");
	if (high && !str_is_utf8((struct str){ start, length }))
		return json_fail(r, ERR_SYNTAX, start,
		    "expected UTF-8 in this string");
	if (!json_room(r, length))
		return json_no_memory(r);
	memcpy(r->out + r->length, start, length);
	r->length += length;
	return OK;
}

enum err
json_read_string(struct json_reader *r)
{
	enum err err = json_begin(r, VALUE_STRING, 0);
	size_t start = r->length;

	if (err != OK)
		return err;
	r->at++;
	for (;;) {
		if ((err = read_plain(r)) != OK)
			return err;
		if (*r->at == '"')
			break;
		if ((err = read_escape(r)) != OK)
			return err;
	}
	r->at++;
	json_set_u32(r->out + start - JSON_COUNT, r->length - start);
	return OK;
}

static bool
is_digit(const struct json_reader *r)
{
	return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static bool
skip_digits(struct json_reader *r)
{
	const char *start = r->at;

	while (is_digit(r))
		r->at++;
	return r->at > start;
}

/* strtod() needs an end, which the text does not have. */
static enum err
check_finite(struct json_reader *r, const char *start)
{
	struct str s = { start, (size_t)(r->at - start) };
	char small[64], *text = small;

	if (s.length < sizeof(small)) {
		memcpy(small, s.at, s.length);
		small[s.length] = '\0';
	} else if ((text = str_to_c(s, r->arena)) == NULL) {
		return json_no_memory(r);
	}
	if (!isfinite(strtod(text, NULL)))
		return json_fail(r, ERR_SYNTAX, start,
		    "expected a number that is not as large as this");
	return OK;
}

/* RFC 8259, section 6. */
enum err
json_read_number(struct json_reader *r)
{
	const char *start = r->at;
	bool small = true;
	enum err err;

	if (json_at(r, '-'))
		r->at++;
	if (json_at(r, '0'))
		r->at++;
	else if (!skip_digits(r))
		goto no_digit;
	if (json_at(r, '.')) {
		r->at++;
		if (!skip_digits(r))
			goto no_digit;
	}
	if (json_at(r, 'e') || json_at(r, 'E')) {
		small = false;
		r->at++;
		if (json_at(r, '+') || json_at(r, '-'))
			r->at++;
		if (!skip_digits(r))
			goto no_digit;
	}
	/* 300 digits are always finite: a double goes up to 1.8e308. */
	if ((!small || r->at - start > 300) &&
	    (err = check_finite(r, start)) != OK)
		return err;
	return json_put(r, VALUE_NUMBER, start, (size_t)(r->at - start));
no_digit:
	return json_fail(r, ERR_SYNTAX, r->at, "expected a digit");
}

enum err
json_read_word(struct json_reader *r, const char *word, enum value_type type)
{
	size_t length = strlen(word);

	if ((size_t)(r->end - r->at) < length ||
	    memcmp(r->at, word, length) != 0)
		return json_fail(r, ERR_SYNTAX, r->at, "expected a value");
	r->at += length;
	return json_put(r, type, "", 0);
}
