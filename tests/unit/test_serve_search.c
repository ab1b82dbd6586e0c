#include "fcgi/routes_search.h"

#include <check.h>
#include <string.h>

#include "tests/unit/serve_help.h"

START_TEST(answers_a_search_in_each_form)
{
	ck_assert_int_eq(200, ask("/search?q=stelara+cigna+fail+first"));
	ck_assert_ptr_nonnull(
	    strstr(serve_body(), "/guides/cigna/ustekinumab/step-therapy"));
	ck_assert_int_eq(200, ask("/search.json?q=rinvok"));
	ck_assert(str_is(value_text(serve_parsed(), "kind"), "search"));
	ck_assert(str_is(value_text(serve_parsed(), "q"), "rinvok"));
	ck_assert_int_eq(200, ask_as("text/html", "/search?q=rinvok"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "<form class=\"search\""));
}
END_TEST

START_TEST(finds_nothing_and_still_answers)
{
	ck_assert_int_eq(200, ask("/search.json?q=xyzzyq"));
	ck_assert_uint_eq(
	    0, value_count(value_get(serve_parsed(), "hits")));
}
END_TEST

static const char *const refused[] = { "/search.json", "/search.json?q=",
	"/search.json?q=%20", "/search.json?q=...",
	"/search.json?q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q" };

START_TEST(refuses_a_question_it_cannot_search_for)
{
	struct value error;

	ck_assert_int_eq(400, ask(refused[_i]));
	error = value_at(value_get(serve_parsed(), "errors"), 0);
	ck_assert(str_is(value_text(error, "pointer"), "/q"));
}
END_TEST

START_TEST(refuses_201_bytes)
{
	char uri[300] = "/search.json?q=";

	memset(uri + strlen(uri), 'x', 201);
	ck_assert_int_eq(400, ask(uri));
}
END_TEST

START_TEST(refuses_a_parameter_it_does_not_know)
{
	struct value error;

	ck_assert_int_eq(400, ask("/search.json?q=cigna&page=2"));
	error = value_at(value_get(serve_parsed(), "errors"), 0);
	ck_assert(str_is(value_text(error, "pointer"), "/page"));
}
END_TEST

START_TEST(gives_each_question_its_own_tag)
{
	char first[100];

	ck_assert_int_eq(200, ask("/search.json?q=rinvoq"));
	ck_assert_ptr_nonnull(serve_header("ETag"));
	strncpy(first, serve_header("ETag"), sizeof(first) - 1);
	first[sizeof(first) - 1] = '\0';
	ck_assert_int_eq(200, ask("/search.json?q=stelara"));
	ck_assert_str_ne(first, serve_header("ETag"));
	ck_assert_int_eq(200, ask("/search.txt?q=rinvoq"));
	ck_assert_str_ne(first, serve_header("ETag"));
}
END_TEST

Suite *suite_serve_search(void);

Suite *
suite_serve_search(void)
{
	Suite *suite = suite_create("serve_search");
	TCase *tcase = serve_tcase("serve_search");

	tcase_add_test(tcase, answers_a_search_in_each_form);
	tcase_add_test(tcase, finds_nothing_and_still_answers);
	tcase_add_loop_test(tcase, refuses_a_question_it_cannot_search_for, 0,
	    COUNT(refused));
	tcase_add_test(tcase, refuses_201_bytes);
	tcase_add_test(tcase, refuses_a_parameter_it_does_not_know);
	tcase_add_test(tcase, gives_each_question_its_own_tag);
	suite_add_tcase(suite, tcase);
	return suite;
}
