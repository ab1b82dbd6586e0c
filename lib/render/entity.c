#include "lib/render/entity.h"

#include <stdint.h>
#include <string.h>

enum { REPLACEMENT = 0xfffd, DIGITS_MAX = 8 };

static const struct {
	const char *name;
	uint32_t character;
} names[] = {
	{ "amp", '&' },
	{ "lt", '<' },
	{ "gt", '>' },
	{ "quot", '"' },
	{ "apos", '\'' },
	{ "nbsp", 0xa0 },
	{ "sect", 0xa7 },
	{ "para", 0xb6 },
	{ "copy", 0xa9 },
	{ "reg", 0xae },
	{ "trade", 0x2122 },
	{ "deg", 0xb0 },
	{ "plusmn", 0xb1 },
	{ "micro", 0xb5 },
	{ "middot", 0xb7 },
	{ "frac12", 0xbd },
	{ "times", 0xd7 },
	{ "ndash", 0x2013 },
	{ "mdash", 0x2014 },
	{ "lsquo", 0x2018 },
	{ "rsquo", 0x2019 },
	{ "ldquo", 0x201c },
	{ "rdquo", 0x201d },
	{ "bull", 0x2022 },
	{ "hellip", 0x2026 },
	{ "euro", 0x20ac },
	{ "rarr", 0x2192 },
	{ "le", 0x2264 },
	{ "ge", 0x2265 },
};

static size_t
encode(uint32_t c, char out[ENTITY_BYTES])
{
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) || c == 0)
		c = REPLACEMENT;
	if (c < ' ' || c == 0x7f)
		c = ' ';
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

static uint32_t
number(struct str digits, int base)
{
	uint32_t value = 0;
	size_t i;

	if (digits.length == 0 || digits.length > DIGITS_MAX)
		return REPLACEMENT;
	for (i = 0; i < digits.length; i++) {
		if (digit(digits.at[i]) >= base || value > 0x10ffff)
			return REPLACEMENT;
		value = value * (uint32_t)base + (uint32_t)digit(digits.at[i]);
	}
	return value;
}

size_t
entity_decode(struct str entity, char out[ENTITY_BYTES])
{
	struct str body;
	size_t i;

	if (entity.length < 3 || entity.at[0] != '&' ||
	    entity.at[entity.length - 1] != ';')
		return 0;
	body = (struct str){ entity.at + 1, entity.length - 2 };
	if (str_starts(body, STR("#x")) || str_starts(body, STR("#X")))
		return encode(number(str_from_index(body, 2), 16), out);
	if (body.at[0] == '#')
		return encode(number(str_from_index(body, 1), 10), out);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is(body, names[i].name))
			return encode(names[i].character, out);
	return 0;
}
