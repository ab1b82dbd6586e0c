#include "lib/render/clean.h"

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"

enum { NO_CHARACTER = 0xfffe };

/*
 * One character of UTF-8 (RFC 3629, section 4), whose first byte is above
 * 0x7f.  A byte that starts none is one byte long and gives NO_CHARACTER.
 */
static size_t
decode(struct str text, size_t i, uint32_t *c)
{
	const unsigned char *at = (const unsigned char *)text.at + i;
	size_t length = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4, k;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t code = at[0] & (0xffu >> (length + 1));

	*c = NO_CHARACTER;
	if (at[0] < 0xc2 || at[0] > 0xf4 || length > text.length - i)
		return 1;
	for (k = 1; k < length; k++) {
		if ((at[k] & 0xc0) != 0x80)
			return 1;
		code = code << 6 | (at[k] & 0x3f);
	}
	if (code < least[length] || code > 0x10ffff ||
	    (code >= 0xd800 && code <= 0xdfff))
		return 1;
	*c = code;
	return length;
}

static bool
ends_a_line(uint32_t c)
{
	return (c >= '\v' && c <= '\r') || c == 0x85 || c == 0x2028 ||
	    c == 0x2029;
}

static bool
is_bad(uint32_t c)
{
	if (c < 0x20)
		return c != '\t' && c != '\n';
	if (c < 0x7f)
		return false;
	if (c < 0xa0)
		return true;
	if (c < 0x2000)
		return c == 0x61c;
	if (c < 0x2070)
		return c == 0x200e || c == 0x200f ||
		    (c >= 0x2028 && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069);
	return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

size_t
clean_next(struct str text, size_t *skip, struct str *instead)
{
	size_t i, length;
	uint32_t c;

	for (i = 0; i < text.length; i += length) {
		length = 1;
		c = (unsigned char)text.at[i];
		if (c >= ' ' && c < 0x7f)
			continue;
		if (c >= 0x80)
			length = decode(text, i, &c);
		if (!is_bad(c))
			continue;
		*skip = length;
		*instead = ends_a_line(c) ? STR(" ") : STR("\xef\xbf\xbd");
		return i;
	}
	*skip = 0;
	return text.length;
}

enum err
clean_text(struct str text, struct arena *arena, struct str *out)
{
	struct buf buf = buf_new(arena, SIZE_MAX);
	size_t clean, skip;
	struct str instead;

	if (clean_next(text, &skip, &instead) == text.length) {
		*out = text;
		return OK;
	}
	do {
		clean = clean_next(text, &skip, &instead);
		buf_put(&buf, str_first(text, clean));
		text = str_from_index(text, clean);
		if (str_starts(text, STR("\r\n")))
			skip = 2;
		if (skip > 0)
			buf_put(&buf, text.at[0] == '\r' ? STR("\n") : instead);
		text = str_from_index(text, skip);
	} while (skip > 0 && !buf_failed(&buf));
	if (buf_failed(&buf))
		return ERR_MEMORY;
	*out = buf_str(&buf);
	return OK;
}
