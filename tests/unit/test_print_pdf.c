#include "lib/pdf/press.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/pdf_help.h"

/* What a file's objects say that are not packed: links, metadata. */
static const char *
objects(struct str pdf)
{
	char *copy = str_to_c(pdf, pdf_arena);
	size_t i;

	for (i = 0; i < pdf.length; i++)
		if (copy[i] == '\0')
			copy[i] = ' ';
	return copy;
}

START_TEST(prints_words_in_the_order_of_the_text)
{
	ck_assert_str_eq("Why\nOne two three four.\n"
	    "\xe2\x80\xa2 first\n\xe2\x80\xa2 second\n1. third\n"
	    "Drug Dose\ninfliximab 5 mg\nPage 1 of 1\n\f",
	    pdf_words(pdf_print("# Why\n\nOne *two* **three** four.\n\n"
		"- first\n- second\n\n1. third\n\n"
		"| Drug | Dose |\n|---|--:|\n| infliximab | 5 mg |\n")));
}
END_TEST

START_TEST(can_be_searched_for_words_with_fi_and_tt)
{
	pdf_expect(pdf_words(pdf_print("efficient affiliated attitude")),
	    "efficient affiliated attitude");
}
END_TEST

START_TEST(joins_the_lines_of_a_paragraph_with_blanks)
{
	const char *tagged = pdf_ask("pdfinfo -struct-text",
	    pdf_print(pdf_repeat("", "twenty words ", 20, "end.")));

	pdf_expect(tagged, pdf_repeat("\"", "twenty words ", 20, "end.\""));
}
END_TEST

START_TEST(numbers_each_page)
{
	const char *words = pdf_words(pdf_print(pdf_repeat("",
	    "A paragraph.\n\n", 60, "")));

	ck_assert_int_eq(1, pdf_count(words, "Page 1 of 2\n\f"));
	ck_assert_int_eq(1, pdf_count(words, "Page 2 of 2\n\f"));
}
END_TEST

START_TEST(prints_the_running_line_at_the_foot_of_each_page)
{
	pdf_paper.running = STR("Appeal for A. B., claim 17");
	ck_assert_int_eq(2, pdf_count(pdf_words(pdf_print(pdf_repeat("",
	    "A paragraph.\n\n", 60, ""))),
	    "Appeal for A. B., claim 17 Page"));
}
END_TEST

START_TEST(cuts_a_running_line_that_is_too_long)
{
	const char *words;

	pdf_paper.running = str_from(pdf_repeat("", "name ", 60, ""));
	words = pdf_words(pdf_print("Text"));
	pdf_expect(words, "\xe2\x80\xa6 Page 1 of 1");
	ck_assert_int_lt(pdf_count(words, "name"), 30);
}
END_TEST

START_TEST(says_draft_once_on_each_page_of_a_draft)
{
	const char *markup = pdf_repeat("", "A paragraph.\n\n", 60, "");

	ck_assert_int_eq(0, pdf_count(pdf_words(pdf_print(markup)),
	    "DRAFT"));
	pdf_paper.draft = true;
	ck_assert_int_eq(2, pdf_count(pdf_words(pdf_print(markup)),
	    "DRAFT"));
}
END_TEST

START_TEST(tells_its_title_and_date)
{
	const char *said;

	pdf_paper.title = STR("Appeal (first) of \\ Zo\xc3\xab");
	said = pdf_ask("pdfinfo", pdf_print("Text"));
	pdf_expect(said, "Appeal (first) of \\ Zo\xc3\xab\n");
	pdf_expect(said, "Nov 22 00:00:00 2026");
	pdf_expect(said, "612 x 792 pts (letter)");
	pdf_expect(said, "Tagged:          yes");
}
END_TEST

START_TEST(tells_its_language_and_shows_its_title)
{
	const char *text = objects(pdf_print("Text"));

	ck_assert_int_eq(1, pdf_count(text, "/Lang (en-US)"));
	ck_assert_int_eq(1, pdf_count(text, "/DisplayDocTitle true"));
}
END_TEST

START_TEST(is_a_sound_file)
{
	struct str pdf = pdf_print("# A\n\n[x](https://a.example)\n\n- b\n");

	ck_assert_ptr_null(strstr(pdf_ask("pdfinfo -struct", pdf),
	    "Warning"));
	ck_assert_ptr_null(strstr(pdf_ask("pdfinfo -struct", pdf), "Error"));
}
END_TEST

