/* GET /codes and /codes/{system}/{code}, as a client sees them. */

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "tests/unit/serve_help.h"

static const struct {
	const char *uri;
	int status;
} statuses[] = {
	{ "/codes", 200 },
	{ "/codes?code=CO-50&code=N130", 200 },
	{ "/codes.json?code=CO-50", 200 },
	{ "/codes?code=CO-999", 200 },
	{ "/codes?code=CO-50&insurer=cigna&treatment=rinvoq", 200 },
	{ "/codes?insurer=cigna", 422 },
	{ "/codes?code=", 422 },
	{ "/codes?code=a%00b", 422 },
	{ "/codes?codes=CO-50", 422 },
	{ "/codes?code=CO-50&insurer=cigna&insurer=aetna", 422 },
	{ "/codes?code=CO-50&insurer=nobody", 422 },
	{ "/codes/x12-carc/50", 200 },
	{ "/codes/x12-carc/50.html", 200 },
	{ "/codes/x12-carc/50?insurer=cigna&treatment=rinvoq", 200 },
	{ "/codes/x12-carc/50?code=N115", 422 },
	{ "/codes/x12-carc/999", 404 },
	{ "/codes/x12-crc/50", 404 },
	{ "/codes/x12-carc", 404 },
	{ "/codes/carc/50", 308 },
	{ "/codes/ncpdp-reject/7", 308 },
	{ "/codes/x12-carc/50.pdf", 406 },
};

START_TEST(answers_with_the_status_that_says_it)
{
	ck_assert_int_eq(statuses[_i].status, ask(statuses[_i].uri));
}
END_TEST

START_TEST(redirects_to_the_code_s_own_name)
{
	ck_assert_int_eq(
	    308, ask("/codes/CARC/a1.json?insurer=cigna&treatment=rinvoq"));
	ck_assert_str_eq("/codes/x12-carc/A1.json?insurer=cigna&"
			 "treatment=rinvoq",
	    serve_header("Location"));
	ck_assert_int_eq(308, ask("/codes/NCPDP%20reject%20codes/7"));
	ck_assert_str_eq("/codes/ncpdp-reject/07", serve_header("Location"));
}
END_TEST

START_TEST(offers_the_nearest_system)
{
	ck_assert_int_eq(
	    404, ask_as("application/json", "/codes/ncpdp-rejct/76"));
	ck_assert(
	    value_has(value_get(serve_parsed(), "near"), STR("ncpdp-reject")));
}
END_TEST

START_TEST(gives_the_code_alone_by_its_address)
{
	struct value answer;

	ck_assert_int_eq(200, ask("/codes/x12-carc/50.json"));
	answer = serve_parsed();
	ck_assert_uint_eq(1, value_count(value_get(answer, "asked")));
	ck_assert_uint_eq(1, value_count(value_get(answer, "codes")));
	ck_assert(str_is(
	    value_text(value_at(value_get(answer, "asked"), 0), "status"),
	    "found"));
}
END_TEST

START_TEST(says_unknown_without_failing)
{
	struct value asked;

	ck_assert_int_eq(200, ask("/codes.json?code=qqq"));
	asked = value_at(value_get(serve_parsed(), "asked"), 0);
	ck_assert(str_is(value_text(asked, "status"), "unknown"));
}
END_TEST

/* The tag of an answer; the caller's to free. */
static char *
tag_of(const char *uri)
{
	ck_assert_int_eq(200, ask(uri));
	return strdup(serve_header("ETag"));
}

START_TEST(tells_the_answers_of_two_questions_apart)
{
	char *a = tag_of("/codes.json?code=CO-50&code=N115");
	char *b = tag_of("/codes.json?code=CO-50N115");
	char *c = tag_of("/codes.json?code=N115&code=CO-50");
	char *d = tag_of("/codes.html?code=CO-50&code=N115");
	char *e = tag_of("/codes.json?code=CO-50&code=N115");

	ck_assert_str_ne(a, b);
	ck_assert_str_ne(a, c);
	ck_assert_str_ne(a, d);
	ck_assert_str_eq(a, e);
	free(a);
	free(b);
	free(c);
	free(d);
	free(e);
}
END_TEST

START_TEST(answers_304_to_who_has_it_already)
{
	char *tag = tag_of("/codes.json?code=CO-50");

	request.if_none_match = str_from(tag);
	ck_assert_int_eq(304, ask("/codes.json?code=CO-50"));
	ck_assert_int_eq(200, ask("/codes.json?code=CO-51"));
	free(tag);
}
END_TEST

START_TEST(links_from_any_depth_to_the_root)
{
	ck_assert_int_eq(200, ask("/codes.html?code=50"));
	ck_assert_ptr_nonnull(
	    strstr(serve_body(), "href=\"assets/style.css\""));
	ck_assert_int_eq(200, ask("/codes/x12-carc/42.html"));
	ck_assert_ptr_nonnull(
	    strstr(serve_body(), "href=\"../../assets/style.css\""));
	ck_assert_ptr_nonnull(
	    strstr(serve_body(), "href=\"../../codes/x12-carc/45\""));
}
END_TEST

Suite *suite_serve_codes(void);

Suite *
suite_serve_codes(void)
{
	Suite *suite = suite_create("serve_codes");
	TCase *tcase = serve_tcase("serve_codes");

	tcase_add_loop_test(
	    tcase, answers_with_the_status_that_says_it, 0, COUNT(statuses));
	tcase_add_test(tcase, redirects_to_the_code_s_own_name);
	tcase_add_test(tcase, offers_the_nearest_system);
	tcase_add_test(tcase, gives_the_code_alone_by_its_address);
	tcase_add_test(tcase, says_unknown_without_failing);
	tcase_add_test(tcase, tells_the_answers_of_two_questions_apart);
	tcase_add_test(tcase, answers_304_to_who_has_it_already);
	tcase_add_test(tcase, links_from_any_depth_to_the_root);
	suite_add_tcase(suite, tcase);
	return suite;
}
