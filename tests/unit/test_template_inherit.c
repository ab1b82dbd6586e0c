#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

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

static void
add(const char *name, const char *text)
{
	enum err err = template_add(set, str_from(name), str_from(text), &note);

	ck_assert_msg(err == OK, "%s", note.text);
}

static enum err
try_fill(const char *name, const char *json, struct buf *out)
{
	struct value view;

	ck_assert_int_eq(OK, json_read(str_from(json), &limits, arena, &view,
	    &note));
	return template_fill(set, str_from(name), view, out, &note);
}

/* Filled after linking. */
static const char *
filled(const char *name, const char *json)
{
	struct buf out = buf_new(arena, 1 << 20);
	enum err err;

	err = template_link(set, &note);
	ck_assert_msg(err == OK, "%s", note.text);
	err = try_fill(name, json, &out);
	ck_assert_msg(err == OK, "%s", note.text);
	return str_to_c(buf_str(&out), arena);
}

START_TEST(keeps_an_argument_out_of_itself)
{
	add("a.txt", "{{<p.txt}}{{$x}}[{{$x}}own{{/x}}]{{/x}}{{/p.txt}}");
	add("p.txt", "{{$x}}p{{/x}}");
	ck_assert_str_eq("[own]", filled("a.txt", "{}"));
}
END_TEST

START_TEST(calls_a_partial_in_an_argument_from_where_it_is_written)
{
	add("a.txt", "{{<p.txt}}{{$x}}{{>q.txt}}{{/x}}{{$y}}a{{/y}}{{/p.txt}}");
	add("p.txt", "{{$x}}{{/x}}{{>q.txt}}");
	add("q.txt", "{{$y}}q{{/y}}");
	ck_assert_str_eq("qa", filled("a.txt", "{}"));
}
END_TEST

START_TEST(ends_arguments_with_their_call)
{
	add("a.txt", "{{<p.txt}}{{$x}}1{{/x}}{{/p.txt}}{{>p.txt}}{{$x}}a{{/x}}");
	add("p.txt", "{{$x}}p{{/x}}");
	ck_assert_str_eq("1pa", filled("a.txt", "{}"));
}
END_TEST

START_TEST(fills_a_block_anew_for_each_item)
{
	add("a.txt", "{{<p.txt}}{{$x}}<{{.}}>{{/x}}{{/p.txt}}");
	add("p.txt", "{{#l}}{{$x}}{{/x}}{{/l}}");
	ck_assert_str_eq("<1><2>", filled("a.txt", "{\"l\":[1,2]}"));
}
END_TEST

START_TEST(escapes_arguments_for_the_medium)
{
	add("a.html", "{{<p.html}}{{$x}}{{v}}{{/x}}{{/p.html}}");
	add("p.html", "<i>{{$x}}{{/x}}</i>");
	ck_assert_str_eq("<i>&lt;b&gt;</i>",
	    filled("a.html", "{\"v\":\"<b>\"}"));
}
END_TEST

START_TEST(takes_comments_and_delimiters_between_blocks)
{
	add("a.txt", "{{<p.txt}}{{! why }}{{=<% %>=}}<%$x%>1<%/x%>"
	    "<%={{ }}=%>{{/p.txt}}{{v}}");
	add("p.txt", "{{$x}}p{{/x}}");
	ck_assert_str_eq("12", filled("a.txt", "{\"v\":2}"));
}
END_TEST

START_TEST(prints_a_block_that_nothing_replaces_as_it_is_written)
{
	add("a.txt", "  {{$x}}\n    one\n  two\n  {{/x}}\n  {{$y}}3\n4{{/y}}\n");
	ck_assert_str_eq("    one\n  two\n  3\n4\n", filled("a.txt", "{}"));
}
END_TEST

START_TEST(moves_an_argument_to_the_indentation_of_its_block)
{
	add("a.txt", "{{<p.txt}}\n  {{$x}}\n      one\n        two\n"
	    "    three\n  {{/x}}\n{{/p.txt}}\n");
	add("p.txt", ":\n{{$x}}\n  default\n{{/x}}\n.\n");
	ck_assert_str_eq(":\n  one\n    two\n  three\n.\n",
	    filled("a.txt", "{}"));
}
END_TEST

START_TEST(indents_what_stands_alone_in_an_argument)
{
	add("a.txt", "{{<p.txt}}{{$x}}\n    {{#l}}\n    {{>q.txt}}\n"
	    "    {{/l}}\n{{/x}}{{/p.txt}}");
	add("p.txt", "-\n  {{$x}}\n  {{/x}}\n");
	add("q.txt", "{{.}}\n.\n");
	ck_assert_str_eq("-\n  1\n  .\n  2\n  .\n",
	    filled("a.txt", "{\"l\":[1,2]}"));
}
END_TEST

