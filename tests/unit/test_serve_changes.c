/* GET /changes, and what is refused without a signature. */

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/current.h"
#include "kb/publish.h"
#include "kb/signing.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/serve_help.h"
#include "tests/unit/store_help.h"

#define KEY "tests/data/minisign/test.key"
#define PUBLIC "tests/data/minisign/test.pub"
#define CHANGED "Example Health Examplinib RA: initial duration 6 -> 3 months"

static char *dir;
static char files[2][256], generations[2][17];
static char shelf[256], served[300];
static struct publish_options options;
static struct note note;

static void
publish_file(int i)
{
	struct report report = { .out = stderr };
	struct publish_result result;

	ck_assert_msg(publish(&options, files[i], &report, &result, &note) ==
		OK,
	    "%s", note.text);
}

static void
setup(void)
{
	char *sources = kb_copy();

	dir = kb_folder();
	snprintf(shelf, sizeof(shelf), "%s/published", dir);
	snprintf(served, sizeof(served), "%s/kb.mdb", shelf);
	strcpy(files[0], store_path(dir, "a.mdb"));
	strcpy(files[1], store_path(dir, "b.mdb"));
	memcpy(generations[0], store_build(sources, files[0]).generation, 17);
	kb_edit(sources, "policies/example-health/example-exa-ra.json",
	    "\"initial_months\": 6", "\"initial_months\": 3");
	memcpy(generations[1], store_build(sources, files[1]).generation, 17);
	kb_copy_free(sources);
	options = (struct publish_options){ .dir = shelf,
		.secret = KEY,
		.keep = 5,
		.now = "2026-11-22T10:00:00Z" };
	publish_file(0);
	serve_open(served);
	serve_setup();
}

static void
teardown(void)
{
	serve_teardown();
	serve_close();
	kb_copy_free(dir);
}

static void
load(void)
{
	ck_assert_msg(
	    current_load(service.current, &note) == OK, "%s", note.text);
}

static const char *
since(const char *generation)
{
	static char uri[64];

	snprintf(uri, sizeof(uri), "/changes.json?since=%s", generation);
	return uri;
}

START_TEST(tells_what_changed_with_each_generation)
{
	struct value all, entry;

	publish_file(1);
	load();
	ck_assert_int_eq(200, ask("/changes.json"));
	all = serve_parsed();
	ck_assert(str_is(value_text(all, "kind"), "changes"));
	ck_assert(str_is(value_text(all, "generation"), generations[1]));
	ck_assert_uint_eq(2, value_count(value_get(all, "entries")));
	entry = value_at(value_get(all, "entries"), 0);
	ck_assert(str_is(value_text(entry, "from"), generations[0]));
	ck_assert(str_is(
	    value_text(value_at(value_get(entry, "changes"), 0), "text"),
	    CHANGED));
}
END_TEST

