/* appealctl code: what it prints, and what it tells the shell. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/commands.h"
#include "tests/unit/command_help.h"
#include "tests/unit/store_help.h"

static int
run(const char *const *words)
{
	setenv("APPEALD_KB", store_kb(), 1);
	return command_run(command_code, "", words);
}

static const struct {
	const char *words[6];
	int status;
	const char *printed;
} cases[] = {
	{ { "CO-50", "N115", NULL }, EXIT_FOUND, "CO-50 and N115" },
	{ { "not medically necessary", NULL }, EXIT_FOUND, "By the words" },
	{ { NULL }, EXIT_FOUND, "Claim Adjustment Reason Codes" },
	{ { "50", NULL }, EXIT_NOT_HELD, "It may be any of these codes" },
	{ { "CO-999", NULL }, EXIT_NOT_HELD,
	    "written like a code of Claim Adjustment" },
	{ { "-f", "json", "CO-50", NULL }, EXIT_FOUND, "{\"kind\":\"codes\"" },
	{ { "-f", "html", "CO-50", NULL }, EXIT_FOUND, "<!doctype html>" },
	{ { "--insurer", "cigna", "--treatment", "rinvoq", "CO-50", NULL },
	    EXIT_FOUND, "/guides/cigna/upadacitinib/medical-necessity" },
};

START_TEST(prints_the_answer_and_whether_all_is_known)
{
	ck_assert_int_eq(cases[_i].status, run(cases[_i].words));
	ck_assert_msg(
	    strstr(command_out, cases[_i].printed) != NULL, "%s", command_out);
	ck_assert_str_eq("", command_said);
}
END_TEST

START_TEST(says_which_word_cannot_be_asked_about)
{
	static const char *const words[] = { "CO-50", "", NULL };

	ck_assert_int_eq(EXIT_INPUT, run(words));
	ck_assert_str_eq("", command_out);
	ck_assert_ptr_nonnull(
	    strstr(command_said, "  /code/1: must not be empty\n"));
}
END_TEST

START_TEST(takes_sixteen_codes_and_no_more)
{
	char codes[128] = "CO-50";
	const char *words[] = { codes, NULL };
	size_t i;

	for (i = 1; i < 16; i++)
		strcat(codes, ",CO-50");
	ck_assert_int_eq(EXIT_FOUND, run(words));
	strcat(codes, ",CO-50");
	ck_assert_int_eq(EXIT_INPUT, run(words));
	ck_assert_ptr_nonnull(
	    strstr(command_said, "/code: there are more than 16 codes"));
}
END_TEST

START_TEST(prints_no_pages_of_paper)
{
	static const char *const words[] = { "-f", "pdf", "CO-50", NULL };

	ck_assert_int_eq(EXIT_USAGE, run(words));
	ck_assert_ptr_nonnull(strstr(command_said, "usage: appealctl code"));
}
END_TEST

Suite *suite_command_code(void);

Suite *
suite_command_code(void)
{
	Suite *suite = suite_create("command_code");
	TCase *tcase = tcase_create("command_code");

	tcase_add_loop_test(tcase, prints_the_answer_and_whether_all_is_known,
	    0, (int)(sizeof(cases) / sizeof(*cases)));
	tcase_add_test(tcase, says_which_word_cannot_be_asked_about);
	tcase_add_test(tcase, takes_sixteen_codes_and_no_more);
	tcase_add_test(tcase, prints_no_pages_of_paper);
	suite_add_tcase(suite, tcase);
	return suite;
}
