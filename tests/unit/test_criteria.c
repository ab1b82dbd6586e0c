/* The tests of criteria: met, not met, and unknown where facts do not say. */

#include "lib/clinical/criteria.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/clinical/label.h"
#include "lib/clinical/regimen.h"
#include "lib/letter/letter.h"
#include "tests/unit/letter_help.h"

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench);
}

static void
teardown(void)
{
	bench_close(&bench);
}

static struct lcase the_case;
static struct resolved names;

/*
 * The facts of a case about upadacitinib on 2026-11-22, whose other members
 * are "members".
 */
static struct facts
facts_of(const char *members)
{
	struct letter letter = { .read = &bench.read, .arena = bench.arena,
		.c = &the_case, .names = &names };
	char text[2000];

	snprintf(text, sizeof(text),
	    "{'letter':'internal-appeal','denial':{'insurer':'cigna',"
	    "'reason':'medical-necessity'}%s%s%s}",
	    strstr(members, "'request'") != NULL
		? ""
		: ",'request':{'drug':'upadacitinib','start':'new'}",
	    *members == '\0' ? "" : ",", members);
	bench.problems = problems_new(bench.arena);
	ck_assert_msg(case_read(json_value(&bench, text), bench.arena,
			  &the_case, &bench.problems, &bench.note) == OK,
	    "%s", bench.note.text);
	ck_assert_int_eq(OK,
	    resolve(&bench.read, &the_case, bench.arena, &names,
		&bench.problems, &bench.note));
	date_make(2026, 11, 22, &letter.date);
	ck_assert_int_eq(OK, letter_facts(&letter, &bench.note));
	return letter.facts;
}

static struct answer
ask(const char *members, const char *test)
{
	struct facts facts = facts_of(members);

	return test_apply(&facts, json_value(&bench, test), NULL);
}

#define MET(members, test) \
	ck_assert_int_eq(RESULT_MET, ask(members, test).result)
#define NOT_MET(members, test) \
	ck_assert_int_eq(RESULT_NOT_MET, ask(members, test).result)
#define UNKNOWN(members, test) \
	ck_assert_int_eq(RESULT_UNKNOWN, ask(members, test).result)

#define ADULT "{'age':{'op':'>=','years':18}}"

START_TEST(age_counts_completed_years_on_the_day)
{
	MET("'patient':{'dob':'2008-11-22'}", ADULT);
	NOT_MET("'patient':{'dob':'2008-11-23'}", ADULT);
	UNKNOWN("'patient':{'name':'Testa Sample'}", ADULT);
}
END_TEST

#define HEAVY "{'weight':{'op':'>=','kg':40,'under_age':18}}"

START_TEST(weight_is_asked_under_an_age_only)
{
	MET("'patient':{'dob':'1980-01-01'}", HEAVY);
	MET("'patient':{'dob':'2012-01-01','weight_kg':40}", HEAVY);
	NOT_MET("'patient':{'dob':'2012-01-01','weight_kg':39.9}", HEAVY);
	UNKNOWN("'patient':{'dob':'2012-01-01'}", HEAVY);
	UNKNOWN("'patient':{'weight_kg':39}", HEAVY);
}
END_TEST

#define TNF \
	"{'prior':{'classes':['tnf-inhibitor'],'min_count':1,'min_days':90," \
	"'or_intolerance':true}}"

START_TEST(a_trial_counts_by_its_dates)
{
	struct answer answer = ask("'therapies':[{'drug':'adalimumab',"
				   "'start':'2025-01-10','stop':'2025-06-30',"
				   "'outcome':'inadequate-response',"
				   "'evidence':'note 7'}]",
	    TNF);

	ck_assert_int_eq(RESULT_MET, answer.result);
	ck_assert(str_is(answer.because,
	    "adalimumab Jan 10, 2025 to Jun 30, 2025 (171 days), inadequate "
	    "response"));
	ck_assert(str_is(answer.evidence, "note 7"));
	NOT_MET("'therapies':[{'drug':'Humira','start':'2025-01-10',"
		"'stop':'2025-02-10','outcome':'inadequate-response'}]",
	    TNF);
	MET("'therapies':[{'drug':'Humira','start':'2025-01-10',"
	    "'stop':'2025-02-10','outcome':'intolerance'}]",
	    TNF);
}
END_TEST

START_TEST(a_trial_without_dates_is_unknown)
{
	UNKNOWN("'therapies':[{'drug':'adalimumab',"
		"'outcome':'inadequate-response'}]",
	    TNF);
	UNKNOWN("'therapies':[{'drug':'adalimumab','start':'2025-01-10'}]",
	    TNF);
	UNKNOWN("", TNF);
	UNKNOWN("'therapies':[{'drug':'unheard-of','start':'2025-01-10',"
		"'stop':'2025-12-10'}]",
	    TNF);
}
END_TEST

