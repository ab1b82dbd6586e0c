#include "lib/render/wrap.h"

#include "lib/render/width.h"

enum { WIDE = 2 };

/* What stands at a place where a line might end. */
struct piece {
	size_t length;
	int columns;
	uint32_t code;
};

struct wrap
wrap_new(struct str text, int width, bool split)
{
	return (struct wrap){ text, width, split, 0 };
}

static bool
cut(struct wrap *wrap, size_t end, int columns, size_t next, struct str *line)
{
	*line = str_first(wrap->rest, end);
	wrap->rest = str_from_index(wrap->rest, next);
	wrap->columns = columns;
	return true;
}

static struct piece
piece_at(struct str text, size_t i)
{
	struct piece piece = { 1, 1, (unsigned char)text.at[i] };

	if (width_is_plain(text, i))
		return piece;
	piece.length =
	    width_next(str_from_index(text, i), &piece.columns);
	piece.code = width_code(str_from_index(text, i));
	return piece;
}

/* Where a line may end, the blank itself being left out (class BA, ZW). */
static bool
is_blank(const struct piece *piece)
{
	uint32_t c = piece->code;

	if (c == ' ')
		return piece->length == 1;
	if (piece->length != 3)
		return false; /* a mark stands on it */
	return c == 0x1680 || c == 0x200b || c == 0x205f || c == 0x3000 ||
	    (c >= 0x2000 && c <= 0x200a && c != 0x2007);
}

/* A no-break space or a word joiner (class GL, WJ). */
static bool
is_glue(uint32_t c)
{
	return c == 0xa0 || c == 0x2007 || c == 0x202f || c == 0x2060 ||
	    c == 0xfeff;
}

/* East Asian brackets that open: the line goes on (class OP). */
static bool
is_opening(uint32_t c)
{
	return c == 0x3008 || c == 0x300a || c == 0x300c || c == 0x300e ||
	    c == 0x3010 || c == 0x3014 || c == 0x3016 || c == 0x3018 ||
	    c == 0x301a || c == 0x301d || c == 0xff08 || c == 0xff3b ||
	    c == 0xff5b || c == 0xff5f;
}

/* What does not start a line in East Asian text (classes CL, EX, NS). */
static bool
is_closing(uint32_t c)
{
	if (c < 0x80)
		return c == '.' || c == ',' || c == ':' || c == ';' ||
		    c == '!' || c == '?' || c == ')' || c == ']' ||
		    c == '}' || c == '"' || c == '\'' || c == '%';
	return c == 0x2019 || c == 0x201d || c == 0x3001 || c == 0x3002 ||
	    c == 0x3005 || c == 0x3009 || c == 0x300b || c == 0x300d ||
	    c == 0x300f || c == 0x3011 || c == 0x3015 || c == 0x3017 ||
	    c == 0x3019 || c == 0x301b || c == 0x301f || c == 0x30fb ||
	    c == 0x30fc || c == 0xff01 || c == 0xff05 || c == 0xff09 ||
	    c == 0xff0c || c == 0xff0e || c == 0xff1a || c == 0xff1b ||
	    c == 0xff1f || c == 0xff3d || c == 0xff5d || c == 0xff60;
}

/*
 * May a line end between the two, with no blank there?  After Unicode
 * Standard Annex 14, as far as text of ours needs it: beside wide
 * characters, and after a long dash (class B2).
 */
static bool
may_part(const struct piece *before, const struct piece *after)
{
	if (before->columns == 0 || after->columns == 0)
		return false;
	if (before->columns != WIDE && after->columns != WIDE &&
	    before->code != 0x2014)
		return false;
	return !is_glue(before->code) && !is_glue(after->code) &&
	    !is_opening(before->code) && !is_closing(after->code) &&
	    after->code != 0x2014;
}

/* One of the letters that most words are made of, behind another one? */
static bool
goes_on(const struct piece *before, struct str text, size_t i)
{
	return before->code < 0x80 && text.at[i] != ' ' &&
	    width_is_plain(text, i);
}

bool
wrap_next(struct wrap *wrap, struct str *line)
{
	struct piece none = { 0, 0, ' ' }, before = none, piece;
	struct str rest = wrap->rest;
	size_t i, end = 0, next = 0;
	int column = 0, end_column = 0;

	if (rest.length == 0)
		return false;
	for (i = 0; i < rest.length; i += piece.length) {
		if (goes_on(&before, rest, i) && (column < wrap->width ||
		    (end == 0 && !wrap->split))) {
			before.code = (unsigned char)rest.at[i];
			before.columns = 1;
			piece.length = 1;
			column++;
			continue;
		}
		if (rest.at[i] == '\n')
			return cut(wrap, i, column, i + 1, line);
		piece = piece_at(rest, i);
		if (is_blank(&piece)) {
			if (next != i) {
				end = i;
				end_column = column;
			}
			next = i + piece.length;
			before = none;
			column += piece.columns;
			continue;
		}
		if ((i > next && may_part(&before, &piece)) ||
		    (end == 0 && wrap->split && i > 0 && piece.columns > 0 &&
			column + piece.columns > wrap->width)) {
			end = next = i;
			end_column = column;
		}
		before = piece;
		column += piece.columns;
		if (column > wrap->width && end > 0)
			return cut(wrap, end, end_column, next, line);
	}
	return cut(wrap, rest.length, column, rest.length, line);
}

int
wrap_widest_line(struct str text)
{
	int widest = 0, columns;
	struct str line;

	while (text.at != NULL && text.length > 0) {
		line = str_cut(&text, '\n');
		columns = width_of(line);
		if (columns > widest)
			widest = columns;
	}
	return widest;
}

/* Every word on a line of its own shows how long the longest is. */
int
wrap_widest_word(struct str text)
{
	struct wrap wrap = wrap_new(text, 1, false);
	struct str word;
	int widest = 0;

	while (wrap_next(&wrap, &word))
		if (wrap.columns > widest)
			widest = wrap.columns;
	return widest;
}
