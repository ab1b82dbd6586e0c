#include "lib/codes/code_text.h"

#include <string.h>

#include "lib/base/arena.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_word(char c)
{
	c = lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

struct str
code_key(struct str text, struct arena *arena)
{
	char *key = arena_alloc(arena, text.length + 1);
	size_t i, length = 0;

	if (key == NULL)
		return STR_NONE;
	for (i = 0; i < text.length; i++)
		if (is_word(text.at[i]))
			key[length++] = lower(text.at[i]);
	return (struct str){ key, length };
}

bool
code_key_is_number(struct str key)
{
	size_t i;

	for (i = 0; i < key.length; i++)
		if (key.at[i] < '0' || key.at[i] > '9')
			return false;
	return key.length > 0;
}

struct str
code_key_bare(struct str key)
{
	if (code_key_is_number(key))
		while (key.length > 1 && key.at[0] == '0')
			key = str_from_index(key, 1);
	return key;
}

/* Bytes of a dash at the start: '-', or U+2010 to U+2015; else 0. */
static size_t
dash(struct str s)
{
	if (s.length > 0 && s.at[0] == '-')
		return 1;
	return s.length >= 3 && memcmp(s.at, "\xe2\x80", 2) == 0 &&
		       (unsigned char)s.at[2] >= 0x90 &&
		       (unsigned char)s.at[2] <= 0x95
		   ? 3
		   : 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
code_tidy(struct str text, struct arena *arena)
{
	char *out = arena_alloc(arena, text.length + 1);
	bool blank = false;
	size_t n, length = 0;
	char c;

	if (out == NULL)
		return STR_NONE;
	while (text.length > 0) {
		n = dash(text);
		c = n > 0 ? '-' : text.at[0];
		text = str_from_index(text, n > 0 ? n : 1);
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		if (blank && length > 0)
			out[length++] = ' ';
		blank = false;
		out[length++] = c;
	}
	return (struct str){ out, length };
}

struct str
code_join(struct str text, struct arena *arena)
{
	char *out = arena_alloc(arena, text.length + 1);
	size_t i, length = 0;

	if (out == NULL)
		return STR_NONE;
	for (i = 0; i < text.length; i++) {
		if (text.at[i] == ' ' &&
		    ((length > 0 && out[length - 1] == '-') ||
			(i + 1 < text.length && text.at[i + 1] == '-')))
			continue;
		out[length++] = text.at[i];
	}
	return (struct str){ out, length };
}

struct str
code_words(struct str text, struct arena *arena)
{
	char *out = arena_alloc(arena, text.length + 1);
	size_t i, length = 0;

	if (out == NULL)
		return STR_NONE;
	for (i = 0; i < text.length; i++)
		if (is_word(text.at[i]))
			out[length++] = lower(text.at[i]);
		else if (length > 0 && out[length - 1] != ' ')
			out[length++] = ' ';
	if (length > 0 && out[length - 1] == ' ')
		length--;
	return (struct str){ out, length };
}

bool
code_words_hold(struct str words, struct str phrase)
{
	size_t i, end;

	if (phrase.length == 0)
		return false;
	for (i = 0; i + phrase.length <= words.length; i++) {
		end = i + phrase.length;
		if ((i == 0 || words.at[i - 1] == ' ') &&
		    (end == words.length || words.at[end] == ' ') &&
		    memcmp(words.at + i, phrase.at, phrase.length) == 0)
			return true;
	}
	return false;
}