START_TEST(a_trial_after_the_requested_start_does_not_count)
{
	UNKNOWN("'request':{'drug':'upadacitinib','start':'continuation',"
		"'established_on':'2025-01-01'},"
		"'therapies':[{'drug':'adalimumab','start':'2025-02-10',"
		"'stop':'2025-12-10','outcome':'inadequate-response'}]",
	    TNF);
}
END_TEST

#define TWO "{'prior':{'classes':['tnf-inhibitor'],'min_count':2}}"

START_TEST(two_products_of_one_ingredient_are_one_trial)
{
	UNKNOWN("'therapies':[{'drug':'Humira','start':'2024-01-10'},"
		"{'drug':'Hyrimoz','start':'2025-01-10'}]",
	    TWO);
	MET("'therapies':[{'drug':'Humira','start':'2024-01-10'},"
	    "{'drug':'Enbrel','start':'2025-01-10'}]",
	    TWO);
}
END_TEST

START_TEST(an_outcome_that_is_asked_for_must_be_recorded)
{
	const char *test = "{'prior':{'classes':['tnf-inhibitor'],"
			   "'min_count':1,'outcomes':['intolerance']}}";

	UNKNOWN("'therapies':[{'drug':'Humira','start':'2024-01-10'}]", test);
	UNKNOWN("'therapies':[{'drug':'Humira','start':'2024-01-10',"
		"'outcome':'inadequate-response'}]",
	    test);
	MET("'therapies':[{'drug':'Humira','start':'2024-01-10',"
	    "'outcome':'intolerance'}]",
	    test);
}
END_TEST

#define ALONE \
	"{'concurrent':{'forbid_classes':['biologic','jak-oral']," \
	"'allow_drugs':['methotrexate']}}"

START_TEST(a_therapy_without_a_stop_is_current)
{
	NOT_MET("'therapies':[{'drug':'adalimumab','start':'2025-01-10'}]",
	    ALONE);
	MET("'therapies':[{'drug':'adalimumab','start':'2025-01-10',"
	    "'stop':'2025-06-30'}]",
	    ALONE);
	MET("'therapies':[{'drug':'adalimumab','start':'2025-01-10',"
	    "'outcome':'completed'}]",
	    ALONE);
	MET("'therapies':[{'drug':'methotrexate','start':'2025-01-10'}]",
	    ALONE);
}
END_TEST

START_TEST(whether_a_therapy_ended_can_be_unknown)
{
	UNKNOWN("'therapies':[{'drug':'unheard-of','start':'2025-01-10'}]",
	    ALONE);
	UNKNOWN("'therapies':[{'drug':'adalimumab','last_dose':'2026-11-01'}]",
	    ALONE);
	UNKNOWN("'therapies':[{'drug':'adalimumab','start':'2025-01-10',"
		"'stop':'2026-12-24'}]",
	    ALONE);
	UNKNOWN("", ALONE);
}
END_TEST

START_TEST(a_contraindication_must_be_recorded)
{
	const char *test = "{'contraindicated':{'classes':['tnf-inhibitor']}}";

	UNKNOWN("", test);
	MET("'therapies':[{'drug':'adalimumab',"
	    "'outcome':'contraindicated'}]",
	    test);
}
END_TEST

START_TEST(a_specialty_is_known_in_all_its_forms)
{
	const char *test = "{'specialist':['rheumatologist','allergist']}";

	MET("'sender':{'specialty':'Pediatric Rheumatology'}", test);
	MET("'sender':{'specialty':'Allergy and Immunology'}", test);
	UNKNOWN("'sender':{'specialty':'Family Medicine'}", test);
	UNKNOWN("", test);
	MET("'statements':[{'about':'consultation','text':'Seen by "
	    "rheumatology on 2026-10-01.'}]",
	    test);
}
END_TEST

START_TEST(established_counts_from_the_first_day)
{
	const char *test = "{'established':{'min_days':180}}";
	const char *dispensed =
	    "{'established':{'min_days':90,'window_days':130}}";

	NOT_MET("", test);
	MET("'request':{'drug':'upadacitinib','start':'continuation',"
	    "'established_on':'2026-01-01'}",
	    test);
	NOT_MET("'request':{'drug':'upadacitinib','start':'continuation',"
		"'established_on':'2026-11-01'}",
	    test);
	UNKNOWN("'request':{'drug':'upadacitinib','start':'continuation',"
		"'established_on':'2026-01-01'}",
	    dispensed);
}
END_TEST

