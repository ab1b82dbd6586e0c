#include <check.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/template/contract.h"
#include "lib/template/template.h"
#include "lib/template/template_lint.h"

static struct arena *arena;
static struct template_set *set;
static struct contracts contracts;
static struct template_lint *lint;
static struct buf said;
static struct note note;

static void
setup(void)
{
	arena = arena_new(4 << 20);
	said = buf_new(arena, 1 << 20);
	contracts = contracts_new(arena);
	ck_assert_int_eq(OK, template_set_new(&set, &note));
	ck_assert_int_eq(OK,
	    contracts_add(&contracts, STR("letters"),
		STR("{\"@case\":true,\"drug\":\"its name\","
		    "\"order\":{\"dose\":\"one dose\","
		    "\"by\":{\"name\":\"who\"}},"
		    "\"rows\":[{\"text\":\"a row\",\"refs\":[\"a number\"]}],"
		    "\"tree\":{\"drug\":\"its name\","
		    "\"tree\":{\"drug\":\"its name\"}},"
		    "\"test\":{\"@any\":\"anything\"}}"),
		&note));
	ck_assert_int_eq(OK, contracts_add(&contracts, STR("guide"),
				 STR("{\"title\":\"its title\"}"), &note));
	lint = NULL;
}

static void
teardown(void)
{
	template_set_free(set);
	arena_free(arena);
}

static void
take(void *payload, struct str template, const char *sentence)
{
	ck_assert_ptr_eq(payload, &said);
	ck_assert(strncmp(sentence, template.at, template.length) == 0);
	buf_printf(&said, "%s\n", sentence);
}

static void
have(const char *name, const char *text)
{
	ck_assert_msg(
	    template_add(set, str_from(name), str_from(text), &note) == OK,
	    "%s", note.text);
}

/* Check a template; what was said of it. */
static const char *
check(const char *name)
{
	if (lint == NULL) {
		template_link(set, &note);
		lint = template_lint_new(set, &contracts, arena, take, &said);
		ck_assert_ptr_nonnull(lint);
	}
	ck_assert_msg(template_lint_check(lint, str_from(name), &note) == OK,
	    "%s", note.text);
	buf_putc(&said, '\0');
	said.length--;
	return said.at;
}

static const char *
said_of(const char *text)
{
	have("letters/x.md", text);
	return check("letters/x.md");
}

START_TEST(is_silent_about_names_that_the_view_holds)
{
	ck_assert_str_eq(
	    "", said_of("{{drug}} {{order.dose}} {{order.by.name}}\n"
			"{{#rows}}\n{{text}} {{#refs}}{{.}}{{/refs}} {{drug}}\n"
			"{{/rows}}\n{{^rows}}\nnone\n{{/rows}}\n"
			"{{#order}}{{dose}}{{#by}}{{name}}{{dose}}{{/by}}"
			"{{/order}}\n{{#drug}}{{.}}{{/drug}}\n"));
}
END_TEST

START_TEST(names_place_and_nearest_name_of_what_no_view_holds)
{
	ck_assert_str_eq("letters/x.md:2:5: the view holds no \"drog\"; did "
			 "you mean \"drug\"?\n",
	    said_of("first\nthe {{drog}}\n"));
}
END_TEST

START_TEST(names_nothing_where_nothing_is_near)
{
	ck_assert_str_eq("letters/x.md:1:1: the view holds no \"zzzzzz\"\n",
	    said_of("{{zzzzzz}}"));
}
END_TEST

START_TEST(reports_every_one)
{
	ck_assert_str_eq("letters/x.md:1:1: the view holds no \"aaaa\"\n"
			 "letters/x.md:1:10: the view holds no \"bbbb\"\n"
			 "letters/x.md:1:19: the view holds no \"cccc\"\n",
	    said_of("{{aaaa}} {{bbbb}} {{^cccc}}x{{/cccc}}"));
}
END_TEST

START_TEST(looks_for_later_parts_of_a_name_inside_the_first)
{
	ck_assert_str_eq("letters/x.md:1:1: the view holds no \"order.drug\"\n"
			 "letters/x.md:1:16: the view holds no \"order.dos\"; "
			 "did you mean \"dose\"?\n",
	    said_of("{{order.drug}} {{order.dos}}"));
}
END_TEST

START_TEST(does_not_look_into_an_object_that_is_not_open)
{
	ck_assert_str_eq("letters/x.md:1:31: the view holds no \"dose\"\n",
	    said_of("{{#order}}{{dose}}{{/order}} a{{dose}}"));
}
END_TEST

START_TEST(refuses_to_print_a_list_or_an_object)
{
	ck_assert_str_eq("letters/x.md:1:1: \"rows\" is a list and prints "
			 "nothing; use a section\n"
			 "letters/x.md:1:10: \"order\" is an object and prints "
			 "nothing; name a member of it\n"
			 "letters/x.md:1:29: \".\" is an object and prints "
			 "nothing; name a member of it\n",
	    said_of("{{rows}} {{order}} {{#rows}}{{.}}{{/rows}}"));
}
END_TEST

