#include "lib/docx/docx_xml.h"

#define REPLACEMENT "\xef\xbf\xbd"

enum { REPLACED = 0xfffd };

/* The least number that needs so many bytes (RFC 3629, section 3). */
static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

static size_t
sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

static bool
is_xml(uint32_t code)
{
	if (code < ' ')
		return code == '\t' || code == '\n' || code == '\r';
	return code < 0xd800 || (code > 0xdfff && code < 0xfffe) ||
	    (code > 0xffff && code <= 0x10ffff);
}

size_t
docx_xml_next(struct str text, uint32_t *code)
{
	const unsigned char *at = (const unsigned char *)text.at;
	size_t length = sequence_length(*at), i;
	uint32_t n;

	*code = REPLACED;
	if (length == 0 || length > text.length)
		return 1;
	n = length == 1 ? *at : *at & (0x7fu >> length);
	for (i = 1; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 1;
		n = n << 6 | (at[i] & 0x3fu);
	}
	if (n < least[length])
		return 1;
	if (is_xml(n))
		*code = n;
	return length;
}

/* How to write a character that cannot stand for itself; NULL: it can. */
static const char *
escaped(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case REPLACED:
		return REPLACEMENT;
	case '\t':
	case '\n':
	case '\r':
		return " ";
	}
	return NULL;
}

/* Most characters: a byte that stands for itself. */
static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' &&
	    c != '"';
}

void
docx_xml_put(struct buf *out, struct str text)
{
	size_t i, length, start = 0;
	const char *instead;
	uint32_t code;

	for (i = 0; i < text.length; i += length) {
		length = 1;
		if (is_plain(text.at[i]))
			continue;
		length = docx_xml_next(str_from_index(text, i), &code);
		if ((instead = escaped(code)) == NULL)
			continue;
		buf_put(out, (struct str){ text.at + start, i - start });
		buf_puts(out, instead);
		start = i + length;
	}
	if (text.length > start)
		buf_put(out, str_from_index(text, start));
}

/*
 * The blocks of scripts written from right to left (Unicode Standard,
 * Bidi_Class R and AL by DerivedBidiClass.txt, defaults included), without
 * the digits in them.
 */
static bool
is_to_left(uint32_t code)
{
	if ((code >= 0x660 && code <= 0x669) || code == 0x66b ||
	    code == 0x66c || (code >= 0x6f0 && code <= 0x6f9))
		return false;
	return (code >= 0x590 && code <= 0x8ff) || code == 0x200f ||
	    (code >= 0xfb1d && code <= 0xfdff) ||
	    (code >= 0xfe70 && code <= 0xfefe) ||
	    (code >= 0x10800 && code <= 0x10fff) ||
	    (code >= 0x1e800 && code <= 0x1efff);
}

/* Letters of all other scripts; punctuation, digits and signs have none. */
static bool
is_to_right(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'A' && code <= 'Z') ||
		    (code >= 'a' && code <= 'z');
	if (code < 0xc0)
		return code == 0xaa || code == 0xb5 || code == 0xba;
	if (code == 0xd7 || code == 0xf7 || code == REPLACED)
		return false;
	return !is_to_left(code) && (code < 0x300 || code > 0x36f) &&
	    (code < 0x2000 || code > 0x2bff) &&
	    (code < 0x3000 || code > 0x3020) &&
	    (code < 0xfe00 || code > 0xfe6f) &&
	    (code < 0x660 || code > 0x6f9) &&
	    (code < 0x1f000 || code > 0x1faff) && code < 0xe0000;
}

static enum docx_direction
direction_of(uint32_t code)
{
	if (is_to_left(code))
		return DOCX_TO_LEFT;
	return is_to_right(code) ? DOCX_TO_RIGHT : DOCX_NEUTRAL;
}

/* No letter written to the left starts with a byte below that of U+0590. */
enum { FIRST_BYTE = 0xd6 };

static bool
has_none_to_left(struct str text)
{
	size_t i;

	for (i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= FIRST_BYTE)
			return false;
	return true;
}

enum docx_direction
docx_xml_direction(struct str text)
{
	enum docx_direction found = DOCX_NEUTRAL;
	uint32_t code;
	size_t i;

	for (i = 0; i < text.length && found == DOCX_NEUTRAL;) {
		i += docx_xml_next(str_from_index(text, i), &code);
		found = direction_of(code);
	}
	return found;
}

struct str
docx_xml_run(struct str *rest, bool *to_left)
{
	enum docx_direction now, run = DOCX_NEUTRAL;
	size_t i, length, end = 0;
	struct str cut;
	uint32_t code;

	*to_left = false;
	if (has_none_to_left(*rest)) {
		cut = *rest;
		*rest = STR_NONE;
		return cut;
	}
	for (i = 0; i < rest->length; i += length) {
		length = docx_xml_next(str_from_index(*rest, i), &code);
		now = direction_of(code);
		if (now == DOCX_TO_LEFT && i > 0 && run != DOCX_TO_LEFT)
			break;
		if (now == DOCX_TO_RIGHT && run == DOCX_TO_LEFT)
			break;
		if (now != DOCX_NEUTRAL)
			run = now;
		if (now == DOCX_TO_LEFT)
			end = i + length;
	}
	*to_left = run == DOCX_TO_LEFT;
	cut = str_first(*rest, *to_left ? end : i);
	*rest = str_from_index(*rest, cut.length);
	return cut;
}
