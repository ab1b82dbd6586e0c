#include "kb/rule.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/kb_help.h"

Suite *suite_rules(void);

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
	{ "names-exist", USE, "\"checked\"",
	    "\"disputes\": [\"none\"], \"checked\"",
	    "/disputes/0: there is no \"none\" among the indications" },
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
	{ "reach", "topics/internal.json", "\"law-a\"", "\"law-c\"",
	    "/citations/0: \"law-c\" reaches none of the plans concerned" },
	{ "reach", "insurers/example-health.json", "\"law-a\"", "\"law-c\"",
	    "/plans/0/citations/0: \"law-c\" does not reach this plan" },
	{ "provenance", REASON, "\"confidence\": \"high\"",
	    "\"note\": \"none\"", "does not say its \"confidence\"" },
	{ "provenance", USE, "\"source\": \"Invented for tests\"",
	    "\"note\": \"none\"", "does not say its \"source\"" },
	{ "stale", USE, "2026-11-22", "2026-08-01",
	    "/checked: warning: was read 113 days ago; read label facts again "
	    "after 90" },
	{ "stale", USE, "2026-11-22", "2025-11-22",
	    "/checked: was read 365 days ago; label facts must be younger" },
	{ "stale", POLICY, "2026-11-22", "2026-05-01",
	    "/checked: warning: was read 205 days ago; read policy facts" },
	{ "stale", POLICY, "2026-11-22", "2025-11-01",
	    "/checked: was read 386 days ago; policy facts must be" },
	{ "stale", "citations/law-a.json", "2026-11-22", "2025-11-01",
	    "/checked: warning: was read 386 days ago; read statute facts" },
	{ "stale", "citations/law-a.json", "2026-11-22", "2024-11-22",
	    "/checked: was read 730 days ago; statute facts must be" },
	{ "unused", "arguments/exa-evidence.json",
	    "    \"topas\",\n    \"deodhar-2019\"", "    \"deodhar-2019\"",
	    "topas.json:1: warning: is cited by nothing" },
	{ "in-force", "citations/law-a.json", "\"checked\"",
	    "\"until\": \"2026-10-02\", \"checked\"",
	    "self_funded.json:65: /rights/0/citations/0: "
	    "\"law-a\" ended on 2026-10-02, which is "
	    "not said here" },
	{ "in-force", "citations/law-a.json", "\"checked\"",
	    "\"effective\": \"2027-01-01 for most\", \"checked\"",
	    "self_funded.json:65: /rights/0/citations/0: "
	    "\"law-a\" begins on 2027-01-01, which is not said here" },
	{ "in-force", "citations/law-a.json", "\"checked\"",
	    "\"effective\": \"proposed only\", \"checked\"",
	    "self_funded.json:65: /rights/0/citations/0: "
	    "\"law-a\" is not law yet, which is not said here" },
	{ "unverified", POLICY, "\"evidence\": \"Date of birth.\"",
	    "\"evidence\": \"Date of birth.\", \"unverified\": true",
	    "/initial/0: warning: nobody has seen it" },
	{ "asserted", "citations/label-examplinib.json", "\"checked\"",
	    "\"unverified\": true, \"checked\"",
	    "exa-ra.json:1: is not unverified, but all its sources are" },
	{ "evidence", POLICY, "\"evidence\": \"Date of birth.\"",
	    "\"note\": \"none\"",
	    "/initial/0: does not say what evidence meets it" },
	{ "evidence", REASON, "\"evidence_wanted\": \"Fill dates.\"",
	    "\"note\": \"none\"",
	    "/criteria_map/0: does not say what evidence is wanted" },
	{ "thresholds", POLICY, "at least 18 years", "at least 12 years",
	    "/initial/0: its words do not say \"years\": 18" },
	{ "thresholds", POLICY, "at least 18 years", "older than 18 years",
	    "/initial/0: the number itself meets its test, but not its" },
	{ "thresholds", POLICY, "\">=\"", "\">\"",
	    "/initial/0: the number itself meets it in its words" },
	{ "talk", REASON, "Dates must agree.",
	    "Of all appeals 42% are overturned.",
	    "/warnings/0/text: speaks of outcomes in figures and cites no" },
	{ "regimens", "regimens/exa-ra-qd.json", "One 15 mg", "One 30 mg",
	    "/text: 30 mg stands in none of its fields" },
	{ "regimens", "regimens/exa-ra-qd.json", "\"units\": 30",
	    "\"units\": 60",
	    "/quantity/0: 1 a day make 30 in 30 days, not 60" },
	{ "indications", USE, "in adults", "from 12 years",
	    "/text: 12 years stands in none of its fields" },
	{ "indications", USE, "\"age_min\": 18", "\"age_min\": 6",
	    "/text: does not say the age of 6" },
	{ "measures", ANGLE, "The label asks for a prior drug too.",
	    "The labeled dose of Exampla is 30 mg once daily.",
	    "/why/0/text: 30 mg is not what the regimens and indications of "
	    "\"examplinib\" say" },
	{ "measures", "warnings/exa-boxed.json", "Doses go by weight.",
	    "The label starts it from age 12 years.", "/text: 12 years is" },
	{ "measures", "arguments/exa-evidence.json",
	    "The sequence of the label was followed.",
	    "The label gives 60 tablets and 45 tablets.",
	    "/argument: 45 pieces is not what" },
	{ "sentences", REASON, "Dates must agree.",
	    "One two three four five six seven eight nine ten one two three "
	    "four five six seven eight nine ten one two three four five six "
	    "seven eight nine ten one two three four five six seven eight "
	    "nine ten more.",
	    "/warnings/0/text: a sentence of 41 words: \"One two" },
	{ "english", REASON, "Dates must agree.", "The Tumour is gone.",
	    "/warnings/0/text: \"tumour\" is not US English: \"tumor\"" },
	{ "english", REASON, "Dates must agree.", "Write by 22 November 2026.",
	    "a date with its day first" },
	{ "english", REASON, "Dates must agree.", "Write by 22/11/2026.",
	    "a date with its day first" },
	{ "english", REASON, "Dates must agree.",
	    "Keep it below 8 \xc2\xb0"
	    "C.",
	    "is no US unit" },
	{ "placeholders", REASON, "Dates must agree.", "TBD by the team.",
	    "/warnings/0/text: \"TBD\" waits to be written" },
	{ "placeholders", USE, "Invented for tests", "TODO",
	    "/source: \"TODO\" waits to be written" },
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
	ck_assert_uint_ge(said.errors + said.warnings, 1);
	says(breaks[_i].says);
	snprintf(mark, sizeof(mark), " [%s]\n", breaks[_i].rule);
	says(mark);
	if (strstr(breaks[_i].says, ".json:") == NULL)
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
		ck_assert_msg(i < BREAKS || strcmp(rule->id, "disputes") == 0,
		    "%s has no case", rule->id);
		ck_assert_ptr_nonnull(rule->sentence);
	}
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
	/* said to be over, or to bind others */
	{ "topics/internal.json",
	    "A fair review is due.\",\n"
	    "  \"citations\": [\n    \"law-a\"",
	    "Part D has its own.\",\n  \"citations\": [\n    \"law-c\"" },
	/* of the insurer, a trial, and what the label does not have */
	{ ANGLE, "The label asks for a prior drug too.",
	    "The policy asks for 30 mg of Exampla daily." },
	{ ANGLE, "The label asks for a prior drug too.",
	    "In the trial the dose of Exampla was 30 mg daily." },
	{ ANGLE, "The label asks for a prior drug too.",
	    "Exampla 30 mg daily is not on the label." },
	{ ANGLE, "The label asks for a prior drug too.",
	    "The labeled dose of Othera is 30 mg once daily." },
	{ ANGLE, "The label asks for a prior drug too.",
	    "The labeled dose of Exampla is one 15 mg tablet, 30 tablets." },
	/* a share of people is no outcome of appeals */
	{ REASON, "Dates must agree.", "Of the skin 42% was clear." },
	/* an age in words */
	{ POLICY, "Is at least 18 years old.", "Is an adult." },
	/* a US date, a unit, a plural that looks British */
	{ REASON, "Dates must agree.",
	    "By November 22, 2026 the analyses weigh 15 mg." },
};

enum { ALLOWED = sizeof(allowed) / sizeof(*allowed) };

START_TEST(lets_pass_what_only_looks_wrong)
{
	kb_edit(dir, allowed[_i].file, allowed[_i].from, allowed[_i].to);
	said = kb_check(dir);
	ck_assert_str_eq(said.text, "");
}
END_TEST

Suite *
suite_rules(void)
{
	Suite *suite = suite_create("rules");
	TCase *tcase = tcase_create("rules");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(
	    tcase, names_the_rule_and_the_place_of_what_is_broken, 0, BREAKS);
	tcase_add_test(tcase, no_rule_is_without_a_case_here);
	tcase_add_loop_test(tcase, lets_pass_what_only_looks_wrong, 0, ALLOWED);
	suite_add_tcase(suite, tcase);
	return suite;
}
