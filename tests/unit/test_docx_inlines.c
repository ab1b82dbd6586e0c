#include "lib/docx/print_docx.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "tests/unit/docx_help.h"

#define LINKS "word/_rels/document.xml.rels"

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

START_TEST(prints_paragraphs_and_looks)
{
	IS("a *b* **c *d*** `e`", "<w:p>", TEXT("a "),
	    LOOK("<w:i/><w:iCs/>", "b"), TEXT(" "),
	    LOOK("<w:b/><w:bCs/>", "c "),
	    LOOK("<w:b/><w:bCs/><w:i/><w:iCs/>", "d"), TEXT(" "),
	    LOOK("<w:rStyle w:val=\"Code\"/>", "e"), "</w:p>\n");
}
END_TEST

START_TEST(escapes_text)
{
	IS("\\*Ann\\* \\<script\\>|x| \"\\&\"", "<w:p>",
	    TEXT("*Ann* &lt;script&gt;|x| &quot;&amp;&quot;"), "</w:p>\n");
	docx_holds(docx_body(&bench, "`</w:t>`"), "&lt;/w:t&gt;");
	docx_holds(docx_body(&bench, "```\n</w:t>\n```\n"), "&lt;/w:t&gt;");
}
END_TEST

START_TEST(links_to_places_outside)
{
	const char *markup =
	    "[a](https://example.org/x?b=1&c=%20d\"#e)"
	    " [b](mailto:a.b@example.org) [c](HTTP://example.org:8080)";
	const char *links = docx_print_part(&bench, markup, LINKS);

	docx_holds(docx_body(&bench, markup),
	    "<w:hyperlink r:id=\"link1\" w:history=\"1\"><w:r>"
	    "<w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>"
	    "<w:t xml:space=\"preserve\">a</w:t></w:r></w:hyperlink>");
	docx_holds(links,
	    "<Relationship Id=\"link1\" Type=\""
	    "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships/hyperlink\" TargetMode=\"External\""
	    " Target=\"https://example.org/x?b=1&amp;c=%20d%22#e\"/>");
	docx_holds(links, "Target=\"mailto:a.b@example.org\"");
	docx_holds(links, "Target=\"HTTP://example.org:8080\"");
}
END_TEST

START_TEST(encodes_what_an_address_cannot_hold)
{
	const char *links = docx_print_part(&bench,
	    "[a](<https://example.org/a b%zz[\xc3\xa9]#x#y>)", LINKS);

	docx_holds(links, "Target=\"https://example.org/a%20b%25zz%5B%C3%A9%5D"
			  "#x%23y\"");
}
END_TEST

/* Word calls a file damaged for one of these. */
START_TEST(prints_other_links_as_text)
{
	static const char *const others[] = { "#a", "/a", "a", "ftp://a.b/",
		"javascript:alert(1)", "file:///etc/passwd", "https://",
		"https://?a", "https://-a.org", "https://a..b", "https://a b",
		"https://a:99999/", "https://a:b/", "https://u:p@a.b/",
		"https://\xc3\xa9.org", "https://[::1]/",
		"mailto:", "mailto:@b", "mailto:a", "mailto:a@",
		"mailto:a b@c.d", "http:/a", "https:a" };
	char markup[100];
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		snprintf(markup, sizeof(markup), "[x](<%s>)", others[i]);
		IS(markup, "<w:p>", TEXT("x"), "</w:p>\n");
		docx_lacks(docx_print_part(&bench, markup, LINKS), "External");
	}
}
END_TEST

START_TEST(prints_a_link_too_long_for_word_as_text)
{
	char markup[2200] = "[x](https://a.b/";
	int i;

	for (i = 0; i < 2083 - 12; i++)
		strcat(markup, "y");
	strcat(markup, ")");
	docx_holds(docx_body(&bench, markup), "<w:hyperlink ");
	strcpy(markup + strlen(markup) - 1, "y)");
	IS(markup, "<w:p>", TEXT("x"), "</w:p>\n");
	docx_lacks(docx_print_part(&bench, markup, LINKS), "External");
}
END_TEST

START_TEST(marks_what_is_written_to_the_left)
{
	IS("\xd7\x90, a\n\na \xd7\x90",
	    PARA("<w:bidi/>", LOOK("<w:rtl/>", "\xd7\x90") TEXT(", a")),
	    "<w:p>", TEXT("a "), LOOK("<w:rtl/>", "\xd7\x90"), "</w:p>\n");
}
END_TEST

Suite *suite_docx_inlines(void);

Suite *
suite_docx_inlines(void)
{
	Suite *suite = suite_create("docx_inlines");
	TCase *tcase = tcase_create("docx_inlines");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, prints_paragraphs_and_looks);
	tcase_add_test(tcase, escapes_text);
	tcase_add_test(tcase, links_to_places_outside);
	tcase_add_test(tcase, encodes_what_an_address_cannot_hold);
	tcase_add_test(tcase, prints_other_links_as_text);
	tcase_add_test(tcase, prints_a_link_too_long_for_word_as_text);
	tcase_add_test(tcase, marks_what_is_written_to_the_left);
	suite_add_tcase(suite, tcase);
	return suite;
}