START_TEST(response_needs_a_score_whose_direction_is_known)
{
	const char *test = "{'response':{'objective':true}}";
	const char *both =
	    "{'response':{'objective':true,'symptom':true,'op':'and'}}";

	MET("'severity':[{'instrument':'EASI','value':21,'when':'baseline'},"
	    "{'instrument':'easi','value':4,'when':'now'}]",
	    test);
	NOT_MET("'severity':[{'instrument':'EASI','value':21,"
		"'when':'baseline'},{'instrument':'EASI','value':22,"
		"'when':'now'}]",
	    test);
	UNKNOWN("'severity':[{'instrument':'my own','value':21,"
		"'when':'baseline'},{'instrument':'my own','value':4,"
		"'when':'now'}]",
	    test);
	UNKNOWN("'severity':[{'instrument':'EASI','value':21,"
		"'when':'baseline'},{'instrument':'EASI','value':4,"
		"'when':'now'}]",
	    both);
}
END_TEST

START_TEST(severity_compares_exactly)
{
	const char *test =
	    "{'severity':{'instrument':'SALT','op':'>=','value':50}}";

	MET("'severity':[{'instrument':'SALT','value':50}]", test);
	NOT_MET("'severity':[{'instrument':'SALT','value':49.9}]", test);
	UNKNOWN("'severity':[{'instrument':'SALT','value':'about half'}]",
	    test);
	UNKNOWN("", test);
}
END_TEST

#define INDUCTION "{'regimen':{'ids':['upa-uc-ind']}}"

START_TEST(an_order_equals_a_regimen_in_dose_rate_and_population)
{
	MET("'patient':{'dob':'1980-01-01'},'request':{'drug':'upadacitinib',"
	    "'dose':'45 mg','frequency':'once daily'}",
	    INDUCTION);
	UNKNOWN("'patient':{'dob':'1980-01-01'},'request':{'drug':"
		"'upadacitinib','dose':'30 mg','frequency':'once daily'}",
	    INDUCTION);
	UNKNOWN("'patient':{'dob':'1980-01-01'},'request':{'drug':"
		"'upadacitinib','dose':'45 mg','frequency':'twice daily'}",
	    INDUCTION);
	UNKNOWN("'patient':{'dob':'2012-01-01'},'request':{'drug':"
		"'upadacitinib','dose':'45 mg','frequency':'once daily'}",
	    INDUCTION);
}
END_TEST

START_TEST(a_population_holds_by_age_and_weight_alone)
{
	struct facts adult =
	    facts_of("'patient':{'dob':'1980-01-01','weight_kg':55}");
	struct facts child =
	    facts_of("'patient':{'dob':'2016-01-01','weight_kg':60}");

	ck_assert(population_holds(&adult, STR("adult, <=55 kg")));
	ck_assert(!population_holds(&adult, STR("adult, >55 to 85 kg")));
	ck_assert(!population_holds(
	    &adult, STR("adult with refractory disease")));
	ck_assert(population_holds(&child, STR("6-17 years, 60-100 kg")));
	ck_assert(!population_holds(&child, STR("6-17 years, <60 kg")));
	ck_assert(!population_holds(&child, STR("adult")));
	ck_assert(population_holds(
	    &adult, STR(">=12 years and >=40 kg; adults")));
	ck_assert(!population_holds(&child, STR("2-17 years, 20 to <60 kg")));
}
END_TEST

START_TEST(combinations_answer_three_ways)
{
	const char *dob = "'patient':{'dob':'1980-01-01'}";

	MET(dob, "{'all':[" ADULT "," ADULT "]}");
	UNKNOWN(dob, "{'all':[" ADULT ",{'documented':'x'}]}");
	NOT_MET(dob, "{'all':[{'documented':'x'},{'not':" ADULT "}]}");
	MET(dob, "{'any':[{'documented':'x'}," ADULT "]}");
	UNKNOWN(dob, "{'any':[{'documented':'x'},{'not':" ADULT "}]}");
	UNKNOWN(dob, "{'not':{'documented':'x'}}");
	UNKNOWN(dob, "{'all':[]}");
	UNKNOWN(dob, "{'unknown':'x'}");
	UNKNOWN(dob, "{'never heard of':'x'}");
}
END_TEST

static struct answer
ask_with_word(const char *test, const char *finding, const char *source)
{
	struct facts facts = facts_of("'patient':{'dob':'2012-01-01'}");
	struct fact_word word = { .criterion = STR("x"),
		.finding = str_from(finding),
		.source = str_from(source) };

	return test_apply(&facts, json_value(&bench, test), &word);
}

