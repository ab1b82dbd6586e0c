#include "fcgi/serve.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/current.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

#define GUIDE "/guides/cigna/upadacitinib/medical-necessity"

static const struct json_limits limits = { 8 << 20, VALUE_DEPTH, 1 << 20 };

static struct service service; /* of kb/sources, or of nothing */
static struct arena *arena;
static struct http_request request; /* what the next ask() sends */
static struct http_response response;
static struct note note;

static void
open_service(void)
{
	service.current = current_new(store_kb(), 1 << 30);
	ck_assert_msg(current_load(service.current, &note) == OK, "%s",
	    note.text);
}

static void
open_empty(void)
{
	service.current = current_new("/tmp/no-such-file.mdb", 1 << 30);
}

static void
close_service(void)
{
	current_free(service.current);
}

static void
let_go(void)
{
	if (response.release != NULL)
		response.release(response.payload);
	response = (struct http_response){ .status = 0 };
}

static void
setup(void)
{
	arena = arena_new(64 << 20);
	request = (struct http_request){ .method = STR("GET") };
	service.has_today = true;
	ck_assert(date_make(2026, 11, 22, &service.today));
}

static void
teardown(void)
{
	let_go();
	arena_free(arena);
}

/* Ask for an address; gives the status. */
static int
ask(const char *uri)
{
	let_go();
	request.uri = str_from(uri);
	request.query = strchr(uri, '?') == NULL
	    ? STR_NONE
	    : str_from(strchr(uri, '?') + 1);
	serve(&service, &request, arena, &response);
	return response.status;
}

static int
ask_as(const char *accept, const char *uri)
{
	request.accept = str_from(accept);
	return ask(uri);
}

static int
post(const char *uri, const char *type, const char *body)
{
	request.method = STR("POST");
	request.content_type = str_from(type);
	request.body = str_from(body);
	return ask(uri);
}

static const char *
body(void)
{
	return str_to_c(slices_join(&response.body), arena);
}

static const char *
headers(void)
{
	return str_to_c(slices_join(&response.headers), arena);
}

/* The value of a header; NULL: there is none. */
static const char *
header(const char *name)
{
	struct str rest = slices_join(&response.headers), line;
	struct str start = str_from(name);

	while (rest.length > 0) {
		line = str_trim(str_cut(&rest, '\n'));
		if (str_starts(line, start) && line.at[start.length] == ':')
			return str_to_c(
			    str_trim(str_from_index(line, start.length + 1)),
			    arena);
	}
	return NULL;
}

static struct value
parsed(void)
{
	struct value value;

	ck_assert_msg(json_read(slices_join(&response.body), &limits, arena,
			  &value, &note) == OK,
	    "%s", note.text);
	return value;
}

static struct str
case_text(const char *name)
{
	struct str file =
	    store_bytes(store_path("tests/data/cases", name));
	struct str copy = str_copy(file, arena);

	free((char *)(uintptr_t)file.at);
	return copy;
}

/* Answers */

