#include "lib/docx/print_docx.h"

#include <check.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "tests/unit/docx_help.h"

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

START_TEST(keeps_lines_of_an_address_together)
{
	IS("a\\\nb", PARA("<w:keepLines/>", TEXT("a") BREAK TEXT("b")));
}
END_TEST

START_TEST(keeps_a_paragraph_with_what_it_announces)
{
	IS("Sincerely,\n\nX:", PARA("<w:keepNext/>", TEXT("Sincerely,")),
	    "<w:p>", TEXT("X:"), "</w:p>\n");
}
END_TEST

START_TEST(prints_headings_by_their_styles)
{
	IS("# a\n###### b\n", PARA(STYLE("Heading1"), TEXT("a")),
	    PARA(STYLE("Heading6"), TEXT("b")));
}
END_TEST

START_TEST(numbers_each_list_by_itself)
{
	const char *markup = "1. a\n2. b\n\nx\n\n7. c\n\n- d\n";
	const char *xml = docx_body(&bench, markup);
	const char *lists =
	    docx_print_part(&bench, markup, "word/numbering.xml");

	ck_assert_uint_eq(2, docx_times(xml, NUMBER("0", "2")));
	ck_assert_uint_eq(1, docx_times(xml, NUMBER("0", "3")));
	ck_assert_uint_eq(1, docx_times(xml, NUMBER("0", "1")));
	docx_holds(lists,
	    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/>"
	    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>");
	docx_holds(lists,
	    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/>"
	    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>");
}
END_TEST

START_TEST(starts_a_list_no_higher_than_word_can)
{
	docx_holds(
	    docx_print_part(&bench, "999999999. a\n", "word/numbering.xml"),
	    "<w:startOverride w:val=\"32767\"/>");
	docx_holds(docx_print_part(&bench, "0. a\n", "word/numbering.xml"),
	    "<w:startOverride w:val=\"0\"/>");
}
END_TEST

START_TEST(nests_lists)
{
	IS("- a\n  1. b\n",
	    PARA(STYLE("ListParagraph") NUMBER("0", "1"), TEXT("a")),
	    PARA(STYLE("ListParagraph") NUMBER("1", "2"), TEXT("b")));
}
END_TEST

START_TEST(indents_what_follows_in_an_item_and_sets_it_apart)
{
	IS("- a\n\n  b\n",
	    PARA(STYLE("ListParagraph") NUMBER("0", "1") APART, TEXT("a")),
	    PARA(STYLE("ListParagraph") "<w:ind w:left=\"400\"/>" APART,
		TEXT("b")));
}
END_TEST

START_TEST(gives_an_item_without_paragraph_its_sign)
{
	IS("- - a\n-\n",
	    PARA(STYLE("ListParagraph") "<w:keepNext/>" NUMBER("0", "1"), ""),
	    PARA(STYLE("ListParagraph") NUMBER("1", "1"), TEXT("a")),
	    PARA(STYLE("ListParagraph") NUMBER("0", "1"), ""));
}
END_TEST

START_TEST(goes_no_deeper_than_nine_levels)
{
	const char *xml = docx_body(&bench, "- - - - - - - - - - - a\n");

	ck_assert_uint_eq(3, docx_times(xml, NUMBER("8", "1")));
	docx_lacks(xml, "<w:ilvl w:val=\"9\"/>");
	docx_lacks(xml, "<w:ind ");
}
END_TEST

START_TEST(prints_quotes_and_lists_in_them)
{
	IS("> a\n> - b\n>\n> > c\n", PARA(STYLE("Quote"), TEXT("a")),
	    PARA(STYLE("Quote") NUMBER("0", "1")
		"<w:ind w:left=\"760\" w:hanging=\"400\"/>", TEXT("b")),
	    PARA(STYLE("Quote") "<w:ind w:left=\"720\"/>", TEXT("c")));
}
END_TEST

START_TEST(prints_rules_and_code)
{
	IS("***\n```\na\tb\n  c\n```\n", PARA(STYLE("Rule"), ""),
	    PARA(STYLE("CodeBlock"), TEXT("a") "<w:r><w:tab/></w:r>" TEXT("b")
		BREAK TEXT("  c")));
}
END_TEST

Suite *suite_docx_blocks(void);

Suite *
suite_docx_blocks(void)
{
	Suite *suite = suite_create("docx_blocks");
	TCase *tcase = tcase_create("docx_blocks");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, keeps_lines_of_an_address_together);
	tcase_add_test(tcase, keeps_a_paragraph_with_what_it_announces);
	tcase_add_test(tcase, prints_headings_by_their_styles);
	tcase_add_test(tcase, numbers_each_list_by_itself);
	tcase_add_test(tcase, starts_a_list_no_higher_than_word_can);
	tcase_add_test(tcase, nests_lists);
	tcase_add_test(
	    tcase, indents_what_follows_in_an_item_and_sets_it_apart);
	tcase_add_test(tcase, gives_an_item_without_paragraph_its_sign);
	tcase_add_test(tcase, goes_no_deeper_than_nine_levels);
	tcase_add_test(tcase, prints_quotes_and_lists_in_them);
	tcase_add_test(tcase, prints_rules_and_code);
	suite_add_tcase(suite, tcase);
	return suite;
}
