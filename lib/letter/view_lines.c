/* Texts of several lines, as templates print them. */

#include "lib/clinical/say.h"
#include "lib/letter/view.h"

struct view_lines
view_lines_open(struct viewing *v, const char *key)
{
	value_key(v->w, key);
	value_open(v->w, VALUE_ARRAY);
	return (struct view_lines){ v, STR_NONE, false };
}

static void
flush(struct view_lines *lines, bool more)
{
	struct value_writer *w = lines->v->w;

	if (lines->waiting.length == 0)
		return;
	value_open(w, VALUE_OBJECT);
	value_add_str(w, "text", lines->waiting);
	if (lines->strong)
		value_add_bool(w, "strong", true);
	value_add_bool(w, "more", more);
	value_close(w);
	lines->strong = false;
}

void
view_lines_add(struct view_lines *lines, const char *label, struct str text)
{
	if (text.length == 0)
		return;
	flush(lines, true);
	lines->waiting =
	    say(lines->v->letter->arena, "%s%.*s", label, STR_ARG(text));
}

void
view_lines_close(struct view_lines *lines)
{
	flush(lines, false);
	value_close(lines->v->w);
}

void
view_paragraphs(struct viewing *v, struct str text)
{
	struct view_lines lines = { v, STR_NONE, false };
	struct str line;
	bool open = false;

	while (text.at != NULL) {
		line = str_trim(str_cut(&text, '\n'));
		if (line.length > 0 && !open) {
			value_open(v->w, VALUE_OBJECT);
			lines = view_lines_open(v, "lines");
			open = true;
		}
		if (line.length > 0)
			view_lines_add(&lines, "", line);
		if (open && (line.length == 0 || text.at == NULL)) {
			view_lines_close(&lines);
			value_close(v->w);
			open = false;
		}
	}
}
