/* Reading a case: all that is wrong with it, and never what it says. */

#include "lib/letter/case.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/letter/resolve.h"
#include "lib/letter/spelling.h"
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

/* The least there is: with it, one thing can be wrong at a time. */
#define LEAST \
	"'letter':'internal-appeal'," \
	"'denial':{'insurer':'cigna','reason':'duplicate-therapy'}," \
	"'request':{'drug':'upadacitinib'}"

static enum err
read_case(const char *text, struct lcase *out)
{
	bench.problems = problems_new(bench.arena);
	return case_read(json_value(&bench, text), bench.arena, out,
	    &bench.problems, &bench.note);
}

/* The only problem of a case, as "pointer: message". */
static const char *
problem_of(const char *text)
{
	static char said[300];
	struct lcase c;

	ck_assert_int_eq(ERR_INVALID, read_case(text, &c));
	ck_assert_uint_eq(1, bench.problems.count);
	snprintf(said, sizeof(said), "%.*s: %.*s",
	    STR_ARG(bench.problems.first->pointer),
	    STR_ARG(bench.problems.first->message));
	return said;
}

START_TEST(reads_every_kind_of_field)
{
	struct lcase c;

	ck_assert_int_eq(OK,
	    read_case("{" LEAST ",'date':'2026-11-22',"
		      "'sender':{'role':'prescriber','npi':'1234567893',"
		      "'address':['1 Street','Town']},"
		      "'patient':{'weight_kg':71.5},"
		      "'severity':[{'instrument':'SALT','value':62},"
		      "{'instrument':'Mayo','value':'moderate'}],"
		      "'therapies':[{'drug':'x','outcome':'intolerance',"
		      "'start':'2025-01-10'}]}",
		&c));
	ck_assert_int_eq(LETTER_INTERNAL_APPEAL, c.letter);
	ck_assert(c.date.given);
	ck_assert_int_eq(ROLE_PRESCRIBER, c.sender.role);
	ck_assert_uint_eq(2, c.sender.address.count);
	ck_assert(str_is(c.sender.address.items[1], "Town"));
	ck_assert(c.patient.weight_kg.value > 71.4);
	ck_assert(c.severity.items[0].value.given);
	ck_assert(!c.severity.items[1].value.given);
	ck_assert(str_is(c.severity.items[1].value.text, "moderate"));
	ck_assert_int_eq(OUTCOME_INTOLERANCE, c.therapies.items[0].outcome);
	ck_assert(!c.therapies.items[0].stop.given);
}
END_TEST

START_TEST(names_everything_that_is_missing_at_once)
{
	struct lcase c;

	ck_assert_int_eq(ERR_INVALID, read_case("{'request':{}}", &c));
	ck_assert_uint_eq(4, bench.problems.count);
	ck_assert_str_eq("the case has 4 problems", bench.note.text);
}
END_TEST

START_TEST(refuses_an_unknown_field_and_offers_the_nearest)
{
	ck_assert_str_eq("/patient/dobb: is not a field of a case; did you "
			 "mean \"dob\"?",
	    problem_of("{" LEAST ",'patient':{'dobb':'1980-01-01'}}"));
	ck_assert_str_eq("/favourite: is not a field of a case",
	    problem_of("{" LEAST ",'favourite':1}"));
}
END_TEST

START_TEST(points_at_items_and_escapes_names)
{
	ck_assert_str_eq("/therapies/1/stop: must be a day that exists",
	    problem_of("{" LEAST ",'therapies':[{'drug':'a'},"
		       "{'drug':'b','stop':'2026-02-30'}]}"));
	ck_assert_str_eq("/a~1b~0c: is not a field of a case",
	    problem_of("{" LEAST ",'a/b~c':1}"));
}
END_TEST