START_TEST(indents_parents_as_it_does_partials)
{
	add("a.txt", "  {{<p.txt}}{{$x}}\n1\n2\n{{/x}}{{/p.txt}}\n");
	add("p.txt", "p\n {{<q.txt}}{{/q.txt}}\n");
	add("q.txt", "q\n {{$x}}\n {{/x}}\n{{$y}}y\n{{/y}}");
	ck_assert_str_eq("  p\n   q\n    1\n    2\n   y\n",
	    filled("a.txt", "{}"));
}
END_TEST

START_TEST(goes_on_in_a_line_that_a_block_began)
{
	add("a.txt", " {{<p.txt}}{{$x}}\none\ntwo{{/x}}{{$y}}3{{/y}}"
	    "{{/p.txt}}\n");
	add("p.txt", "a {{$x}}{{/x}} b\n  {{$y}}\n  {{/y}}\n");
	ck_assert_str_eq(" a one\n two b\n   3", filled("a.txt", "{}"));
}
END_TEST

START_TEST(takes_indentation_off_an_argument_in_an_argument)
{
	add("a.txt", "{{<p.txt}}{{$x}}\n  one\n  {{<p.txt}}{{$x}}\n"
	    "      two\n        three\n  {{/x}}{{/p.txt}}\n{{/x}}{{/p.txt}}\n");
	add("p.txt", "<\n{{$x}}\n{{/x}}\n>\n");
	ck_assert_str_eq("<\none\n<\ntwo\n  three\n>\n>\n",
	    filled("a.txt", "{}"));
}
END_TEST

START_TEST(calls_what_the_view_names)
{
	add("a.txt", "{{#l}}{{>*kind}};{{/l}}");
	add("x.txt", "x{{v}}");
	add("y.txt", "y{{v}}");
	ck_assert_str_eq("x1;y2;;", filled("a.txt", "{\"l\":[{\"kind\":"
	    "\"x.txt\",\"v\":1},{\"kind\":\"y.txt\",\"v\":2},{\"v\":3}]}"));
}
END_TEST

START_TEST(fills_the_parent_that_the_view_names)
{
	add("a.txt", "{{<* kind }}{{$x}}a{{/x}}{{/*kind}}");
	add("p.txt", "<{{$x}}p{{/x}}>");
	ck_assert_str_eq("<a>", filled("a.txt", "{\"kind\":\"p.txt\"}"));
	ck_assert_str_eq("", filled("a.txt", "{\"kind\":[\"p.txt\"]}"));
}
END_TEST

START_TEST(refuses_a_dynamic_partial_of_another_medium)
{
	struct buf out = buf_new(arena, 1 << 20);

	add("a.md", "x\n\n {{>*kind}}");
	add("b.html", "{{v}}");
	ck_assert_int_eq(OK, template_link(set, &note));
	buf_puts(&out, "before");
	ck_assert_int_eq(ERR_INVALID, try_fill("a.md",
	    "{\"kind\":\"b.html\"}", &out));
	ck_assert_str_eq("a.md:3:2: what \"*kind\" asks for is escaped for "
	    "another medium", note.text);
	ck_assert(str_is(buf_str(&out), "before"));
}
END_TEST

START_TEST(stops_dynamic_recursion)
{
	struct buf out = buf_new(arena, 1 << 20);

	add("a.md", "{{>*a}}");
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("a.md", "{\"a\":\"a.md\"}",
	    &out));
	ck_assert_str_eq("a.md:1:1: nested deeper than 64", note.text);
}
END_TEST

START_TEST(stops_blocks_that_double_and_double)
{
	struct buf out = buf_new(arena, 1 << 20);
	char name[16], text[200];
	int i;

	add("0.txt", "{{#go}}{{>1.txt}}{{/go}}");
	for (i = 1; i < 30; i++) {
		snprintf(name, sizeof(name), "%d.txt", i);
		snprintf(text, sizeof(text), "{{<%d.txt}}{{$%d}}{{$%d}}{{/%d}}"
		    "{{$%d}}{{/%d}}{{/%d}}{{/%d.txt}}", i + 1, i, i - 1, i - 1,
		    i - 1, i - 1, i, i + 1);
		add(name, text);
	}
	add("30.txt", "{{$29}}{{/29}}");
	ck_assert_int_eq(ERR_INVALID, template_link(set, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "more than 200000 rounds"));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("0.txt", "{\"go\":true}",
	    &out));
	ck_assert_ptr_nonnull(strstr(note.text, "more than 200000 rounds"));
}
END_TEST

