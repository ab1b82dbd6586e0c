#include "lib/docx/print_docx.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "tests/unit/docx_help.h"

#define RIGHT "<w:jc w:val=\"right\"/>"

static struct docx_bench bench;

static void
setup(void)
{
	docx_bench_open(&bench);
}

static void
teardown(void)
{
	docx_bench_close(&bench);
}

START_TEST(prints_tables_with_a_header_that_repeats)
{
	const char *xml =
	    docx_body(&bench, "| Drug | Dose |\n|---|--:|\n| a | 1 |\n| b |\n");

	ck_assert_uint_eq(1, docx_times(xml, "<w:tbl>"));
	ck_assert_uint_eq(
	    1, docx_times(xml, "<w:trPr><w:cantSplit/><w:tblHeader/>"
			       "</w:trPr>"));
	ck_assert_uint_eq(
	    2, docx_times(xml, "<w:trPr><w:cantSplit/></w:trPr>"));
	ck_assert_uint_eq(6, docx_times(xml, "<w:tc>"));
	docx_holds(xml,
	    PARA(STYLE("TableHeading") "<w:keepNext/>", TEXT("Drug")));
	docx_holds(xml, PARA(STYLE("TableText") "<w:keepNext/>" RIGHT,
	    TEXT("1")));
	docx_holds(xml, PARA(STYLE("TableText"), TEXT("b")));
	docx_holds(xml, "</w:tbl>" PARA(STYLE("TableEnd"), ""));
}
END_TEST

/* The widths of a table's columns, and their number. */
static int
widths(const char *markup, int *out)
{
	const char *at = strstr(docx_body(&bench, markup), "<w:tblGrid>");
	int n = 0, length = 0;

	ck_assert_ptr_nonnull(at);
	at += strlen("<w:tblGrid>");
	while (sscanf(at, "<w:gridCol w:w=\"%d\"/>%n", &out[n], &length) == 1) {
		at += length;
		n++;
	}
	return n;
}

START_TEST(shares_the_page_out_by_what_columns_hold)
{
	int w[24];

	ck_assert_int_eq(3,
	    widths(
		"| a | Date | b |\n|---|---|---|\n| x |"
		" 2026-11-22 | a long text that has no room on one line,"
		" and so is broken into several, which leaves the others"
		" what they need, and then goes on for a while |\n",
		w));
	ck_assert_int_eq(9360, w[0] + w[1] + w[2]);
	ck_assert_int_gt(w[0], 200);
	ck_assert_int_gt(w[1], 1000);
	ck_assert_int_gt(w[2], 6000);
}
END_TEST

START_TEST(gives_room_to_columns_whatever_they_hold)
{
	char markup[4096] = "| ";
	int w[24], i;

	ck_assert_int_eq(2, widths("| | |\n|---|---|\n| | |\n", w));
	ck_assert_int_eq(9360, w[0] + w[1]);
	ck_assert_int_gt(w[0], 1000);
	for (i = 0; i < 3000; i++)
		strcat(markup, "x");
	strcat(markup, " | y |\n|---|---|\n| 1 | 2 |\n");
	ck_assert_int_eq(2, widths(markup, w));
	ck_assert_int_eq(9360, w[0] + w[1]);
	ck_assert_int_gt(w[1], 0);
}
END_TEST

START_TEST(leaves_half_of_the_page_however_deep_a_table_stands)
{
	char markup[200] = "";
	int w[24], i;

	for (i = 0; i < 40; i++)
		strcat(markup, "> ");
	strcat(markup, "| a | b |\n");
	for (i = 0; i < 40; i++)
		strcat(markup, ">");
	strcat(markup, " |---|---|\n");
	ck_assert_int_eq(2, widths(markup, w));
	ck_assert_int_eq(4680, w[0] + w[1]);
	docx_holds(docx_body(&bench, markup), "<w:tblInd w:w=\"4680\"");
}
END_TEST

#define DASHES "|---|---|---|---|---"

START_TEST(prints_tables_too_wide_for_paper_as_lines)
{
	IS("|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|\n" DASHES DASHES
	    DASHES DASHES DASHES "|\n|1| |3|\n",
	    "<w:p>", LOOK("<w:b/><w:bCs/>", "a"), TEXT(": "), TEXT("1"), BREAK,
	    LOOK("<w:b/><w:bCs/>", "c"), TEXT(": "), TEXT("3"), "</w:p>\n");
}
END_TEST

START_TEST(prints_the_header_of_a_wide_table_without_rows)
{
	const char *xml = docx_body(&bench,
	    "|a||||||||||||||||||||||||y|\n" DASHES DASHES DASHES DASHES DASHES
	    "|\n");

	docx_lacks(xml, "<w:tbl>");
	docx_holds(xml, TEXT("a"));
}
END_TEST

START_TEST(prints_a_table_of_two_thousand_rows)
{
	struct buf markup = buf_new(bench.arena, 1 << 20);
	int i;

	buf_puts(&markup, "| a | b |\n|---|---|\n");
	for (i = 0; i < 2000; i++)
		buf_printf(&markup, "| row | %d |\n", i);
	ck_assert_uint_eq(2001,
	    docx_times(
		docx_body(&bench, str_to_c(buf_str(&markup), bench.arena)),
		"<w:tr>"));
}
END_TEST

Suite *suite_docx_table(void);

Suite *
suite_docx_table(void)
{
	Suite *suite = suite_create("docx_table");
	TCase *tcase = tcase_create("docx_table");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, prints_tables_with_a_header_that_repeats);
	tcase_add_test(tcase, shares_the_page_out_by_what_columns_hold);
	tcase_add_test(tcase, gives_room_to_columns_whatever_they_hold);
	tcase_add_test(
	    tcase, leaves_half_of_the_page_however_deep_a_table_stands);
	tcase_add_test(tcase, prints_tables_too_wide_for_paper_as_lines);
	tcase_add_test(
	    tcase, prints_the_header_of_a_wide_table_without_rows);
	tcase_add_test(tcase, prints_a_table_of_two_thousand_rows);
	suite_add_tcase(suite, tcase);
	return suite;
}