START_TEST(answers_a_guide_in_the_medium_asked_for)
{
	ck_assert_int_eq(200, ask_as("application/json", GUIDE));
	ck_assert(str_is(response.content_type, "application/json"));
	ck_assert(str_is(value_text(parsed(), "kind"), "guide"));
	ck_assert_int_eq(200, ask_as("text/html", GUIDE));
	ck_assert(str_is(response.content_type, "text/html; charset=utf-8"));
	ck_assert(strncmp(body(), "<!doctype html>", 15) == 0);
	ck_assert_int_eq(200, ask_as(NULL, GUIDE));
	ck_assert(str_is(response.content_type, "text/plain; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(body(), "Citations"));
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
	ck_assert_str_eq("Accept", header("Vary"));
	ask_as(NULL, GUIDE);
	ck_assert_str_eq("Accept", header("Vary"));
	ask_as("text/html", GUIDE ".json");
	ck_assert_ptr_null(header("Vary"));
	ask_as("text/html", "/assets/style.css");
	ck_assert_ptr_null(header("Vary"));
	ask_as("text/html", "/healthz");
	ck_assert_ptr_null(header("Vary"));
}
END_TEST

START_TEST(answers_the_first_page_in_all_media)
{
	ck_assert_int_eq(200, ask_as("application/json", "/"));
	ck_assert(str_is(value_text(parsed(), "kind"), "index"));
	ck_assert_int_eq(200, ask_as("text/html", "/"));
	ck_assert_ptr_nonnull(strstr(body(), "<html"));
	ck_assert_int_eq(200, ask_as("*/*", "/"));
	ck_assert_ptr_nonnull(strstr(body(), "/guides/"));
}
END_TEST

START_TEST(answers_the_style_sheet_as_css)
{
	ck_assert_int_eq(200, ask("/assets/style.css"));
	ck_assert(str_is(response.content_type, "text/css; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(header("Cache-Control"), "max-age="));
	ck_assert_uint_gt(response.body.length, 100);
	ck_assert_int_eq(404, ask("/assets/none.css"));
}
END_TEST

START_TEST(tells_that_it_lives_and_is_ready)
{
	ck_assert_int_eq(200, ask("/healthz"));
	ck_assert_str_eq("ok\n", body());
	ck_assert_str_eq("no-store", header("Cache-Control"));
	ck_assert_int_eq(200, ask("/readyz"));
	ck_assert(strncmp(body(), "ready, generation ", 18) == 0);
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
	ck_assert_str_eq("GET, HEAD, OPTIONS", header("Allow"));
	ck_assert_uint_eq(0, response.body.length);
	ck_assert_int_eq(204, ask("/letters"));
	ck_assert_str_eq("POST, OPTIONS", header("Allow"));
	ck_assert_int_eq(404, ask("/nothing"));
}
END_TEST

/* Caching */

START_TEST(gives_each_medium_a_tag_of_its_own)
{
	static const char *const uris[] = { "/", GUIDE };
	const char *tags[3];
	size_t i;

	for (i = 0; i < 2; i++) {
		ask_as("text/html", uris[i]);
		tags[0] = header("ETag");
		ask_as("application/json", uris[i]);
		tags[1] = header("ETag");
		ask_as("text/plain", uris[i]);
		tags[2] = header("ETag");
		ck_assert_str_ne(tags[0], tags[1]);
		ck_assert_str_ne(tags[0], tags[2]);
		ck_assert_str_ne(tags[1], tags[2]);
		ck_assert_int_eq('"', tags[0][0]);
	}
}
END_TEST

START_TEST(gives_equal_selectors_an_equal_tag)
{
	const char *tag;

	ask(GUIDE ".json?plan=erisa_self_funded");
	tag = header("ETag");
	ask(GUIDE ".json?plan=ERISA-self-funded");
	ck_assert_str_eq(tag, header("ETag"));
	ask_as("application/json", GUIDE "?plan=erisa_self_funded");
	ck_assert_str_eq(tag, header("ETag"));
	ask(GUIDE ".json?plan=erisa_self_funded&indication=&state=");
	ck_assert_str_eq(tag, header("ETag"));
}
END_TEST

START_TEST(gives_other_selectors_another_tag)
{
	static const char *const uris[] = { GUIDE ".json",
		GUIDE ".json?plan=erisa_self_funded",
		GUIDE ".json?indication=uc", GUIDE ".json?state=NY",
		GUIDE ".json?received=2026-11-02",
		GUIDE ".json?notice=2026-11-02",
		"/guides/cigna/ustekinumab/medical-necessity.json" };
	const char *tags[7];
	size_t i, k;

	for (i = 0; i < 7; i++) {
		ck_assert_int_eq(200, ask(uris[i]));
		tags[i] = header("ETag");
		for (k = 0; k < i; k++)
			ck_assert_str_ne(tags[i], tags[k]);
	}
}
END_TEST

/* How a client may name the tag it has, with %s for it. */
static const char *const matching[] = { "%s", "W/%s", "*", "\"a\", %s",
	"W/\"a\" , W/%s,\"b\"", " %s " };
static const char *const other[] = { "\"a\"", "W/\"a\", \"b\"", "x%s",
	"\"\"", "", "," };

static int
ask_with_tag(const char *form, const char *uri)
{
	struct buf list = buf_new(arena, 500);
	const char *tag, *mark = strstr(form, "%s");

	ask(uri);
	tag = header("ETag");
	if (mark == NULL)
		buf_puts(&list, form);
	else
		buf_printf(&list, "%.*s%s%s", (int)(mark - form), form, tag,
		    mark + 2);
	request.if_none_match = buf_str(&list);
	return ask(uri);
}

START_TEST(does_not_send_again_what_the_client_has)
{
	ck_assert_int_eq(304, ask_with_tag(matching[_i], GUIDE));
	ck_assert_uint_eq(0, response.body.length);
	ck_assert_ptr_null(response.content_type.at);
	ck_assert_ptr_nonnull(header("ETag"));
	ck_assert_str_eq("Accept", header("Vary"));
	ck_assert_ptr_nonnull(header("Cache-Control"));
}
END_TEST

START_TEST(sends_what_the_client_does_not_have)
{
	ck_assert_int_eq(200, ask_with_tag(other[_i], GUIDE));
	ck_assert_uint_gt(response.body.length, 1000);
}
END_TEST

START_TEST(knows_its_other_pages_again_too)
{
	ck_assert_int_eq(304, ask_with_tag("%s", "/"));
	request.if_none_match = STR_NONE;
	ck_assert_int_eq(304, ask_with_tag("%s", "/assets/style.css"));
}
END_TEST

START_TEST(never_takes_one_medium_for_another)
{
	static const char *const uris[] = { "/", GUIDE };
	size_t i;

	for (i = 0; i < 2; i++) {
		request.if_none_match = STR_NONE;
		ask_as("text/html", uris[i]);
		request.if_none_match = str_from(header("ETag"));
		ck_assert_int_eq(200, ask_as("application/json", uris[i]));
	}
}
END_TEST

/* Redirects */

static const struct {
	const char *mount;
	const char *uri;
	const char *location;
} redirects[] = {
	{ NULL, "/guides/CIGNA/Rinvoq/QL",
	    "/guides/cigna/upadacitinib/quantity-limits" },
	{ NULL, "/guides/cigna/Rinvoq%20LQ/quantity-limits.json",
	    "/guides/cigna/upadacitinib/quantity-limits.json" },
	{ "/app", "/app/guides/cigna/stelara/medical-necessity.html",
	    "/app/guides/cigna/ustekinumab/medical-necessity.html" },
	{ "/app/", "/app/guides/cigna/stelara/medical-necessity",
	    "/app/guides/cigna/ustekinumab/medical-necessity" },
	{ NULL,
	    "/guides/cigna/jaki/QL.txt?plan=erisa-self-funded&state=NY",
	    "/guides/cigna/jak-inhibitor/quantity-limits.txt"
	    "?plan=erisa-self-funded&state=NY" },
	{ NULL, "/guides/cigna/jaki/QL?indication=Ulcerative+colitis",
	    "/guides/cigna/jak-inhibitor/quantity-limits"
	    "?indication=Ulcerative%20colitis" },
};

START_TEST(leads_other_names_to_the_ids_with_suffix_query_and_mount)
{
	request.script_name = str_from(redirects[_i].mount);
	ck_assert_int_eq(308, ask(redirects[_i].uri));
	ck_assert_str_eq(redirects[_i].location, header("Location"));
	ck_assert_uint_eq(0, response.body.length);
}
END_TEST

START_TEST(leads_to_an_address_that_answers)
{
	ask("/guides/CIGNA/Rinvoq/QL.json?received=2026-11-02");
	ck_assert_int_eq(200, ask(header("Location")));
}
END_TEST

START_TEST(leads_nowhere_when_the_address_would_be_too_long)
{
	char uri[4000] = "/guides/cigna/rinvoq/QL?plan=erisa-self-funded";

	while (strlen(uri) < 3900)
		strcat(uri, "-");
	ck_assert_int_eq(413, ask(uri));
	ck_assert_uint_gt(response.body.length, 10);
}
END_TEST

START_TEST(says_what_is_wrong_rather_than_lead_there)
{
	ck_assert_int_eq(422, ask("/guides/cigna/rinvoq/QL?plan=none"));
	ck_assert_int_eq(422, ask("/guides/cigna/rinvoq/QL?plaan=x"));
}
END_TEST

/* Failures */

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
	problem = parsed();
	snprintf(type, sizeof(type), "/problems/%d", f->status);
	ck_assert(str_is(value_text(problem, "type"), type));
	ck_assert(str_is(
	    value_text(problem, "title"), http_reason(f->status)));
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
	snprintf(start, sizeof(start), "%d %s\n", f->status,
	    http_reason(f->status));
	ck_assert_msg(strncmp(body(), start, strlen(start)) == 0, "%s",
	    body());
	ck_assert_ptr_null(strchr(body(), '\033'));
}
END_TEST

START_TEST(tells_a_failure_as_a_page)
{
	const struct failure *f = &failures[_i];

	if (f->accept != NULL)
		return;
	ck_assert_int_eq(f->status, fail_as(f, "text/html"));
	ck_assert(str_is(response.content_type, "text/html; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(body(), http_reason(f->status)));
	ck_assert_ptr_nonnull(strstr(body(), "</html>"));
}
END_TEST

START_TEST(keeps_no_failure_in_a_cache)
{
	fail_as(&failures[_i], NULL);
	ck_assert_str_eq("no-store", header("Cache-Control"));
	ck_assert_ptr_null(header("ETag"));
}
END_TEST

START_TEST(names_the_methods_when_one_is_not_allowed)
{
	request.method = STR("DELETE");
	ck_assert_int_eq(405, ask(GUIDE));
	ck_assert_str_eq("GET, HEAD, OPTIONS", header("Allow"));
	ck_assert_int_eq(405, ask("/letters"));
	ck_assert_str_eq("POST, OPTIONS", header("Allow"));
}
END_TEST

START_TEST(offers_near_names_for_one_that_is_not_known)
{
	struct value problem;

	ck_assert_int_eq(404,
	    ask_as("application/json",
		"/guides/cigna/rinvok/medical-necessity"));
	problem = parsed();
	ck_assert(value_has(value_get(problem, "near"), STR("upadacitinib")));
	ask_as("text/plain", "/guides/cigna/rinvok/medical-necessity");
	ck_assert_ptr_nonnull(strstr(body(), "upadacitinib"));
	ask_as("text/html", "/guides/cigna/rinvok/medical-necessity");
	ck_assert_ptr_nonnull(strstr(body(), "upadacitinib"));
}
END_TEST

START_TEST(reports_every_bad_parameter_at_once)
{
	struct value errors;

	ck_assert_int_eq(422,
	    ask(GUIDE ".json?plan=x&indication=y&received=z&state=q"));
	errors = value_get(parsed(), "errors");
	ck_assert_uint_eq(4, value_count(errors));
	ck_assert(str_is(
	    value_text(value_at(errors, 0), "pointer"), "/plan"));
}
END_TEST

START_TEST(writes_no_markup_that_came_in)
{
	ask_as("text/html", "/guides/cigna/%3Cscript%3Ex/medical-necessity");
	ck_assert_int_eq(404, response.status);
	ck_assert_ptr_null(strstr(body(), "<script"));
	ask_as("text/html", GUIDE "?%3Cscript%3E=1");
	ck_assert_ptr_null(strstr(body(), "<script"));
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
	ck_assert(str_is_utf8(value_text(parsed(), "detail")));
	strcpy(uri, GUIDE "?x");
	for (i = 0; i < 40; i++)
		strcat(uri, "%C3%A9");
	ck_assert_int_eq(422, ask_as("application/json", uri));
	parsed();
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
		ck_assert_str_eq("nosniff", header("X-Content-Type-Options"));
		ck_assert_str_eq("no-referrer", header("Referrer-Policy"));
		ck_assert_ptr_nonnull(strstr(
		    header("Content-Security-Policy"), "default-src 'none'"));
		ck_assert_ptr_nonnull(strstr(
		    header("Content-Security-Policy"), "frame-ancestors"));
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

/* Letters */

START_TEST(answers_a_case_with_a_letter_that_no_cache_keeps)
{
	static const char *const types[] = { "application/json",
		"application/json; charset=utf-8", "Application/JSON",
		"application/problem+json" };
	struct str letter = case_text("medical-necessity.json");
	size_t i;

	for (i = 0; i < 4; i++) {
		ck_assert_int_eq(200,
		    post("/letters", types[i], str_to_c(letter, arena)));
		ck_assert_str_eq("no-store", header("Cache-Control"));
		ck_assert_ptr_null(header("ETag"));
		ck_assert_ptr_nonnull(header("Appeald-Letter"));
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
	ck_assert_str_eq("no-store", header("Cache-Control"));
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

	ck_assert_int_eq(422,
	    post("/letters.json", "application/json",
		"{\"nonsense\":1,\"letter\":7,\"date\":\"soon\"}"));
	errors = value_get(parsed(), "errors");
	ck_assert_uint_ge(value_count(errors), 3);
	ck_assert_str_eq("no-store", header("Cache-Control"));
}
END_TEST

START_TEST(refuses_a_body_that_was_too_large)
{
	request.body_too_large = true;
	ck_assert_int_eq(413, post("/letters", "application/json", ""));
	ck_assert_int_eq(413, post("/letters.json", "text/plain", ""));
	ck_assert(str_is(value_text(parsed(), "title"), "Content Too Large"));
}
END_TEST

START_TEST(repeats_nothing_of_a_case_it_refuses)
{
	post("/letters.txt", "application/json",
	    "{\"patient\":{\"name\":7,\"dob\":\"1988-13-SECRET\"},"
	    "\"date\":\"SECRET\"}");
	ck_assert_int_eq(422, response.status);
	ck_assert_ptr_null(strstr(body(), "SECRET"));
}
END_TEST

/* Memory */

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
	arena_free(arena);
	for (i = 0; i < 5; i++)
		for (cap = 64; cap < (4 << 20); cap += 16 + cap / 16) {
			arena = arena_new(cap);
			ask(uris[i]);
			ck_assert_int_gt(response.status, 0);
			if (response.status < 400) {
				ck_assert_int_eq(
				    statuses[i], response.status);
				ck_assert(!response.headers.failed);
				ck_assert_uint_eq(
				    lengths[i], response.body.length);
			}
			let_go();
			arena_free(arena);
		}
	arena = arena_new(1 << 20);
}
END_TEST

/* Without a knowledge base */

static const char *const needing[] = { "/", GUIDE, GUIDE ".json",
	GUIDE ".html", "/assets/style.css", "/readyz" };

START_TEST(says_when_there_is_no_knowledge_base)
{
	ck_assert_int_eq(503, ask(needing[_i]));
	ck_assert_ptr_nonnull(header("Retry-After"));
	ck_assert_str_eq("no-store", header("Cache-Control"));
	ck_assert_uint_gt(response.body.length, 10);
	ck_assert(
	    str_is(response.content_type, "application/problem+json") ||
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

/* A change of generation */

static char *dir, *sources;
static char path[1024];

static void
open_small(void)
{
	dir = kb_folder();
	sources = kb_copy();
	snprintf(path, sizeof(path), "%s", store_path(dir, "kb.mdb"));
	store_build(sources, path);
	service.current = current_new(path, 1 << 30);
	ck_assert_int_eq(OK, current_load(service.current, &note));
	setup();
}

static void
close_small(void)
{
	teardown();
	close_service();
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
	tag = header("ETag");
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
	ck_assert_str_ne(tag, header("ETag"));
	first.release(first.payload);
}
END_TEST

START_TEST(serves_the_old_generation_while_the_new_file_is_bad)
{
	const char *tag;

	ask(SMALL);
	tag = header("ETag");
	store_put(path, STR("no knowledge base"));
	ck_assert_int_eq(
	    ERR_CORRUPT, current_load(service.current, &note));
	ck_assert_int_eq(200, ask(SMALL));
	ck_assert_str_eq(tag, header("ETag"));
}
END_TEST

START_TEST(sends_again_what_the_client_has_of_another_generation)
{
	ask(SMALL);
	request.if_none_match = str_from(header("ETag"));
	ck_assert_int_eq(304, ask(SMALL));
	kb_edit(sources, "reasons/step-therapy.json", "\"name\": \"",
	    "\"name\": \"New ");
	store_build(sources, path);
	ck_assert_int_eq(OK, current_load(service.current, &note));
	ck_assert_int_eq(200, ask(SMALL));
}
END_TEST

Suite *suite_serve(void);

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

static TCase *
new_tcase(const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_add_unchecked_fixture(tcase, open_service, close_service);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	return tcase;
}

static void
add_caching(Suite *suite)
{
	TCase *tcase = new_tcase("caching");

	tcase_add_test(tcase, gives_each_medium_a_tag_of_its_own);
	tcase_add_test(tcase, gives_equal_selectors_an_equal_tag);
	tcase_add_test(tcase, gives_other_selectors_another_tag);
	tcase_add_loop_test(tcase, does_not_send_again_what_the_client_has, 0,
	    COUNT(matching));
	tcase_add_loop_test(
	    tcase, sends_what_the_client_does_not_have, 0, COUNT(other));
	tcase_add_test(tcase, knows_its_other_pages_again_too);
	tcase_add_test(tcase, never_takes_one_medium_for_another);
	suite_add_tcase(suite, tcase);
	tcase = new_tcase("redirects");
	tcase_add_loop_test(tcase,
	    leads_other_names_to_the_ids_with_suffix_query_and_mount, 0,
	    COUNT(redirects));
	tcase_add_test(tcase, leads_to_an_address_that_answers);
	tcase_add_test(tcase,
	    leads_nowhere_when_the_address_would_be_too_long);
	tcase_add_test(tcase, says_what_is_wrong_rather_than_lead_there);
	suite_add_tcase(suite, tcase);
}

static void
add_failures(Suite *suite)
{
	TCase *tcase = new_tcase("failures");

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
	tcase_add_test(tcase,
	    answers_whole_or_says_that_it_cannot_wherever_memory_ends);
	suite_add_tcase(suite, tcase);
}

static void
add_letters(Suite *suite)
{
	TCase *tcase = new_tcase("letters");

	tcase_add_test(tcase,
	    answers_a_case_with_a_letter_that_no_cache_keeps);
	tcase_add_test(tcase, refuses_a_case_of_another_type);
	tcase_add_test(tcase, refuses_what_is_not_json);
	tcase_add_test(tcase, reports_every_bad_field_of_a_case);
	tcase_add_test(tcase, refuses_a_body_that_was_too_large);
	tcase_add_test(tcase, repeats_nothing_of_a_case_it_refuses);
	suite_add_tcase(suite, tcase);
}

static void
add_generations(Suite *suite)
{
	TCase *tcase = tcase_create("without a knowledge base");

	tcase_add_unchecked_fixture(tcase, open_empty, close_service);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(
	    tcase, says_when_there_is_no_knowledge_base, 0, COUNT(needing));
	tcase_add_test(tcase, takes_no_letter_without_a_knowledge_base);
	tcase_add_test(tcase, lives_without_a_knowledge_base);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("generations");
	tcase_add_checked_fixture(tcase, open_small, close_small);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, keeps_the_generation_a_request_began_with);
	tcase_add_test(tcase,
	    serves_the_old_generation_while_the_new_file_is_bad);
	tcase_add_test(tcase,
	    sends_again_what_the_client_has_of_another_generation);
	suite_add_tcase(suite, tcase);
}

Suite *
suite_serve(void)
{
	Suite *suite = suite_create("serve");
	TCase *tcase = new_tcase("answers");

	tcase_add_test(tcase, answers_a_guide_in_the_medium_asked_for);
	tcase_add_test(tcase, lets_a_suffix_win_over_accept);
	tcase_add_test(tcase, names_accept_in_vary_only_when_it_decided);
	tcase_add_test(tcase, answers_the_first_page_in_all_media);
	tcase_add_test(tcase, answers_the_style_sheet_as_css);
	tcase_add_test(tcase, tells_that_it_lives_and_is_ready);
	tcase_add_test(tcase, answers_head_like_get_without_the_body);
	tcase_add_test(tcase, answers_options_with_the_methods);
	suite_add_tcase(suite, tcase);
	add_caching(suite);
	add_failures(suite);
	add_letters(suite);
	add_generations(suite);
	return suite;
}
