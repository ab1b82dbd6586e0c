/* appealctl templates check, with the knowledge base of kb/sources. */

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "kb/commands.h"
#include "tests/unit/command_help.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

#define CLINIC "kb/examples/clinic/templates"

static char *dir;

static void
setup(void)
{
	dir = kb_folder();
	kb_write(dir, "empty/README", "no template");
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

/* Check these directories, one over the other; NULL: none. */
static int
check(const char *first, const char *second)
{
	const char *const words[] = { "--kb", store_kb(), "--today",
		"2026-11-22", first, second, NULL };

	return command_run(command_templates_check, NULL, words);
}

static int
check_whole(const char *first, const char *second)
{
	const char *const words[] = { "--kb", store_kb(), first, "--whole",
		second, NULL };

	return command_run(command_templates_check, NULL, words);
}

static bool
says(const char *part)
{
	return strstr(command_said, part) != NULL;
}

/* Letters printed, as the last line says; -1 if it is not said. */
static int
printed(void)
{
	int files, letters, warnings;

	return sscanf(command_out,
		   "no problem: %d files, %d letters printed, %d warning",
		   &files, &letters, &warnings) == 3
		   ? letters
		   : -1;
}

START_TEST(finds_no_fault_with_what_is_shipped)
{
	ck_assert_msg(check(store_path(dir, "empty"), NULL) == EXIT_FOUND, "%s",
	    command_said);
	ck_assert_str_eq("", command_said);
	ck_assert_msg(
	    check_whole("templates", NULL) == EXIT_FOUND, "%s", command_said);
	ck_assert_str_eq("", command_said);
}
END_TEST

START_TEST(prints_every_sample_in_every_medium)
{
	/* Four samples, in JSON, HTML, text, PDF and DOCX. */
	ck_assert_int_eq(EXIT_FOUND, check(store_path(dir, "empty"), NULL));
	ck_assert_int_eq(20, printed());
	kb_write(dir, "o/samples/own.json",
	    "{\"letter\":\"internal-appeal\",\"denial\":{\"insurer\":"
	    "\"cigna\",\"reason\":\"duplicate-therapy\"},"
	    "\"request\":{\"drug\":\"upadacitinib\"}}");
	ck_assert_int_eq(EXIT_FOUND, check(store_path(dir, "o"), NULL));
	ck_assert_int_eq(25, printed());
}
END_TEST

START_TEST(finds_no_fault_with_the_example_of_a_clinic)
{
	ck_assert_msg(check(CLINIC, NULL) == EXIT_FOUND, "%s", command_said);
	ck_assert_str_eq("", command_said);
}
END_TEST

START_TEST(names_path_line_and_column_of_an_unknown_name)
{
	char line[512];

	kb_write(dir, "o/letters/parts/closing.md.mustache",
	    "Regards,\n  {{fone}}\n");
	ck_assert_int_eq(EXIT_INPUT, check(store_path(dir, "o"), NULL));
	snprintf(line, sizeof(line),
	    "%s:2:3: the view holds no \"fone\"; did you mean \"phone\"?\n"
	    "appealctl: 1 problem in the templates\n",
	    store_path(dir, "o/letters/parts/closing.md.mustache"));
	ck_assert_str_eq(line, command_said);
	ck_assert_str_eq("", command_out);
}
END_TEST

START_TEST(refuses_unescaped_values_in_a_letter)
{
	kb_write(dir, "o/page/letter-foot.html.mustache", "{{{patient}}}");
	ck_assert_int_eq(EXIT_INPUT, check(store_path(dir, "o"), NULL));
	ck_assert(says("letter-foot.html.mustache:1:1: \"patient\" is written "
		       "without escaping"));
}
END_TEST

START_TEST(names_every_template_that_does_not_compile)
{
	kb_write(dir, "o/letters/parts/closing.md.mustache", "{{#open}}");
	kb_write(dir, "o/guide/foot.txt.mustache", "{{/shut}}");
	ck_assert_int_eq(EXIT_INPUT, check(store_path(dir, "o"), NULL));
	ck_assert(says("/o/letters/parts/closing.md.mustache:1:1: "));
	ck_assert(says("/o/guide/foot.txt.mustache:1:1: "));
	ck_assert(says("appealctl: templates do not compile"));
}
END_TEST

START_TEST(warns_of_a_file_that_replaces_nothing)
{
	kb_write(dir, "o/letters/parts/closng.md.mustache", "Regards\n");
	kb_write(dir, "o/notes.md.mustache", "{{anything}}\n");
	ck_assert_int_eq(EXIT_FOUND, check(store_path(dir, "o"), NULL));
	ck_assert(says("closng.md.mustache: warning: replaces no template, "
		       "and none calls it; did you mean "
		       "\"letters/parts/closing.md\"?\n"));
	ck_assert(says("notes.md.mustache: warning: replaces no template, "
		       "and none calls it\n"));
	ck_assert_ptr_nonnull(strstr(command_out, "2 warnings"));
}
END_TEST

START_TEST(allows_parts_of_ones_own)
{
	kb_write(dir, "o/letters/letterhead.md.mustache",
	    "{{>letters/parts/address.md}}");
	kb_write(dir, "o/letters/parts/address.md.mustache", "Our address\n");
	ck_assert_int_eq(EXIT_FOUND, check(store_path(dir, "o"), NULL));
	ck_assert_str_eq("", command_said);
}
END_TEST

START_TEST(lays_later_directories_over_earlier_ones)
{
	kb_write(dir, "a/letters/letterhead.md.mustache", "{{nonsense}}");
	kb_write(dir, "b/letters/letterhead.md.mustache", "Fine\n");
	ck_assert_int_eq(
	    EXIT_FOUND, check(store_path(dir, "a"), store_path(dir, "b")));
	ck_assert_int_eq(
	    EXIT_INPUT, check(store_path(dir, "b"), store_path(dir, "a")));
}
END_TEST

START_TEST(fails_when_a_letter_cannot_be_printed)
{
	kb_write(dir, "o/samples/bad.json",
	    "{\"letter\":\"internal-appeal\","
	    "\"date\":\"2026-02-30\"}");
	ck_assert_int_eq(EXIT_INPUT, check(store_path(dir, "o"), NULL));
	ck_assert(says("/o/samples/bad.json: /date: as txt: "));
	ck_assert(says("/o/samples/bad.json: /date: as pdf: "));
	ck_assert(says(" problems in the letters"));
}
END_TEST

START_TEST(fails_when_a_letter_is_empty)
{
	kb_write(dir, "o/letters/internal-appeal.md.mustache", "");
	kb_write(dir, "o/letters/letterhead.md.mustache", "");
	ck_assert_int_eq(EXIT_INPUT, check(store_path(dir, "o"), NULL));
	ck_assert(says("samples/draft.json: as txt: nothing is printed\n"));
}
END_TEST

START_TEST(takes_nothing_from_the_knowledge_base_for_a_whole_set)
{
	kb_write(dir, "o/letters/letterhead.md.mustache", "Ours\n");
	ck_assert_int_eq(EXIT_INPUT, check_whole(store_path(dir, "o"), NULL));
	ck_assert(says("letterhead.md.mustache:1:1: no contract in views/ is "
		       "that of \"letters/letterhead.md\""));
	ck_assert_int_eq(
	    EXIT_FOUND, check_whole("templates", store_path(dir, "o")));
}
END_TEST

START_TEST(warns_of_a_part_that_nobody_calls)
{
	kb_write(dir, "o/parts/lonely.md.mustache", "x\n");
	kb_write(dir, "o/views/letters.json", "{\"drug\":\"its name\"}");
	kb_write(dir, "o/letters/a.md.mustache", "{{drug}}\n");
	check_whole(store_path(dir, "o"), NULL);
	ck_assert(says("lonely.md.mustache: warning: no template calls it\n"));
	ck_assert(says("there is no sample case to print"));
}
END_TEST

START_TEST(holds_templates_to_their_views_in_every_build)
{
	const char *const words[] = { "-t", "templates", "-t",
		store_path(dir, "o"), "kb/sources", NULL };

	kb_write(dir, "o/sections/why.md.mustache",
	    "{{#items}}{{txt}}"
	    "{{/items}}");
	ck_assert_int_eq(
	    EXIT_INPUT, command_run(command_kb_check, NULL, words));
	ck_assert(says("/o/sections/why.md.mustache:1:11: the view holds no "
		       "\"txt\"; did you mean \"text\"?\n"));
}
END_TEST

START_TEST(shows_its_usage_without_a_directory)
{
	const char *const words[] = { "--kb", store_kb(), NULL };

	ck_assert_int_eq(
	    EXIT_USAGE, command_run(command_templates_check, NULL, words));
	ck_assert(says("appealctl templates check"));
}
END_TEST

START_TEST(tells_a_directory_that_cannot_be_read)
{
	ck_assert_int_eq(EXIT_SYSTEM, check(store_path(dir, "none"), NULL));
	ck_assert(says("/none: No such file or directory"));
}
END_TEST

START_TEST(makes_letters_carry_what_a_clinic_wrote)
{
	const char *const build[] = { "-o", store_path(dir, "c.mdb"), "-t",
		"templates", "-t", CLINIC, "kb/sources", NULL };
	const char *const letter[] = { "--kb", store_path(dir, "c.mdb"),
		"templates/samples/duplicate-therapy.json", NULL };

	ck_assert_msg(command_run(command_kb_build, NULL, build) == EXIT_FOUND,
	    "%s", command_said);
	ck_assert_int_eq(EXIT_FOUND, command_run(command_letter, NULL, letter));
	ck_assert_msg(
	    strncmp("River Bend Rheumatology\n", command_out, 24) == 0, "%.80s",
	    command_out);
	ck_assert_ptr_nonnull(
	    strstr(command_out, "\nRespectfully submitted,\n"));
	ck_assert_ptr_null(strstr(command_out, "\nSincerely,\n"));
}
END_TEST

Suite *suite_command_templates(void);

Suite *
suite_command_templates(void)
{
	Suite *suite = suite_create("command_templates");
	TCase *tcase = tcase_create("command_templates");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, finds_no_fault_with_what_is_shipped);
	tcase_add_test(tcase, prints_every_sample_in_every_medium);
	tcase_add_test(tcase, finds_no_fault_with_the_example_of_a_clinic);
	tcase_add_test(tcase, names_path_line_and_column_of_an_unknown_name);
	tcase_add_test(tcase, refuses_unescaped_values_in_a_letter);
	tcase_add_test(tcase, names_every_template_that_does_not_compile);
	tcase_add_test(tcase, warns_of_a_file_that_replaces_nothing);
	tcase_add_test(tcase, allows_parts_of_ones_own);
	tcase_add_test(tcase, lays_later_directories_over_earlier_ones);
	tcase_add_test(tcase, fails_when_a_letter_cannot_be_printed);
	tcase_add_test(tcase, fails_when_a_letter_is_empty);
	tcase_add_test(
	    tcase, takes_nothing_from_the_knowledge_base_for_a_whole_set);
	tcase_add_test(tcase, warns_of_a_part_that_nobody_calls);
	tcase_add_test(tcase, holds_templates_to_their_views_in_every_build);
	tcase_add_test(tcase, shows_its_usage_without_a_directory);
	tcase_add_test(tcase, tells_a_directory_that_cannot_be_read);
	tcase_add_test(tcase, makes_letters_carry_what_a_clinic_wrote);
	suite_add_tcase(suite, tcase);
	return suite;
}
