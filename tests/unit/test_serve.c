#include "fcgi/serve.h"

#include <string.h>

#include "tests/unit/serve_help.h"

START_TEST(answers_a_guide_in_the_medium_asked_for)
{
	ck_assert_int_eq(200, ask_as("application/json", GUIDE));
	ck_assert(str_is(response.content_type, "application/json"));
	ck_assert(str_is(value_text(serve_parsed(), "kind"), "guide"));
	ck_assert_int_eq(200, ask_as("text/html", GUIDE));
	ck_assert(str_is(response.content_type, "text/html; charset=utf-8"));
	ck_assert(strncmp(serve_body(), "<!doctype html>", 15) == 0);
	ck_assert_int_eq(200, ask_as(NULL, GUIDE));
	ck_assert(str_is(response.content_type, "text/plain; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "Citations"));
}
END_TEST

START_TEST(lets_a_suffix_win_over_accept)
{
	ck_assert_int_eq(200, ask_as("text/html", GUIDE ".json"));
	ck_assert(str_is(response.content_type, "application/json"));
	ck_assert_int_eq(200, ask_as("image/png", GUIDE ".txt"));
	ck_assert(str_is(response.content_type, "text/plain; charset=utf-8"));
}
END_TEST

START_TEST(names_accept_in_vary_only_when_it_decided)
{
	ask_as("text/html", GUIDE);
	ck_assert_str_eq("Accept", serve_header("Vary"));
	ask_as(NULL, GUIDE);
	ck_assert_str_eq("Accept", serve_header("Vary"));
	ask_as("text/html", GUIDE ".json");
	ck_assert_ptr_null(serve_header("Vary"));
	ask_as("text/html", "/assets/style.css");
	ck_assert_ptr_null(serve_header("Vary"));
	ask_as("text/html", "/healthz");
	ck_assert_ptr_null(serve_header("Vary"));
}
END_TEST

START_TEST(answers_the_first_page_in_all_media)
{
	ck_assert_int_eq(200, ask_as("application/json", "/"));
	ck_assert(str_is(value_text(serve_parsed(), "kind"), "index"));
	ck_assert_int_eq(200, ask_as("text/html", "/"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "<html"));
	ck_assert_int_eq(200, ask_as("*/*", "/"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "/guides/"));
}
END_TEST

START_TEST(answers_the_style_sheet_as_css)
{
	ck_assert_int_eq(200, ask("/assets/style.css"));
	ck_assert(str_is(response.content_type, "text/css; charset=utf-8"));
	ck_assert_ptr_nonnull(
	    strstr(serve_header("Cache-Control"), "max-age="));
	ck_assert_uint_gt(response.body.length, 100);
	ck_assert_int_eq(404, ask("/assets/none.css"));
}
END_TEST

START_TEST(tells_that_it_lives_and_is_ready)
{
	ck_assert_int_eq(200, ask("/healthz"));
	ck_assert_str_eq("ok\n", serve_body());
	ck_assert_str_eq("no-store", serve_header("Cache-Control"));
	ck_assert_int_eq(200, ask("/readyz"));
	ck_assert(strncmp(serve_body(), "ready, generation ", 18) == 0);
	/* Whatever a monitor says it accepts. */
	ck_assert_int_eq(200, ask_as("image/png", "/healthz"));
}
END_TEST

START_TEST(answers_head_like_get_without_the_body)
{
	size_t length;

	ask_as("text/html", GUIDE);
	length = response.body.length;
	request.method = STR("HEAD");
	ck_assert_int_eq(200, ask(GUIDE));
	ck_assert(response.head);
	ck_assert_uint_eq(length, response.body.length);
	ck_assert_int_eq(404, ask("/nothing"));
	ck_assert(response.head);
}
END_TEST

START_TEST(answers_options_with_the_methods)
{
	request.method = STR("OPTIONS");
	ck_assert_int_eq(204, ask(GUIDE));
	ck_assert_str_eq("GET, HEAD, OPTIONS", serve_header("Allow"));
	ck_assert_uint_eq(0, response.body.length);
	ck_assert_int_eq(204, ask("/letters"));
	ck_assert_str_eq("POST, OPTIONS", serve_header("Allow"));
	ck_assert_int_eq(404, ask("/nothing"));
}
END_TEST

START_TEST(answers_whole_or_says_that_it_cannot_wherever_memory_ends)
{
	static const char *const uris[] = { GUIDE ".html", "/", "/readyz",
		GUIDE "?x=y", "/guides/cigna/rinvoq/QL" };
	int statuses[5];
	size_t lengths[5], cap, i;

	for (i = 0; i < 5; i++) {
		statuses[i] = ask(uris[i]);
		lengths[i] = response.body.length;
	}
	let_go();
	arena_free(serve_arena);
	for (i = 0; i < 5; i++)
		for (cap = 64; cap < (4 << 20); cap += 16 + cap / 16) {
			serve_arena = arena_new(cap);
			ask(uris[i]);
			ck_assert_int_gt(response.status, 0);
			if (response.status < 400) {
				ck_assert_int_eq(statuses[i], response.status);
				ck_assert(!response.headers.failed);
				ck_assert_uint_eq(
				    lengths[i], response.body.length);
			}
			let_go();
			arena_free(serve_arena);
		}
	serve_arena = arena_new(1 << 20);
}
END_TEST

Suite *suite_serve(void);

Suite *
suite_serve(void)
{
	Suite *suite = suite_create("serve");
	TCase *tcase = serve_tcase("answers");

	tcase_add_test(tcase, answers_a_guide_in_the_medium_asked_for);
	tcase_add_test(tcase, lets_a_suffix_win_over_accept);
	tcase_add_test(tcase, names_accept_in_vary_only_when_it_decided);
	tcase_add_test(tcase, answers_the_first_page_in_all_media);
	tcase_add_test(tcase, answers_the_style_sheet_as_css);
	tcase_add_test(tcase, tells_that_it_lives_and_is_ready);
	tcase_add_test(tcase, answers_head_like_get_without_the_body);
	tcase_add_test(tcase, answers_options_with_the_methods);
	tcase_add_test(
	    tcase, answers_whole_or_says_that_it_cannot_wherever_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