START_TEST(a_clinician_decides_what_only_a_person_can)
{
	struct answer answer = ask_with_word(
	    "{'documented':'A fistula.'}", "Fistula on MRI", "MRI report");

	ck_assert_int_eq(RESULT_MET, answer.result);
	ck_assert(str_is(answer.because, "Fistula on MRI"));
	ck_assert(str_is(answer.evidence, "MRI report"));
	ck_assert_int_eq(RESULT_UNKNOWN,
	    ask_with_word("{'documented':'A fistula.'}", "Fistula", NULL)
		.result);
	ck_assert_int_eq(
	    RESULT_UNKNOWN, ask_with_word(TNF, "tried", "chart").result);
	ck_assert_int_eq(RESULT_UNKNOWN,
	    ask_with_word("{'unknown':'limit'}", "ok", "chart").result);
}
END_TEST

START_TEST(a_clinician_never_overrides_dates_and_numbers)
{
	ck_assert_int_eq(
	    RESULT_NOT_MET, ask_with_word(ADULT, "adult", "chart").result);
	ck_assert_int_eq(RESULT_NOT_MET,
	    ask_with_word("{'all':[" ADULT ",{'documented':'x'}]}", "yes",
		"chart")
		.result);
}
END_TEST

START_TEST(the_label_covers_what_its_elements_cover)
{
	struct facts facts;

	facts = facts_of("'patient':{'dob':'1980-01-01'},'diagnosis':["
			 "{'icd10':'M05.79'}],'therapies':[{'drug':'Humira',"
			 "'start':'2025-01-10',"
			 "'outcome':'inadequate-response'}]");
	ck_assert_int_eq(LABEL_COVERS, label_compare(&facts).verdict);
	facts = facts_of("'patient':{'dob':'1980-01-01'},'diagnosis':["
			 "{'icd10':'M05.79'}]");
	ck_assert_int_eq(LABEL_OPEN, label_compare(&facts).verdict);
	facts = facts_of("'patient':{'dob':'2016-01-01'},'diagnosis':["
			 "{'icd10':'M05.79'}]");
	ck_assert_int_eq(LABEL_OUTSIDE, label_compare(&facts).verdict);
	facts = facts_of("'diagnosis':[{'icd10':'L80'}]");
	ck_assert_int_eq(LABEL_OFF, label_compare(&facts).verdict);
	facts = facts_of("'diagnosis':[{'icd10':'Z00.0'}]");
	ck_assert_int_eq(LABEL_UNKNOWN, label_compare(&facts).verdict);
}
END_TEST

START_TEST(an_evidence_names_a_criterion_with_or_without_its_policy)
{
	ck_assert(criterion_is_named(STR("age"), STR("p"), STR("age")));
	ck_assert(criterion_is_named(STR("p/age"), STR("p"), STR("age")));
	ck_assert(!criterion_is_named(STR("q/age"), STR("p"), STR("age")));
}
END_TEST

static void
add_combinations(TCase *tcase)
{
	tcase_add_test(tcase, combinations_answer_three_ways);
	tcase_add_test(tcase, a_clinician_decides_what_only_a_person_can);
	tcase_add_test(tcase, a_clinician_never_overrides_dates_and_numbers);
	tcase_add_test(tcase, the_label_covers_what_its_elements_cover);
	tcase_add_test(
	    tcase, an_evidence_names_a_criterion_with_or_without_its_policy);
}

Suite *suite_criteria(void);

Suite *
suite_criteria(void)
{
	Suite *suite = suite_create("criteria");
	TCase *tcase = tcase_create("criteria");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, age_counts_completed_years_on_the_day);
	tcase_add_test(tcase, weight_is_asked_under_an_age_only);
	tcase_add_test(tcase, a_trial_counts_by_its_dates);
	tcase_add_test(tcase, a_trial_without_dates_is_unknown);
	tcase_add_test(
	    tcase, a_trial_after_the_requested_start_does_not_count);
	tcase_add_test(tcase, two_products_of_one_ingredient_are_one_trial);
	tcase_add_test(tcase, an_outcome_that_is_asked_for_must_be_recorded);
	tcase_add_test(tcase, a_therapy_without_a_stop_is_current);
	tcase_add_test(tcase, whether_a_therapy_ended_can_be_unknown);
	tcase_add_test(tcase, a_contraindication_must_be_recorded);
	tcase_add_test(tcase, a_specialty_is_known_in_all_its_forms);
	tcase_add_test(tcase, established_counts_from_the_first_day);
	tcase_add_test(
	    tcase, response_needs_a_score_whose_direction_is_known);
	tcase_add_test(tcase, severity_compares_exactly);
	tcase_add_test(
	    tcase, an_order_equals_a_regimen_in_dose_rate_and_population);
	tcase_add_test(tcase, a_population_holds_by_age_and_weight_alone);
	add_combinations(tcase);
	suite_add_tcase(suite, tcase);
	return suite;
}
