#include "lib/docx/print_docx.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "tests/unit/docx_help.h"
#include "tests/unit/xml_help.h"

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

START_TEST(puts_the_parts_in_their_order)
{
	static const char *const names[] = { "[Content_Types].xml",
		"_rels/.rels", "docProps/app.xml", "docProps/core.xml",
		"word/document.xml", "word/_rels/document.xml.rels",
		"word/styles.xml", "word/numbering.xml", "word/settings.xml",
		"word/fontTable.xml", "word/header1.xml",
		"word/_rels/header1.xml.rels", "word/header2.xml",
		"word/footer1.xml", "word/footer2.xml" };
	struct str zip = docx_print(&bench, STR("Text"));
	size_t i;

	ck_assert_uint_eq(sizeof(names) / sizeof(*names), docx_count(zip));
	for (i = 0; i < docx_count(zip); i++)
		ck_assert_str_eq(names[i], docx_name(zip, i, bench.arena));
}
END_TEST

static void
check_parts(struct str zip)
{
	const char *name, *fault;
	size_t i;

	for (i = 0; i < docx_count(zip); i++) {
		name = docx_name(zip, i, bench.arena);
		if (str_ends(str_from(name), STR(".png")))
			continue;
		fault = xml_fault(docx_part(zip, name, bench.arena));
		ck_assert_msg(fault == NULL, "%s: %s", name, fault);
	}
}

START_TEST(writes_well_formed_xml)
{
	struct str everything = docx_data("everything.md", bench.arena);

	check_parts(docx_print(&bench, STR("")));
	check_parts(docx_print(&bench, everything));
	bench.paper.letterhead = docx_parse(&bench, everything);
	bench.paper.logo = docx_data("logo.png", bench.arena);
	bench.paper.draft = true;
	bench.paper.title = bench.paper.running =
	    STR("<a> & \"b\" \x01 \xff ]]>");
	check_parts(docx_print(&bench, everything));
}
END_TEST

START_TEST(gives_the_same_bytes_each_time)
{
	struct str everything = docx_data("everything.md", bench.arena);

	ck_assert(str_equal(
	    docx_print(&bench, everything), docx_print(&bench, everything)));
}
END_TEST

START_TEST(every_link_of_a_part_leads_to_a_part)
{
	const char *types = docx_print_part(&bench, "x", "[Content_Types].xml");
	const char *links =
	    docx_print_part(&bench, "x", "word/_rels/document.xml.rels");
	const char *end = docx_print_part(&bench, "x", "word/document.xml");
	struct str zip = docx_print(&bench, STR("x"));
	const char *name;
	char words[64];
	size_t i;

	for (i = 1; i <= 8; i++) {
		snprintf(words, sizeof(words), "Id=\"rId%zu\"", i);
		ck_assert_uint_eq(1, docx_times(links, words));
	}
	for (i = 5; i <= 8; i++) {
		snprintf(words, sizeof(words), "r:id=\"rId%zu\"", i);
		ck_assert_uint_eq(1, docx_times(end, words));
	}
	for (i = 4; i < docx_count(zip); i++) {
		name = docx_name(zip, i, bench.arena);
		if (str_ends(str_from(name), STR(".rels")))
			continue;
		snprintf(words, sizeof(words), "PartName=\"/%s\"", name);
		ck_assert_uint_eq(1, docx_times(types, words));
		snprintf(words, sizeof(words), "Target=\"%s\"",
		    name + strlen("word/"));
		ck_assert(strcmp(name, "word/document.xml") == 0 ||
		    docx_times(links, words) == 1);
	}
}
END_TEST

static const char *
read_part(struct str zip, const char *name)
{
	return str_to_c(docx_part(zip, name, bench.arena), bench.arena);
}

START_TEST(puts_letterhead_and_logo_on_the_first_page)
{
	const char *first, *next;
	struct str zip;

	bench.paper.letterhead = docx_parse(&bench, STR("Example Health"));
	bench.paper.logo = docx_data("logo.png", bench.arena);
	zip = docx_print(&bench, STR("x"));
	first = read_part(zip, "word/header1.xml");
	next = read_part(zip, "word/header2.xml");
	docx_holds(first, PARA(STYLE("Letterhead"), TEXT("Example Health")));
	docx_holds(first, PARA(STYLE("LetterheadEnd"), ""));
	docx_holds(first, "<a:blip r:embed=\"logo\"/>");
	docx_holds(first, "descr=\"Logo\"");
	docx_lacks(next, "Example Health");
	docx_lacks(next, "logo");
	ck_assert(str_equal(bench.paper.logo,
	    docx_part(zip, "word/media/logo.png", bench.arena)));
	docx_holds(
	    read_part(zip, "word/_rels/header1.xml.rels"), "Id=\"logo\"");
}
END_TEST

