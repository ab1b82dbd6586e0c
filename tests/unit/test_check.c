#include "kb/check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/kb_help.h"

Suite *suite_check(void);

static char *dir;
static struct kb_said said;

static void
setup(void)
{
	dir = kb_copy();
	said.text = NULL;
}

static void
teardown(void)
{
	free(said.text);
	kb_copy_free(dir);
}

static void
says(const char *what)
{
	ck_assert_msg(strstr(said.text, what) != NULL,
	    "wanted \"%s\", got \"%s\"", what, said.text);
}

START_TEST(finds_nothing_wrong_with_good_sources)
{
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
	ck_assert_uint_eq(said.errors, 0);
	ck_assert_uint_eq(said.warnings, 0);
}
END_TEST

#define POLICY "policies/example-health/example-exa-ra.json"
#define USE "indications/examplinib/exa-ra.json"
#define PLAN "plans/erisa_self_funded.json"
#define REASON "reasons/step-therapy.json"

START_TEST(finds_a_misspelt_field_and_an_impossible_day)
{
	kb_edit(dir, REASON, "\"tip\"", "\"tipp\"");
	kb_edit(dir, USE, "2026-11-22", "2026-11-31");
	said = kb_check(dir);
	says("/tipp: no such field is known here");
	says("step-therapy.json:1: has no \"tip\"");
	says("/checked: is not a day, YYYY-MM-DD");
	ck_assert_uint_eq(said.errors, 3);
}
END_TEST

START_TEST(a_test_has_one_key_only)
{
	kb_edit(dir, POLICY, "\"age\": {",
	    "\"documented\": \"a note\", \"age\": {");
	said = kb_check(dir);
	says("/initial/0/test: has more than 1 fields");
	ck_assert_uint_eq(said.errors, 1);
}
END_TEST

START_TEST(warns_of_an_unseen_criterion_of_high_confidence)
{
	kb_edit(dir, POLICY, "\"evidence\": \"Date of birth.\"",
	    "\"evidence\": \"Date of birth.\", \"unverified\": true");
	said = kb_check(dir);
	ck_assert_uint_eq(said.errors, 0);
	ck_assert_uint_eq(said.warnings, 1);
	says("/initial/0: warning: nobody has seen it");
}
END_TEST

START_TEST(is_content_with_an_unseen_criterion_of_low_confidence)
{
	kb_edit(dir, POLICY, "\"evidence\": \"Date of birth.\"",
	    "\"evidence\": \"Date of birth.\", \"unverified\": true, "
	    "\"confidence\": \"low\"");
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
}
END_TEST

START_TEST(survives_values_of_the_wrong_type_everywhere)
{
	kb_write(dir, POLICY,
	    "{\"id\": \"example-exa-ra\", \"insurer\": 7, \"treatments\": "
	    "{}, \"initial\": [null, 1, {\"id\": []}], \"citations\": \"a\", "
	    "\"unverified\": [], \"checked\": 20261122}");
	kb_write(dir, USE,
	    "{\"id\": \"exa-ra\", \"on_label\": true, \"citations\": [7, "
	    "null], \"section\": []}");
	kb_write(dir, PLAN,
	    "{\"id\": \"erisa_self_funded\", \"citations\": {\"a\": [\"law-c\""
	    "]}, \"levels\": \"none\"}");
	said = kb_check(dir);
	ck_assert_uint_gt(said.errors, 10);
}
END_TEST

START_TEST(fails_without_schemas)
{
	struct report report = { .out = NULL };
	struct sources *sources = kb_load(dir, NULL, &said);
	struct note note;

	ck_assert_int_eq(
	    check_sources(sources, dir, NULL, &report, &note), ERR_SYSTEM);
	sources_free(sources);
}
END_TEST

Suite *
suite_check(void)
{
	Suite *suite = suite_create("check");
	TCase *tcase = tcase_create("check");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, finds_nothing_wrong_with_good_sources);
	tcase_add_test(tcase, finds_a_misspelt_field_and_an_impossible_day);
	tcase_add_test(tcase, a_test_has_one_key_only);
	tcase_add_test(tcase, warns_of_an_unseen_criterion_of_high_confidence);
	tcase_add_test(
	    tcase, is_content_with_an_unseen_criterion_of_low_confidence);
	tcase_add_test(tcase, survives_values_of_the_wrong_type_everywhere);
	tcase_add_test(tcase, fails_without_schemas);
	suite_add_tcase(suite, tcase);
	return suite;
}
