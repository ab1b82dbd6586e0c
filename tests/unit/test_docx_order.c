/*
 * Word refuses a file whose elements stand in another order than the schema
 * of WordprocessingML has (ECMA-376, part 1, annex A, transitional).  What
 * follows here are its sequences, so far as we write any of their members.
 */
#include "lib/docx/print_docx.h"

#include <check.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "tests/unit/docx_help.h"
#include "tests/unit/xml_help.h"

static const struct {
	const char *parent;
	const char *children; /* a blank before and behind each */
} orders[] = {
	{ "w:pPr",
	    " w:pStyle w:keepNext w:keepLines w:pageBreakBefore"
	    " w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr"
	    " w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap"
	    " w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN"
	    " w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind"
	    " w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc"
	    " w:textDirection w:textAlignment w:textboxTightWrap"
	    " w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr " },
	{ "w:rPr",
	    " w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps"
	    " w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss"
	    " w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color"
	    " w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u"
	    " w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em"
	    " w:lang w:eastAsianLayout w:specVanish w:oMath " },
	{ "w:tblPr", " w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual"
		     " w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc"
		     " w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout"
		     " w:tblCellMar w:tblLook w:tblCaption w:tblDescription " },
	{ "w:tcPr", " w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge"
		    " w:tcBorders w:shd w:noWrap w:tcMar w:textDirection"
		    " w:tcFitText w:vAlign w:hideMark " },
	{ "w:sectPr",
	    " w:headerReference w:footerReference w:footnotePr"
	    " w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders"
	    " w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote"
	    " w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid"
	    " w:printerSettings " },
	{ "w:tbl", " w:tblPr w:tblGrid w:tr " },
	{ "w:tr", " w:tblPrEx w:trPr w:tc " },
	{ "w:tblBorders", " w:top w:left w:bottom w:right w:insideH"
			  " w:insideV " },
	{ "w:tblCellMar", " w:top w:left w:bottom w:right " },
	{ "w:pBdr", " w:top w:left w:bottom w:right w:between w:bar " },
	{ "w:style",
	    " w:name w:aliases w:basedOn w:next w:link"
	    " w:autoRedefine w:hidden w:uiPriority w:semiHidden"
	    " w:unhideWhenUsed w:qFormat w:locked w:rsid w:pPr w:rPr w:tblPr"
	    " w:trPr w:tcPr w:tblStylePr " },
	{ "w:tblStylePr", " w:pPr w:rPr w:tblPr w:trPr w:tcPr " },
	{ "w:styles", " w:docDefaults w:latentStyles w:style " },
	{ "w:lvl",
	    " w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff"
	    " w:lvlText w:lvlPicBulletId w:legacy w:lvlJc w:pPr w:rPr " },
	{ "w:abstractNum", " w:nsid w:multiLevelType w:tmpl w:name"
			   " w:styleLink w:numStyleLink w:lvl " },
	{ "w:num", " w:abstractNumId w:lvlOverride " },
	{ "w:numbering", " w:numPicBullet w:abstractNum w:num " },
	{ "w:font", " w:altName w:panose1 w:charset w:family w:notTrueType"
		    " w:pitch w:sig " },
	{ "w:settings",
	    " w:writeProtection w:view w:zoom w:defaultTabStop"
	    " w:characterSpacingControl w:compat w:rsids w:themeFontLang"
	    " w:clrSchemeMapping w:decimalSymbol w:listSeparator " },
	{ "w:p", " w:pPr w:r w:hyperlink w:fldSimple " },
	{ "w:r", " w:rPr w:t w:br w:tab w:drawing w:pict " },
};

/* Those whose later members come in any order. */
static const char mixed[] = " w:p w:r ";

static const char *const parts[] = { "word/document.xml", "word/styles.xml",
	"word/numbering.xml", "word/settings.xml", "word/fontTable.xml",
	"word/header1.xml", "word/header2.xml", "word/footer1.xml",
	"word/footer2.xml" };

static struct arena *arena;
static size_t checked;

static void
setup(void)
{
	arena = arena_new(64 << 20);
	checked = 0;
}

static void
teardown(void)
{
	arena_free(arena);
}