START_TEST(gives_a_letterhead_without_text_a_paragraph)
{
	bench.paper.logo = docx_data("logo.png", bench.arena);
	bench.paper.letterhead = docx_parse(&bench, STR(">"));
	docx_holds(docx_print_part(&bench, "x", "word/header1.xml"),
	    "</w:tcPr>" PARA(STYLE("Letterhead"), "") "</w:tc>");
}
END_TEST

START_TEST(keeps_tables_of_the_letterhead_off_the_logo)
{
	const char *xml;

	bench.paper.logo = docx_data("logo.png", bench.arena);
	bench.paper.letterhead =
	    docx_parse(&bench, STR("| a |\n|---|\n| b |\n"));
	xml = docx_print_part(&bench, "x", "word/header1.xml");
	/* The logo is 2.4 inches wide, 3456 twips, and has 240 to its left. */
	docx_holds(xml, "<w:tblStyle w:val=\"LetterTable\"/>"
			"<w:tblW w:w=\"5664\"");
}
END_TEST

/* The logo's size in the file, in EMU, if a PNG had that many pixels. */
static void
fit(unsigned width, unsigned height, long *cx, long *cy)
{
	struct str png =
	    str_copy(docx_data("logo.png", bench.arena), bench.arena);
	unsigned char *at =
	    (unsigned char *)arena_alloc(bench.arena, png.length);
	const char *found;
	int i;

	memcpy(at, png.at, png.length);
	for (i = 0; i < 4; i++) {
		at[16 + i] = (unsigned char)(width >> (24 - 8 * i));
		at[20 + i] = (unsigned char)(height >> (24 - 8 * i));
	}
	bench.paper.logo = (struct str){ (char *)at, png.length };
	found = strstr(
	    docx_print_part(&bench, "x", "word/header1.xml"), "<wp:extent ");
	ck_assert_ptr_nonnull(found);
	ck_assert_int_eq(
	    2, sscanf(found, "<wp:extent cx=\"%ld\" cy=\"%ld\"", cx, cy));
}

START_TEST(fits_the_logo_into_its_place)
{
	long cx, cy;

	fit(300, 30, &cx, &cy);
	ck_assert_int_eq(2286000, cx); /* 2.5 inches */
	ck_assert_int_eq(228600, cy);
	fit(100, 100, &cx, &cy);
	ck_assert_int_eq(731520, cx); /* 0.8 inch */
	ck_assert_int_eq(731520, cy);
	fit(0x7fffffff, 1, &cx, &cy);
	ck_assert_int_eq(1, cy);
	fit(1, 0x7fffffff, &cx, &cy);
	ck_assert_int_eq(1, cx);
}
END_TEST

static void
refuse(struct str logo, const char *words)
{
	struct buf out = buf_new(bench.arena, 1 << 20);
	struct doc *doc = docx_parse(&bench, STR("x"));

	buf_puts(&out, "before");
	bench.paper.logo = logo;
	ck_assert_int_eq(ERR_INVALID, print_docx(doc, &bench.paper,
	    bench.arena, &out, &bench.note));
	ck_assert_str_eq(words, bench.note.text);
	ck_assert(str_is(buf_str(&out), "before"));
}

START_TEST(refuses_a_logo_that_is_no_image)
{
	struct str png = docx_data("logo.png", bench.arena);
	char zeros[64] = "";

	refuse(STR("GIF89a"), "logo: not a PNG image");
	refuse(str_first(png, 32), "logo: not a PNG image");
	memcpy(zeros, png.at, 16);
	refuse((struct str){ zeros, sizeof(zeros) },
	    "logo: an image without size");
}
END_TEST

START_TEST(says_draft_on_every_page)
{
	static const char *const headers[] = { "word/header1.xml",
		"word/header2.xml" };
	const char *xml;
	size_t i;

	for (i = 0; i < 2; i++) {
		bench.paper.draft = false;
		xml = docx_print_part(&bench, "x", headers[i]);
		docx_lacks(xml, "DRAFT");
		bench.paper.draft = true;
		xml = docx_print_part(&bench, "x", headers[i]);
		docx_holds(xml, "string=\"DRAFT\"");
		docx_holds(xml, LOOK("<w:b/><w:bCs/>", "DRAFT"));
		docx_holds(xml, i == 0 ? "Object1\"" : "Object2\"");
	}
}
END_TEST

