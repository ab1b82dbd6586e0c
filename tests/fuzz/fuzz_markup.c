#include <stdint.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/value.h"
#include "lib/render/doc.h"
#include "lib/render/print.h"
#include "lib/render/render.h"

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

/* Whatever the value, the letter has the tags it has for a plain one. */
static void
check_value(struct str value, struct arena *arena)
{
	struct str got = letter_for(value, MEDIA_HTML, arena);
	struct str plain = letter_for(STR("plain"), MEDIA_HTML, arena);

	if (count(got, '<') != count(plain, '<') ||
	    count(got, '>') != count(plain, '>') ||
	    count(got, '"') != count(plain, '"'))
		abort();
	letter_for(value, MEDIA_TEXT, arena);
}

/* Any markup at all: printed without harm, and text without loose ends. */
static void
check_markup(struct str markup, struct arena *arena)
{
	struct buf text = buf_new(arena, 16 << 20);
	struct buf html = buf_new(arena, 16 << 20);
	struct note note;
	struct doc *doc;
	size_t i;

	if (doc_parse(markup, arena, &doc, &note) != OK)
		return;
	if (print_html(doc, NULL, arena, &html, &note) != OK ||
	    print_text(doc, NULL, arena, &text, &note) != OK)
		abort();
	if (text.length == 0)
		return;
	if (text.at[0] == '\n' || text.at[text.length - 1] != '\n' ||
	    (text.length > 1 && text.at[text.length - 2] == '\n'))
		abort();
	for (i = 1; i < text.length; i++)
		if (text.at[i] == '\n' && text.at[i - 1] == ' ')
			abort();
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
