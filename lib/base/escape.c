#include "lib/base/escape.h"

#include <stdbool.h>
#include <stddef.h>

static const bool special[256] = {
	['&'] = true,
	['<'] = true,
	['>'] = true,
	['"'] = true,
	['\''] = true,
};

static const char *
html_entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return "&#39;";
	}
}

/* Where the first special byte is, or "end"; four at a time. */
static const char *
find_special(const char *at, const char *end)
{
	for (; end - at >= 4; at += 4) {
		if (special[(unsigned char)at[0]])
			return at;
		if (special[(unsigned char)at[1]])
			return at + 1;
		if (special[(unsigned char)at[2]])
			return at + 2;
		if (special[(unsigned char)at[3]])
			return at + 3;
	}
	while (at < end && !special[(unsigned char)*at])
		at++;
	return at;
}

void
escape_html(struct buf *out, struct str text)
{
	const char *from = text.at, *end, *at;

	if (text.length == 0)
		return;
	end = text.at + text.length;
	while ((at = find_special(from, end)) < end) {
		buf_put(out, (struct str){ from, (size_t)(at - from) });
		buf_puts(out, html_entity(*at));
		from = at + 1;
	}
	buf_put(out, (struct str){ from, (size_t)(end - from) });
}

/*
 * Bytes of the blank or control character at text.at[i], or 0.  U+0080 to
 * U+009F are among them: to a terminal, U+009B starts a command.
 */
static size_t
blank_length(struct str text, size_t i)
{
	unsigned char c = (unsigned char)text.at[i];

	if (c <= ' ' || c == 0x7f)
		return 1;
	if (c == 0xc2 && i + 1 < text.length &&
	    (unsigned char)text.at[i + 1] >= 0x80 &&
	    (unsigned char)text.at[i + 1] < 0xa0)
		return 2;
	return 0;
}

static bool
is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
	    (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* A letter or digit, or a byte that begins no blank and no ASCII. */
static bool
is_plain(char c)
{
	unsigned char byte = (unsigned char)c;

	return (unsigned char)((byte | 0x20) - 'a') < 26 ||
	    (unsigned char)(byte - '0') < 10 || byte > 0xc2;
}

/* Collected in small chunks: a call of buf_put() for each byte is slow. */
void
escape_markup(struct buf *out, struct str text)
{
	char chunk[256];
	bool blank = false, any = false;
	size_t used = 0, i = 0, skip;

	while (i < text.length) {
		if ((skip = blank_length(text, i)) > 0) {
			blank = any;
			i += skip;
			continue;
		}
		if (used > sizeof(chunk) - 3) {
			buf_put(out, (struct str){ chunk, used });
			used = 0;
		}
		if (blank)
			chunk[used++] = ' ';
		if (is_punctuation(text.at[i]))
			chunk[used++] = '\\';
		chunk[used++] = text.at[i++];
		blank = false;
		any = true;
		for (; i < text.length && used < sizeof(chunk) &&
		     is_plain(text.at[i]); i++)
			chunk[used++] = text.at[i];
	}
	buf_put(out, (struct str){ chunk, used });
}

bool
escape_named(struct str word, enum escape *out)
{
	if (str_is(word, "none"))
		*out = ESCAPE_NONE;
	else if (str_is(word, "html"))
		*out = ESCAPE_HTML;
	else if (str_is(word, "md"))
		*out = ESCAPE_MARKUP;
	else
		return false;
	return true;
}