START_TEST(embeds_a_part_of_each_font)
{
	const char *said = pdf_ask("pdffonts",
	    pdf_print("a **b** *c* `d` \xe2\x89\xa5"));

	ck_assert_int_ge(pdf_count(said, "+Carlito"), 3);
	ck_assert_int_ge(pdf_count(said, "+DejaVu"), 1);
	ck_assert_int_eq(pdf_count(said, "+"), pdf_count(said, "yes yes yes"));
}
END_TEST

START_TEST(tags_what_it_prints)
{
	const char *said = pdf_ask("pdfinfo -struct",
	    pdf_print("# A\n\n## B\n\nC [d](https://a.example)\n\n"
		"> e\n\n1. f\n\n| G |\n|---|\n| h |\n"));

	pdf_expect(said, "Document\n  H1 (block)\n  H2 (block)\n"
	    "  P (block)\n    Span (inline)\n    Link (inline)\n");
	pdf_expect(said, "  BlockQuote\n    P (block)\n"
	    "  L (block)\n    LI (block)\n      Lbl (block)\n"
	    "      LBody (block)\n        P (block)\n");
	pdf_expect(said, "  Table (block)\n    TR\n      TH\n"
	    "    TR\n      TD\n");
}
END_TEST

START_TEST(has_an_outline_of_its_headings)
{
	const char *text = objects(pdf_print("# First (1\n\n## Second\n"));

	pdf_expect(text, "/Title "
	    "<FEFF00460069007200730074002000280031>"); /* First (1 */
	pdf_expect(text, "/Title (Second)");
}
END_TEST

START_TEST(links_to_http_and_mail_only)
{
	const char *text = objects(pdf_print("[a](https://a.example/x) "
	    "[b](mailto:b@b.example) [c](javascript:x) [d](#d) [e](/e) "
	    "[f](file:///f)"));

	ck_assert_int_eq(2, pdf_count(text, "/URI ("));
	pdf_expect(text, "/URI (https://a.example/x)");
	pdf_expect(text, "/URI (mailto:b@b.example)");
}
END_TEST

START_TEST(no_link_ends_the_string_it_stands_in)
{
	const char *text = objects(pdf_print(
	    "[a](<https://a.example/')>> /S /Launch \\ (\"x>)"));

	pdf_expect(text, "/URI (https://a.example/%27%29");
	ck_assert_ptr_null(strstr(text, "/Launch"));
}
END_TEST

START_TEST(prints_hostile_names_as_text)
{
	pdf_expect(pdf_words(pdf_print("\\*Ann\\* \\<script\\>\\|x\\|")),
	    "*Ann* <script>|x|");
}
END_TEST

START_TEST(prints_names_of_other_scripts)
{
	const char *words = pdf_words(pdf_print("Zo\xc3\xab "
	    "\xc5\x81ukasz Nguy\xe1\xbb\x85n e\xcc\x81 "
	    "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd "
	    "\xce\x91\xce\xbd\xce\xbd\xce\xb1"));

	pdf_expect(words, "Zo\xc3\xab \xc5\x81ukasz Nguy\xe1\xbb\x85n");
	pdf_expect(words, "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd "
	    "\xce\x91\xce\xbd\xce\xbd\xce\xb1");
}
END_TEST

/* Where a text begins, in points from the page's left. */
static double
left_of(const char *markup)
{
	const char *said = pdf_ask("pdftotext -bbox", pdf_print(markup));
	const char *at = strstr(said, "xMin=\"");

	ck_assert_ptr_nonnull(at);
	return atof(at + 6);
}

START_TEST(sets_text_that_runs_to_the_left_at_the_right)
{
	ck_assert(left_of("Anna") < 80);
	ck_assert(left_of("\xd7\x90\xd7\xa0\xd7\x94") > 500);
	ck_assert(left_of("\xd8\xa3\xd8\xad\xd9\x85\xd8\xaf") > 500);
}
END_TEST

START_TEST(names_a_character_that_no_font_has)
{
	struct str out;

	ck_assert_int_eq(ERR_INVALID, pdf_try("Secret \xe4\xb8\xad name",
	    1 << 20, &out));
	ck_assert_str_eq("PDF: no font has the character U+4E2D",
	    pdf_note.text);
	ck_assert_int_eq(ERR_INVALID,
	    pdf_try("| a |\n|---|\n| \xf0\x9f\xa6\xa0 |\n", 1 << 20, &out));
	ck_assert_str_eq("PDF: no font has the character U+1F9A0",
	    pdf_note.text);
}
END_TEST

