#include "lib/template/template.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

static struct arena *arena;
static struct template_set *set;
static struct note note;

static const struct json_limits limits = { 1 << 20, 32, 100000 };

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

static enum err
try_fill(const char *name, const char *json, struct buf *out)
{
	struct value view;

	ck_assert_int_eq(OK, json_read(str_from(json), &limits, arena, &view,
	    &note));
	return template_fill(set, str_from(name), view, out, &note);
}

static const char *
fill(const char *name, const char *json)
{
	struct buf out = buf_new(arena, 1 << 20);

	ck_assert_int_eq(OK, try_fill(name, json, &out));
	return str_to_c(buf_str(&out), arena);
}

/* A set of one template, filled. */
static const char *
filled(const char *name, const char *text, const char *json)
{
	ck_assert_int_eq(OK, add(name, text));
	ck_assert_int_eq(OK, template_link(set, &note));
	return fill(name, json);
}

START_TEST(lets_a_value_stand_beside_code)
{
	ck_assert_str_eq("`a` v ``b`c`` v \\` v\n\n` open\n\nv",
	    filled("a.md", "`a` {{v}} ``b`c`` {{v}} \\` {{v}}\n\n` open\n\n"
	    "{{v}}", "{\"v\":\"v\"}"));
}
END_TEST

START_TEST(finds_templates_by_name_whatever_the_order_they_came_in)
{
	static const char *const names[] = { "m", "c", "z", "a", "n" };
	size_t i;

	for (i = 0; i < 5; i++)
		ck_assert_int_eq(OK, add(names[i], names[i]));
	for (i = 0; i < 5; i++)
		ck_assert_str_eq(names[i], fill(names[i], "{}"));
	ck_assert(!template_exists(set, STR("b")));
}
END_TEST

START_TEST(stops_recursion_that_data_does_not_end)
{
	struct buf out = buf_new(arena, 1 << 20);

	buf_puts(&out, "before");
	ck_assert_int_eq(OK, add("a.md", "x{{#a}}{{>a.md}}{{/a}}"));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("a.md", "{\"a\":1}", &out));
	ck_assert_str_eq("a.md:1:2: nested deeper than 64", note.text);
	ck_assert(str_is(buf_str(&out), "before"));
}
END_TEST

START_TEST(stops_partials_that_double_and_double)
{
	struct buf out = buf_new(arena, 1 << 20);
	char name[16], text[40];
	int i;

	for (i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), "%d.md", i);
		snprintf(text, sizeof(text), "{{>%d.md}}{{>%d.md}}", i + 1,
		    i + 1);
		ck_assert_int_eq(OK, add(name, text));
	}
	ck_assert_int_eq(OK, add("40.md", ""));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("0.md", "{}", &out));
	ck_assert_ptr_nonnull(strstr(note.text, "more than 200000 rounds"));
}
END_TEST

START_TEST(stops_lists_in_lists_in_lists)
{
	struct buf out = buf_new(arena, 1 << 20), json = buf_new(arena, 9999);
	int i;

	buf_puts(&json, "{\"a\":[0");
	for (i = 0; i < 99; i++)
		buf_puts(&json, ",0");
	buf_puts(&json, "]}");
	ck_assert_int_eq(OK, add("a.md",
	    "{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}"));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("a.md",
	    str_to_c(buf_str(&json), arena), &out));
}
END_TEST

START_TEST(escapes_by_the_end_of_the_name)
{
	const char *view = "{\"v\":\"<a href='x'>&\\\"\"}";

	ck_assert_int_eq(OK, add("a.md", "{{v}}"));
	ck_assert_int_eq(OK, add("a.html", "{{v}}"));
	ck_assert_int_eq(OK, add("a.txt", "{{v}}"));
	ck_assert_str_eq("\\<a href\\=\\'x\\'\\>\\&\\\"", fill("a.md", view));
	ck_assert_str_eq("&lt;a href=&#39;x&#39;&gt;&amp;&quot;",
	    fill("a.html", view));
	ck_assert_str_eq("<a href='x'>&\"", fill("a.txt", view));
}
END_TEST

START_TEST(makes_one_line_of_a_value_in_markup)
{
	ck_assert_str_eq("[a b c d]", filled("a.md", "[{{v}}]",
	    "{\"v\":\"\\n\\t a \\r\\n\\r\\n b\\tc\xc2\x85 d \\n\"}"));
}
END_TEST

