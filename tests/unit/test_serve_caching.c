/* Tags, what the client has already, and redirects: fcgi/reply.c. */

#include <string.h>

#include "lib/base/buf.h"
#include "tests/unit/serve_help.h"

START_TEST(gives_each_medium_a_tag_of_its_own)
{
	static const char *const uris[] = { "/", GUIDE };
	const char *tags[3];
	size_t i;

	for (i = 0; i < 2; i++) {
		ask_as("text/html", uris[i]);
		tags[0] = serve_header("ETag");
		ask_as("application/json", uris[i]);
		tags[1] = serve_header("ETag");
		ask_as("text/plain", uris[i]);
		tags[2] = serve_header("ETag");
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
	tag = serve_header("ETag");
	ask(GUIDE ".json?plan=ERISA-self-funded");
	ck_assert_str_eq(tag, serve_header("ETag"));
	ask_as("application/json", GUIDE "?plan=erisa_self_funded");
	ck_assert_str_eq(tag, serve_header("ETag"));
	ask(GUIDE ".json?plan=erisa_self_funded&indication=&state=");
	ck_assert_str_eq(tag, serve_header("ETag"));
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
		tags[i] = serve_header("ETag");
		for (k = 0; k < i; k++)
			ck_assert_str_ne(tags[i], tags[k]);
	}
}
END_TEST

/* How a client may name the tag it has, with %s for it. */
static const char *const matching[] = { "%s", "W/%s", "*", "\"a\", %s",
	"W/\"a\" , W/%s,\"b\"", " %s " };
static const char *const other[] = { "\"a\"", "W/\"a\", \"b\"", "x%s", "\"\"",
	"", "," };

static int
ask_with_tag(const char *form, const char *uri)
{
	struct buf list = buf_new(serve_arena, 500);
	const char *tag, *mark = strstr(form, "%s");

	ask(uri);
	tag = serve_header("ETag");
	if (mark == NULL)
		buf_puts(&list, form);
	else
		buf_printf(
		    &list, "%.*s%s%s", (int)(mark - form), form, tag, mark + 2);
	request.if_none_match = buf_str(&list);
	return ask(uri);
}

START_TEST(does_not_send_again_what_the_client_has)
{
	ck_assert_int_eq(304, ask_with_tag(matching[_i], GUIDE));
	ck_assert_uint_eq(0, response.body.length);
	ck_assert_ptr_null(response.content_type.at);
	ck_assert_ptr_nonnull(serve_header("ETag"));
	ck_assert_str_eq("Accept", serve_header("Vary"));
	ck_assert_ptr_nonnull(serve_header("Cache-Control"));
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
		request.if_none_match = str_from(serve_header("ETag"));
		ck_assert_int_eq(200, ask_as("application/json", uris[i]));
	}
}
END_TEST

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
	{ NULL, "/guides/cigna/jaki/QL.txt?plan=erisa-self-funded&state=NY",
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
	ck_assert_str_eq(redirects[_i].location, serve_header("Location"));
	ck_assert_uint_eq(0, response.body.length);
}
END_TEST

START_TEST(leads_to_an_address_that_answers)
{
	ask("/guides/CIGNA/Rinvoq/QL.json?received=2026-11-02");
	ck_assert_int_eq(200, ask(serve_header("Location")));
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

Suite *suite_serve_caching(void);

Suite *
suite_serve_caching(void)
{
	Suite *suite = suite_create("serve_caching");
	TCase *tcase = serve_tcase("caching");

	tcase_add_test(tcase, gives_each_medium_a_tag_of_its_own);
	tcase_add_test(tcase, gives_equal_selectors_an_equal_tag);
	tcase_add_test(tcase, gives_other_selectors_another_tag);
	tcase_add_loop_test(
	    tcase, does_not_send_again_what_the_client_has, 0, COUNT(matching));
	tcase_add_loop_test(
	    tcase, sends_what_the_client_does_not_have, 0, COUNT(other));
	tcase_add_test(tcase, knows_its_other_pages_again_too);
	tcase_add_test(tcase, never_takes_one_medium_for_another);
	tcase_add_loop_test(tcase,
	    leads_other_names_to_the_ids_with_suffix_query_and_mount, 0,
	    COUNT(redirects));
	tcase_add_test(tcase, leads_to_an_address_that_answers);
	tcase_add_test(tcase, leads_nowhere_when_the_address_would_be_too_long);
	tcase_add_test(tcase, says_what_is_wrong_rather_than_lead_there);
	suite_add_tcase(suite, tcase);
	return suite;
}
