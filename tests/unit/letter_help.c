#include "tests/unit/letter_help.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/appeal.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/edition.h"

enum { ARENA_MAX = 32 << 20, TEXT_MAX = 256 * 1024 };

static struct edition edition;

void
bench_open(struct bench *bench)
{
	const char *path = getenv("UNIT_KB");

	memset(bench, 0, sizeof(*bench));
	bench->arena = arena_new(ARENA_MAX);
	ck_assert_ptr_nonnull(bench->arena);
	ck_assert_msg(edition_open(path == NULL ? "build/kb.mdb" : path,
			  64 << 20, &edition, &bench->note) == OK,
	    "%s", bench->note.text);
	ck_assert_int_eq(
	    OK, kb_begin(edition.kb, &bench->read, &bench->note));
	bench->templates = edition.templates;
	bench->problems = problems_new(bench->arena);
}

void
bench_close(struct bench *bench)
{
	kb_end(&bench->read);
	edition_close(&edition);
	arena_free(bench->arena);
}

static struct str
replace(struct bench *bench, struct str text, const char *from, const char *to)
{
	char *all = str_to_c(text, bench->arena), *at = strstr(all, from);
	char *out = arena_alloc(
	    bench->arena, text.length + strlen(to) + 1);

	ck_assert_msg(at != NULL, "the case does not hold %s", from);
	ck_assert_ptr_nonnull(out);
	sprintf(out, "%.*s%s%s", (int)(at - all), all, to, at + strlen(from));
	return str_from(out);
}

struct str
case_text(
    struct bench *bench, const char *name, const char *from, const char *to)
{
	char path[256], *text = arena_alloc(bench->arena, TEXT_MAX);
	struct str all;
	FILE *file;

	snprintf(path, sizeof(path), "tests/data/cases/%s.json", name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s cannot be read", path);
	ck_assert_ptr_nonnull(text);
	all = (struct str){ text, fread(text, 1, TEXT_MAX, file) };
	fclose(file);
	return from == NULL ? all : replace(bench, all, from, to);
}

struct value
json_value(struct bench *bench, const char *text)
{
	static const struct json_limits limits = { 1 << 20, 32, 100000 };
	char *quoted = str_to_c(str_from(text), bench->arena), *at;
	struct value value;

	for (at = quoted; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	ck_assert_msg(json_read(str_from(quoted), &limits, bench->arena,
			  &value, &bench->note) == OK,
	    "%s", bench->note.text);
	return value;
}

struct str
letter_of(struct bench *bench, struct str text, enum media media,
    enum err *err)
{
	struct appeal_tools tools = { &bench->read, bench->templates, NULL };
	struct appeal appeal;
	struct date today;

	date_make(2026, 11, 22, &today);
	bench->problems = problems_new(bench->arena);
	*err = appeal_letter(&tools, text, today, media, bench->arena,
	    &appeal, &bench->problems, &bench->note);
	if (*err != OK)
		return STR_NONE;
	bench->ready = appeal.ready;
	return slices_join(&appeal.body);
}

struct value
letter_json(struct bench *bench, struct str text)
{
	static const struct json_limits limits = { 4 << 20, 32, 1000000 };
	struct value value;
	struct str json;
	enum err err;

	json = letter_of(bench, text, MEDIA_JSON, &err);
	ck_assert_msg(err == OK, "%s", bench->note.text);
	ck_assert_msg(json_read(json, &limits, bench->arena, &value,
			  &bench->note) == OK,
	    "%s", bench->note.text);
	return value;
}

bool
holds(struct str text, const char *part)
{
	return memmem(text.at, text.length, part, strlen(part)) != NULL;
}

struct str
unwrapped(struct bench *bench, struct str text)
{
	char *out = arena_alloc(bench->arena, text.length + 1);
	size_t i, length = 0;
	bool blank = false;

	ck_assert_ptr_nonnull(out);
	for (i = 0; i < text.length; i++) {
		if (text.at[i] == ' ' || text.at[i] == '\n') {
			blank = length > 0;
			continue;
		}
		if (blank)
			out[length++] = ' ';
		blank = false;
		out[length++] = text.at[i];
	}
	return (struct str){ out, length };
}

bool
reads(struct bench *bench, struct str text, const char *part)
{
	return holds(unwrapped(bench, text), part);
}

struct value
item_with(struct value array, const char *key, const char *is)
{
	struct value_each it;

	for (it = value_each(array); value_next(&it);)
		if (str_is(value_text(it.item, key), is))
			return it.item;
	return (struct value){ NULL, NULL };
}
