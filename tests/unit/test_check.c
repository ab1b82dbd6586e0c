#include "kb/check.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/rule.h"
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
#define PREFERRED "policies/example-health/example-preferred.json"
#define USE "indications/examplinib/exa-ra.json"
#define PLAN "plans/erisa_self_funded.json"
#define ANGLE "angles/example-inhibitor.step-therapy.json"
#define REASON "reasons/step-therapy.json"

/* One edit of the good sources that breaks one rule at one place. */
static const struct {
	const char *rule;
	const char *file;
	const char *from;
	const char *to;
	const char *says;
} breaks[] = {
	{ "names-exist", "insurers/example-health.json",
	    "\"plan\": \"erisa_self_funded\"", "\"plan\": \"erisa\"",
	    ":11: /plans/0/plan: there is no \"erisa\" among the plans" },
	{ "names-exist", "insurers/example-health.json", "\"law-a\"",
	    "\"law-z\"", "/plans/0/citations/0: there is no \"law-z\"" },
	{ "names-exist", "treatments/examplinib.json", "\"label-examplinib\"",
	    "\"law-z\"", "/label/0: " },
	{ "names-exist", "treatments/examplinib.json", "\"example-inhibitor\"",
	    "\"otherumab\"",
	    "/classes/0: \"otherumab\" is a drug, not a class" },
	{ "names-exist", USE, "\"drug\": \"examplinib\"",
	    "\"drug\": \"other-blocker\"",
	    "/drug: \"other-blocker\" is a class, not a drug" },
	{ "names-exist", USE, "\"condition\": \"ra\"", "\"condition\": \"as\"",
	    "/condition: there is no \"as\"" },
	{ "names-exist", USE, "\"other-blocker\"", "\"otherumab\"",
	    "/prior/any/0/prior/classes/0: \"otherumab\" is a drug" },
	{ "names-exist", "regimens/exa-ra-qd.json", "\"ra\"", "\"as\"",
	    "/conditions/0: there is no \"as\"" },
	{ "names-exist", POLICY, "\"insurer\": \"example-health\"",
	    "\"insurer\": \"other\"", "/insurer: there is no \"other\"" },
	{ "names-exist", POLICY, "\"examplinib\"", "\"exa\"",
	    "/treatments/0: there is no \"exa\"" },
	{ "names-exist", POLICY, "\"otherumab\"", "\"other-blocker\"",
	    "/initial/1/test/all/0/prior/drugs/0: " },
	{ "names-exist", POLICY, "\"forbid_classes\": [",
	    "\"forbid_classes\": [\"none\",",
	    "/initial/1/test/all/1/not/concurrent/forbid_classes/0: " },
	{ "names-exist", PREFERRED, "\"example-exa-ra\"", "\"none\"",
	    "/initial/0/test/policy: there is no \"none\"" },
	{ "names-exist", PREFERRED, "\"ra\": [", "\"as\": [",
	    "by_condition/as: there is no \"as\" among the conditions" },
	{ "names-exist", PREFERRED, "\"exa-ra-qd\"", "\"exa-ra\"",
	    "/initial/2/test/regimen/ids/0: " },
	{ "names-exist", "citations/law-c.json", "\"medicare_part_d\"",
	    "\"medicare_part_q\"", "/reaches/0: " },
	{ "names-exist", "arguments/exa-evidence.json", "\"step-therapy\"",
	    "\"other\"", "/reasons/0: there is no \"other\"" },
	{ "names-exist", "topics/internal.json",
	    "\"plans\": [\n    \"erisa_self_funded\"",
	    "\"plans\": [\n    \"*\"", "/plans/0: " },
	{ "policies-end", POLICY, "\"response\": {",
	    "\"policy\": \"example-exa-ra\", \"response\": {",
	    "asks, through \"example-exa-ra\", for itself" },
	{ "policies-end", POLICY, "\"response\": {",
	    "\"policy\": \"example-preferred\", \"response\": {",
	    "asks, through \"example-preferred\", for itself" },
	{ "angle-ids", ANGLE, "\"reason\": \"step-therapy\"",
	    "\"reason\": \"quantity-limits\"",
	    "should be named \"example-inhibitor.quantity-limits\"" },
	{ "unique-ids", PLAN, "\"id\": \"internal\"", "\"id\": \"initial\"",
	    "/levels/1/id: \"initial\" already stands" },
	{ "unique-ids", PLAN, "\"id\": \"criteria\"", "\"id\": \"file\"",
	    "/rights/1/id: " },
	{ "unique-ids", POLICY, "\"id\": \"response\"", "\"id\": \"age\"",
	    "/continuation/0/id: " },
	{ "unique-ids", REASON, "\"id\": \"notes\"", "\"id\": \"fills\"",
	    "/documents/1/id: " },
	{ "aliases", "treatments/otherumab.json", "\"Othera\"", "\"EXAMPLA\"",
	    "/products/0/brand: \"EXAMPLA\" already means \"examplinib\"" },
	{ "aliases", "treatments/other-blocker.json", "\"Other blockers\"",
	    "\"example-inhibitor\"", "/plural: " },
	{ "aliases", REASON, "\"fail first\"", "\"Quantity_Limit\"",
	    "/aliases/0/name: \"Quantity_Limit\" already means" },
	{ "aliases", "insurers/example-health.json", "\"exhealth\"", "\"!\"",
	    "/aliases/0/name: \"!\" has no letter or digit" },
	{ "aliases", "conditions/ra.json", "\"rheumatoid\"", "\"...\"",
	    "\"...\" has no letter or digit" },
	{ "reach", PLAN, "\"law-b\"", "\"law-c\"",
	    "/rights/1/citations/0: \"law-c\" does not reach this plan" },
	{ "reach", "plans/medicare_part_d.json", "\"law-c\"", "\"law-b\"",
	    "/citations/0: \"law-b\" excludes this plan" },
	{ "label", USE, "  \"section\": \"1.1\",\n", "",
	    "is on the label, but names no section" },
	{ "label", USE, "\"label-examplinib\"", "\"guideline-a\"",
	    "is on the label, but cites no label" },
	{ "talk", REASON, "Dates must agree.", "Most denials are reversed.",
	    "/warnings/0/text: says \"most" },
	{ "talk", PLAN, "Decided afresh.",
	    "Write to the ACA \xc2\xa7"
	    "2719 office.",
	    "the section is of the PHSA" },
	{ "companions", "arguments/exa-evidence.json",
	    ",\n    \"deodhar-2019\"", "",
	    "cites \"topas\" without \"deodhar-2019\"" },
	{ "doses", "warnings/exa-boxed.json", "Doses go by weight.",
	    "Children under 60 kg get 90 mg.",
	    "joins \"90 mg\" to \"under 60 kg\"" },
};

