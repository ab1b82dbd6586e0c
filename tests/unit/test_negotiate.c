#include "fcgi/negotiate.h"

#include <check.h>

/* What is chosen for a header; NULL is no header at all. */
static const struct {
	const char *accept;
	enum media media;
} choices[] = {
	{ NULL, MEDIA_TEXT },
	{ "", MEDIA_TEXT },
	{ "  ", MEDIA_TEXT },
	{ "*/*", MEDIA_TEXT },
	{ "*", MEDIA_TEXT },
	{ "text/*", MEDIA_TEXT },
	{ "text/plain", MEDIA_TEXT },
	{ "text/html", MEDIA_HTML },
	{ "application/json", MEDIA_JSON },
	{ "application/*", MEDIA_JSON },
	{ "APPLICATION/JSON", MEDIA_JSON },
	/* Firefox, Chrome, an old one with XHTML first. */
	{ "text/html,application/xhtml+xml,application/xml;q=0.9,"
	  "image/avif,image/webp,*/*;q=0.8",
	    MEDIA_HTML },
	{ "application/xhtml+xml,*/*;q=0.1", MEDIA_HTML },
	/* axios, then fetch with its own words. */
	{ "application/json, text/plain, */*", MEDIA_JSON },
	{ "application/problem+json, application/json", MEDIA_JSON },
	/* Quality before order, order before taste. */
	{ "text/html;q=0.5, application/json;q=0.9", MEDIA_JSON },
	{ "application/json;q=0.9, text/html;q=0.5", MEDIA_JSON },
	{ "text/html, application/json", MEDIA_HTML },
	{ "application/json, text/html", MEDIA_JSON },
	{ "text/plain;q=0.001, text/html;q=0.002", MEDIA_HTML },
	{ "text/html;q=1.0, text/plain;q=1.000", MEDIA_HTML },
	/* The most specific range decides, wherever it stands. */
	{ "*/*, text/plain;q=0.5, text/html;q=0.7", MEDIA_JSON },
	{ "text/plain;q=0, */*", MEDIA_HTML },
	{ "*/*, text/plain;q=0, text/html;q=0", MEDIA_JSON },
	{ "text/*;q=0.2, application/*;q=0.3", MEDIA_JSON },
	{ "*/*;q=0.1, text/html;q=0.1", MEDIA_HTML },
	/* Parameters that are not ours, blanks, empty members. */
	{ "text/html;level=1;q=0.9, text/plain;q=0.8", MEDIA_HTML },
	{ "text/html ; q = 0.1 , text/plain ; q = 0.2", MEDIA_TEXT },
	{ ",, text/html ,,", MEDIA_HTML },
	{ "application/json;charset=utf-8", MEDIA_JSON },
	/* A broken quality counts as 1. */
	{ "text/html;q=abc, text/plain;q=0.9", MEDIA_HTML },
	{ "text/html;q=, text/plain;q=0.9", MEDIA_HTML },
	{ "text/html;q=2, text/plain;q=0.9", MEDIA_HTML },
	{ "text/html;q=-1, text/plain;q=0.9", MEDIA_HTML },
	{ "text/html;q=0.12345, text/plain;q=0.9", MEDIA_HTML },
	{ "text/html;q=1.9, text/plain;q=0.9", MEDIA_HTML },
	{ "text/html;q=0x1, text/plain;q=0.9", MEDIA_HTML },
};

START_TEST(chooses_by_quality_then_name_then_order)
{
	enum media media = (enum media)99;

	ck_assert_msg(negotiate(str_from(choices[_i].accept),
			  MEDIA_SCREEN, &media), "%s",
	    choices[_i].accept);
	ck_assert_msg(media == choices[_i].media, "%s: %s", choices[_i].accept,
	    media_type(media));
}
END_TEST

#define DOCX                                                                   \
	"application/vnd.openxmlformats-officedocument."                       \
	"wordprocessingml.document"

