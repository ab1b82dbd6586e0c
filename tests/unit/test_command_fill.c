#include <check.h>
#include <stdio.h>
#include <string.h>

#include "kb/commands.h"
#include "tests/unit/command_help.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static char *dir;

static void
setup(void)
{
	dir = kb_folder();
	kb_write(dir, "v.json",
	    "{\"name\":\"A & *b*\",\"n\":1.50,"
	    "\"list\":[\"x\",\"y\"],\"which\":\"one\"}");
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

/* Fill "text" from v.json with the folder DIR/p and this escape. */
static int
fill(const char *text, const char *escape)
{
	char data[256], partials[256];
	const char *const words[] = { "-", "--data", data, "--partials",
		partials, "--escape", escape, NULL };

	strcpy(data, store_path(dir, "v.json"));
	strcpy(partials, store_path(dir, "p"));
	return command_run(command_templates_fill, text, words);
}

static int
fill_alone(const char *text)
{
	const char *const words[] = { "-", "--data", store_path(dir, "v.json"),
		NULL };

	return command_run(command_templates_fill, text, words);
}

START_TEST(prints_a_template_filled_from_a_view)
{
	ck_assert_int_eq(EXIT_FOUND,
	    fill_alone("{{#list}}\n- {{.}}\n{{/list}}\n{{n}} {{none}}.\n"));
	ck_assert_str_eq("- x\n- y\n1.50 .\n", command_out);
	ck_assert_str_eq("", command_said);
}
END_TEST

START_TEST(escapes_for_html_unless_told_otherwise)
{
	kb_write(dir, "p/part.mustache", "<{{name}}>");
	ck_assert_int_eq(EXIT_FOUND, fill_alone("{{name}}"));
	ck_assert_str_eq("A &amp; *b*", command_out);
	ck_assert_int_eq(EXIT_FOUND, fill("{{name}}{{>part}}", "md"));
	ck_assert_str_eq("A \\& \\*b\\*<A \\& \\*b\\*>", command_out);
	ck_assert_int_eq(EXIT_FOUND, fill("{{name}}{{>part}}", "none"));
	ck_assert_str_eq("A & *b*<A & *b*>", command_out);
}
END_TEST

START_TEST(finds_partials_and_parents_by_name_in_the_folder)
{
	kb_write(dir, "p/one.mustache", "1{{>deep/two}}");
	kb_write(dir, "p/deep/two.mustache", "2");
	kb_write(dir, "p/frame.mustache", "[{{$body}}empty{{/body}}]");
	ck_assert_int_eq(
	    EXIT_FOUND, fill("{{>one}} {{>*which}} "
			     "{{<frame}}{{$body}}{{name}}{{/body}}{{/frame}}",
			    "none"));
	ck_assert_str_eq("12 12 [A & *b*]", command_out);
}
END_TEST

START_TEST(names_the_place_and_the_folder_of_a_partial_that_is_missing)
{
	char words[256];

	kb_write(dir, "p/one.mustache", "1");
	ck_assert_int_eq(EXIT_INPUT, fill("a\n {{>none}}\n", "html"));
	snprintf(words, sizeof(words),
	    "appealctl: -:2:2: there is no template \"none\" in %s\n",
	    store_path(dir, "p"));
	ck_assert_str_eq(words, command_said);
	ck_assert_str_eq("", command_out);
	ck_assert_int_eq(EXIT_INPUT, fill_alone("{{>none}}"));
	ck_assert_str_eq("appealctl: -:1:1: there is no template \"none\"; "
			 "--partials names no folder\n",
	    command_said);
}
END_TEST

START_TEST(names_file_line_and_column_of_a_mistake)
{
	char words[256];

	kb_write(dir, "t.mustache", "fine\n  {{#open}}\n");
	snprintf(words, sizeof(words),
	    "appealctl: %s:2:3: section \"open\" "
	    "is not closed\n",
	    store_path(dir, "t.mustache"));
	{
		const char *const line[] = { store_path(dir, "t.mustache"),
			"--data", "-", NULL };

		ck_assert_int_eq(EXIT_INPUT,
		    command_run(command_templates_fill, "{}", line));
	}
	ck_assert_str_eq(words, command_said);
}
END_TEST

START_TEST(names_the_path_of_a_partial_with_a_mistake)
{
	char words[256];

	kb_write(dir, "p/deep/two.mustache", "{{/x}}");
	ck_assert_int_eq(EXIT_INPUT, fill("{{>deep/two}}", "html"));
	snprintf(words, sizeof(words),
	    "appealctl: %s:1:1: ", store_path(dir, "p/deep/two.mustache"));
	ck_assert_msg(strncmp(words, command_said, strlen(words)) == 0, "%s",
	    command_said);
}
END_TEST

START_TEST(takes_only_strict_json)
{
	kb_write(dir, "v.json", "{\"a\":1,\"a\":2}");
	ck_assert_int_eq(EXIT_INPUT, fill_alone("{{a}}"));
	ck_assert_ptr_nonnull(strstr(command_said, "v.json: line 1"));
	kb_write(dir, "v.json", "{\"a\":01}");
	ck_assert_int_eq(EXIT_INPUT, fill_alone("{{a}}"));
	kb_write(dir, "v.json", "{\"a\":\"\\u0001\"}");
	ck_assert_int_eq(EXIT_INPUT, fill_alone("{{a}}"));
	ck_assert_str_eq("", command_out);
}
END_TEST

START_TEST(fills_from_data_that_is_no_object)
{
	kb_write(dir, "v.json", "[1,null,true]");
	ck_assert_int_eq(EXIT_FOUND, fill_alone("{{#.}}<{{.}}>{{/.}}"));
	ck_assert_str_eq("<1><><true>", command_out);
	kb_write(dir, "v.json", "85");
	ck_assert_int_eq(EXIT_FOUND, fill_alone("{{.}}"));
	ck_assert_str_eq("85", command_out);
}
END_TEST

START_TEST(tells_a_file_that_cannot_be_read)
{
	const char *const words[] = { "-", "--data",
		store_path(dir, "none.json"), NULL };

	ck_assert_int_eq(
	    EXIT_SYSTEM, command_run(command_templates_fill, "x", words));
	ck_assert_ptr_nonnull(
	    strstr(command_said, "none.json: No such file or directory"));
}
END_TEST

START_TEST(shows_its_usage_when_a_word_is_missing_or_unknown)
{
	static const char *const lines[][4] = { { "-", NULL },
		{ "--data", "v.json", NULL }, { "-", "--dat", NULL },
		{ "-", "-", "--data=v", NULL } };
	size_t i;

	for (i = 0; i < 4; i++) {
		ck_assert_int_eq(EXIT_USAGE,
		    command_run(command_templates_fill, "", lines[i]));
		ck_assert_ptr_nonnull(
		    strstr(command_said, "appealctl templates fill FILE"));
	}
	ck_assert_int_eq(EXIT_USAGE, fill("x", "xml"));
	ck_assert_ptr_nonnull(
	    strstr(command_said, "the escapes are html, md and none"));
}
END_TEST

Suite *suite_command_fill(void);

Suite *
suite_command_fill(void)
{
	Suite *suite = suite_create("command_fill");
	TCase *tcase = tcase_create("command_fill");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, prints_a_template_filled_from_a_view);
	tcase_add_test(tcase, escapes_for_html_unless_told_otherwise);
	tcase_add_test(tcase, finds_partials_and_parents_by_name_in_the_folder);
	tcase_add_test(
	    tcase, names_the_place_and_the_folder_of_a_partial_that_is_missing);
	tcase_add_test(tcase, names_file_line_and_column_of_a_mistake);
	tcase_add_test(tcase, names_the_path_of_a_partial_with_a_mistake);
	tcase_add_test(tcase, takes_only_strict_json);
	tcase_add_test(tcase, fills_from_data_that_is_no_object);
	tcase_add_test(tcase, tells_a_file_that_cannot_be_read);
	tcase_add_test(
	    tcase, shows_its_usage_when_a_word_is_missing_or_unknown);
	suite_add_tcase(suite, tcase);
	return suite;
}