START_TEST(numbers_pages_behind_the_running_line)
{
	static const char *const footers[] = { "word/footer1.xml",
		"word/footer2.xml" };
	const char *xml;
	size_t i;

	for (i = 0; i < 2; i++) {
		xml = docx_print_part(&bench, "x", footers[i]);
		docx_holds(xml, TEXT("Testa Sample") "<w:r><w:tab/></w:r>");
		docx_holds(xml,
		    TEXT("Page ") "<w:fldSimple w:instr=\" PAGE \">");
		docx_holds(xml,
		    TEXT(" of ") "<w:fldSimple w:instr=\" NUMPAGES \">");
	}
}
END_TEST

START_TEST(says_what_the_file_is)
{
	const char *core = docx_print_part(&bench, "x", "docProps/core.xml");

	docx_holds(core, "<dc:title>Appeal</dc:title>");
	docx_holds(core, "<dc:language>en-US</dc:language>");
	docx_holds(core, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
			 "2026-11-22T12:00:00Z</dcterms:created>");
	docx_holds(core, "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">"
			 "2026-11-22T12:00:00Z</dcterms:modified>");
}
END_TEST

START_TEST(prints_us_letter_with_margins_of_an_inch)
{
	const char *xml = docx_print_part(&bench, "", "word/document.xml");

	docx_holds(xml, "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>");
	docx_holds(xml, "<w:pgMar w:top=\"1440\" w:right=\"1440\""
			" w:bottom=\"1440\" w:left=\"1440\"");
	docx_holds(xml, "<w:titlePg/>");
}
END_TEST

START_TEST(leaves_out_as_it_was_at_its_limit)
{
	struct buf out = buf_new(bench.arena, 4000);
	struct doc *doc = docx_parse(&bench, STR("x"));

	buf_puts(&out, "before");
	ck_assert_int_eq(ERR_TOO_LARGE, print_docx(doc, &bench.paper,
	    bench.arena, &out, &bench.note));
	ck_assert_str_eq("zip: longer than 4000 bytes", bench.note.text);
	ck_assert(str_is(buf_str(&out), "before"));
}
END_TEST

/* With a little more memory each time, until it is enough. */
START_TEST(fails_cleanly_wherever_memory_ends)
{
	struct doc *doc =
	    docx_parse(&bench, docx_data("everything.md", bench.arena));
	size_t cap, failures = 0;
	enum err err = ERR_MEMORY;
	struct arena *small;
	struct buf out;

	for (cap = 0; err != OK; cap += 512) {
		small = arena_new(cap);
		out = buf_new(small, 1 << 20);
		err = print_docx(doc, &bench.paper, small, &out, &bench.note);
		if (err != OK) {
			ck_assert_int_eq(ERR_MEMORY, err);
			ck_assert_uint_eq(0, out.length);
			failures++;
		}
		arena_free(small);
	}
	ck_assert_uint_gt(failures, 50);
}
END_TEST

Suite *suite_print_docx(void);

Suite *
suite_print_docx(void)
{
	Suite *suite = suite_create("print_docx");
	TCase *tcase = tcase_create("print_docx");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, puts_the_parts_in_their_order);
	tcase_add_test(tcase, writes_well_formed_xml);
	tcase_add_test(tcase, gives_the_same_bytes_each_time);
	tcase_add_test(tcase, every_link_of_a_part_leads_to_a_part);
	tcase_add_test(tcase, puts_letterhead_and_logo_on_the_first_page);
	tcase_add_test(tcase, gives_a_letterhead_without_text_a_paragraph);
	tcase_add_test(tcase, keeps_tables_of_the_letterhead_off_the_logo);
	tcase_add_test(tcase, fits_the_logo_into_its_place);
	tcase_add_test(tcase, refuses_a_logo_that_is_no_image);
	tcase_add_test(tcase, says_draft_on_every_page);
	tcase_add_test(tcase, numbers_pages_behind_the_running_line);
	tcase_add_test(tcase, says_what_the_file_is);
	tcase_add_test(tcase, prints_us_letter_with_margins_of_an_inch);
	tcase_add_test(tcase, leaves_out_as_it_was_at_its_limit);
	tcase_add_test(tcase, fails_cleanly_wherever_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
