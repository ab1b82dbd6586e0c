#include "lib/pdf/pdf_pages.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/pdf_help.h"

/* The pages' text, from the first line of each on. */
static const char *
page(const char *words, int number)
{
	while (--number > 0) {
		words = strchr(words, '\f');
		ck_assert_ptr_nonnull(words);
		words++;
	}
	return words;
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Where the first page ends, which must be before some of "words". */
static const char *
last_line(const char *words)
{
	char *copy = str_to_c(str_from(words), pdf_arena), *at;

	ck_assert_ptr_nonnull(strchr(copy, '\f'));
	*strchr(copy, '\f') = '\0';
	at = strstr(copy, "\nPage ");
	ck_assert_ptr_nonnull(at);
	*at = '\0';
	at = strrchr(copy, '\n');
	return at == NULL ? copy : at + 1;
}

START_TEST(never_leaves_a_heading_alone_at_a_foot)
{
	const char *words;
	int lines;

	for (lines = 20; lines < 50; lines++) {
		words = pdf_words(pdf_print(pdf_repeat("", "line\n\n", lines,
		    "## Heading\n\nThe text below.\n")));
		if (strstr(words, "\f") + 1 == strchr(words, '\0'))
			continue;
		ck_assert_str_ne("Heading", last_line(words));
	}
}
END_TEST

START_TEST(leaves_two_lines_of_a_paragraph_on_each_side)
{
	const char *long_one = pdf_repeat("", "Several words that fill it. ",
	    18, "");
	const char *words, *second;
	int lines, left;

	for (lines = 20; lines < 34; lines++) {
		words = pdf_words(pdf_print(pdf_repeat("", "line\n\n", lines,
		    long_one)));
		second = page(words, 2);
		if (*second == '\0')
			continue;
		for (left = 0; !begins(second, "Page"); left++)
			second = strchr(second, '\n') + 1;
		ck_assert_int_ne(1, left);
		ck_assert(begins(last_line(words), "line") || left <= 4);
	}
}
END_TEST

START_TEST(keeps_an_address_on_one_page)
{
	const char *words;
	int lines;

	for (lines = 20; lines < 50; lines++) {
		words = pdf_words(pdf_print(pdf_repeat("", "line\n\n", lines,
		    "Name\\\nStreet\\\nTown\n")));
		ck_assert_str_ne("Name", last_line(words));
		ck_assert_str_ne("Street", last_line(words));
	}
}
END_TEST

START_TEST(keeps_what_leads_to_a_list_with_it)
{
	const char *words;
	int lines;

	for (lines = 20; lines < 50; lines++) {
		words = pdf_words(pdf_print(pdf_repeat("", "line\n\n", lines,
		    "Please send:\n\n- one\n- two\n- three\n")));
		ck_assert_str_ne("Please send:", last_line(words));
		ck_assert_str_ne("\xe2\x80\xa2 one", last_line(words));
		ck_assert_str_ne("\xe2\x80\xa2 two", last_line(words));
	}
}
END_TEST

START_TEST(repeats_the_header_of_a_table_on_each_page)
{
	const char *words = pdf_words(pdf_print(pdf_repeat(
	    "| Drug | Dose |\n|---|---|\n", "| adalimumab | 40 mg |\n", 150,
	    "")));
	int i;

	pdf_expect(words, "Page 1 of 5");
	for (i = 1; i <= 5; i++)
		ck_assert(begins(page(words, i), "Drug Dose\nadalimumab"));
	ck_assert_int_eq(150, pdf_count(words, "adalimumab 40 mg\n"));
}
END_TEST

START_TEST(tells_a_repeated_header_but_once)
{
	const char *said = pdf_ask("pdfinfo -struct", pdf_print(pdf_repeat(
	    "| Drug | Dose |\n|---|---|\n", "| a | b |\n", 100, "")));

	ck_assert_int_eq(2, pdf_count(said, " TH"));
	ck_assert_int_eq(200, pdf_count(said, " TD"));
	ck_assert_int_eq(1, pdf_count(said, " Table"));
}
END_TEST

START_TEST(never_leaves_a_header_alone_at_a_foot)
{
	const char *words;
	int lines;

	for (lines = 20; lines < 50; lines++) {
		words = pdf_words(pdf_print(pdf_repeat("", "line\n\n", lines,
		    "| Drug |\n|---|\n| a |\n| b |\n")));
		ck_assert_str_ne("Drug", last_line(words));
	}
}
END_TEST

START_TEST(breaks_no_row_that_fits_on_the_next_page)
{
	const char *words;
	int rows;

	for (rows = 20; rows < 45; rows++) {
		words = pdf_words(pdf_print(pdf_repeat("| A | B |\n|--|--|\n",
		    "| x | y |\n", rows, pdf_repeat("| start | ",
			"some words to fill the lines ", 12, "|\n"))));
		if (*page(words, 2) != '\0')
			ck_assert_str_eq("x y", last_line(words));
	}
}
END_TEST

START_TEST(breaks_a_cell_that_is_higher_than_a_page)
{
	const char *words = pdf_words(pdf_print(pdf_repeat(
	    "| A | B |\n|---|---|\n| left | ", "many words here ", 1500,
	    "|\n")));

	ck_assert_int_eq(1500, pdf_count(words, "many"));
	ck_assert_int_eq(1, pdf_count(words, "left"));
	ck_assert(begins(page(words, 1), "A B\nleft many words"));
	ck_assert(begins(page(words, 2), "A B\n"));
	pdf_expect(words, "Page 3 of ");
}
END_TEST

START_TEST(cuts_a_word_that_is_longer_than_a_line_without_a_hyphen)
{
	const char *words = pdf_words(pdf_print(pdf_repeat("", "0123456789",
	    40, "")));
	char *copy = str_to_c(str_from(words), pdf_arena), *to = copy;
	const char *from;

	ck_assert_ptr_null(strchr(words, '-'));
	for (from = words; *from != '\0'; from++)
		if (*from != '\n')
			*to++ = *from;
	*to = '\0';
	pdf_expect(copy, pdf_repeat("", "0123456789", 40, ""));
}
END_TEST

START_TEST(sets_wide_tables_within_the_margins)
{
	const char *said = pdf_ask("pdftotext -bbox", pdf_print(
	    pdf_repeat(pdf_repeat("", "| wideword ", 30, "|\n"), "|---", 30,
		pdf_repeat("|\n", "| anotherword ", 30, "|\n"))));
	const char *at;

	for (at = said; (at = strstr(at, "xMax=\"")) != NULL; at += 6)
		ck_assert(atof(at + 6) <= 541);
}
END_TEST

START_TEST(sets_what_is_nested_as_deep_as_can_be)
{
	char markup[512] = "";
	int i;

	for (i = 0; i < DOC_DEPTH - 3; i++)
		strcat(markup, "> ");
	strcat(markup, "innermost words of a quote\n");
	pdf_expect(pdf_words(pdf_print(markup)),
	    "innermost words of a quote\n");
	*markup = '\0';
	for (i = 0; i < DOC_DEPTH / 2 - 2; i++)
		strcat(markup, "- ");
	strcat(markup, "innermost item\n");
	pdf_expect(pdf_words(pdf_print(markup)), " innermost item\n");
}
END_TEST

START_TEST(prints_no_more_than_200_pages)
{
	const char *rule = "----\n\n", *words;
	struct str out;

	ck_assert_int_eq(ERR_TOO_LARGE, pdf_try(pdf_repeat("",
	    "# Heading\n\ntext\\\ntext\\\ntext\n\n", 2500, rule), 64 << 20,
	    &out));
	ck_assert_str_eq("PDF: more than 200 pages", pdf_note.text);
	words = pdf_words(pdf_print(pdf_repeat("", "text\n\n", 30 * 199,
	    "")));
	pdf_expect(words, "Page 1 of 19");
}
END_TEST

START_TEST(gives_up_early_on_endless_text)
{
	struct str out;

	ck_assert_int_eq(ERR_TOO_LARGE, pdf_try(pdf_repeat("",
	    "all in one paragraph ", 180000, ""), 64 << 20, &out));
	pdf_expect(pdf_note.text, "200 pages");
}
END_TEST

Suite *suite_pdf_pages(void);

Suite *
suite_pdf_pages(void)
{
	Suite *suite = suite_create("pdf_pages");
	TCase *tcase = tcase_create("pdf_pages");

	tcase_add_checked_fixture(tcase, pdf_setup, pdf_teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, never_leaves_a_heading_alone_at_a_foot);
	tcase_add_test(tcase, leaves_two_lines_of_a_paragraph_on_each_side);
	tcase_add_test(tcase, keeps_an_address_on_one_page);
	tcase_add_test(tcase, keeps_what_leads_to_a_list_with_it);
	tcase_add_test(tcase, repeats_the_header_of_a_table_on_each_page);
	tcase_add_test(tcase, tells_a_repeated_header_but_once);
	tcase_add_test(tcase, never_leaves_a_header_alone_at_a_foot);
	tcase_add_test(tcase, breaks_no_row_that_fits_on_the_next_page);
	tcase_add_test(tcase, breaks_a_cell_that_is_higher_than_a_page);
	tcase_add_test(tcase,
	    cuts_a_word_that_is_longer_than_a_line_without_a_hyphen);
	tcase_add_test(tcase, sets_wide_tables_within_the_margins);
	tcase_add_test(tcase, sets_what_is_nested_as_deep_as_can_be);
	tcase_add_test(tcase, prints_no_more_than_200_pages);
	tcase_add_test(tcase, gives_up_early_on_endless_text);
	suite_add_tcase(suite, tcase);
	return suite;
}