/* The place of a word in a list of them, from 1; 0: it is not there. */
static size_t
place_of(const char *list, struct str word)
{
	struct str rest = str_from(list), next;
	size_t i;

	for (i = 0; rest.at != NULL; i++) {
		next = str_cut(&rest, ' ');
		if (next.length > 0 && str_equal(next, word))
			return i;
	}
	return 0;
}

static const char *
order_of(struct str parent)
{
	size_t i;

	for (i = 0; i < sizeof(orders) / sizeof(*orders); i++)
		if (str_is(parent, orders[i].parent))
			return orders[i].children;
	return NULL;
}

/* The first element that may not stand where it does; STR_NONE: none. */
static struct str
misplaced(struct str xml)
{
	struct xml_reader reader = xml_reader(xml);
	size_t last[XML_DEPTH + 1] = { 0 }, place;
	enum xml_event event;
	const char *order;

	while ((event = xml_next(&reader)) != XML_END) {
		ck_assert_msg(event != XML_WRONG, "%s", reader.wrong);
		if (event != XML_OPEN)
			continue;
		last[reader.depth] = 0;
		if (reader.depth < 2 ||
		    (order = order_of(reader.open[reader.depth - 2])) == NULL)
			continue;
		place = place_of(order, reader.name);
		if (place == 0 ||
		    (place < last[reader.depth - 1] &&
			(place == 1 ||
			    place_of(mixed, reader.open[reader.depth - 2]) ==
				0)))
			return reader.name;
		last[reader.depth - 1] = place;
		checked++;
	}
	return STR_NONE;
}

static struct str
print(const struct paper *paper)
{
	struct buf out = buf_new(arena, 1 << 20);
	struct doc *doc;

	ck_assert_int_eq(OK,
	    doc_parse(docx_data("everything.md", arena), arena, &doc, NULL));
	ck_assert_int_eq(OK, print_docx(doc, paper, arena, &out, NULL));
	return buf_str(&out);
}

static void
check_all(struct str zip)
{
	struct str found;
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		found = misplaced(docx_part(zip, parts[i], arena));
		ck_assert_msg(
		    found.at == NULL, "%s: %.*s", parts[i], STR_ARG(found));
	}
}

START_TEST(elements_stand_in_the_order_of_the_schema)
{
	struct paper paper = { .title = STR("t"), .running = STR("r") };

	check_all(print(&paper));
	ck_assert_uint_gt(checked, 1000);
}
END_TEST

START_TEST(so_they_do_around_letterhead_logo_and_draft)
{
	struct paper paper = { .draft = true };
	struct doc *letterhead;

	ck_assert_int_eq(OK, doc_parse(docx_data("everything.md", arena), arena,
				 &letterhead, NULL));
	paper.letterhead = letterhead;
	paper.logo = docx_data("logo.png", arena);
	check_all(print(&paper));
	ck_assert_uint_gt(checked, 1500);
}
END_TEST

START_TEST(the_check_finds_what_is_misplaced)
{
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	ck_assert(str_is(
	    misplaced(STR(HEAD "<w:p><w:pPr><w:jc/><w:ind/></w:pPr></w:p>")),
	    "w:ind"));
	ck_assert(
	    str_is(misplaced(STR(HEAD "<w:p><w:r/><w:pPr/></w:p>")), "w:pPr"));
	ck_assert(str_is(
	    misplaced(STR(HEAD "<w:rPr><w:b/><w:jc/></w:rPr>")), "w:jc"));
	ck_assert_ptr_null(
	    misplaced(STR(HEAD "<w:p><w:r/><w:hyperlink/><w:r/></w:p>")).at);
#undef HEAD
}
END_TEST

Suite *suite_docx_order(void);

Suite *
suite_docx_order(void)
{
	Suite *suite = suite_create("docx_order");
	TCase *tcase = tcase_create("docx_order");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, elements_stand_in_the_order_of_the_schema);
	tcase_add_test(tcase, so_they_do_around_letterhead_logo_and_draft);
	tcase_add_test(tcase, the_check_finds_what_is_misplaced);
	suite_add_tcase(suite, tcase);
	return suite;
}
