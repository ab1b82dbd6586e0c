/* The contract of the page of a problem against problem documents. */

#include "tests/unit/contract_help.h"
#include "tests/unit/serve_help.h"

START_TEST(names_all_and_only_what_the_page_of_a_problem_holds)
{
	static const char *const asked[] = { "/nothing",
		"/guides/cigna/upadacitinb/medical-necessity",
		GUIDE "?plan=none" };
	size_t i;

	for (i = 0; i < 3; i++) {
		ask_as("application/json", asked[i]);
		contract_compare(
		    serve_parsed(), contract_for("page/problem.html")->top, "");
	}
	/* The way to the root is for the page only. */
	contract_mark(contract_member(&contract_set,
	    contract_for("page/problem.html")->top, STR("root")));
	contract_unseen(contract_for("page/problem.html")->top, "", true);
	ck_assert_str_eq("", contract_said());
}
END_TEST

Suite *suite_problem_contract(void);

Suite *
suite_problem_contract(void)
{
	Suite *suite = suite_create("problem_contract");
	TCase *tcase = serve_tcase("problem_contract");

	tcase_add_checked_fixture(tcase, contract_setup, contract_teardown);
	tcase_add_test(
	    tcase, names_all_and_only_what_the_page_of_a_problem_holds);
	suite_add_tcase(suite, tcase);
	return suite;
}
