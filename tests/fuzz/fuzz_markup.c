#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/value.h"
#include "lib/render/doc.h"
#include "lib/render/print.h"
#include "lib/render/render.h"
#include "lib/render/width.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each place where a letter puts what its sender wrote. */
static const char letter[] = "# {{v}}\n\nDear {{v}}, {{v}}.\n{{v}}\n\n"
			     "- {{v}}\n- x {{v}}\n\n1. {{v}}\n\n> {{v}}\n\n"
			     "| {{v}} | h |\n|---|---|\n| {{v}} | x |\n"
			     "| x | {{v}}\n\n[{{v}}](#x)\n";

static struct value
view_of(struct str value, struct buf *buf)
{
	struct value_writer w = value_writer(buf);

	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "v", value);
	value_close(&w);
	return value_written(&w);
}

static struct str
letter_for(struct str value, enum media media, struct arena *arena)
{
	struct buf buf = buf_new(arena, 1 << 20);
	struct buf out = buf_new(arena, 8 << 20);
	struct template_set *set;
	struct note note;

	if (template_set_new(&set, &note) != OK ||
	    template_add(set, STR("l.md"), str_from(letter), &note) != OK ||
	    template_link(set, &note) != OK ||
	    render(set, STR("l.md"), view_of(value, &buf), media, NULL, arena,
	    &out, &note) != OK)
		abort();
	template_set_free(set);
	return buf_str(&out);
}

static size_t
count(struct str s, char c)
{
	size_t i, n = 0;

	for (i = 0; i < s.length; i++)
		n += s.at[i] == c;
	return n;
}

/* But for those of the class that a cell has by what is in it. */
static size_t
count_quotes(struct str html)
{
	static const char whole[] = " class=\"whole\"";
	const char *at = html.at, *end = html.at + html.length;
	size_t n = count(html, '"');

	while ((at = memmem(at, (size_t)(end - at), whole,
		    sizeof(whole) - 1)) != NULL) {
		at += sizeof(whole) - 1;
		n -= 2;
	}
	return n;
}

/* Whatever the value, the letter has the tags it has for a plain one. */
static void
check_value(struct str value, struct arena *arena)
{
	struct str got = letter_for(value, MEDIA_HTML, arena);
	struct str plain = letter_for(STR("plain"), MEDIA_HTML, arena);

	if (count(got, '<') != count(plain, '<') ||
	    count(got, '>') != count(plain, '>') ||
	    count_quotes(got) != count_quotes(plain))
		abort();
	letter_for(value, MEDIA_TEXT, arena);
}

/* No command to a terminal; and no other character ends a line. */
static void
check_characters(struct str text)
{
	unsigned char c;
	size_t i;

	if (!str_is_utf8(text))
		abort();
	for (i = 0; i < text.length; i++) {
		c = (unsigned char)text.at[i];
		if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f ||
		    (c == 0xc2 && (unsigned char)text.at[i + 1] < 0xa0))
			abort();
	}
	if (memmem(text.at, text.length, "\xe2\x80\xae", 3) != NULL)
		abort();
}

/* What the line begins with that is not its text: marks of lists, quotes. */
static size_t
count_start(struct str line)
{
	size_t i;

	for (i = 0; i < line.length; i++)
		if (strchr(" >-.0123456789", line.at[i]) == NULL)
			break;
	return i;
}

/* One to end a line at: no mark stands on it. */
static bool
has_blank(struct str text)
{
	int columns;
	size_t i;

	for (i = 0; i < text.length; i++)
		if (text.at[i] == ' ' &&
		    width_next(str_from_index(text, i), &columns) == 1)
			return true;
	return false;
}

/*
 * Too wide only where nothing can be cut: what has no blank, or is code, or
 * is left 20 columns by the marks before it.
 */
static void
check_lines(struct str text, int width, bool code)
{
	struct str line;
	size_t start;

	while (text.at != NULL && text.length > 0) {
		line = str_cut(&text, '\n');
		if (line.length == 0)
			continue;
		if (line.at[line.length - 1] == ' ' ||
		    memchr(line.at, '\t', line.length) != NULL)
			abort();
		start = count_start(line);
		if (!code && width_of(line) > width &&
		    width_of(line) > (int)start + 20 &&
		    has_blank(str_from_index(line, start)))
			abort();
	}
}

static bool
is_void(struct str name)
{
	return str_is(name, "br") || str_is(name, "hr");
}

/* Which of its tags are open; each end tag has to close the last of them. */
static void
check_nesting(struct str html)
{
	struct str open[256], tag, name;
	size_t depth = 0, links = 0;

	while (html.at != NULL) {
		str_cut(&html, '<');
		if (html.at == NULL)
			break;
		tag = str_cut(&html, '>');
		if (html.at == NULL || str_find(tag, '<') < tag.length)
			abort();
		if (tag.at[0] == '/') {
			tag = str_from_index(tag, 1);
			if (depth == 0 || !str_equal(open[--depth], tag))
				abort();
			links -= str_is(tag, "a");
			continue;
		}
		name = str_cut(&tag, ' ');
		if (is_void(name))
			continue;
		links += str_is(name, "a");
		if (links > 1 || depth == sizeof(open) / sizeof(open[0]))
			abort();
		open[depth++] = name;
	}
	if (depth != 0)
		abort();
}

static bool
has_code(const struct doc *node)
{
	const struct doc *child;

	if (node->kind == DOC_CODE_BLOCK)
		return true;
	for (child = node->first; child != NULL; child = child->next)
		if (has_code(child))
			return true;
	return false;
}

static void
check_ends(struct str text)
{
	if (text.length == 0)
		return;
	if (text.at[0] == '\n' || text.at[text.length - 1] != '\n' ||
	    (text.length > 1 && text.at[text.length - 2] == '\n'))
		abort();
}

/*
 * Any markup at all: HTML is nested as it has to be, and text has lines of
 * the width and no loose ends.
 */
static void
check_markup(struct str markup, struct arena *arena)
{
	struct buf text = buf_new(arena, 16 << 20);
	struct buf html = buf_new(arena, 16 << 20);
	struct note note;
	struct doc *doc;

	if (doc_parse(markup, arena, &doc, &note) != OK)
		return;
	if (print_html(doc, NULL, arena, &html, &note) != OK ||
	    print_text(doc, NULL, arena, &text, &note) != OK)
		abort();
	check_characters(buf_str(&html));
	check_nesting(buf_str(&html));
	check_characters(buf_str(&text));
	check_lines(buf_str(&text), 72, has_code(doc));
	check_ends(buf_str(&text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	struct arena *arena = arena_new(64 << 20);
	size_t i;

	if (arena == NULL)
		abort();
	check_markup(input, arena);
	/* JSON lets nothing else through than UTF-8 text with some ink. */
	for (i = 0; i < size && (data[i] <= ' ' || data[i] >= 0x7f); i++)
		;
	if (i < size && str_is_utf8(input))
		check_value(input, arena);
	arena_free(arena);
	return 0;
}