START_TEST(tells_it_in_lines)
{
	publish_file(1);
	load();
	ck_assert_int_eq(200, ask("/changes"));
	ck_assert(str_is(response.content_type, "text/plain; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "\n  " CHANGED "\n"));
	ck_assert_ptr_nonnull(
	    strstr(serve_body(), "2026-11-22T10:00:00Z: generation "));
}
END_TEST

START_TEST(tells_it_on_a_page)
{
	publish_file(1);
	load();
	ck_assert_int_eq(200, ask("/changes.html"));
	ck_assert_ptr_nonnull(strstr(serve_body(),
	    "<li>Example Health Examplinib RA: initial duration 6 -&gt; 3 "
	    "months</li>"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "</html>"));
}
END_TEST

START_TEST(tells_only_what_came_after_a_generation)
{
	publish_file(1);
	load();
	ck_assert_int_eq(200, ask(since(generations[0])));
	ck_assert_uint_eq(
	    1, value_count(value_get(serve_parsed(), "entries")));
	ck_assert_int_eq(200, ask(since(generations[1])));
	ck_assert_uint_eq(
	    0, value_count(value_get(serve_parsed(), "entries")));
	ck_assert_int_eq(404, ask(since("0123456789abcdef")));
	ck_assert_ptr_nonnull(strstr(serve_body(), "are not held"));
}
END_TEST

START_TEST(tells_of_a_rollback)
{
	struct report report = { .out = stderr };
	struct publish_result result;
	struct value entries;

	publish_file(1);
	options.now = "2026-11-22T11:00:00Z";
	ck_assert_int_eq(OK, publish_rollback(&options, NULL, &report,
				 &result, &note));
	load();
	ck_assert_int_eq(200, ask(since(generations[1])));
	entries = value_get(serve_parsed(), "entries");
	ck_assert_uint_eq(1, value_count(entries));
	ck_assert(
	    value_is_true(value_get(value_at(entries, 0), "rollback")));
}
END_TEST

static const struct {
	const char *uri;
	const char *pointer;
} refused[] = { { "/changes.json?since=xyz", "/since" },
	{ "/changes.json?since=0123456789ABCDEF", "/since" },
	{ "/changes.json?before=1", "/before" } };

START_TEST(refuses_what_is_no_question)
{
	struct value errors;

	ck_assert_int_eq(422, ask(refused[_i].uri));
	errors = value_get(serve_parsed(), "errors");
	ck_assert(str_is(
	    value_text(value_at(errors, 0), "pointer"), refused[_i].pointer));
}
END_TEST

START_TEST(is_cached_until_the_list_changes)
{
	ck_assert_int_eq(200, ask("/changes.json"));
	request.if_none_match = str_from(serve_header("ETag"));
	ck_assert_int_eq(304, ask("/changes.json"));
	publish_file(1);
	load();
	ck_assert_int_eq(200, ask("/changes.json"));
}
END_TEST

START_TEST(serves_on_when_the_list_is_damaged)
{
	char path[600];
	char *real = realpath(served, NULL);

	snprintf(path, sizeof(path), "%s.changes.json", real);
	free(real);
	store_put(path, STR("{\"kind\":\"changes\"}"));
	load();
	ck_assert_int_eq(503, ask("/changes.json"));
	ck_assert_ptr_nonnull(strstr(serve_body(), "cannot be used"));
	ck_assert_int_eq(200, ask("/readyz"));
}
END_TEST

START_TEST(has_no_changes_of_a_file_that_was_only_copied)
{
	serve_close();
	serve_open(files[0]);
	ck_assert_int_eq(200, ask("/changes.json"));
	ck_assert_uint_eq(
	    0, value_count(value_get(serve_parsed(), "entries")));
	let_go();
}
END_TEST

static const char *
ready(void)
{
	ck_assert_int_eq(200, ask("/readyz"));
	return serve_body();
}

static void
copy(const char *from, const char *to)
{
	struct str bytes = store_bytes(from);

	store_put(to, bytes);
	free((void *)(uintptr_t)bytes.at);
}

START_TEST(goes_on_with_the_signed_one_where_a_signature_is_required)
{
	char plain[256];

	snprintf(plain, sizeof(plain), "%s", store_path(dir, "plain.mdb"));
	copy(files[0], plain);
	ck_assert_int_eq(OK, signing_sign(plain, KEY, NULL, &note));
	serve_close();
	serve_open(plain);
	current_require(service.current, PUBLIC);
	load();
	copy(files[1], plain);
	ck_assert_int_eq(ERR_CORRUPT, current_load(service.current, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "were signed"));
	ck_assert_ptr_nonnull(strstr(ready(), generations[0]));
	ck_assert_int_eq(OK, signing_sign(plain, KEY, NULL, &note));
	load();
	ck_assert_ptr_nonnull(strstr(ready(), generations[1]));
	let_go();
}
END_TEST

START_TEST(serves_nothing_when_the_key_is_not_there)
{
	current_require(service.current, "/tmp/no-such-key.pub");
	ck_assert_int_eq(ERR_SYSTEM, current_load(service.current, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "no-such-key.pub"));
}
END_TEST

START_TEST(shows_no_changes_that_nobody_signed)
{
	options.secret = NULL;
	ck_assert_int_eq(OK, signing_sign(files[1], KEY, NULL, &note));
	publish_file(1);
	current_require(service.current, PUBLIC);
	load();
	ck_assert_int_eq(503, ask("/changes.json"));
	ck_assert_ptr_nonnull(strstr(ready(), generations[1]));
}
END_TEST

Suite *suite_serve_changes(void);

Suite *
suite_serve_changes(void)
{
	Suite *suite = suite_create("serve_changes");
	TCase *tcase = tcase_create("serve_changes");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, tells_what_changed_with_each_generation);
	tcase_add_test(tcase, tells_it_in_lines);
	tcase_add_test(tcase, tells_it_on_a_page);
	tcase_add_test(tcase, tells_only_what_came_after_a_generation);
	tcase_add_test(tcase, tells_of_a_rollback);
	tcase_add_loop_test(tcase, refuses_what_is_no_question, 0, 3);
	tcase_add_test(tcase, is_cached_until_the_list_changes);
	tcase_add_test(tcase, serves_on_when_the_list_is_damaged);
	tcase_add_test(tcase, has_no_changes_of_a_file_that_was_only_copied);
	tcase_add_test(
	    tcase, goes_on_with_the_signed_one_where_a_signature_is_required);
	tcase_add_test(tcase, serves_nothing_when_the_key_is_not_there);
	tcase_add_test(tcase, shows_no_changes_that_nobody_signed);
	suite_add_tcase(suite, tcase);
	return suite;
}