START_TEST(refuses_to_indent_blocks_without_end)
{
	struct buf out = buf_new(arena, 1 << 20);
	char text[300];

	snprintf(text, sizeof(text), "{{#a}}\n%*s{{<*b}}{{/*b}}\n{{/a}}\n",
	    100, "");
	add("a.txt", text);
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("a.txt",
	    "{\"a\":1,\"b\":\"a.txt\"}", &out));
	ck_assert_str_eq("a.txt:2:101: indented by more than 256 bytes",
	    note.text);
	snprintf(text, sizeof(text), "{{<c.txt}}{{$x}}1{{/x}}{{/c.txt}}");
	add("b.txt", text);
	snprintf(text, sizeof(text), "\n%*s{{$x}}{{/x}}\n", 257, "");
	add("c.txt", text);
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, try_fill("b.txt", "{}", &out));
	ck_assert_str_eq("c.txt:2:258: indented by more than 256 bytes",
	    note.text);
}
END_TEST

START_TEST(tells_what_may_be_unescaped_through_parents_and_dynamic_names)
{
	add("a.md", "{{<b.md}}{{/b.md}}");
	add("b.md", "{{{x}}}");
	add("c.md", "{{>*x}}");
	add("c.html", "{{>*x}}");
	add("d.html", "{{<e.html}}{{$x}}{{&x}}{{/x}}{{/e.html}}");
	add("e.html", "{{$x}}{{/x}}");
	add("e.txt", "{{>*x}}");
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert(template_uses_raw(set, STR("a.md")));
	ck_assert(template_uses_raw(set, STR("c.md")));
	ck_assert(template_uses_raw(set, STR("c.html")));
	ck_assert(template_uses_raw(set, STR("d.html")));
	ck_assert(!template_uses_raw(set, STR("e.html")));
	ck_assert(!template_uses_raw(set, STR("e.txt")));
}
END_TEST

START_TEST(escapes_as_the_caller_says)
{
	struct value view;
	struct buf out = buf_new(arena, 1000);

	ck_assert_int_eq(OK, template_add_as(set, STR("a"), STR("{{v}} {{>b}}"),
	    ESCAPE_MARKUP, &note));
	ck_assert_int_eq(OK, template_add_as(set, STR("b"), STR("{{v}}"),
	    ESCAPE_MARKUP, &note));
	ck_assert_int_eq(OK, template_add_as(set, STR("c.md"), STR("{{v}}"),
	    ESCAPE_NONE, &note));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(OK, json_read(STR("{\"v\":\"*\"}"), &limits, arena,
	    &view, &note));
	ck_assert_int_eq(OK, template_fill(set, STR("a"), view, &out, &note));
	ck_assert_int_eq(OK, template_fill(set, STR("c.md"), view, &out,
	    &note));
	ck_assert(str_is(buf_str(&out), "\\* \\**"));
}
END_TEST

START_TEST(lets_a_backslash_end_a_line_of_a_section)
{
	add("a.md", "{{#l}}\n{{v}}{{#more}}\\{{/more}}\n{{/l}}\n");
	ck_assert_str_eq("\\*\\\n\\*\n", filled("a.md",
	    "{\"l\":[{\"v\":\"*\",\"more\":true},{\"v\":\"*\"}]}"));
}
END_TEST

static void
add_blocks(Suite *suite)
{
	TCase *tcase = tcase_create("blocks");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, keeps_an_argument_out_of_itself);
	tcase_add_test(tcase,
	    calls_a_partial_in_an_argument_from_where_it_is_written);
	tcase_add_test(tcase, ends_arguments_with_their_call);
	tcase_add_test(tcase, fills_a_block_anew_for_each_item);
	tcase_add_test(tcase, escapes_arguments_for_the_medium);
	tcase_add_test(tcase, takes_comments_and_delimiters_between_blocks);
	tcase_add_test(tcase,
	    prints_a_block_that_nothing_replaces_as_it_is_written);
	tcase_add_test(tcase,
	    moves_an_argument_to_the_indentation_of_its_block);
	tcase_add_test(tcase, indents_what_stands_alone_in_an_argument);
	tcase_add_test(tcase, indents_parents_as_it_does_partials);
	tcase_add_test(tcase, goes_on_in_a_line_that_a_block_began);
	tcase_add_test(tcase,
	    takes_indentation_off_an_argument_in_an_argument);
	tcase_add_test(tcase, stops_blocks_that_double_and_double);
	tcase_add_test(tcase, refuses_to_indent_blocks_without_end);
	suite_add_tcase(suite, tcase);
}

Suite *suite_template_inherit(void);

Suite *
suite_template_inherit(void)
{
	Suite *suite = suite_create("template_inherit");
	TCase *tcase = tcase_create("dynamic");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, calls_what_the_view_names);
	tcase_add_test(tcase, fills_the_parent_that_the_view_names);
	tcase_add_test(tcase, refuses_a_dynamic_partial_of_another_medium);
	tcase_add_test(tcase, stops_dynamic_recursion);
	tcase_add_test(tcase,
	    tells_what_may_be_unescaped_through_parents_and_dynamic_names);
	tcase_add_test(tcase, escapes_as_the_caller_says);
	tcase_add_test(tcase, lets_a_backslash_end_a_line_of_a_section);
	suite_add_tcase(suite, tcase);
	add_blocks(suite);
	return suite;
}
