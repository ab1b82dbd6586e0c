#include "lib/base/str.h"

#include <limits.h>
#include <string.h>

#include "lib/base/arena.h"

struct str
str_from(const char *c_string)
{
	if (c_string == NULL)
		return STR_NONE;
	return (struct str){ c_string, strlen(c_string) };
}

bool
str_equal(struct str a, struct str b)
{
	return a.length == b.length &&
	    (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool
str_is(struct str s, const char *c_string)
{
	return str_equal(s, str_from(c_string));
}

int
str_compare(struct str a, struct str b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);

	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.length >= prefix.length &&
	    str_equal(str_first(s, prefix.length), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.length >= suffix.length &&
	    str_equal(str_from_index(s, s.length - suffix.length), suffix);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.length > 0 && is_blank(s.at[0]))
		s = str_from_index(s, 1);
	while (s.length > 0 && is_blank(s.at[s.length - 1]))
		s.length--;
	return s;
}

struct str
str_from_index(struct str s, size_t start)
{
	if (start > s.length)
		start = s.length;
	return (struct str){ s.at == NULL ? NULL : s.at + start,
		s.length - start };
}

struct str
str_first(struct str s, size_t length)
{
	return (struct str){ s.at, length < s.length ? length : s.length };
}

size_t
str_find(struct str s, char byte)
{
	const char *hit = s.length == 0 ? NULL : memchr(s.at, byte, s.length);

	return hit == NULL ? s.length : (size_t)(hit - s.at);
}

struct str
str_cut(struct str *rest, char byte)
{
	size_t at = str_find(*rest, byte);
	struct str head = str_first(*rest, at);

	*rest = at < rest->length ? str_from_index(*rest, at + 1) : STR_NONE;
	return head;
}

bool
str_to_long(struct str s, long *out)
{
	long value = 0;
	size_t i;

	if (s.length == 0)
		return false;
	for (i = 0; i < s.length; i++) {
		if (s.at[i] < '0' || s.at[i] > '9' ||
		    value > (LONG_MAX - (s.at[i] - '0')) / 10)
			return false;
		value = value * 10 + (s.at[i] - '0');
	}
	*out = value;
	return true;
}

/* Length of the well-formed sequence at the start of s, or 0. */
static size_t
utf8_length(const unsigned char *s, size_t left)
{
	size_t length, i;

	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xc2 && s[0] <= 0xdf)
		length = 2;
	else if (s[0] >= 0xe0 && s[0] <= 0xef)
		length = 3;
	else if (s[0] >= 0xf0 && s[0] <= 0xf4)
		length = 4;
	else
		return 0;
	if (left < length)
		return 0;
	for (i = 1; i < length; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return length;
}

bool
str_is_utf8(struct str s)
{
	const unsigned char *at = (const unsigned char *)s.at;
	size_t left = s.length, length;

	for (; left > 0; at += length, left -= length)
		if ((length = utf8_length(at, left)) == 0)
			return false;
	return true;
}

struct str
str_copy(struct str s, struct arena *arena)
{
	char *copy = str_to_c(s, arena);

	return copy == NULL ? STR_NONE : (struct str){ copy, s.length };
}

char *
str_to_c(struct str s, struct arena *arena)
{
	char *copy = arena_alloc(arena, s.length + 1);

	if (copy == NULL)
		return NULL;
	if (s.length > 0)
		memcpy(copy, s.at, s.length);
	copy[s.length] = '\0';
	return copy;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

struct str
str_lower(struct str s, struct arena *arena)
{
	char *copy = str_to_c(s, arena);
	size_t i;

	if (copy == NULL)
		return STR_NONE;
	for (i = 0; i < s.length; i++)
		copy[i] = lower(copy[i]);
	return (struct str){ copy, s.length };
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    (unsigned char)c >= 0x80;
}

struct str
str_fold(struct str s, struct arena *arena)
{
	char *copy = str_to_c(s, arena);
	size_t i, length = 0;

	if (copy == NULL)
		return STR_NONE;
	for (i = 0; i < s.length; i++) {
		char c = lower(s.at[i]);

		if (is_word(c))
			copy[length++] = c;
		else if (length > 0 && copy[length - 1] != '-')
			copy[length++] = '-';
	}
	if (length > 0 && copy[length - 1] == '-')
		length--;
	return (struct str){ copy, length };
}

struct str
str_shown(struct str s, size_t most, struct arena *arena)
{
	struct str part = str_first(s, most);
	char *copy;
	size_t i;

	while (part.length > 0 && part.length < s.length &&
	    ((unsigned char)s.at[part.length] & 0xc0) == 0x80)
		part.length--;
	if ((copy = str_to_c(part, arena)) == NULL)
		return STR_NONE;
	for (i = 0; i < part.length; i++)
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7f)
			copy[i] = '?';
	return (struct str){ copy, part.length };
}