START_TEST(looks_into_a_section_over_a_misspelt_name_as_it_was_meant)
{
	ck_assert_str_eq("letters/x.md:1:1: the view holds no \"row\"; did you "
			 "mean \"rows\"?\n"
			 "letters/x.md:1:17: the view holds no \"txt\"; did "
			 "you mean \"text\"?\n",
	    said_of("{{#row}}{{text}}{{txt}}{{/row}}"));
}
END_TEST

START_TEST(leaves_what_may_hold_anything)
{
	ck_assert_str_eq("", said_of("{{test.a.b}}{{#test}}{{c}}{{/test}}"));
}
END_TEST

START_TEST(follows_partials_with_the_context_of_their_call)
{
	have("parts/row.md", "{{text}}{{dose}}");
	ck_assert_str_eq("parts/row.md:1:9: the view holds no \"dose\"\n",
	    said_of("{{#rows}}{{>parts/row.md}}{{/rows}}"));
}
END_TEST

START_TEST(reports_a_place_once_however_often_it_is_called)
{
	have("parts/row.md", "{{nothing}}");
	have("letters/y.md", "{{>parts/row.md}}");
	check("letters/y.md");
	ck_assert_str_eq(
	    "parts/row.md:1:1: the view holds no \"nothing\"\n", said.at);
	ck_assert_str_eq("parts/row.md:1:1: the view holds no \"nothing\"\n",
	    check("letters/y.md"));
}
END_TEST

START_TEST(reports_every_partial_that_is_missing)
{
	ck_assert_str_eq(
	    "letters/x.md:1:1: there is no template \"parts/a.md\"\n"
	    "letters/x.md:2:1: there is no template \"parts/b.md\"\n",
	    said_of("{{>parts/a.md}}\n{{>parts/b.md}}\n"));
}
END_TEST

START_TEST(comes_to_an_end_in_a_template_that_calls_itself)
{
	have("parts/node.md", "{{drug}}{{dog}}{{#tree}}{{>parts/node.md}}"
			      "{{/tree}}");
	ck_assert_str_eq("parts/node.md:1:9: the view holds no \"dog\"\n",
	    said_of("{{>parts/node.md}}"));
}
END_TEST

START_TEST(fills_blocks_with_the_arguments_of_the_call)
{
	have("parts/frame.md", "{{#rows}}{{$cell}}{{nothing}}{{/cell}}{{/rows}}"
			       "{{$end}}{{dog}}{{/end}}");
	ck_assert_str_eq("letters/x.md:1:37: the view holds no \"dose\"\n"
			 "parts/frame.md:1:56: the view holds no \"dog\"\n",
	    said_of("{{<parts/frame.md}}{{$cell}}{{text}}{{dose}}{{/cell}}"
		    "{{/parts/frame.md}}"));
}
END_TEST

START_TEST(reports_a_block_that_no_template_takes)
{
	have("parts/frame.md", "{{$cell}}{{/cell}}");
	ck_assert_str_eq("letters/x.md:1:20: the block \"sell\" is in no "
			 "template that is called here\n",
	    said_of("{{<parts/frame.md}}{{$sell}}{{drug}}{{/sell}}"
		    "{{/parts/frame.md}}"));
}
END_TEST

START_TEST(checks_the_blocks_of_a_parent_that_is_missing)
{
	ck_assert_str_eq(
	    "letters/x.md:1:1: there is no template \"parts/none.md\"\n"
	    "letters/x.md:1:25: the view holds no \"nothing\"\n",
	    said_of("{{<parts/none.md}}{{$a}}{{nothing}}{{/a}}"
		    "{{/parts/none.md}}"));
}
END_TEST

START_TEST(wants_a_text_for_the_name_of_a_dynamic_partial)
{
	ck_assert_str_eq(
	    "letters/x.md:1:1: the view holds no \"drog\"; did you mean "
	    "\"drug\"?\n"
	    "letters/x.md:1:12: \"rows\" is no text, so it names no "
	    "template\n",
	    said_of("{{>*drog}} {{>*rows}} {{>*drug}}"));
}
END_TEST

START_TEST(refuses_unescaped_values_behind_a_dynamic_partial)
{
	have("parts/raw.md", "{{{drug}}}");
	ck_assert_str_eq(
	    "letters/x.md:1:1: by a name of the view, \"letters/x.md\" can "
	    "reach a template that writes without escaping, and the view "
	    "holds what a case says\n",
	    said_of("{{>*drug}}"));
	ck_assert(template_lint_reached(lint, STR("parts/raw.md")));
}
END_TEST

START_TEST(refuses_unescaped_values_where_a_case_speaks)
{
	ck_assert_str_eq("letters/x.md:1:1: \"drug\" is written without "
			 "escaping, and the view holds what a case says\n"
			 "letters/x.md:1:12: \"drug\" is written without "
			 "escaping, and the view holds what a case says\n",
	    said_of("{{{drug}}} {{&drug}}"));
}
END_TEST

START_TEST(allows_unescaped_values_elsewhere)
{
	have("guide/x.html", "{{{title}}}");
	ck_assert_str_eq("", check("guide/x.html"));
}
END_TEST

