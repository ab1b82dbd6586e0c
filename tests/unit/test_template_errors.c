#include "lib/render/template.h"

#include <check.h>
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

static void
refuses(const char *text, const char *message)
{
	ck_assert_int_eq(ERR_SYNTAX, add("a.md", text));
	ck_assert_str_eq(message, note.text);
	ck_assert(!template_exists(set, STR("a.md")));
}

START_TEST(names_line_and_column_of_a_section_that_is_not_closed)
{
	refuses("one\n  {{#a}} two\n",
	    "a.md:2:3: section \"a\" is not closed");
}
END_TEST

START_TEST(refuses_a_section_closed_by_another_name)
{
	refuses("{{#a}}{{/b}}",
	    "a.md:1:7: \"b\" is closed where \"a\" is open");
}
END_TEST

START_TEST(refuses_to_close_what_is_not_open)
{
	refuses("x{{/a}}",
	    "a.md:1:2: section \"a\" is closed but was not opened");
}
END_TEST

START_TEST(refuses_a_tag_without_its_end)
{
	refuses("\n{{a", "a.md:2:1: a tag without its closing \"}}\"");
	refuses("{{{a}}", "a.md:1:1: a tag without its closing \"}}}\"");
}
END_TEST

START_TEST(refuses_bad_delimiters)
{
	refuses("{{=<%=}}", "a.md:1:1: these are not two delimiters");
	refuses("{{=a b c=}}", "a.md:1:1: these are not two delimiters");
	refuses("{{= a= b =}}", "a.md:1:1: these are not two delimiters");
}
END_TEST

START_TEST(refuses_names_that_are_none)
{
	refuses("{{}}", "a.md:1:1: a tag without a name");
	refuses("{{# }}", "a.md:1:1: a tag without a name");
	refuses("{{a b}}", "a.md:1:1: the name \"a b\" holds a blank");
	refuses("{{a..b}}", "a.md:1:1: the name \"a..b\" has an empty part");
}
END_TEST

START_TEST(refuses_kinds_of_tag_it_does_not_know)
{
	refuses("{{<a}}",
	    "a.md:1:1: a kind of tag that is not supported: \"<a\"");
	refuses("{{> *a}}",
	    "a.md:1:1: a kind of tag that is not supported: \"*a\"");
}
END_TEST

START_TEST(refuses_a_value_inside_code)
{
	refuses("x `{{a}}`",
	    "a.md:1:4: a value cannot be escaped inside code");
	refuses("```\n{{a}}\n```\n",
	    "a.md:2:1: a value cannot be escaped inside code");
	refuses("~~~\n{{a}}\n~~~\n",
	    "a.md:2:1: a value cannot be escaped inside code");
}
END_TEST

START_TEST(refuses_a_cell_that_could_vanish)
{
	const char *message = "a.md:1:4: there must be a blank between | and "
	    "a tag";

	refuses("| |{{a}} |", message);
	refuses("| |{{#a}}x{{/a}}|", message);
	ck_assert_int_eq(OK, add("a.md", "| | {{a}} |{{! why }}{{^c}}x{{/c}}"));
	ck_assert_str_eq("| |  |x", fill("a.md"));
}
END_TEST

START_TEST(refuses_two_templates_of_one_name)
{
	ck_assert_int_eq(OK, add("a.md", "one"));
	ck_assert_int_eq(ERR_INVALID, add("a.md", "two"));
	ck_assert_str_eq("one", fill("a.md"));
}
END_TEST

START_TEST(says_which_template_is_missing)
{
	struct buf out = buf_new(arena, 100);
	struct value none = { NULL, NULL };

	ck_assert_int_eq(ERR_NOT_FOUND, template_fill(set, STR("no.md"),
	    none, &out, &note));
	ck_assert_str_eq("there is no template \"no.md\"", note.text);
}
END_TEST

START_TEST(says_which_partial_is_missing_and_where)
{
	ck_assert_int_eq(OK, add("a.md", "x\n {{> parts/b.md}}\n"));
	ck_assert_int_eq(ERR_NOT_FOUND, template_link(set, &note));
	ck_assert_str_eq("a.md:2:2: there is no template \"parts/b.md\"",
	    note.text);
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

START_TEST(refuses_recursion_that_no_data_ends)
{
	ck_assert_int_eq(OK, add("a.md", "{{>b.md}}"));
	ck_assert_int_eq(OK, add("b.md", "{{^x}}{{>a.md}}{{/x}}"));
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_str_eq("b.md:1:7: \"a.md\" calls itself without an end",
	    note.text);
}
END_TEST

START_TEST(refuses_sections_nested_too_deep)
{
	struct buf text = buf_new(arena, 9999);
	int i;

	for (i = 0; i < TEMPLATE_DEPTH + 1; i++)
		buf_puts(&text, "{{#a}}");
	ck_assert_int_eq(ERR_TOO_LARGE, template_add(set, STR("a.md"),
	    buf_str(&text), &note));
	ck_assert_str_eq("a.md:1:385: more than 64 sections inside each other",
	    note.text);
}
END_TEST

Suite *suite_template_errors(void);

Suite *
suite_template_errors(void)
{
	Suite *suite = suite_create("template_errors");
	TCase *tcase = tcase_create("errors");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase,
	    names_line_and_column_of_a_section_that_is_not_closed);
	tcase_add_test(tcase, refuses_a_section_closed_by_another_name);
	tcase_add_test(tcase, refuses_to_close_what_is_not_open);
	tcase_add_test(tcase, refuses_a_tag_without_its_end);
	tcase_add_test(tcase, refuses_bad_delimiters);
	tcase_add_test(tcase, refuses_names_that_are_none);
	tcase_add_test(tcase, refuses_kinds_of_tag_it_does_not_know);
	tcase_add_test(tcase, refuses_a_value_inside_code);
	tcase_add_test(tcase, refuses_a_cell_that_could_vanish);
	tcase_add_test(tcase, refuses_two_templates_of_one_name);
	tcase_add_test(tcase, says_which_template_is_missing);
	tcase_add_test(tcase, says_which_partial_is_missing_and_where);
	tcase_add_test(tcase, refuses_a_partial_escaped_for_another_medium);
	tcase_add_test(tcase, refuses_recursion_that_no_data_ends);
	tcase_add_test(tcase, refuses_sections_nested_too_deep);
	suite_add_tcase(suite, tcase);
	return suite;
}
