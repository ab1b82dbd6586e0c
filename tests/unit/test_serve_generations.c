/* Without a knowledge base, and when another one takes its place. */

#include <stdio.h>
#include <string.h>

#include "fcgi/current.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/serve_help.h"
#include "tests/unit/store_help.h"

static void
open_empty(void)
{
	serve_open("/tmp/no-such-file.mdb");
}

static const char *const needing[] = { "/", GUIDE, GUIDE ".json", GUIDE ".html",
	"/assets/style.css", "/readyz" };

START_TEST(says_when_there_is_no_knowledge_base)
{
	ck_assert_int_eq(503, ask(needing[_i]));
	ck_assert_ptr_nonnull(serve_header("Retry-After"));
	ck_assert_str_eq("no-store", serve_header("Cache-Control"));
	ck_assert_uint_gt(response.body.length, 10);
	ck_assert(str_is(response.content_type, "application/problem+json") ||
		  str_is(response.content_type, "text/plain; charset=utf-8"));
}
END_TEST

START_TEST(takes_no_letter_without_a_knowledge_base)
{
	ck_assert_int_eq(503, post("/letters", "application/json", "{}"));
}
END_TEST

START_TEST(lives_without_a_knowledge_base)
{
	ck_assert_int_eq(200, ask("/healthz"));
	ck_assert_int_eq(404, ask("/nothing"));
	request.method = STR("POST");
	ck_assert_int_eq(405, ask(GUIDE));
}
END_TEST

static char *dir, *sources;
static char path[1024];
static struct note note;

static void
open_small(void)
{
	dir = kb_folder();
	sources = kb_copy();
	snprintf(path, sizeof(path), "%s", store_path(dir, "kb.mdb"));
	store_build(sources, path);
	serve_open(path);
	serve_setup();
}

static void
close_small(void)
{
	serve_teardown();
	serve_close();
	kb_copy_free(sources);
	kb_copy_free(dir);
}

#define SMALL "/guides/example-health/examplinib/step-therapy"

START_TEST(keeps_the_generation_a_request_began_with)
{
	struct http_response first;
	struct str before, after;
	const char *tag;

	ck_assert_int_eq(200, ask(SMALL));
	before = slices_join(&response.body);
	tag = serve_header("ETag");
	first = response;
	response = (struct http_response){ .status = 0 };
	kb_edit(sources, "reasons/step-therapy.json", "\"name\": \"",
	    "\"name\": \"New ");
	store_build(sources, path);
	ck_assert_int_eq(OK, current_load(service.current, &note));
	ck_assert_int_eq(200, ask(SMALL));
	/* The first one's bytes are still those of its generation. */
	after = slices_join(&first.body);
	ck_assert(str_equal(before, after));
	ck_assert(!str_equal(before, slices_join(&response.body)));
	ck_assert_str_ne(tag, serve_header("ETag"));
	first.release(first.payload);
}
END_TEST

START_TEST(serves_the_old_generation_while_the_new_file_is_bad)
{
	const char *tag;

	ask(SMALL);
	tag = serve_header("ETag");
	store_put(path, STR("no knowledge base"));
	ck_assert_int_eq(ERR_CORRUPT, current_load(service.current, &note));
	ck_assert_int_eq(200, ask(SMALL));
	ck_assert_str_eq(tag, serve_header("ETag"));
}
END_TEST

START_TEST(sends_again_what_the_client_has_of_another_generation)
{
	ask(SMALL);
	request.if_none_match = str_from(serve_header("ETag"));
	ck_assert_int_eq(304, ask(SMALL));
	kb_edit(sources, "reasons/step-therapy.json", "\"name\": \"",
	    "\"name\": \"New ");
	store_build(sources, path);
	ck_assert_int_eq(OK, current_load(service.current, &note));
	ck_assert_int_eq(200, ask(SMALL));
}
END_TEST

Suite *suite_serve_generations(void);

Suite *
suite_serve_generations(void)
{
	Suite *suite = suite_create("serve_generations");
	TCase *tcase = tcase_create("none");

	tcase_add_unchecked_fixture(tcase, open_empty, serve_close);
	tcase_add_checked_fixture(tcase, serve_setup, serve_teardown);
	tcase_add_loop_test(
	    tcase, says_when_there_is_no_knowledge_base, 0, COUNT(needing));
	tcase_add_test(tcase, takes_no_letter_without_a_knowledge_base);
	tcase_add_test(tcase, lives_without_a_knowledge_base);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("changes");
	tcase_add_checked_fixture(tcase, open_small, close_small);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, keeps_the_generation_a_request_began_with);
	tcase_add_test(
	    tcase, serves_the_old_generation_while_the_new_file_is_bad);
	tcase_add_test(
	    tcase, sends_again_what_the_client_has_of_another_generation);
	suite_add_tcase(suite, tcase);
	return suite;
}
