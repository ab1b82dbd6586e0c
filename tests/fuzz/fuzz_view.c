#include <stdint.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/render/doc.h"
#include "lib/render/print.h"
#include "lib/template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MARKUP = 1 << 20, PRINTED = 16 << 20 };

/*
 * One template for each way to look at a view: by name, through lists, as
 * the item itself, through partials and parents, by a name the view gives.
 * Short names, so that a fuzzer's objects have them.
 */
static const char page[] =
    "# {{a}} {{a.b}}\n\n"
    "{{#l}}\n- {{.}} {{a}} {{#.}}{{.}}{{/.}}{{^b}}none{{/b}}\n{{/l}}\n\n"
    "| h | {{b}} |\n|---|---|\n{{#r}}\n| {{a}} | {{b}} |\n{{/r}}\n\n"
    "{{<frame}}{{$x}}\n  {{#a}}\n  > {{b}}{{c}}\n  {{/a}}\n{{/x}}{{/frame}}\n"
    "{{>*p}}\n{{#l}}\n{{>*.}}\n{{/l}}\n";
static const char frame[] = "1. one\n\n   {{$x}}\n   {{/x}}\n2. {{c}}\n";
static const char tree[] = "- {{a}}\n{{#l}}\n  {{>tree}}\n{{/l}}\n";

static struct template_set *
make_set(enum escape escape)
{
	struct template_set *set;
	struct note note;

	if (template_set_new(&set, &note) != OK ||
	    template_add_as(set, STR("page"), str_from(page), escape,
	    &note) != OK ||
	    template_add_as(set, STR("frame"), str_from(frame), escape,
	    &note) != OK ||
	    template_add_as(set, STR("tree"), str_from(tree), escape,
	    &note) != OK ||
	    template_link(set, &note) != OK)
		abort();
	return set;
}

/* Markup of any view parses and prints, but for what is too deep or long. */
static void
print(struct str markup, struct arena *arena)
{
	struct buf text = buf_new(arena, PRINTED);
	struct buf html = buf_new(arena, PRINTED);
	struct note note;
	struct doc *doc;
	enum err err;

	if ((err = doc_parse(markup, arena, &doc, &note)) == ERR_TOO_LARGE)
		return;
	if (err != OK || print_text(doc, NULL, arena, &text, &note) != OK ||
	    print_html(doc, NULL, arena, &html, &note) != OK)
		abort();
}

static void
fill(struct value view, enum escape escape, const char *name,
    struct arena *arena)
{
	struct buf out = buf_new(arena, MARKUP);
	struct template_set *set = make_set(escape);
	struct note note;
	enum err err;

	err = template_fill(set, str_from(name), view, &out, &note);
	if (err != OK && (err != ERR_TOO_LARGE || out.length != 0))
		abort();
	if (out.length > MARKUP)
		abort();
	if (err == OK)
		print(buf_str(&out), arena);
	template_set_free(set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct json_limits limits = { 1 << 16, 32, 20000 };
	static const enum escape escapes[] = { ESCAPE_MARKUP, ESCAPE_HTML,
		ESCAPE_NONE };
	struct arena *arena = arena_new(512 << 20);
	struct value view;
	struct note note;
	size_t i;

	if (arena == NULL)
		abort();
	if (json_read((struct str){ (const char *)data, size }, &limits, arena,
	    &view, &note) == OK)
		for (i = 0; i < sizeof(escapes) / sizeof(*escapes); i++) {
			fill(view, escapes[i], "page", arena);
			fill(view, escapes[i], "tree", arena);
		}
	arena_free(arena);
	return 0;
}
