#include "lib/letter/case_text.h"

#include "lib/base/arena.h"

enum { LAST_OF_PLANE = 0xfffe, NPI_DIGITS = 10 };

static const struct refused {
	long first, last;
	const char *what;
} refused[] = {
	{ 0x00, 0x08, "a control character" },
	{ 0x09, 0x0a, "but must be one line without tabs" },
	{ 0x0b, 0x1f, "a control character" },
	{ 0x7f, 0x9f, "a control character" },
	{ 0x061c, 0x061c, "which turns the direction of writing" },
	{ 0x200e, 0x200f, "which turns the direction of writing" },
	{ 0x2028, 0x2029, "a line or paragraph separator" },
	{ 0x202a, 0x202e, "which turns the direction of writing" },
	{ 0x2066, 0x2069, "which turns the direction of writing" },
	{ 0xfdd0, 0xfdef, "which is not a character" },
	{ 0xfeff, 0xfeff, "a byte order mark" },
};

/* What speaks against a character; NULL if nothing does. */
static const char *
refusal(long code)
{
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (code >= refused[i].first && code <= refused[i].last)
			return refused[i].what;
	return (code & LAST_OF_PLANE) == LAST_OF_PLANE
	    ? "which is not a character"
	    : NULL;
}

/* The character at the start of "text", well-formed UTF-8; its length. */
static size_t
next(struct str text, long *code)
{
	const unsigned char *at = (const unsigned char *)text.at;
	size_t i, length = at[0] < 0x80 ? 1
	    : at[0] < 0xe0		? 2
	    : at[0] < 0xf0		? 3
					: 4;

	*code = length == 1 ? at[0] : at[0] & (0x7f >> length);
	for (i = 1; i < length; i++)
		*code = *code << 6 | (at[i] & 0x3f);
	return length;
}

/* A line end or tab of a text that may have several lines. */
static bool
is_line_end(struct str text)
{
	return text.at[0] == '\n' || text.at[0] == '\t' ||
	    (text.at[0] == '\r' && text.length > 1 && text.at[1] == '\n');
}

enum err
case_text_check(struct str text, bool lines, struct note *note)
{
	const char *what;
	size_t length;
	long code;

	if (!str_is_utf8(text))
		return err_set(note, ERR_INVALID, "must be UTF-8");
	for (; text.length > 0; text = str_from_index(text, length)) {
		length = next(text, &code);
		if (lines && is_line_end(text))
			continue;
		if ((what = refusal(code)) != NULL)
			return err_set(note, ERR_INVALID, "holds U+%04lX, %s",
			    (unsigned long)code, what);
	}
	return OK;
}

struct str
case_text_shown(struct str name, size_t most, struct arena *arena)
{
	size_t from = 0, to = 0, length;
	char *shown;
	long code;

	if (!str_is_utf8(name))
		return STR("?");
	if (name.length <= most && case_text_check(name, false, NULL) == OK)
		return name;
	if ((shown = arena_alloc(arena, most)) == NULL)
		return STR_NONE;
	while (from < name.length) {
		length = next(str_from_index(name, from), &code);
		if (to + length > most)
			break;
		if (refusal(code) != NULL) {
			shown[to++] = '?';
			from += length;
			continue;
		}
		for (; length > 0; length--)
			shown[to++] = name.at[from++];
	}
	return (struct str){ shown, to };
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
case_text_is_npi(struct str text)
{
	size_t i;

	for (i = 0; i < text.length; i++)
		if (!is_digit(text.at[i]))
			return false;
	return text.length == NPI_DIGITS;
}

bool
case_text_is_icd10(struct str code)
{
	size_t i, rest;

	if (code.length < 3 || code.length > 8 || !is_letter(code.at[0]) ||
	    !is_digit(code.at[1]) ||
	    !(is_digit(code.at[2]) || is_letter(code.at[2])))
		return false;
	rest = code.length > 3 && code.at[3] == '.' ? 4 : 3;
	for (i = rest; i < code.length; i++)
		if (!is_digit(code.at[i]) && !is_letter(code.at[i]))
			return false;
	return code.length - rest <= 4 && (rest == 3 || code.length > 4);
}
