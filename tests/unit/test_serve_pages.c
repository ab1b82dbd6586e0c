/* Letters on paper, as a web server's client gets them. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/fonts.h"
#include "lib/pdf/press.h"
#include "tests/unit/serve_help.h"
#include "tests/unit/store_help.h"

#define DOCX                                                                   \
	"application/vnd.openxmlformats-officedocument."                       \
	"wordprocessingml.document"

static struct press *press;

static void
open_press(void)
{
	struct note note;

	ck_assert_msg(fonts_press(NULL, &press, &note) == OK, "%s", note.text);
	service.press = press;
}

static void
close_press(void)
{
	press_free(press);
}

static void
with_fonts(void)
{
	service.press = press;
}

/* A case of tests/data/cases, "from" replaced by "to" if not NULL. */
static const char *
case_of(const char *name, const char *from, const char *to)
{
	struct str file = store_bytes(store_path("tests/data/cases", name));
	char *text = str_to_c(file, serve_arena), *at, *out;

	free((char *)(uintptr_t)file.at);
	if (from == NULL)
		return text;
	ck_assert_ptr_nonnull(at = strstr(text, from));
	out = arena_alloc(serve_arena, strlen(text) + strlen(to) + 1);
	ck_assert_ptr_nonnull(out);
	memcpy(out, text, (size_t)(at - text));
	strcpy(out + (at - text), to);
	strcat(out, at + strlen(from));
	return out;
}

static const struct form {
	const char *uri;
	const char *accept;
	const char *type;
	const char *begins;
	const char *file; /* the end of its name */
} forms[] = {
	{ "/letters.pdf", NULL, "application/pdf", "%PDF-", ".pdf" },
	{ "/letters.docx", NULL, DOCX, "PK", ".docx" },
	{ "/letters", "application/pdf", "application/pdf", "%PDF-", ".pdf" },
	{ "/letters", DOCX ", */*;q=0.1", DOCX, "PK", ".docx" },
	{ "/letters.docx", "application/pdf", DOCX, "PK", ".docx" },
};

static int
post_as(const struct form *form, const char *text)
{
	request.accept = str_from(form->accept);
	return post(form->uri, "application/json", text);
}

START_TEST(sends_a_letter_as_a_file_of_pages)
{
	const struct form *form = &forms[_i];
	char disposition[80];

	ck_assert_int_eq(
	    200, post_as(form, case_of("quantity-limits.json", NULL, NULL)));
	ck_assert(str_is(response.content_type, form->type));
	ck_assert(
	    str_starts(slices_join(&response.body), str_from(form->begins)));
	snprintf(disposition, sizeof(disposition),
	    "inline; filename=\"appeal-letter%s\"", form->file);
	ck_assert_str_eq(disposition, serve_header("Content-Disposition"));
	ck_assert_str_eq("ready", serve_header("Appeald-Letter"));
	ck_assert_str_eq("no-store", serve_header("Cache-Control"));
	ck_assert_ptr_null(serve_header("ETag"));
}
END_TEST

START_TEST(calls_the_file_of_a_draft_a_draft)
{
	const struct form *form = &forms[_i];
	char disposition[80];

	ck_assert_int_eq(
	    200, post_as(form, case_of("missing-most.json", NULL, NULL)));
	snprintf(disposition, sizeof(disposition),
	    "inline; filename=\"appeal-letter-draft%s\"", form->file);
	ck_assert_str_eq(disposition, serve_header("Content-Disposition"));
	ck_assert_str_eq("draft", serve_header("Appeald-Letter"));
}
END_TEST

START_TEST(names_no_file_for_what_a_screen_shows)
{
	static const char *const uris[] = { "/letters.txt", "/letters.html",
		"/letters.json", "/letters" };

	ck_assert_int_eq(200, post(uris[_i], "application/json",
				  case_of("quantity-limits.json", NULL, NULL)));
	ck_assert_ptr_null(serve_header("Content-Disposition"));
}
END_TEST

START_TEST(gives_the_same_pages_twice)
{
	const char *text = case_of("duplicate-therapy.json", NULL, NULL);
	struct str first;

	ck_assert_int_eq(200, post_as(&forms[_i], text));
	first = slices_join(&response.body);
	ck_assert_int_eq(200, post_as(&forms[_i], text));
	ck_assert(str_equal(first, slices_join(&response.body)));
}
END_TEST

START_TEST(has_no_guide_on_paper)
{
	static const struct {
		const char *uri;
		const char *accept;
	} asked[] = { { GUIDE ".pdf", NULL }, { GUIDE ".docx", "*/*" },
		{ GUIDE, "application/pdf" }, { GUIDE, DOCX },
		{ "/index.pdf", NULL }, { "/", "application/pdf" } };

	ck_assert_int_eq(406, ask_as(asked[_i].accept, asked[_i].uri));
	ck_assert(str_is(response.content_type, "text/plain; charset=utf-8"));
	ck_assert_str_eq("406 Not Acceptable\nThis answer comes as "
			 "application/json, text/html or text/plain.\n",
	    serve_body());
}
END_TEST

START_TEST(gives_a_guide_in_the_next_best_form)
{
	ck_assert_int_eq(
	    200, ask_as("application/pdf, text/html;q=0.5", GUIDE));
	ck_assert(str_is(response.content_type, "text/html; charset=utf-8"));
}
END_TEST