START_TEST(refuses_what_is_out_of_bounds)
{
	ck_assert_str_eq("/patient/weight_kg: must be above 0",
	    problem_of("{" LEAST ",'patient':{'weight_kg':0}}"));
	ck_assert_str_eq("/patient/weight_kg: must be at most 700",
	    problem_of("{" LEAST ",'patient':{'weight_kg':701}}"));
	ck_assert_str_eq(
	    "/patient/name: must not be empty; leave it out if not known",
	    problem_of("{" LEAST ",'patient':{'name':' '}}"));
	ck_assert_str_eq("/sender/npi: must be a string of 10 digits",
	    problem_of("{" LEAST ",'sender':{'npi':'12345'}}"));
	ck_assert_str_eq("/sender/address: has more than 8 items",
	    problem_of("{" LEAST ",'sender':{'address':"
		       "['1','2','3','4','5','6','7','8','9']}}"));
}
END_TEST

START_TEST(refuses_the_wrong_type)
{
	ck_assert_str_eq("/patient: must be an object, not a string",
	    problem_of("{" LEAST ",'patient':'x'}"));
	ck_assert_str_eq("/patient/name: must be a string, not a number",
	    problem_of("{" LEAST ",'patient':{'name':7}}"));
	ck_assert_str_eq("/therapies: must be a list, not an object",
	    problem_of("{" LEAST ",'therapies':{}}"));
	ck_assert_str_eq("/denial/urgent: must be true or false",
	    problem_of("{'letter':'internal-appeal','denial':{'insurer':'a',"
		       "'reason':'b','urgent':'yes'},'request':{'drug':'c'}}"));
	ck_assert_str_eq(
	    "/sender/role: must be one of: prescriber, patient, "
	    "representative",
	    problem_of("{" LEAST ",'sender':{'role':'doctor'}}"));
}
END_TEST

START_TEST(refuses_a_stop_before_the_start)
{
	ck_assert_str_eq("/therapies/0/stop: lies before the start",
	    problem_of("{" LEAST ",'therapies':[{'drug':'a',"
		       "'start':'2025-02-01','stop':'2025-01-01'}]}"));
	ck_assert_str_eq("/patient/dob: lies after the date of the letter",
	    problem_of("{" LEAST ",'date':'2026-11-22',"
		       "'patient':{'dob':'2027-01-01'}}"));
}
END_TEST

START_TEST(accepts_codes_by_their_shape_only)
{
	static const char *const good[] = { "K50.90", "M05.79", "L40.0",
		"C7A.1", "M05", "k5090", "T45.1X5A" };
	static const char *const bad[] = { "K5", "50.90", "K50.", "K50.90000",
		"K50 90", "KK0.1" };
	char text[400];
	struct lcase c;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		snprintf(text, sizeof(text),
		    "{" LEAST ",'diagnosis':[{'icd10':'%s'}]}", good[i]);
		ck_assert_msg(read_case(text, &c) == OK, "%s", good[i]);
	}
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		snprintf(text, sizeof(text),
		    "{" LEAST ",'diagnosis':[{'icd10':'%s'}]}", bad[i]);
		ck_assert_msg(
		    read_case(text, &c) == ERR_INVALID, "%s", bad[i]);
	}
}
END_TEST

START_TEST(never_repeats_a_value)
{
	struct problem *problem;
	struct lcase c;

	ck_assert_int_eq(ERR_INVALID,
	    read_case("{'letter':'SECRET','date':'SECRET','denial':{"
		      "'insurer':1,'reason':' ','notice_date':'SECRET'},"
		      "'patient':{'dob':'SECRET','weight_kg':'SECRET'},"
		      "'sender':{'npi':'SECRET'},'request':{'drug':['SECRET'],"
		      "'start':'SECRET'},'diagnosis':[{'icd10':'SECRET'}]}",
		&c));
	ck_assert_uint_ge(bench.problems.count, 10);
	for (problem = bench.problems.first; problem != NULL;
	     problem = problem->next)
		ck_assert(!holds(problem->message, "SECRET"));
	ck_assert_ptr_null(strstr(bench.note.text, "SECRET"));
}
END_TEST

