#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/render/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char json[] = "{\"a\":{\"b\":{\"c\":\"<*x*>\"}},\"l\":[1,"
			   "\"two\\nlines\",[3,[]],{\"a\":null}],\"t\":true,"
			   "\"f\":false,\"s\":\"\",\"n\":-1.5e3}";

/*
 * The input is up to three templates, parted by NUL bytes, which may call
 * each other as "0", "1" and "2" with the suffix of one medium.
 */
static void
add_all(struct template_set *set, struct str text, const char *suffix)
{
	char name[] = "0.html";
	struct note note;
	struct str part;
	int i;

	for (i = 0; i < 3 && text.at != NULL; i++) {
		part = str_cut(&text, '\0');
		snprintf(name, sizeof(name), "%d%s", i, suffix);
		template_add(set, str_from(name), part, &note);
	}
}

static void
run(struct str text, const char *suffix, struct arena *arena)
{
	static const struct json_limits limits = { 1 << 12, 16, 1000 };
	struct buf out = buf_new(arena, 1 << 20);
	struct template_set *set;
	struct value view;
	struct note note;
	char name[16];
	enum err err;

	if (template_set_new(&set, &note) != OK ||
	    json_read(str_from(json), &limits, arena, &view, &note) != OK)
		abort();
	add_all(set, text, suffix);
	err = template_link(set, &note);
	snprintf(name, sizeof(name), "0%s", suffix);
	if (err == OK || err == ERR_NOT_FOUND) {
		err = template_fill(set, str_from(name), view, &out, &note);
		if (err != OK && out.length != 0)
			abort();
	}
	template_set_free(set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *arena = arena_new(4 << 20);

	if (arena == NULL)
		abort();
	run(text, ".md", arena);
	run(text, ".html", arena);
	run(text, ".txt", arena);
	arena_free(arena);
	return 0;
}
