#include "lib/render/wrap.h"

#include "lib/render/width.h"

enum { WIDE = 2 };

struct wrap
wrap_new(struct str text, int width, bool split)
{
	return (struct wrap){ text, width, split };
}

static struct str
cut(struct wrap *wrap, size_t end, size_t next)
{
	struct str line = str_first(wrap->rest, end);

	wrap->rest = str_from_index(wrap->rest, next);
	return line;
}

bool
wrap_next(struct wrap *wrap, struct str *line)
{
	size_t i, length, end = 0, next = 0;
	int column = 0, columns, before = 0;
	struct str rest = wrap->rest;

	if (rest.length == 0)
		return false;
	for (i = 0; i < rest.length; i += length, column += columns) {
		if (rest.at[i] == '\n') {
			*line = cut(wrap, i, i + 1);
			return true;
		}
		length = columns = 1;
		if (!width_is_plain(rest.at[i]))
			length = width_next(str_from_index(rest, i), &columns);
		if (rest.at[i] == ' ') {
			end = i;
			next = i + 1;
			before = 0;
			continue;
		}
		if (i > next && columns > 0 &&
		    (columns == WIDE || before == WIDE))
			end = next = i;
		if (columns > 0)
			before = columns;
		if (column + columns <= wrap->width)
			continue;
		if (end == 0 && wrap->split && i > 0 && columns > 0)
			end = next = i;
		if (end > 0) {
			*line = cut(wrap, end, next);
			return true;
		}
	}
	*line = cut(wrap, rest.length, rest.length);
	return true;
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
	int widest = 0, columns;
	struct str word;

	while (wrap_next(&wrap, &word)) {
		columns = width_of(word);
		if (columns > widest)
			widest = columns;
	}
	return widest;
}