START_TEST(names_all_forms_of_a_letter)
{
	request.accept = STR("image/png");
	ck_assert_int_eq(406, post("/letters", "application/json", "{}"));
	ck_assert_ptr_nonnull(strstr(serve_body(),
	    "This answer comes as application/json, text/html, text/plain, "
	    "application/pdf or " DOCX "."));
}
END_TEST

START_TEST(tells_a_problem_in_words_and_never_on_paper)
{
	ck_assert_int_eq(422, post_as(&forms[_i], "{\"letter\":7}"));
	ck_assert_msg(
	    str_is(response.content_type, "text/plain; charset=utf-8"), "%.*s",
	    STR_ARG(response.content_type));
	request.accept = STR("application/pdf, application/problem+json");
	ck_assert_int_eq(
	    422, post("/letters.pdf", "application/json", "{\"letter\":7}"));
	ck_assert(str_is(response.content_type, "application/problem+json"));
	ck_assert_uint_gt(value_count(value_get(serve_parsed(), "errors")), 0);
	ck_assert_ptr_null(serve_header("Content-Disposition"));
}
END_TEST

START_TEST(says_that_it_has_no_fonts)
{
	const char *text = case_of("quantity-limits.json", NULL, NULL);

	service.press = NULL;
	ck_assert_int_eq(503, post("/letters.pdf", "application/json", text));
	ck_assert_ptr_nonnull(strstr(serve_body(),
	    "This service found no fonts when it started, so it makes no "
	    "PDF."));
	ck_assert_int_eq(200, post("/letters.docx", "application/json", text));
	ck_assert_int_eq(200, post("/letters.html", "application/json", text));
}
END_TEST

START_TEST(names_a_character_that_no_font_has)
{
	const char *text = case_of(
	    "quantity-limits.json", "Testa Sample", "Testa \xf3\xb0\x80\x80");

	ck_assert_int_eq(422, post("/letters.pdf", "application/json", text));
	ck_assert_msg(
	    strstr(serve_body(), "U+F0000") != NULL, "%s", serve_body());
	ck_assert_ptr_null(strstr(serve_body(), "Testa"));
	ck_assert_int_eq(200, post("/letters.docx", "application/json", text));
}
END_TEST

START_TEST(has_methods_on_paper_as_elsewhere)
{
	request.method = STR("OPTIONS");
	ck_assert_int_eq(204, ask_as(NULL, "/letters.pdf"));
	ck_assert_int_eq(204, ask_as("application/pdf", "/letters"));
	ck_assert_str_eq("POST, OPTIONS", serve_header("Allow"));
	request.method = STR("HEAD");
	ck_assert_int_eq(405, ask_as(NULL, "/letters.docx"));
	ck_assert_int_eq(405, ask_as("application/pdf", "/letters"));
	request.method = STR("GET");
	ck_assert_int_eq(404, ask_as(NULL, "/nothing.pdf"));
}
END_TEST

START_TEST(answers_whole_or_not_at_all_wherever_memory_ends)
{
	struct str text = store_bytes("tests/data/cases/off-label.json");
	struct arena *whole = serve_arena;
	size_t cap, good = 0;

	request.accept = str_from(forms[_i].accept);
	for (cap = 64; cap < (16 << 20); cap += 512 + cap / 8) {
		let_go();
		serve_arena = arena_new(cap);
		request.body = text;
		request.method = STR("POST");
		request.content_type = STR("application/json");
		ask(forms[_i].uri);
		if (response.status == 200) {
			good++;
			ck_assert(!response.headers.failed);
			ck_assert(!response.body.failed);
			ck_assert_uint_gt(response.body.length, 4000);
		} else
			ck_assert(
			    response.status == 503 || response.status == 413);
		let_go();
		arena_free(serve_arena);
	}
	ck_assert_uint_gt(good, 0);
	serve_arena = whole;
	free((char *)(uintptr_t)text.at);
}
END_TEST

static TCase *
tcase_with_fonts(void)
{
	TCase *tcase = serve_tcase("pages");

	tcase_add_unchecked_fixture(tcase, open_press, close_press);
	tcase_add_checked_fixture(tcase, with_fonts, NULL);
	return tcase;
}

Suite *suite_serve_pages(void);

Suite *
suite_serve_pages(void)
{
	Suite *suite = suite_create("serve_pages");
	TCase *tcase = tcase_with_fonts();

	tcase_add_loop_test(
	    tcase, sends_a_letter_as_a_file_of_pages, 0, COUNT(forms));
	tcase_add_loop_test(
	    tcase, calls_the_file_of_a_draft_a_draft, 0, COUNT(forms));
	tcase_add_loop_test(tcase, names_no_file_for_what_a_screen_shows, 0, 4);
	tcase_add_loop_test(tcase, gives_the_same_pages_twice, 0, 2);
	tcase_add_loop_test(tcase, has_no_guide_on_paper, 0, 6);
	tcase_add_test(tcase, gives_a_guide_in_the_next_best_form);
	tcase_add_test(tcase, names_all_forms_of_a_letter);
	tcase_add_loop_test(tcase, tells_a_problem_in_words_and_never_on_paper,
	    0, COUNT(forms));
	tcase_add_test(tcase, says_that_it_has_no_fonts);
	tcase_add_test(tcase, names_a_character_that_no_font_has);
	tcase_add_test(tcase, has_methods_on_paper_as_elsewhere);
	tcase_add_loop_test(
	    tcase, answers_whole_or_not_at_all_wherever_memory_ends, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
