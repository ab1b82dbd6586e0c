/* The contract of letters against the views of letters. */

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/clinical/regimen.h"
#include "lib/letter/case.h"
#include "lib/letter/letter.h"
#include "lib/letter/resolve.h"
#include "lib/letter/view.h"
#include "tests/unit/contract_help.h"
#include "tests/unit/letter_help.h"

static struct note note;

/* The view of a case's letter, as appeal_letter() has it made. */
static void
compare_letter(struct bench *bench, struct str text)
{
	struct letter letter = { .read = &bench->read, .arena = bench->arena };
	struct criteria_query query;
	struct resolved names;
	struct cites cites = { .read = &bench->read };
	struct value json, view;
	struct lcase c;

	ck_assert_int_eq(
	    OK, json_read(text, &contract_limits, bench->arena, &json, &note));
	ck_assert_msg(
	    case_read(json, bench->arena, &c, &bench->problems, &note) == OK &&
		resolve(&bench->read, &c, bench->arena, &names,
		    &bench->problems, &note) == OK,
	    "%s", note.text);
	letter.c = &c;
	letter.names = &names;
	date_make(2026, 11, 22, &letter.date);
	cites.plan = names.plan;
	query = (struct criteria_query){ names.insurer, names.reason_fact,
		c.denial.policy_cited };
	ck_assert_int_eq(OK, letter_facts(&letter, &note));
	ck_assert_int_eq(
	    OK, criteria_apply(&letter.facts, &query, &letter.criteria, &note));
	letter.label = label_compare(&letter.facts);
	letter.regimen = regimen_find(&letter.facts);
	letter_argue(&letter);
	ck_assert_int_eq(OK, letter_deadlines(&letter, &note));
	letter_check(&letter);
	ck_assert_int_eq(OK, letter_view(&letter, &cites, &view, &note));
	contract_compare(
	    view, contract_for("letters/internal-appeal.md")->top, "");
}

/* All cases of tests/data/cases that are cases, and the samples. */
static void
compare_letters(struct bench *bench)
{
	DIR *dir = opendir("tests/data/cases");
	struct dirent *entry;
	char name[256];
	size_t i;

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    strcmp(entry->d_name, "bad-many.json") == 0)
			continue;
		snprintf(name, sizeof(name), "%.*s",
		    (int)(strlen(entry->d_name) - strlen(".json")),
		    entry->d_name);
		compare_letter(bench, case_text(bench, name, NULL, NULL));
	}
	closedir(dir);
	for (i = 0; i < contract_files.count; i++)
		if (contract_files.items[i].kind == TEMPLATE_SAMPLE)
			compare_letter(bench, contract_files.items[i].text);
}

START_TEST(names_all_that_the_view_of_a_letter_holds)
{
	struct bench bench;

	bench_open(&bench);
	compare_letters(&bench);
	bench_close(&bench);
	ck_assert_str_eq("", contract_said());
}
END_TEST

/* A right that the view knows, but no plan whose law was read gives yet. */
static void
mark_right(struct value top, const char *right)
{
	struct value member = contract_member(&contract_set,
	    contract_member(&contract_set, top, STR("rights")),
	    str_from(right));

	contract_mark(member);
	contract_mark(contract_member(&contract_set, member, STR("refs")));
}

START_TEST(names_nothing_that_the_view_of_no_letter_holds)
{
	struct bench bench;
	struct value top;

	bench_open(&bench);
	compare_letters(&bench);
	compare_letter(
	    &bench, case_text(&bench, "duplicate-therapy", "\"urgent\": false",
			"\"urgent\": true, \"urgent_reason\": \"joints\""));
	compare_letter(
	    &bench, case_text(&bench, "duplicate-therapy", "M05.79", "M45.A0"));
	compare_letter(&bench,
	    case_text(&bench, "quantity-limits", "1980-01-01", "2015-01-01"));
	bench_close(&bench);
	contract_wrong.length = 0;
	top = contract_for("letters/internal-appeal.md")->top;
	mark_right(top, "expert_names");
	contract_unseen(top, "", true);
	ck_assert_str_eq("", contract_said());
}
END_TEST

Suite *suite_view_contract(void);

Suite *
suite_view_contract(void)
{
	Suite *suite = suite_create("view_contract");
	TCase *tcase = tcase_create("view_contract");

	tcase_add_checked_fixture(tcase, contract_setup, contract_teardown);
	tcase_add_test(tcase, names_all_that_the_view_of_a_letter_holds);
	tcase_add_test(tcase, names_nothing_that_the_view_of_no_letter_holds);
	suite_add_tcase(suite, tcase);
	return suite;
}
