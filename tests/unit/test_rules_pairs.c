/* Rules about two sources at once, and what they let pass. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/kb_help.h"

Suite *suite_rules_pairs(void);

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

/* A second source beside the good one, which it contradicts. */
static const struct {
	const char *file;
	const char *text;
	const char *other; /* the good one */
	const char *says;
} contradictions[] = {
	{ "indications/examplinib/exa-ra-2.json",
	    "{\"id\": \"exa-ra-2\", \"drug\": \"examplinib\", "
	    "\"condition\": \"ra\", \"on_label\": false, "
	    "\"text\": \"Is not on the label.\", \"citations\": "
	    "[\"guideline-a\"], \"source\": \"Invented for tests\", "
	    "\"checked\": \"2026-11-22\", \"confidence\": \"high\"%s}",
	    "exa-ra", "contradicts \"exa-ra\" about \"on_label\"" },
	{ "regimens/exa-ra-qd-2.json",
	    "{\"id\": \"exa-ra-qd-2\", \"drug\": \"examplinib\", "
	    "\"conditions\": [\"ra\"], \"population\": \"adult\", "
	    "\"phase\": \"continuous\", \"dose\": \"30 mg\", "
	    "\"form\": \"tablet\", "
	    "\"frequency\": \"once daily\", \"text\": "
	    "\"One 30 mg tablet once daily.\", \"citations\": "
	    "[\"label-examplinib\"], \"source\": \"Invented for tests\", "
	    "\"checked\": \"2026-11-22\", \"confidence\": \"high\"%s}",
	    "exa-ra-qd", "contradicts \"exa-ra-qd\" about \"dose\"" },
};

enum { CONTRADICTIONS = sizeof(contradictions) / sizeof(*contradictions) };

static void
write_contradiction(int i, const char *more)
{
	char text[2048], *mark;

	snprintf(text, sizeof(text), "%s", contradictions[i].text);
	mark = strstr(text, "%s");
	ck_assert_ptr_nonnull(mark);
	snprintf(mark, sizeof(text) - (size_t)(mark - text), "%s}", more);
	kb_edit(dir, "regimens/exa-ra-qd.json", "\"units_per_day\"",
	    "\"form\": \"tablet\", \"units_per_day\"");
	kb_write(dir, contradictions[i].file, text);
}

START_TEST(finds_two_facts_that_contradict_each_other)
{
	write_contradiction(_i, "");
	said = kb_check(dir);
	ck_assert_uint_eq(said.errors, 1);
	says(contradictions[_i].says);
	says(" [disputes]\n");
}
END_TEST

START_TEST(lets_facts_contradict_that_name_each_other)
{
	char disputes[64];

	snprintf(disputes, sizeof(disputes), ", \"disputes\": [\"%s\"]",
	    contradictions[_i].other);
	write_contradiction(_i, disputes);
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
}
END_TEST

START_TEST(two_ages_may_have_two_indications)
{
	write_contradiction(0, ", \"age_max\": 17");
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
}
END_TEST

START_TEST(a_citation_of_another_plan_needs_its_name)
{
	kb_edit(dir, "topics/internal.json", "\"law-a\"", "\"law-c\"");
	kb_edit(dir, "topics/internal.json", "A fair review is due.",
	    "Do not cite it: it does not bind this plan.");
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
}
END_TEST

START_TEST(law_that_ended_may_be_cited_as_such)
{
	kb_edit(dir, "citations/topas.json", "\"checked\"",
	    "\"until\": \"2026-10-02\", \"checked\"");
	kb_edit(dir, "arguments/exa-evidence.json",
	    "A small trial is not enough.", "What it says has ended.");
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
}
END_TEST

Suite *
suite_rules_pairs(void)
{
	Suite *suite = suite_create("rules_pairs");
	TCase *tcase = tcase_create("rules_pairs");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_two_facts_that_contradict_each_other,
	    0, CONTRADICTIONS);
	tcase_add_loop_test(tcase, lets_facts_contradict_that_name_each_other,
	    0, CONTRADICTIONS);
	tcase_add_test(tcase, two_ages_may_have_two_indications);
	tcase_add_test(tcase, a_citation_of_another_plan_needs_its_name);
	tcase_add_test(tcase, law_that_ended_may_be_cited_as_such);
	suite_add_tcase(suite, tcase);
	return suite;
}