/* What a letter is sent as. */
static const struct {
	const char *accept;
	enum media media;
} letters[] = {
	{ NULL, MEDIA_TEXT },
	{ "*/*", MEDIA_TEXT },
	{ "application/pdf", MEDIA_PDF },
	{ DOCX, MEDIA_DOCX },
	{ "application/pdf, */*", MEDIA_PDF },
	{ "text/html, application/pdf", MEDIA_HTML },
	{ "application/pdf;q=0.5, application/json;q=0.4", MEDIA_PDF },
	{ DOCX ", application/pdf;q=0.9, text/plain;q=0.1", MEDIA_DOCX },
	/* By a wildcard they come last. */
	{ "application/*", MEDIA_JSON },
	{ "application/*, application/json;q=0", MEDIA_PDF },
	{ "text/html,application/xhtml+xml,*/*;q=0.8", MEDIA_HTML },
};

START_TEST(gives_pages_to_who_names_them)
{
	enum media media = (enum media)99;

	ck_assert_msg(
	    negotiate(str_from(letters[_i].accept), MEDIA_ALL, &media), "%s",
	    letters[_i].accept);
	ck_assert_msg(media == letters[_i].media, "%s: %s", letters[_i].accept,
	    media_type(media));
}
END_TEST

START_TEST(gives_only_what_is_offered)
{
	enum media media = MEDIA_HTML;

	ck_assert(!negotiate(STR("application/pdf"), MEDIA_SCREEN, &media));
	ck_assert(!negotiate(STR(DOCX), MEDIA_SCREEN, &media));
	ck_assert(!negotiate(STR("*/*"), 0, &media));
	ck_assert_int_eq(MEDIA_HTML, media);
	ck_assert(negotiate(
	    STR("application/pdf, text/plain;q=0.1"), MEDIA_SCREEN, &media));
	ck_assert_int_eq(MEDIA_TEXT, media);
	ck_assert(negotiate(STR("*/*"), MEDIA_PAGES, &media));
	ck_assert_int_eq(MEDIA_PDF, media);
}
END_TEST

static const char *const refused[] = { "image/png", "text", "/",
	"text/html;q=0", "*/*;q=0", "*/*;q=0.0, image/*", "text/htm",
	"text/html5", "application/xml", ";q=1", ",", "text/",
	"text/html;q=0.000, text/plain;q=0, application/json;q=0" };

START_TEST(refuses_when_nothing_is_acceptable)
{
	enum media media = MEDIA_HTML;

	ck_assert_msg(
	    !negotiate(str_from(refused[_i]), MEDIA_SCREEN, &media), "%s",
	    refused[_i]);
	ck_assert_int_eq(MEDIA_HTML, media);
}
END_TEST

START_TEST(reads_a_very_long_header_to_its_end)
{
	static char header[20000];
	enum media media;
	size_t i;

	for (i = 0; i + 20 < sizeof(header); i += 4) {
		header[i] = 'a';
		header[i + 1] = '/';
		header[i + 2] = 'b';
		header[i + 3] = ',';
	}
	ck_assert(!negotiate(str_from(header), MEDIA_SCREEN, &media));
	for (i = 0; i < 9; i++)
		header[19981 - 1 + i] = "text/html"[i];
	ck_assert(negotiate(str_from(header), MEDIA_SCREEN, &media));
	ck_assert_int_eq(MEDIA_HTML, media);
}
END_TEST

Suite *suite_negotiate(void);

Suite *
suite_negotiate(void)
{
	Suite *suite = suite_create("negotiate");
	TCase *tcase = tcase_create("negotiate");

	tcase_add_loop_test(tcase, chooses_by_quality_then_name_then_order, 0,
	    (int)(sizeof(choices) / sizeof(*choices)));
	tcase_add_loop_test(tcase, refuses_when_nothing_is_acceptable, 0,
	    (int)(sizeof(refused) / sizeof(*refused)));
	tcase_add_loop_test(tcase, gives_pages_to_who_names_them, 0,
	    (int)(sizeof(letters) / sizeof(*letters)));
	tcase_add_test(tcase, gives_only_what_is_offered);
	tcase_add_test(tcase, reads_a_very_long_header_to_its_end);
	suite_add_tcase(suite, tcase);
	return suite;
}