START_TEST(escapes_long_values_whole)
{
	struct buf json = buf_new(arena, 9999), want = buf_new(arena, 9999);
	int i;

	buf_puts(&json, "{\"v\":\"");
	for (i = 0; i < 1000; i++) {
		buf_puts(&json, i % 7 == 0 ? " x" : "-");
		buf_puts(&want, i % 7 != 0 ? "\\-" : i == 0 ? "x" : " x");
	}
	buf_puts(&json, "\"}");
	ck_assert_str_eq(str_to_c(buf_str(&want), arena), filled("a.md",
	    "{{v}}", str_to_c(buf_str(&json), arena)));
}
END_TEST

START_TEST(takes_null_false_empty_text_and_empty_list_for_false)
{
	ck_assert_str_eq("nfesm", filled("a.md",
	    "{{^n}}n{{/n}}{{^f}}f{{/f}}{{^e}}e{{/e}}{{^s}}s{{/s}}{{^m}}m{{/m}}",
	    "{\"n\":null,\"f\":false,\"e\":[],\"s\":\"\"}"));
}
END_TEST

START_TEST(takes_zero_and_an_empty_object_for_true)
{
	ck_assert_str_eq("0 o", filled("a.md",
	    "{{#z}}{{.}}{{/z}} {{#o}}o{{/o}}",
	    "{\"z\":0,\"o\":{}}"));
}
END_TEST

START_TEST(prints_truth_as_a_word_and_nothing_for_trees)
{
	ck_assert_str_eq("true false <>", filled("a.md",
	    "{{t}} {{f}} <{{l}}{{o}}{{n}}>",
	    "{\"t\":true,\"f\":false,\"l\":[1],\"o\":{\"a\":1},\"n\":null}"));
}
END_TEST

START_TEST(does_not_look_outside_once_the_first_part_is_found)
{
	ck_assert_str_eq("", filled("a.md", "{{#in}}{{a.b}}{{/in}}",
	    "{\"a\":{\"b\":\"outer\"},\"in\":{\"a\":{}}}"));
}
END_TEST

START_TEST(never_reads_a_value_as_a_template)
{
	ck_assert_str_eq("{{b}}{{/a}}", filled("a.txt", "{{#a}}{{.}}{{/a}}",
	    "{\"a\":[\"{{b}}\",\"{{/a}}\"],\"b\":\"wrong\"}"));
}
END_TEST

START_TEST(indents_partials_of_partials_by_both)
{
	ck_assert_int_eq(OK, add("a.txt", "  {{>b.txt}}\n."));
	ck_assert_int_eq(OK, add("b.txt", "b\n {{>c.txt}}\n{{>c.txt}}{{x}}\n"));
	ck_assert_int_eq(OK, add("c.txt", "{{#s}}\n{{x}}\n{{/s}}\nc"));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_str_eq("  b\n   1\n2\n   c  1\n2\nc1\n2\n.",
	    fill("a.txt", "{\"s\":true,\"x\":\"1\\n2\"}"));
}
END_TEST

START_TEST(indents_lines_that_start_with_a_tag)
{
	ck_assert_int_eq(OK, add("a.txt", " {{>b.txt}}"));
	ck_assert_int_eq(OK, add("b.txt",
	    "{{#l}}{{.}}\n{{/l}} x\n{{^n}}y{{/n}}\n{{! }}z\n{{>c.txt}}!\n"));
	ck_assert_int_eq(OK, add("c.txt", "c"));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_str_eq(" 1\n 2\n  x\n y\n z\n c!\n",
	    fill("a.txt", "{\"l\":[1,2]}"));
}
END_TEST

START_TEST(refuses_to_indent_without_end)
{
	struct buf out = buf_new(arena, 1 << 20);
	char text[200];

	snprintf(text, sizeof(text), "{{#a}}\n%*s{{>a.txt}}\n{{/a}}\n", 100,
	    "");
	ck_assert_int_eq(OK, add("a.txt", text));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("a.txt", "{\"a\":1}", &out));
	ck_assert_str_eq("a.txt:2:101: indented by more than 256 bytes",
	    note.text);
}
END_TEST

