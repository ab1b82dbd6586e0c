/* Problem documents, and what every answer must carry. */

#include <stdio.h>
#include <string.h>

#include "tests/unit/serve_help.h"

static const char *
headers(void)
{
	return str_to_c(slices_join(&response.headers), serve_arena);
}

static const struct failure {
	const char *method;
	const char *uri;
	const char *accept;
	int status;
} failures[] = {
	{ "GET", "/nothing", NULL, 404 },
	{ "GET", "/guides/cigna/upadacitinib", NULL, 404 },
	{ "GET", "/guides/cigna/nonesuch/medical-necessity", NULL, 404 },
	{ "GET", "/guides/none/upadacitinib/medical-necessity", NULL, 404 },
	{ "GET", "/guides/cigna/upadacitinib/none", NULL, 404 },
	{ "GET", "/1/2/3/4/5/6/7/8/9/10", NULL, 404 },
	{ "GET", "/guides/a%2Fb/c/d", NULL, 400 },
	{ "GET", "/guides/%ff/c/d", NULL, 400 },
	{ "POST", GUIDE, NULL, 405 },
	{ "BREW", "/", NULL, 405 },
	{ "GET", "/letters", NULL, 405 },
	{ "GET", GUIDE, "image/png", 406 },
	{ "GET", GUIDE, "*/*;q=0", 406 },
	{ "GET", GUIDE "?plan=none", NULL, 422 },
	{ "GET", GUIDE "?color=red", NULL, 422 },
	{ "GET", GUIDE "?received=2026-13-01", NULL, 422 },
	{ "GET", GUIDE "?%1b[2J=x", NULL, 422 },
	{ "POST", "/letters", NULL, 415 },
};

enum { FAILURES = sizeof(failures) / sizeof(*failures) };

static int
fail_as(const struct failure *f, const char *accept)
{
	request.method = str_from(f->method);
	return ask_as(f->accept == NULL ? accept : f->accept, f->uri);
}

START_TEST(tells_a_failure_as_a_problem_document)
{
	const struct failure *f = &failures[_i];
	struct value problem;
	char type[32];
	long status;

	if (f->accept != NULL)
		return; /* has no medium to be told in but text */
	ck_assert_int_eq(f->status, fail_as(f, "application/json"));
	ck_assert(str_is(response.content_type, "application/problem+json"));
	problem = serve_parsed();
	snprintf(type, sizeof(type), "/problems/%d", f->status);
	ck_assert(str_is(value_text(problem, "type"), type));
	ck_assert(str_is(value_text(problem, "title"), http_reason(f->status)));
	ck_assert(value_long(value_get(problem, "status"), &status));
	ck_assert_int_eq(f->status, status);
	ck_assert_uint_gt(value_text(problem, "detail").length, 10);
}
END_TEST

START_TEST(tells_a_failure_as_text)
{
	const struct failure *f = &failures[_i];
	char start[64];

	ck_assert_int_eq(f->status, fail_as(f, "text/plain"));
	ck_assert(str_is(response.content_type, "text/plain; charset=utf-8"));
	snprintf(
	    start, sizeof(start), "%d %s\n", f->status, http_reason(f->status));
	ck_assert_msg(strncmp(serve_body(), start, strlen(start)) == 0, "%s",
	    serve_body());
	ck_assert_ptr_null(strchr(serve_body(), '\033'));
}
END_TEST