START_TEST(names_such_a_character_in_the_running_line)
{
	struct str out;

	pdf_paper.running = STR("\xe4\xb8\xad");
	ck_assert_int_eq(ERR_INVALID, pdf_try("Text", 1 << 20, &out));
	ck_assert_str_eq("PDF: no font has the character U+4E2D",
	    pdf_note.text);
}
END_TEST

START_TEST(prints_an_empty_document_as_a_page)
{
	ck_assert_str_eq("Page 1 of 1\n\f", pdf_words(pdf_print("")));
}
END_TEST

START_TEST(keeps_line_breaks)
{
	ck_assert_str_eq("one\ntwo\nPage 1 of 1\n\f",
	    pdf_words(pdf_print("one\\\ntwo\n")));
}
END_TEST

START_TEST(keeps_the_lines_of_code)
{
	ck_assert_str_eq("a b\n  c\n\f",
	    pdf_ask("pdftotext -layout -x 72 -y 72 -W 468 -H 600",
		pdf_print("```\na b\n  c\n```\n")));
}
END_TEST

START_TEST(numbers_lists_from_their_start)
{
	ck_assert_str_eq("99. a\n100. b\nPage 1 of 1\n\f",
	    pdf_words(pdf_print("99. a\n100. b\n")));
}
END_TEST

START_TEST(prints_the_marker_of_an_empty_item)
{
	ck_assert_str_eq("1.\n2. b\nPage 1 of 1\n\f",
	    pdf_words(pdf_print("1.\n2. b\n")));
}
END_TEST

START_TEST(prints_the_markers_of_items_that_begin_together)
{
	ck_assert_str_eq("1. \xe2\x80\xa2 a\nPage 1 of 1\n\f",
	    pdf_words(pdf_print("1. - a\n")));
}
END_TEST

START_TEST(leaves_out_a_header_without_words)
{
	const char *said = pdf_ask("pdfinfo -struct",
	    pdf_print("| | |\n|---|---|\n| a | b |\n"));

	pdf_expect(said, "TD");
	ck_assert_ptr_null(strstr(said, "TH"));
}
END_TEST

Suite *suite_print_pdf(void);

Suite *
suite_print_pdf(void)
{
	Suite *suite = suite_create("print_pdf");
	TCase *tcase = tcase_create("print_pdf");

	tcase_add_checked_fixture(tcase, pdf_setup, pdf_teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, prints_words_in_the_order_of_the_text);
	tcase_add_test(tcase, can_be_searched_for_words_with_fi_and_tt);
	tcase_add_test(tcase, joins_the_lines_of_a_paragraph_with_blanks);
	tcase_add_test(tcase, numbers_each_page);
	tcase_add_test(tcase, prints_the_running_line_at_the_foot_of_each_page);
	tcase_add_test(tcase, cuts_a_running_line_that_is_too_long);
	tcase_add_test(tcase, says_draft_once_on_each_page_of_a_draft);
	tcase_add_test(tcase, tells_its_title_and_date);
	tcase_add_test(tcase, tells_its_language_and_shows_its_title);
	tcase_add_test(tcase, is_a_sound_file);
	tcase_add_test(tcase, embeds_a_part_of_each_font);
	tcase_add_test(tcase, tags_what_it_prints);
	tcase_add_test(tcase, has_an_outline_of_its_headings);
	tcase_add_test(tcase, links_to_http_and_mail_only);
	tcase_add_test(tcase, no_link_ends_the_string_it_stands_in);
	tcase_add_test(tcase, prints_hostile_names_as_text);
	tcase_add_test(tcase, prints_names_of_other_scripts);
	tcase_add_test(tcase, sets_text_that_runs_to_the_left_at_the_right);
	tcase_add_test(tcase, names_a_character_that_no_font_has);
	tcase_add_test(tcase, names_such_a_character_in_the_running_line);
	tcase_add_test(tcase, prints_an_empty_document_as_a_page);
	tcase_add_test(tcase, keeps_line_breaks);
	tcase_add_test(tcase, keeps_the_lines_of_code);
	tcase_add_test(tcase, numbers_lists_from_their_start);
	tcase_add_test(tcase, prints_the_marker_of_an_empty_item);
	tcase_add_test(tcase, prints_the_markers_of_items_that_begin_together);
	tcase_add_test(tcase, leaves_out_a_header_without_words);
	suite_add_tcase(suite, tcase);
	return suite;
}
