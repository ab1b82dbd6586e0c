#include "lib/render/escape.h"

#include <stdbool.h>
#include <stddef.h>

/* One bit for each of & < > " ' : all lie below 64, and letters do not. */
static bool
is_special(char c)
{
	const unsigned long long set = 1ull << '&' | 1ull << '<' |
	    1ull << '>' | 1ull << '"' | 1ull << '\'';

	return (unsigned char)c < 64 && (set >> c & 1) != 0;
}

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

void
escape_html(struct buf *out, struct str text)
{
	size_t i, from = 0;

	for (i = 0; i < text.length; i++) {
		if (!is_special(text.at[i]))
			continue;
		buf_put(out, (struct str){ text.at + from, i - from });
		buf_puts(out, html_entity(text.at[i]));
		from = i + 1;
	}
	buf_put(out, str_from_index(text, from));
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
	}
	buf_put(out, (struct str){ chunk, used });
}