START_TEST(tells_a_failure_as_a_page)
{
	const struct failure *f = &failures[_i];

	if (f->accept != NULL)
		return;
	ck_assert_int_eq(f->status, fail_as(f, "text/html"));
	ck_assert(str_is(response.content_type, "text/html; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(serve_body(), http_reason(f->status)));
	ck_assert_ptr_nonnull(strstr(serve_body(), "</html>"));
}
END_TEST

START_TEST(keeps_no_failure_in_a_cache)
{
	fail_as(&failures[_i], NULL);
	ck_assert_str_eq("no-store", serve_header("Cache-Control"));
	ck_assert_ptr_null(serve_header("ETag"));
}
END_TEST

START_TEST(names_the_methods_when_one_is_not_allowed)
{
	request.method = STR("DELETE");
	ck_assert_int_eq(405, ask(GUIDE));
	ck_assert_str_eq("GET, HEAD, OPTIONS", serve_header("Allow"));
	ck_assert_int_eq(405, ask("/letters"));
	ck_assert_str_eq("POST, OPTIONS", serve_header("Allow"));
}
END_TEST

START_TEST(offers_near_names_for_one_that_is_not_known)
{
	struct value problem;

	ck_assert_int_eq(404, ask_as("application/json",
				  "/guides/cigna/rinvok/medical-necessity"));
	problem = serve_parsed();
	ck_assert(value_has(value_get(problem, "near"), STR("upadacitinib")));
	ask_as("text/plain", "/guides/cigna/rinvok/medical-necessity");
	ck_assert_ptr_nonnull(strstr(serve_body(), "upadacitinib"));
	ask_as("text/html", "/guides/cigna/rinvok/medical-necessity");
	ck_assert_ptr_nonnull(strstr(serve_body(), "upadacitinib"));
}
END_TEST

START_TEST(reports_every_bad_parameter_at_once)
{
	struct value errors;

	ck_assert_int_eq(
	    422, ask(GUIDE ".json?plan=x&indication=y&received=z&state=q"));
	errors = value_get(serve_parsed(), "errors");
	ck_assert_uint_eq(4, value_count(errors));
	ck_assert(str_is(value_text(value_at(errors, 0), "pointer"), "/plan"));
}
END_TEST

START_TEST(writes_no_markup_that_came_in)
{
	ask_as("text/html", "/guides/cigna/%3Cscript%3Ex/medical-necessity");
	ck_assert_int_eq(404, response.status);
	ck_assert_ptr_null(strstr(serve_body(), "<script"));
	ask_as("text/html", GUIDE "?%3Cscript%3E=1");
	ck_assert_ptr_null(strstr(serve_body(), "<script"));
}
END_TEST

START_TEST(stays_utf8_when_it_repeats_a_long_name)
{
	char uri[400] = "/guides/cigna/x";
	int i;

	for (i = 0; i < 60; i++)
		strcat(uri, "%C3%A9");
	ck_assert_uint_lt(strlen(uri), sizeof(uri) - 10);
	strcat(uri, "/x");
	ck_assert_int_eq(404, ask_as("application/json", uri));
	ck_assert(str_is_utf8(value_text(serve_parsed(), "detail")));
	strcpy(uri, GUIDE "?x");
	for (i = 0; i < 40; i++)
		strcat(uri, "%C3%A9");
	ck_assert_int_eq(422, ask_as("application/json", uri));
	serve_parsed();
}
END_TEST

/* Everything there is, as failures and as answers. */
static const char *const all[] = { "/", GUIDE, GUIDE ".json", GUIDE ".html",
	"/guides/cigna/rinvoq/QL", "/assets/style.css", "/assets/none",
	"/healthz", "/readyz", "/letters", "/nothing", GUIDE "?x=y",
	"/guides/%ff/x/y", "/1/2/3/4/5/6/7/8/9" };
static const char *const methods[] = { "GET", "HEAD", "POST", "OPTIONS" };

START_TEST(guards_every_answer)
{
	size_t i;

	for (i = 0; i < 4; i++) {
		request.method = str_from(methods[i]);
		ask(all[_i]);
		ck_assert_str_eq(
		    "nosniff", serve_header("X-Content-Type-Options"));
		ck_assert_str_eq(
		    "no-referrer", serve_header("Referrer-Policy"));
		ck_assert_ptr_nonnull(
		    strstr(serve_header("Content-Security-Policy"),
			"default-src 'none'"));
		ck_assert_ptr_nonnull(
		    strstr(serve_header("Content-Security-Policy"),
			"frame-ancestors"));
	}
}
END_TEST

START_TEST(writes_whole_header_lines)
{
	size_t i;

	for (i = 0; i < 4; i++) {
		struct str rest, line;

		request.method = str_from(methods[i]);
		ask(all[_i]);
		rest = str_from(headers());
		ck_assert(str_ends(rest, STR("\r\n")));
		while (rest.length > 0) {
			line = str_cut(&rest, '\n');
			ck_assert(str_ends(line, STR("\r")));
			ck_assert_uint_lt(str_find(line, ':'), line.length);
		}
	}
}
END_TEST

Suite *suite_serve_failures(void);

Suite *
suite_serve_failures(void)
{
	Suite *suite = suite_create("serve_failures");
	TCase *tcase = serve_tcase("failures");

	tcase_add_loop_test(
	    tcase, tells_a_failure_as_a_problem_document, 0, FAILURES);
	tcase_add_loop_test(tcase, tells_a_failure_as_text, 0, FAILURES);
	tcase_add_loop_test(tcase, tells_a_failure_as_a_page, 0, FAILURES);
	tcase_add_loop_test(tcase, keeps_no_failure_in_a_cache, 0, FAILURES);
	tcase_add_test(tcase, names_the_methods_when_one_is_not_allowed);
	tcase_add_test(tcase, offers_near_names_for_one_that_is_not_known);
	tcase_add_test(tcase, reports_every_bad_parameter_at_once);
	tcase_add_test(tcase, writes_no_markup_that_came_in);
	tcase_add_test(tcase, stays_utf8_when_it_repeats_a_long_name);
	tcase_add_loop_test(tcase, guards_every_answer, 0, COUNT(all));
	tcase_add_loop_test(tcase, writes_whole_header_lines, 0, COUNT(all));
	suite_add_tcase(suite, tcase);
	return suite;
}
