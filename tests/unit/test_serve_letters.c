/* Cases that are posted, up to the letter's own code. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/serve_help.h"
#include "tests/unit/store_help.h"

static struct str
case_text(const char *name)
{
	struct str file = store_bytes(store_path("tests/data/cases", name));
	struct str copy = str_copy(file, serve_arena);

	free((char *)(uintptr_t)file.at);
	return copy;
}

START_TEST(answers_a_case_with_a_letter_that_no_cache_keeps)
{
	static const char *const types[] = { "application/json",
		"application/json; charset=utf-8", "Application/JSON",
		"application/problem+json" };
	struct str letter = case_text("medical-necessity.json");
	size_t i;

	for (i = 0; i < 4; i++) {
		ck_assert_int_eq(200,
		    post("/letters", types[i], str_to_c(letter, serve_arena)));
		ck_assert_str_eq("no-store", serve_header("Cache-Control"));
		ck_assert_ptr_null(serve_header("ETag"));
		ck_assert_ptr_nonnull(serve_header("Appeald-Letter"));
		ck_assert_uint_gt(response.body.length, 1000);
	}
}
END_TEST

START_TEST(refuses_a_case_of_another_type)
{
	static const char *const types[] = { NULL, "", "text/plain",
		"application/x-www-form-urlencoded", "json",
		"application/jsonx", "text/json+x" };
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		ck_assert_int_eq(415, post("/letters", types[i], "{}"));
	ck_assert_str_eq("no-store", serve_header("Cache-Control"));
}
END_TEST

START_TEST(refuses_what_is_not_json)
{
	ck_assert_int_eq(
	    400, post("/letters.json", "application/json", "{\"a\":"));
	ck_assert(str_is(response.content_type, "application/problem+json"));
	ck_assert_int_eq(400, post("/letters", "application/json", ""));
}
END_TEST

START_TEST(reports_every_bad_field_of_a_case)
{
	struct value errors;

	ck_assert_int_eq(
	    422, post("/letters.json", "application/json",
		     "{\"nonsense\":1,\"letter\":7,\"date\":\"soon\"}"));
	errors = value_get(serve_parsed(), "errors");
	ck_assert_uint_ge(value_count(errors), 3);
	ck_assert_str_eq("no-store", serve_header("Cache-Control"));
}
END_TEST

START_TEST(refuses_a_body_that_was_too_large)
{
	request.body_too_large = true;
	ck_assert_int_eq(413, post("/letters", "application/json", ""));
	ck_assert_int_eq(413, post("/letters.json", "text/plain", ""));
	ck_assert(
	    str_is(value_text(serve_parsed(), "title"), "Content Too Large"));
}
END_TEST

START_TEST(repeats_nothing_of_a_case_it_refuses)
{
	post("/letters.txt", "application/json",
	    "{\"patient\":{\"name\":7,\"dob\":\"1988-13-SECRET\"},"
	    "\"date\":\"SECRET\"}");
	ck_assert_int_eq(422, response.status);
	ck_assert_ptr_null(strstr(serve_body(), "SECRET"));
}
END_TEST

Suite *suite_serve_letters(void);

Suite *
suite_serve_letters(void)
{
	Suite *suite = suite_create("serve_letters");
	TCase *tcase = serve_tcase("letters");

	tcase_add_test(tcase, answers_a_case_with_a_letter_that_no_cache_keeps);
	tcase_add_test(tcase, refuses_a_case_of_another_type);
	tcase_add_test(tcase, refuses_what_is_not_json);
	tcase_add_test(tcase, reports_every_bad_field_of_a_case);
	tcase_add_test(tcase, refuses_a_body_that_was_too_large);
	tcase_add_test(tcase, repeats_nothing_of_a_case_it_refuses);
	suite_add_tcase(suite, tcase);
	return suite;
}
