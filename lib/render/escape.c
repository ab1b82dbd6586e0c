#include "lib/render/escape.h"

#include <stdbool.h>
#include <stddef.h>

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
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
escape_html(struct buf *out, struct str text)
{
	const char *entity;
	size_t i, from = 0;

	for (i = 0; i < text.length; i++) {
		if ((entity = html_entity(text.at[i])) == NULL)
			continue;
		buf_put(out, (struct str){ text.at + from, i - from });
		buf_puts(out, entity);
		from = i + 1;
	}
	buf_put(out, str_from_index(text, from));
}

static bool
is_blank(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f;
}

static bool
is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
	    (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static struct str
trim(struct str s)
{
	while (s.length > 0 && is_blank(s.at[0]))
		s = str_from_index(s, 1);
	while (s.length > 0 && is_blank(s.at[s.length - 1]))
		s.length--;
	return s;
}

/* Collected in small chunks: a call of buf_put() for each byte is slow. */
void
escape_markup(struct buf *out, struct str text)
{
	char chunk[256];
	size_t used = 0, i;

	text = trim(text);
	for (i = 0; i < text.length; i++) {
		if (used > sizeof(chunk) - 2) {
			buf_put(out, (struct str){ chunk, used });
			used = 0;
		}
		if (is_blank(text.at[i])) {
			if (!is_blank(text.at[i - 1]))
				chunk[used++] = ' ';
			continue;
		}
		if (is_punctuation(text.at[i]))
			chunk[used++] = '\\';
		chunk[used++] = text.at[i];
	}
	buf_put(out, (struct str){ chunk, used });
}