START_TEST(tells_which_templates_print_unescaped_values)
{
	ck_assert_int_eq(OK, add("a.md", "{{#x}}{{>b.md}}{{/x}}"));
	ck_assert_int_eq(OK, add("b.md", "{{>c.md}}"));
	ck_assert_int_eq(OK, add("c.md", "{{{x}}}"));
	ck_assert_int_eq(OK, add("d.md", "{{x}}"));
	ck_assert_int_eq(OK, add("e.md", "{{&x}}"));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert(template_uses_raw(set, STR("a.md")));
	ck_assert(template_uses_raw(set, STR("b.md")));
	ck_assert(template_uses_raw(set, STR("c.md")));
	ck_assert(!template_uses_raw(set, STR("d.md")));
	ck_assert(template_uses_raw(set, STR("e.md")));
	ck_assert(!template_uses_raw(set, STR("none.md")));
}
END_TEST

START_TEST(leaves_the_output_as_it_was_when_it_is_full)
{
	struct buf out = buf_new(arena, 12);

	buf_puts(&out, "before");
	ck_assert_int_eq(OK, add("a.md", "seven{{x}}"));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("a.md", "{\"x\":12}", &out));
	ck_assert_str_eq("a.md: longer than 12 bytes", note.text);
	ck_assert(str_is(buf_str(&out), "before"));
}
END_TEST

START_TEST(fails_cleanly_at_each_allocation)
{
	struct value view;
	size_t cap;
	enum err err = ERR_MEMORY;

	ck_assert_int_eq(OK, add("a.md", "{{#l}}{{.}} long enough\n{{/l}}"));
	ck_assert_int_eq(OK, json_read(STR("{\"l\":[1,2,3,4,5,6,7,8,9,10,11,12,"
	    "13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,"
	    "35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50]}"), &limits,
	    arena, &view, &note));
	for (cap = 16; err == ERR_MEMORY && cap < 65536; cap += 64) {
		struct arena *small = arena_new(cap);
		struct buf out = buf_new(small, 1 << 16);

		err = template_fill(set, STR("a.md"), view, &out, &note);
		ck_assert_uint_eq(err == OK ? 741 : 0, out.length);
		arena_free(small);
	}
	ck_assert_int_eq(OK, err);
}
END_TEST

START_TEST(frees_a_set_that_is_not_there)
{
	template_set_free(NULL);
}
END_TEST

static void
add_limits(Suite *suite)
{
	TCase *tcase = tcase_create("limits");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, stops_recursion_that_data_does_not_end);
	tcase_add_test(tcase, stops_partials_that_double_and_double);
	tcase_add_test(tcase, stops_lists_in_lists_in_lists);
	tcase_add_test(tcase, refuses_to_indent_without_end);
	tcase_add_test(tcase, leaves_the_output_as_it_was_when_it_is_full);
	tcase_add_test(tcase, fails_cleanly_at_each_allocation);
	tcase_add_test(tcase, frees_a_set_that_is_not_there);
	suite_add_tcase(suite, tcase);
}

static void
add_filling(Suite *suite)
{
	TCase *tcase = tcase_create("filling");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, lets_a_value_stand_beside_code);
	tcase_add_test(tcase,
	    finds_templates_by_name_whatever_the_order_they_came_in);
	tcase_add_test(tcase, escapes_by_the_end_of_the_name);
	tcase_add_test(tcase, makes_one_line_of_a_value_in_markup);
	tcase_add_test(tcase, escapes_long_values_whole);
	tcase_add_test(tcase,
	    takes_null_false_empty_text_and_empty_list_for_false);
	tcase_add_test(tcase, takes_zero_and_an_empty_object_for_true);
	tcase_add_test(tcase, prints_truth_as_a_word_and_nothing_for_trees);
	tcase_add_test(tcase,
	    does_not_look_outside_once_the_first_part_is_found);
	tcase_add_test(tcase, never_reads_a_value_as_a_template);
	tcase_add_test(tcase, indents_partials_of_partials_by_both);
	tcase_add_test(tcase, indents_lines_that_start_with_a_tag);
	tcase_add_test(tcase, tells_which_templates_print_unescaped_values);
	suite_add_tcase(suite, tcase);
}

Suite *suite_template(void);

Suite *
suite_template(void)
{
	Suite *suite = suite_create("template");

	add_limits(suite);
	add_filling(suite);
	return suite;
}
