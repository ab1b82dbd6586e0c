#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/json_datum.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

/*
 * The cases of the mustache specification, each a test under its own name,
 * once filled from a flat value and once from a json-c tree.  The files are
 * those of the specification, unchanged; '~' marks what it calls optional.
 */
static const struct {
	const char *name;
	int cases;
} files[] = { { "comments", 12 }, { "delimiters", 14 },
	{ "interpolation", 42 }, { "inverted", 22 }, { "partials", 12 },
	{ "sections", 34 }, { "~inheritance", 27 }, { "~dynamic-names", 21 } };

enum { FILES = 8, CASES = 184, SOURCES = 2, LONGEST_NAME = 120 };

static const struct json_limits limits = { 1 << 20, 32, 100000 };

/* One test: a case of a file, and what it is filled from. */
struct spec_test {
	int file;
	int number;
	bool tree; /* json-c */
	char name[LONGEST_NAME];
	TTest test;
};

static struct spec_test tests[CASES * SOURCES];

static const char *
path_of(int file)
{
	static char path[100];

	snprintf(path, sizeof(path), "tests/data/mustache/%s.json",
	    files[file].name);
	return path;
}

static struct value
read_cases(int file, struct arena *arena)
{
	struct buf text = buf_new(arena, 1 << 20);
	FILE *in = fopen(path_of(file), "r");
	struct value document;
	struct note note;
	char chunk[4096];
	size_t n;

	if (in == NULL) {
		perror(path_of(file));
		exit(EXIT_FAILURE);
	}
	while ((n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		buf_put(&text, (struct str){ chunk, n });
	fclose(in);
	if (json_read(buf_str(&text), &limits, arena, &document, &note) != OK) {
		fprintf(stderr, "%s: %s\n", path_of(file), note.text);
		exit(EXIT_FAILURE);
	}
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

static enum err
fill_from_tree(const struct template_set *set, const struct spec_test *test,
    struct buf *out, struct note *note)
{
	struct json_object *document = json_object_from_file(
	    path_of(test->file)), *cases, *data;
	enum err err;

	ck_assert_ptr_nonnull(document);
	ck_assert(json_object_object_get_ex(document, "tests", &cases));
	ck_assert(json_object_object_get_ex(json_object_array_get_idx(cases,
	    (size_t)test->number), "data", &data));
	err = template_fill_datum(set, STR("the case"), json_datum(data), out,
	    note);
	json_object_put(document);
	return err;
}

static void
fills_as_the_specification_expects(int i)
{
	struct arena *arena = arena_new(8 << 20);
	struct value one = value_at(read_cases(tests[i].file, arena),
	    (size_t)tests[i].number);
	struct str expected = value_text(one, "expected"), got;
	struct buf out = buf_new(arena, 1 << 16);
	struct template_set *set = make_set(one);
	struct note note;
	enum err err;

	if (tests[i].tree)
		err = fill_from_tree(set, &tests[i], &out, &note);
	else
		err = template_fill(set, STR("the case"),
		    value_get(one, "data"), &out, &note);
	ck_assert_msg(err == OK, "%s", note.text);
	got = buf_str(&out);
	ck_assert_msg(str_equal(expected, got),
	    "expected \"%.*s\" but got \"%.*s\"", STR_ARG(expected),
	    STR_ARG(got));
	template_set_free(set);
	arena_free(arena);
}

START_TEST(knows_every_case_of_the_specification)
{
	struct arena *arena = arena_new(8 << 20);
	size_t count, all = 0;
	int file;

	for (file = 0; file < FILES; file++) {
		count = value_count(read_cases(file, arena));
		ck_assert_uint_eq((size_t)files[file].cases, count);
		all += count;
	}
	ck_assert_uint_eq(CASES, all);
	arena_free(arena);
}
END_TEST

Suite *suite_template_spec(void);

static void
add_case(TCase *tcase, int i, struct str name)
{
	struct spec_test *t = &tests[i];

	snprintf(t->name, sizeof(t->name), "%s: %.*s, from %s",
	    files[t->file].name, STR_ARG(name),
	    t->tree ? "a json-c tree" : "a flat value");
	t->test = (TTest){ t->name, fills_as_the_specification_expects,
		__FILE__, __LINE__ };
	tcase_add_loop_test(tcase, &t->test, i, i + 1);
}

static int
add_file(TCase *tcase, int file, int i, struct arena *arena)
{
	struct value cases = read_cases(file, arena);
	int number, source;

	for (number = 0; number < files[file].cases; number++)
		for (source = 0; source < SOURCES; source++, i++) {
			tests[i].file = file;
			tests[i].number = number;
			tests[i].tree = source == 1;
			add_case(tcase, i, value_text(value_at(cases,
			    (size_t)number), "name"));
		}
	return i;
}

Suite *
suite_template_spec(void)
{
	Suite *suite = suite_create("template_spec");
	TCase *tcase = tcase_create("specification");
	struct arena *arena = arena_new(8 << 20);
	int file, i = 0;

	for (file = 0; file < FILES; file++)
		i = add_file(tcase, file, i, arena);
	tcase_add_test(tcase, knows_every_case_of_the_specification);
	suite_add_tcase(suite, tcase);
	arena_free(arena);
	return suite;
}
