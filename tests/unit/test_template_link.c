#include "lib/template/template.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;
static struct template_set *set;
static struct note note;

static void
setup(void)
{
	arena = arena_new(8 << 20);
	ck_assert_int_eq(OK, template_set_new(&set, &note));
}

static void
teardown(void)
{
	template_set_free(set);
	arena_free(arena);
}

static enum err
add(const char *name, const char *text)
{
	note.text[0] = '\0';
	return template_add(set, str_from(name), str_from(text), &note);
}

static const char *
fill(const char *name)
{
	struct buf out = buf_new(arena, 1 << 20);
	struct value none = { NULL, NULL };

	ck_assert_int_eq(OK, template_fill(set, str_from(name), none, &out,
	    &note));
	return str_to_c(buf_str(&out), arena);
}

START_TEST(says_which_partial_is_missing_and_where)
{
	ck_assert_int_eq(OK, add("a.md", "x\n {{> parts/b.md}}\n"));
	ck_assert_int_eq(ERR_NOT_FOUND, template_link(set, &note));
	ck_assert_str_eq("a.md:2:2: there is no template \"parts/b.md\"",
	    note.text);
}
END_TEST

START_TEST(says_which_parent_is_missing_and_where)
{
	ck_assert_int_eq(OK, add("a.md", "x\n {{<b.md}}{{/b.md}}y"));
	ck_assert_int_eq(ERR_NOT_FOUND, template_link(set, &note));
	ck_assert_str_eq("a.md:2:2: there is no template \"b.md\"", note.text);
	ck_assert_str_eq("x\n y", fill("a.md"));
}
END_TEST

START_TEST(refuses_a_partial_escaped_for_another_medium)
{
	ck_assert_int_eq(OK, add("a.html", "{{>b.md}}"));
	ck_assert_int_eq(OK, add("b.md", "{{x}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("a.html:1:1: \"b.md\" is escaped for another medium",
	    note.text);
}
END_TEST

START_TEST(refuses_a_parent_escaped_for_another_medium)
{
	ck_assert_int_eq(OK, add("a.html", "{{<b.md}}{{/b.md}}"));
	ck_assert_int_eq(OK, add("b.md", "{{x}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("a.html:1:1: \"b.md\" is escaped for another medium",
	    note.text);
}
END_TEST

START_TEST(refuses_recursion_that_no_data_ends)
{
	ck_assert_int_eq(OK, add("a.md", "{{>b.md}}"));
	ck_assert_int_eq(OK, add("b.md", "{{^x}}{{>a.md}}{{/x}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("b.md:1:7: \"a.md\" calls itself without an end",
	    note.text);
}
END_TEST

START_TEST(refuses_parents_that_call_each_other)
{
	ck_assert_int_eq(OK, add("a.md", "{{<b.md}}{{/b.md}}"));
	ck_assert_int_eq(OK, add("b.md", "\n{{<a.md}}{{/a.md}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("b.md:2:1: \"a.md\" calls itself without an end",
	    note.text);
}
END_TEST

START_TEST(refuses_parents_that_call_each_other_with_arguments)
{
	ck_assert_int_eq(OK, add("a.md", "{{<b.md}}{{$x}}1{{/x}}{{/b.md}}"));
	ck_assert_int_eq(OK, add("b.md", "{{<a.md}}{{/a.md}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("b.md:1:1: \"a.md\" calls itself without an end",
	    note.text);
}
END_TEST

START_TEST(refuses_recursion_through_an_argument)
{
	ck_assert_int_eq(OK, add("a.md",
	    "{{<p.md}}{{$x}}{{>a.md}}{{/x}}{{/p.md}}"));
	ck_assert_int_eq(OK, add("p.md", "{{$x}}{{/x}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("a.md:1:16: \"a.md\" calls itself without an end",
	    note.text);
}
END_TEST

START_TEST(takes_recursion_that_an_argument_ends)
{
	ck_assert_int_eq(OK, add("a.md",
	    "<{{$x}}{{<a.md}}{{$x}}end{{/x}}{{/a.md}}{{/x}}>"));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_str_eq("<<end>>", fill("a.md"));
}
END_TEST

START_TEST(refuses_calls_in_calls_without_number)
{
	char name[16], text[64];
	int i;

	for (i = 0; i <= TEMPLATE_DEPTH; i++) {
		snprintf(name, sizeof(name), "%d.md", i);
		snprintf(text, sizeof(text), "{{>%d.md}}", i + 1);
		ck_assert_int_eq(OK, add(name, text));
	}
	ck_assert_int_eq(OK, add("65.md", ""));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq(
	    "63.md:1:1: templates call each other deeper than 64", note.text);
}
END_TEST

Suite *suite_template_link(void);

Suite *
suite_template_link(void)
{
	Suite *suite = suite_create("template_link");
	TCase *tcase = tcase_create("link");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, says_which_partial_is_missing_and_where);
	tcase_add_test(tcase, says_which_parent_is_missing_and_where);
	tcase_add_test(tcase, refuses_a_partial_escaped_for_another_medium);
	tcase_add_test(tcase, refuses_a_parent_escaped_for_another_medium);
	tcase_add_test(tcase, refuses_recursion_that_no_data_ends);
	tcase_add_test(tcase, refuses_parents_that_call_each_other);
	tcase_add_test(tcase,
	    refuses_parents_that_call_each_other_with_arguments);
	tcase_add_test(tcase, refuses_recursion_through_an_argument);
	tcase_add_test(tcase, takes_recursion_that_an_argument_ends);
	tcase_add_test(tcase, refuses_calls_in_calls_without_number);
	suite_add_tcase(suite, tcase);
	return suite;
}