START_TEST(refuses_names_nobody_knows_with_the_nearest)
{
	struct resolved names;
	struct lcase c;

	ck_assert_int_eq(OK,
	    read_case("{'letter':'internal-appeal','denial':{'insurer':"
		      "'cignna','reason':'duplicate-therapy'},"
		      "'request':{'drug':'jak inhibitors'},"
		      "'plan':{'regime':'hmo'}}",
		&c));
	ck_assert_int_eq(ERR_INVALID,
	    resolve(&bench.read, &c, bench.arena, &names, &bench.problems,
		&bench.note));
	ck_assert_uint_eq(3, bench.problems.count);
	ck_assert(str_is(
	    bench.problems.first->pointer, "/denial/insurer"));
	ck_assert(holds(bench.problems.first->message, "cigna"));
	ck_assert(!holds(bench.problems.first->message, "cignna"));
	ck_assert(holds(bench.problems.last->message, "a class of drugs"));
}
END_TEST

START_TEST(resolves_brands_aliases_and_codes)
{
	struct resolved names;
	struct lcase c;

	ck_assert_int_eq(OK,
	    read_case("{'letter':'internal-appeal','denial':{'insurer':"
		      "'Cigna Healthcare','reason':'duplicate'},"
		      "'request':{'drug':'RINVOQ'},"
		      "'plan':{'regime':'erisa-self-funded'},"
		      "'diagnosis':[{'icd10':'M06.4'},{'icd10':'m05.79'}],"
		      "'therapies':[{'drug':'Humira'},{'drug':'balsam'}]}",
		&c));
	ck_assert_int_eq(OK,
	    resolve(&bench.read, &c, bench.arena, &names, &bench.problems,
		&bench.note));
	ck_assert(str_is(names.drug, "upadacitinib"));
	ck_assert(str_is(names.reason, "duplicate-therapy"));
	ck_assert(str_is(names.plan, "erisa_self_funded"));
	ck_assert_uint_eq(1, names.condition_count);
	ck_assert(str_is(names.conditions[0].id, "ra"));
	ck_assert_uint_eq(1, names.conditions[0].diagnosis);
	ck_assert(str_is(names.therapy_ids[0], "adalimumab"));
	ck_assert_uint_eq(0, names.therapy_ids[1].length);
}
END_TEST

START_TEST(a_code_belongs_to_its_family_only)
{
	ck_assert(icd10_is_under(STR("K50.90"), STR("K50")));
	ck_assert(icd10_is_under(STR("k5090"), STR("K50.9")));
	ck_assert(icd10_is_under(STR("M06.09"), STR("M06.0")));
	ck_assert(!icd10_is_under(STR("M06.4"), STR("M06.0")));
	ck_assert(!icd10_is_under(STR("K50"), STR("K50.9")));
	ck_assert(!icd10_is_under(STR("K50"), STR("")));
}
END_TEST

START_TEST(spelling_counts_single_letters)
{
	ck_assert_uint_eq(0, spelling_distance(STR("dob"), STR("dob")));
	ck_assert_uint_eq(1, spelling_distance(STR("dobb"), STR("dob")));
	ck_assert_uint_eq(2, spelling_distance(STR("dbo"), STR("dob")));
	ck_assert_uint_eq(3, spelling_distance(STR(""), STR("dob")));
}
END_TEST

Suite *suite_case(void);

Suite *
suite_case(void)
{
	Suite *suite = suite_create("case");
	TCase *tcase = tcase_create("case");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, reads_every_kind_of_field);
	tcase_add_test(tcase, names_everything_that_is_missing_at_once);
	tcase_add_test(tcase, refuses_an_unknown_field_and_offers_the_nearest);
	tcase_add_test(tcase, points_at_items_and_escapes_names);
	tcase_add_test(tcase, refuses_what_is_out_of_bounds);
	tcase_add_test(tcase, refuses_the_wrong_type);
	tcase_add_test(tcase, refuses_a_stop_before_the_start);
	tcase_add_test(tcase, accepts_codes_by_their_shape_only);
	tcase_add_test(tcase, never_repeats_a_value);
	tcase_add_test(tcase, refuses_names_nobody_knows_with_the_nearest);
	tcase_add_test(tcase, resolves_brands_aliases_and_codes);
	tcase_add_test(tcase, a_code_belongs_to_its_family_only);
	tcase_add_test(tcase, spelling_counts_single_letters);
	suite_add_tcase(suite, tcase);
	return suite;
}
