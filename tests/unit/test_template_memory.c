#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

/*
 * Sets and outputs of every size, from none to enough: so each allocation
 * is the one that fails at some size.  Run under the sanitizers, too.
 */
enum { STEP = 16, MOST = 1 << 18 };

static const struct json_limits limits = { 1 << 20, 32, 100000 };

/* A template that makes the compiler allocate in every way it can. */
static const char page[] =
    "{{<frame.md}}{{$body}}\n"
    "    {{#list}}\n"
    "    - {{name.first.last}} {{>*kind}}\n"
    "    {{/list}}\n"
    "{{/body}}{{$foot}}{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}{{g}}{{h}}{{/foot}}"
    "{{/frame.md}}\n";
static const char frame[] =
    "Head of the page\n\n  {{$body}}\n  {{/body}}\n{{>rule.md}}\n{{$foot}}"
    "{{/foot}}\n";

static struct note note;
static struct arena *arena;
static struct value view;

static void
setup(void)
{
	struct buf json = buf_new(arena = arena_new(1 << 20), 1 << 16);
	int i;

	buf_puts(&json, "{\"kind\":\"rule.md\",\"list\":[0");
	for (i = 0; i < 40; i++)
		buf_puts(&json, ",{\"name\":{\"first\":{\"last\":\"A. B.\"}}}");
	buf_puts(&json, "]}");
	ck_assert_int_eq(OK, json_read(buf_str(&json), &limits, arena, &view,
	    &note));
}

static void
teardown(void)
{
	arena_free(arena);
}

/* All of a set's life, in a set of that size. */
static enum err
compile(size_t bytes, struct template_set **out)
{
	struct template_set *set = NULL;
	enum err err;

	strcpy(note.text, "untouched");
	if ((err = template_set_new_within(bytes, &set, &note)) != OK) {
		ck_assert_ptr_null(set);
		return err;
	}
	if ((err = template_add(set, STR("page.md"), str_from(page), &note)) !=
	    OK)
		ck_assert(!template_exists(set, STR("page.md")));
	else if ((err = template_add(set, STR("frame.md"), str_from(frame),
	    &note)) != OK)
		ck_assert(!template_exists(set, STR("frame.md")));
	else if ((err = template_add(set, STR("rule.md"), STR("---\n"),
	    &note)) == OK)
		err = template_link(set, &note);
	if (err == OK)
		*out = set;
	else
		template_set_free(set);
	return err;
}

static enum err
fill_within(const struct template_set *set, size_t bytes, size_t limit,
    size_t *length)
{
	struct arena *small = arena_new(bytes);
	struct buf out = buf_new(small, limit);
	enum err err = template_fill(set, STR("page.md"), view, &out, &note);

	*length = out.length;
	arena_free(small);
	return err;
}

START_TEST(compiles_in_any_memory_or_says_that_there_is_none)
{
	struct template_set *set = NULL;
	enum err err = ERR_MEMORY;
	size_t bytes, failed = 0, length;

	for (bytes = 0; err != OK && bytes < MOST; bytes += STEP) {
		if ((err = compile(bytes, &set)) == OK)
			break;
		failed++;
		ck_assert_int_eq(ERR_MEMORY, err);
		ck_assert_str_eq("templates: out of memory", note.text);
	}
	ck_assert_int_eq(OK, err);
	ck_assert_uint_gt(failed, 100);
	ck_assert_int_eq(OK, fill_within(set, MOST, MOST, &length));
	template_set_free(set);
}
END_TEST

START_TEST(goes_on_with_what_it_has_when_a_template_does_not_fit)
{
	struct buf out = buf_new(arena, 100), big = buf_new(arena, 9999);
	struct template_set *set;
	int i;

	for (i = 0; i < 100; i++)
		buf_puts(&big, "{{value}}");
	ck_assert_int_eq(OK, template_set_new_within(4096, &set, &note));
	ck_assert_int_eq(OK, template_add(set, STR("a.md"), STR("fits"),
	    &note));
	ck_assert_int_eq(ERR_MEMORY, template_add(set, STR("b.md"),
	    buf_str(&big), &note));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(OK, template_fill(set, STR("a.md"), view, &out,
	    &note));
	ck_assert(str_is(buf_str(&out), "fits"));
	template_set_free(set);
}
END_TEST

START_TEST(fills_in_any_memory_or_leaves_the_output_empty)
{
	size_t bytes, length, whole, failed = 0;
	struct template_set *set;
	enum err err = ERR_MEMORY;

	ck_assert_int_eq(OK, compile(MOST, &set));
	ck_assert_int_eq(OK, fill_within(set, MOST, MOST, &whole));
	for (bytes = 0; err != OK && bytes < MOST; bytes += STEP) {
		err = fill_within(set, bytes, MOST, &length);
		ck_assert_uint_eq(err == OK ? whole : 0, length);
		if (err == OK)
			break;
		failed++;
		ck_assert_int_eq(ERR_MEMORY, err);
		ck_assert_str_eq("page.md: out of memory", note.text);
	}
	ck_assert_int_eq(OK, err);
	ck_assert_uint_gt(failed, 50);
	template_set_free(set);
}
END_TEST

START_TEST(fills_up_to_any_limit_and_not_a_byte_beyond)
{
	struct template_set *set;
	size_t limit, length, whole;

	ck_assert_int_eq(OK, compile(MOST, &set));
	ck_assert_int_eq(OK, fill_within(set, MOST, MOST, &whole));
	for (limit = 0; limit < whole; limit++) {
		ck_assert_int_eq(ERR_TOO_LARGE,
		    fill_within(set, MOST, limit, &length));
		ck_assert_uint_eq(0, length);
	}
	ck_assert_int_eq(OK, fill_within(set, MOST, whole, &length));
	template_set_free(set);
}
END_TEST

Suite *suite_template_memory(void);

Suite *
suite_template_memory(void)
{
	Suite *suite = suite_create("template_memory");
	TCase *tcase = tcase_create("memory");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase,
	    compiles_in_any_memory_or_says_that_there_is_none);
	tcase_add_test(tcase,
	    goes_on_with_what_it_has_when_a_template_does_not_fit);
	tcase_add_test(tcase, fills_in_any_memory_or_leaves_the_output_empty);
	tcase_add_test(tcase, fills_up_to_any_limit_and_not_a_byte_beyond);
	suite_add_tcase(suite, tcase);
	return suite;
}
