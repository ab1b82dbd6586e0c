#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEMPLATES = 3, OUTPUT = 1 << 20 };

/* "p", "q" and "r" name the templates of the medium at hand. */
static const char json[] =
    "{\"a\":{\"b\":{\"c\":\"<*x*>\"}},\"l\":[1,\"two\\nlines\",[3,[]],"
    "{\"a\":null,\"p\":\"1%s\"}],\"t\":true,\"f\":false,\"s\":\"\","
    "\"n\":-1.5e3,\"p\":\"0%s\",\"q\":\"1%s\",\"r\":{\"s\":\"2%s\"},"
    "\"w\":\"0%s\"}";

/*
 * The input is up to three templates, parted by NUL bytes, which may call
 * and inherit from each other as "0", "1" and "2" with the suffix of one
 * medium, or by the names that the view holds for them.
 */
static void
add_all(struct template_set *set, struct str text, const char *suffix)
{
	char name[] = "0.html";
	struct note note;
	struct str part;
	int i;

	for (i = 0; i < TEMPLATES && text.at != NULL; i++) {
		part = str_cut(&text, '\0');
		snprintf(name, sizeof(name), "%d%s", i, suffix);
		template_add(set, str_from(name), part, &note);
	}
}

/* A template of another medium, for dynamic names to run into. */
static void
add_other(struct template_set *set, const char *suffix)
{
	char name[] = "0.html";
	struct note note;

	snprintf(name, sizeof(name), "0%s", suffix);
	if (template_add(set, str_from(name), STR("{{a.b.c}}"), &note) != OK)
		abort();
}

static void
fill(const struct template_set *set, const char *name, struct value view,
    struct arena *arena)
{
	struct buf out = buf_new(arena, OUTPUT);
	struct note note;
	enum err err;

	buf_puts(&out, "before");
	err = template_fill(set, str_from(name), view, &out, &note);
	if (err == OK ? out.length < 6 || out.length > OUTPUT :
	    out.length != 6)
		abort();
}

static void
run(struct str text, const char *suffix, const char *other,
    struct arena *arena)
{
	static const struct json_limits limits = { 1 << 12, 16, 1000 };
	struct template_set *set;
	struct buf text_of_view = buf_new(arena, 1 << 12);
	struct value view;
	struct note note;
	char name[16];
	enum err err;
	int i;

	buf_printf(&text_of_view, json, suffix, suffix, suffix, suffix, other);
	if (template_set_new(&set, &note) != OK ||
	    json_read(buf_str(&text_of_view), &limits, arena, &view, &note) !=
	    OK)
		abort();
	add_all(set, text, suffix);
	add_other(set, other);
	err = template_link(set, &note);
	for (i = 0; i < TEMPLATES && (err == OK || err == ERR_NOT_FOUND);
	     i++) {
		snprintf(name, sizeof(name), "%d%s", i, suffix);
		if (template_exists(set, str_from(name)))
			fill(set, name, view, arena);
	}
	template_set_free(set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *arena = arena_new(8 << 20);

	if (arena == NULL)
		abort();
	run(text, ".md", ".html", arena);
	run(text, ".html", ".txt", arena);
	run(text, ".txt", ".md", arena);
	arena_free(arena);
	return 0;
}