enum { BREAKS = sizeof(breaks) / sizeof(*breaks) };

START_TEST(names_the_rule_and_the_place_of_what_is_broken)
{
	char mark[64];

	kb_edit(dir, breaks[_i].file, breaks[_i].from, breaks[_i].to);
	said = kb_check(dir);
	ck_assert_uint_ge(said.errors, 1);
	says(breaks[_i].says);
	snprintf(mark, sizeof(mark), " [%s]\n", breaks[_i].rule);
	says(mark);
	says(breaks[_i].file);
}
END_TEST

START_TEST(no_rule_is_without_a_case_here)
{
	const struct rule *rule;
	size_t i;

	for (rule = rules; rule->id != NULL; rule++) {
		for (i = 0; i < BREAKS; i++)
			if (strcmp(breaks[i].rule, rule->id) == 0)
				break;
		ck_assert_msg(i < BREAKS || strcmp(rule->id, "unverified") == 0,
		    "%s has no case", rule->id);
		ck_assert_ptr_nonnull(rule->sentence);
	}
}
END_TEST

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

static const struct {
	const char *file;
	const char *from;
	const char *to;
} allowed[] = {
	/* spoken about, not said */
	{ REASON, "Dates must agree.", "Do not call it \\\"mechanical\\\"." },
	/* part of another word */
	{ REASON, "Dates must agree.", "A biomechanical cause counts." },
	/* what an editor reads is no prose for readers */
	{ REASON, "\"checked\"",
	    "\"note\": \"No success rate.\", "
	    "\"checked\"" },
	/* the right dose stands beside */
	{ "warnings/exa-boxed.json", "Doses go by weight.",
	    "Under 60 kg it is 0.75 mg/kg; 90 mg is for over 100 kg." },
	{ "warnings/exa-boxed.json", "\"step-therapy\"", "\"*\"" },
	{ "arguments/exa-evidence.json", "\"examplinib\"", "\"*\"" },
	/* a right and a level may share an id */
	{ PLAN, "\"id\": \"criteria\"", "\"id\": \"initial\"" },
	/* an alias of a thing may repeat its own name */
	{ "treatments/examplinib.json", "\"exa\"", "\"exampla\"" },
	/* kinds do not share names */
	{ "conditions/ra.json", "\"rheumatoid\"", "\"examplinib\"" },
	/* an off-label use needs no label */
	{ USE, "\"on_label\": true", "\"on_label\": false" },
	{ "citations/topas.json", "\"checked\"",
	    "\"verify\": true, \"checked\"" },
};

enum { ALLOWED = sizeof(allowed) / sizeof(*allowed) };

START_TEST(lets_pass_what_only_looks_wrong)
{
	kb_edit(dir, allowed[_i].file, allowed[_i].from, allowed[_i].to);
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
	    check_sources(sources, dir, &report, &note), ERR_SYSTEM);
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
	tcase_add_loop_test(
	    tcase, names_the_rule_and_the_place_of_what_is_broken, 0, BREAKS);
	tcase_add_test(tcase, no_rule_is_without_a_case_here);
	tcase_add_test(tcase, finds_a_misspelt_field_and_an_impossible_day);
	tcase_add_test(tcase, a_test_has_one_key_only);
	tcase_add_test(tcase, warns_of_an_unseen_criterion_of_high_confidence);
	tcase_add_test(
	    tcase, is_content_with_an_unseen_criterion_of_low_confidence);
	tcase_add_loop_test(tcase, lets_pass_what_only_looks_wrong, 0, ALLOWED);
	tcase_add_test(tcase, survives_values_of_the_wrong_type_everywhere);
	tcase_add_test(tcase, fails_without_schemas);
	suite_add_tcase(suite, tcase);
	return suite;
}
