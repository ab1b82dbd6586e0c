#include "lib/template/template.h"

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
	refuses("{{@a}}",
	    "a.md:1:1: a kind of tag that is not supported: \"@a\"");
	refuses("{{# *a}}",
	    "a.md:1:1: a kind of tag that is not supported: \"*a\"");
}
END_TEST

START_TEST(refuses_a_name_with_a_control_character)
{
	refuses("x{{a\x01}}", "a.md:1:2: a name holds a control character");
	ck_assert_int_eq(ERR_SYNTAX, template_add(set, STR("a.md"),
	    STR("{{a\0b}}"), &note));
	ck_assert_str_eq("a.md:1:1: a name holds a control character",
	    note.text);
}
END_TEST

START_TEST(refuses_a_parent_or_block_that_is_not_closed)
{
	refuses("\n {{<b.md}}{{$x}}{{/x}}",
	    "a.md:2:2: parent \"b.md\" is not closed");
	refuses("{{<*b}}", "a.md:1:1: parent \"*b\" is not closed");
	refuses("one\n{{$x}}two", "a.md:2:1: block \"x\" is not closed");
}
END_TEST

START_TEST(refuses_a_parent_closed_by_another_name)
{
	refuses("{{<b.md}}{{/c.md}}",
	    "a.md:1:10: \"c.md\" is closed where \"b.md\" is open");
	refuses("{{<*b}}{{/b}}",
	    "a.md:1:8: \"b\" is closed where \"*b\" is open");
	refuses("{{/*b}}",
	    "a.md:1:1: section \"*b\" is closed but was not opened");
}
END_TEST

START_TEST(refuses_in_a_parent_all_but_blocks)
{
	refuses("{{<b.md}}{{v}}{{/b.md}}",
	    "a.md:1:10: only blocks may stand in parent \"b.md\"");
	refuses("{{<*b}}\n{{#v}}{{$x}}{{/x}}{{/v}}{{/*b}}",
	    "a.md:2:1: only blocks may stand in parent \"*b\"");
	refuses("{{<b.md}} {{>c.md}}{{/b.md}}",
	    "a.md:1:11: only blocks may stand in parent \"b.md\"");
}
END_TEST

START_TEST(refuses_a_block_given_twice)
{
	refuses("{{<b.md}}{{$x}}1{{/x}}{{$y}}{{/y}}{{$x}}2{{/x}}{{/b.md}}",
	    "a.md:1:35: block \"x\" is given twice");
}
END_TEST

START_TEST(refuses_too_many_blocks_in_a_parent)
{
	struct buf text = buf_new(arena, 9999);
	int i;

	buf_puts(&text, "{{<b.md}}\n");
	for (i = 0; i <= TEMPLATE_BLOCKS; i++)
		buf_printf(&text, "{{$%d}}{{/%d}}\n", i, i);
	ck_assert_int_eq(ERR_TOO_LARGE, template_add(set, STR("a.md"),
	    buf_str(&text), &note));
	ck_assert_str_eq("a.md:66:1: more than 64 blocks in a parent",
	    note.text);
}
END_TEST

START_TEST(refuses_any_tag_inside_code)
{
	refuses("x `{{>b.md}}`", "a.md:1:4: a tag cannot stand inside code");
	refuses("`{{$x}}{{/x}}`", "a.md:1:2: a tag cannot stand inside code");
	refuses("{{#a}}`{{/a}}`", "a.md:1:8: a tag cannot stand inside code");
	refuses("{{<b.md}}{{$x}}`{{/x}}{{/b.md}}",
	    "a.md:1:17: a tag cannot stand inside code");
}
END_TEST

START_TEST(refuses_to_end_inside_code)
{
	refuses("one\n`two", "a.md:2:5: code is not closed");
	refuses("```\ntwo\n``` three\n~~~\n", "a.md:5:1: code is not closed");
}
END_TEST

START_TEST(takes_tildes_in_a_line_for_text)
{
	refuses("a ~~~ ` ~~~ {{v}} `",
	    "a.md:1:13: a value cannot be escaped inside code");
}
END_TEST

START_TEST(refuses_a_tag_that_a_backslash_would_undo)
{
	const char *message = "a.md:1:3: a tag cannot follow a backslash";

	refuses("x\\{{v}}", message);
	refuses("x\\{{#v}}y{{/v}}", message);
	refuses("x\\{{>b.md}}", message);
	refuses("{{#l}}{{v}}\\{{/l}}",
	    "a.md:1:13: a tag cannot follow a backslash");
	refuses("{{#l}}x\\{{/l}}{{v}}",
	    "a.md:1:15: a tag cannot follow a backslash");
	refuses("{{<b.md}}{{$x}}y\\{{/x}}{{/b.md}}",
	    "a.md:1:18: a tag cannot follow a backslash");
	refuses("x\\", "a.md:1:3: a backslash cannot be the last character");
	ck_assert_int_eq(OK, add("a.md", "\\\\{{v}} \\`{{v}} \\\n{{v}}"));
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
	tcase_add_test(tcase, refuses_a_name_with_a_control_character);
	tcase_add_test(tcase, refuses_a_parent_or_block_that_is_not_closed);
	tcase_add_test(tcase, refuses_a_parent_closed_by_another_name);
	tcase_add_test(tcase, refuses_in_a_parent_all_but_blocks);
	tcase_add_test(tcase, refuses_a_block_given_twice);
	tcase_add_test(tcase, refuses_too_many_blocks_in_a_parent);
	tcase_add_test(tcase, refuses_a_value_inside_code);
	tcase_add_test(tcase, refuses_any_tag_inside_code);
	tcase_add_test(tcase, refuses_to_end_inside_code);
	tcase_add_test(tcase, takes_tildes_in_a_line_for_text);
	tcase_add_test(tcase, refuses_a_tag_that_a_backslash_would_undo);
	tcase_add_test(tcase, refuses_a_cell_that_could_vanish);
	tcase_add_test(tcase, refuses_two_templates_of_one_name);
	tcase_add_test(tcase, says_which_template_is_missing);
	tcase_add_test(tcase, refuses_sections_nested_too_deep);
	suite_add_tcase(suite, tcase);
	return suite;
}
