#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/render/template.h"

/*
 * The cases of the mustache specification, each a test under its own name.
 * The files are those of the specification, unchanged.
 */
static const char *const files[] = { "comments", "delimiters",
	"interpolation", "inverted", "partials", "sections" };

enum { FILES = 6, CASES = 136 };

static const struct json_limits limits = { 1 << 20, 32, 100000 };

static struct value
read_cases(const char *file, struct arena *arena)
{
	struct buf text = buf_new(arena, 1 << 20);
	struct value document;
	struct note note;
	char path[100], chunk[4096];
	size_t n;
	FILE *in;

	snprintf(path, sizeof(path), "tests/data/mustache/%s.json", file);
	in = fopen(path, "r");
	ck_assert_msg(in != NULL, "%s cannot be read", path);
	while ((n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		buf_put(&text, (struct str){ chunk, n });
	fclose(in);
	ck_assert_msg(json_read(buf_str(&text), &limits, arena, &document,
	    &note) == OK, "%s: %s", path, note.text);
	return value_get(document, "tests");
}

/* Partials may be missing on purpose: "Failed Lookup". */
static struct template_set *
make_set(struct value one)
{
	struct value_each it = value_each(value_get(one, "partials"));
	struct template_set *set;
	struct note note;
	enum err err;

	ck_assert_int_eq(OK, template_set_new(&set, &note));
	ck_assert_int_eq(OK, template_add(set, STR("the case"),
	    value_text(one, "template"), &note));
	while (value_next(&it))
		ck_assert_int_eq(OK, template_add(set, it.key,
		    value_str(it.item), &note));
	err = template_link(set, &note);
	ck_assert_msg(err == OK || err == ERR_NOT_FOUND, "%s", note.text);
	return set;
}

static void
run_case(const char *file, struct value one, struct arena *arena)
{
	struct str name = value_text(one, "name");
	struct str expected = value_text(one, "expected"), got;
	struct buf out = buf_new(arena, 1 << 16);
	struct template_set *set = make_set(one);
	struct note note;
	enum err err;

	err = template_fill(set, STR("the case"), value_get(one, "data"), &out,
	    &note);
	ck_assert_msg(err == OK, "%s: %.*s: %s", file, STR_ARG(name),
	    note.text);
	got = buf_str(&out);
	ck_assert_msg(str_equal(expected, got),
	    "%s: %.*s: expected \"%.*s\" but got \"%.*s\"", file,
	    STR_ARG(name), STR_ARG(expected), STR_ARG(got));
	template_set_free(set);
}

START_TEST(fills_as_the_specification_expects)
{
	struct arena *arena = arena_new(8 << 20);
	int file, left = _i;
	struct value cases;

	for (file = 0; file < FILES; file++) {
		cases = read_cases(files[file], arena);
		if (left < (int)value_count(cases))
			break;
		left -= (int)value_count(cases);
	}
	ck_assert_int_lt(file, FILES);
	run_case(files[file], value_at(cases, (size_t)left), arena);
	arena_free(arena);
}
END_TEST

START_TEST(knows_every_case_of_the_specification)
{
	struct arena *arena = arena_new(8 << 20);
	size_t count = 0;
	int file;

	for (file = 0; file < FILES; file++)
		count += value_count(read_cases(files[file], arena));
	ck_assert_uint_eq(CASES, count);
	arena_free(arena);
}
END_TEST

Suite *suite_template_spec(void);

Suite *
suite_template_spec(void)
{
	Suite *suite = suite_create("template_spec");
	TCase *tcase = tcase_create("core");

	tcase_add_loop_test(tcase, fills_as_the_specification_expects, 0,
	    CASES);
	tcase_add_test(tcase, knows_every_case_of_the_specification);
	suite_add_tcase(suite, tcase);
	return suite;
}