START_TEST(wants_a_contract_for_every_template_that_is_filled)
{
	have("other/x.md", "{{drug}}");
	ck_assert_str_eq("other/x.md:1:1: no contract in views/ is that of "
			 "\"other/x.md\"\n",
	    check("other/x.md"));
}
END_TEST

START_TEST(knows_which_templates_were_called)
{
	have("parts/a.md", "{{>parts/b.md}}");
	have("parts/b.md", "b");
	have("parts/c.md", "c");
	said_of("{{>parts/a.md}}");
	ck_assert(template_lint_reached(lint, STR("parts/a.md")));
	ck_assert(template_lint_reached(lint, STR("parts/b.md")));
	ck_assert(!template_lint_reached(lint, STR("parts/c.md")));
	ck_assert(!template_lint_reached(lint, STR("letters/x.md")));
}
END_TEST

START_TEST(fails_for_a_template_that_is_not_there)
{
	said_of("x");
	ck_assert_int_eq(ERR_NOT_FOUND,
	    template_lint_check(lint, STR("letters/none.md"), &note));
	ck_assert_str_eq("there is no template \"letters/none.md\"", note.text);
}
END_TEST

static enum err
check_within(size_t bytes)
{
	struct arena *small = arena_new(bytes);
	struct contracts few = contracts_new(small);
	enum err err;

	said.length = 0;
	err = contracts_add(&few, STR("letters"),
	    STR("{\"drug\":\"its name\",\"rows\":[{\"text\":\"a row\"}]}"),
	    &note);
	if (err == OK)
		err = contracts_link(&few, &note);
	if (err == OK) {
		lint = template_lint_new(set, &few, small, take, &said);
		err = lint == NULL ? ERR_MEMORY
				   : template_lint_check(
					 lint, STR("letters/x.md"), &note);
	}
	arena_free(small);
	return err;
}

/* Wherever memory ends, it is said, and nothing else happens. */
START_TEST(says_so_wherever_memory_ends)
{
	const char *text = "{{>parts/a.md}}{{drog}}{{#rows}}{{txt}}{{/rows}}"
			   "{{<parts/a.md}}{{$b}}{{none}}{{/b}}{{/parts/a.md}}";
	size_t bytes = 64;
	enum err err;

	have("letters/x.md", text);
	have("parts/a.md", "{{$b}}{{drug}}{{/b}}");
	template_link(set, &note);
	while ((err = check_within(bytes)) != OK) {
		ck_assert_int_eq(ERR_MEMORY, err);
		ck_assert_uint_lt(bytes, 1 << 20);
		bytes += 16;
	}
	ck_assert_uint_gt(bytes, 4096);
	ck_assert(str_equal(buf_str(&said),
	    STR("letters/x.md:1:16: the view holds no \"drog\"; did you mean "
		"\"drug\"?\n"
		"letters/x.md:1:33: the view holds no \"txt\"; did you mean "
		"\"text\"?\n"
		"letters/x.md:1:70: the view holds no \"none\"\n")));
}
END_TEST

Suite *suite_template_lint(void);

Suite *
suite_template_lint(void)
{
	Suite *suite = suite_create("template_lint");
	TCase *tcase = tcase_create("template_lint");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, is_silent_about_names_that_the_view_holds);
	tcase_add_test(
	    tcase, names_place_and_nearest_name_of_what_no_view_holds);
	tcase_add_test(tcase, names_nothing_where_nothing_is_near);
	tcase_add_test(tcase, reports_every_one);
	tcase_add_test(tcase, looks_for_later_parts_of_a_name_inside_the_first);
	tcase_add_test(tcase, does_not_look_into_an_object_that_is_not_open);
	tcase_add_test(tcase, refuses_to_print_a_list_or_an_object);
	tcase_add_test(
	    tcase, looks_into_a_section_over_a_misspelt_name_as_it_was_meant);
	tcase_add_test(tcase, leaves_what_may_hold_anything);
	tcase_add_test(tcase, follows_partials_with_the_context_of_their_call);
	tcase_add_test(tcase, reports_a_place_once_however_often_it_is_called);
	tcase_add_test(tcase, reports_every_partial_that_is_missing);
	tcase_add_test(tcase, comes_to_an_end_in_a_template_that_calls_itself);
	tcase_add_test(tcase, fills_blocks_with_the_arguments_of_the_call);
	tcase_add_test(tcase, reports_a_block_that_no_template_takes);
	tcase_add_test(tcase, checks_the_blocks_of_a_parent_that_is_missing);
	tcase_add_test(tcase, wants_a_text_for_the_name_of_a_dynamic_partial);
	tcase_add_test(
	    tcase, refuses_unescaped_values_behind_a_dynamic_partial);
	tcase_add_test(tcase, refuses_unescaped_values_where_a_case_speaks);
	tcase_add_test(tcase, allows_unescaped_values_elsewhere);
	tcase_add_test(
	    tcase, wants_a_contract_for_every_template_that_is_filled);
	tcase_add_test(tcase, knows_which_templates_were_called);
	tcase_add_test(tcase, fails_for_a_template_that_is_not_there);
	tcase_add_test(tcase, says_so_wherever_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
