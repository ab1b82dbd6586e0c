#include "lib/render/doc.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"

static struct arena *arena;
static struct note note;

static void
setup(void)
{
	arena = arena_new(64 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static const char *const names[] = { "root", "heading", "p", "list", "item",
	"table", "row", "cell", "quote", "rule", "pre", "", "em", "strong",
	"code", "link", "br" };

/* The tree in one line: name[number](children), 'text'. */
static void
show(struct buf *out, const struct doc *node)
{
	const struct doc *child;

	buf_puts(out, names[node->kind]);
	if (node->kind == DOC_LIST)
		buf_puts(out, node->tight ? "-tight" : "-loose");
	if (node->align != ALIGN_NONE)
		buf_printf(out, "@%d", (int)node->align);
	if (node->number != 0 || node->ordered)
		buf_printf(out, "%u", node->number);
	if (node->text.at != NULL)
		buf_printf(out, "'%.*s'", STR_ARG(node->text));
	if (node->first == NULL)
		return;
	buf_puts(out, "(");
	for (child = node->first; child != NULL; child = child->next) {
		ck_assert_ptr_eq(node, child->parent);
		show(out, child);
		if (child->next != NULL)
			buf_puts(out, " ");
		else
			ck_assert_ptr_eq(node->last, child);
	}
	buf_puts(out, ")");
}

static const char *
parsed(const char *markup)
{
	struct buf out = buf_new(arena, 1 << 20);
	struct doc *doc;

	ck_assert_int_eq(OK, doc_parse(str_from(markup), arena, &doc, &note));
	show(&out, doc);
	return str_to_c(buf_str(&out), arena);
}

START_TEST(knows_headings_and_paragraphs)
{
	ck_assert_str_eq("root(heading2('Why') p('one two'))",
	    parsed("## Why\n\none\ntwo\n"));
}
END_TEST

START_TEST(knows_inlines)
{
	ck_assert_str_eq("root(p(em('a') ' ' strong('b ' em('c')) ' ' "
	    "code'd*' ' ' link'/x?y'('e') br 'f'))",
	    parsed("*a* **b *c*** `d*` [e](/x?y \"title\")\\\nf"));
}
END_TEST

START_TEST(joins_what_backslashes_cut)
{
	ck_assert_str_eq("root(p('*a* [b](c) <d> & e|'))",
	    parsed("\\*a\\* \\[b\\]\\(c\\) \\<d\\> \\& e\\|"));
}
END_TEST

START_TEST(puts_a_paragraph_into_each_item)
{
	ck_assert_str_eq("root(list-tight(item(p('a')) item(p('b') "
	    "list-tight1(item(p('c'))))))", parsed("- a\n- b\n  1. c\n"));
	ck_assert_str_eq("root(list-loose7(item(p('a')) item(p('b'))))",
	    parsed("7. a\n\n9. b\n"));
}
END_TEST

START_TEST(keeps_a_list_that_starts_at_zero_ordered)
{
	ck_assert_str_eq("root(list-tight0(item(p('a'))))", parsed("0. a\n"));
}
END_TEST

START_TEST(goes_on_with_an_item_after_a_block_in_it)
{
	ck_assert_str_eq("root(list-tight(item(p(em('a') 'b') quote(p('q')) "
	    "heading1('h') pre'c\n')))",
	    parsed("- *a*b\n  > q\n  # h\n  ```\n  c\n  ```\n"));
}
END_TEST

START_TEST(knows_tables_and_how_their_columns_are_aligned)
{
	ck_assert_str_eq("root(table3(row(cell@1('a') cell@2('b') "
	    "cell@3('c')) row(cell@1('1|2') cell@2 cell@3(strong('3')))))",
	    parsed("| a | b | c |\n|:--|:-:|--:|\n| 1\\|2 | | **3** |\n"));
}
END_TEST

START_TEST(fills_rows_that_are_too_short_and_cuts_long_ones)
{
	ck_assert_str_eq("root(table2(row(cell('a') cell('b')) "
	    "row(cell('1') cell) row(cell('1') cell('2'))))",
	    parsed("|a|b|\n|---|---|\n|1|\n|1|2|3|\n"));
}
END_TEST

START_TEST(knows_quotes_rules_and_fenced_code)
{
	ck_assert_str_eq("root(quote(p('q')) rule pre'a *b*\n  c\n')",
	    parsed("> q\n\n***\n\n```x\na *b*\n  c\n```\n"));
}
END_TEST

START_TEST(knows_no_html_no_indented_code_and_no_images)
{
	ck_assert_str_eq("root(p('<b>x</b>'))", parsed("<b>x</b>"));
	ck_assert_str_eq("root(p('<script>'))", parsed("<script>\n"));
	ck_assert_str_eq("root(p('a') p('b'))", parsed("a\n\n        b"));
	ck_assert_str_eq("root(p('see alt'))", parsed("see ![alt](x.png)"));
}
END_TEST

START_TEST(gives_a_link_in_a_link_no_destination)
{
	ck_assert_str_eq("root(p(link'/x'('a ' link('mailto:b@c.d') ' e')))",
	    parsed("[a <mailto:b@c.d> e](/x)"));
}
END_TEST

START_TEST(makes_no_links_of_bare_addresses)
{
	ck_assert_str_eq("root(p('https://a.example x@a.example'))",
	    parsed("https://a.example x@a.example"));
}
END_TEST

START_TEST(decodes_entities)
{
	ck_assert_str_eq("root(p('\xc2\xa7 2719 < \xc2\xa7 \xe2\x89\xa5 "
	    "\xf0\x9f\x99\x82 \xef\xbf\xbd &unknown;'))",
	    parsed("&sect; 2719 &lt; &#xA7; &#8805; &#x1F642; &#xD800; "
	    "&unknown;"));
	ck_assert_str_eq("root(p(link'/a&b'('x')))", parsed("[x](/a&amp;b)"));
}
END_TEST

START_TEST(decodes_the_names_of_html_4_and_no_others)
{
	ck_assert_str_eq("root(p('TNF-\xce\xb1 \xc3\x86 \xe2\x88\x9a \xcf\x91 "
	    "\xc3\xbf \xe2\x80\x8d'))",
	    parsed("TNF-&alpha; &AElig; &radic; &thetasym; &yuml; &zwj;"));
	ck_assert_str_eq("root(p('&Alpha &alphaa; &thetasyms; &alph; &; &#; "
	    "&Dcaron;'))",
	    parsed("&Alpha &alphaa; &thetasyms; &alph; &; &#; &Dcaron;"));
}
END_TEST

START_TEST(holds_nothing_that_no_printer_may_print)
{
	ck_assert_str_eq("root(p('\xef\xbf\xbd[31m' link'\xef\xbf\xbd'"
	    "('\xef\xbf\xbd') code'\xef\xbf\xbd') pre'\xef\xbf\xbd\t\n')",
	    parsed("\x1b\\[31m[\x01](\xe2\x80\xae)`\xc2\x9b`\n\n"
		   "```\n\xff\t\n```\n"));
	ck_assert_str_eq("root(p('\xef\xbf\xbd \xef\xbf\xbd'))",
	    parsed("&#x202e;&#27;&#x9b;"));
	ck_assert_str_eq("root(p('a b'))", parsed("a\xe2\x80\xa8" "b"));
}
END_TEST

START_TEST(parses_nothing_to_nothing)
{
	ck_assert_str_eq("root", parsed(""));
	ck_assert_str_eq("root", parsed("\n \n"));
}
END_TEST

START_TEST(refuses_a_nul_byte)
{
	struct doc *doc = NULL;

	ck_assert_int_eq(ERR_SYNTAX, doc_parse((struct str){ "a\0b", 3 },
	    arena, &doc, &note));
	ck_assert_ptr_null(doc);
}
END_TEST

START_TEST(refuses_what_is_nested_too_deep)
{
	struct buf markup = buf_new(arena, 9999);
	struct doc *doc = NULL;
	int i;

	for (i = 0; i < DOC_DEPTH; i++)
		buf_puts(&markup, "> ");
	buf_puts(&markup, "x");
	ck_assert_int_eq(ERR_TOO_LARGE, doc_parse(buf_str(&markup), arena,
	    &doc, &note));
	ck_assert_str_eq("markup: nested too deep", note.text);
	ck_assert_ptr_null(doc);
}
END_TEST

START_TEST(refuses_too_many_parts)
{
	struct buf markup = buf_new(arena, DOC_BYTES);
	struct doc *doc = NULL;
	int i;

	for (i = 0; i < DOC_NODES / 2 + 1; i++)
		buf_puts(&markup, "# a\n");
	ck_assert_int_eq(ERR_TOO_LARGE, doc_parse(buf_str(&markup), arena,
	    &doc, &note));
	ck_assert_str_eq("markup: too many parts", note.text);
}
END_TEST

START_TEST(refuses_too_much_markup)
{
	struct doc *doc = NULL;

	ck_assert_int_eq(ERR_TOO_LARGE, doc_parse((struct str){ "",
	    DOC_BYTES + 1 }, arena, &doc, &note));
}
END_TEST

START_TEST(fails_cleanly_at_each_allocation)
{
	const char *markup = "# a\n\n- b *c* [d](e)\n\n| f |\n|---|\n| g |\n"
			     "\n> `h`\\\ni\n\n1. ***j***\n\n```\n\tk\n```\n";
	enum err err = ERR_MEMORY;
	struct arena *small;
	struct doc *doc;
	size_t cap;

	for (cap = 0; err == ERR_MEMORY && cap < 16384; cap += 8) {
		small = arena_new(cap);
		doc = NULL;
		err = doc_parse(str_from(markup), small, &doc, &note);
		ck_assert((err == OK) == (doc != NULL));
		ck_assert(err == OK || strcmp(note.text,
		    "markup: out of memory") == 0);
		arena_free(small);
	}
	ck_assert_int_eq(OK, err);
}
END_TEST

START_TEST(expands_tabs_in_code_beyond_the_length_of_the_markup)
{
	struct buf markup = buf_new(arena, 1 << 20);
	struct doc *doc;
	int i;

	buf_puts(&markup, "```\n");
	for (i = 0; i < 3000; i++)
		buf_puts(&markup, "\tx\n");
	ck_assert_int_eq(OK, doc_parse(buf_str(&markup), arena, &doc, &note));
	ck_assert_int_eq(DOC_CODE_BLOCK, doc->first->kind);
	ck_assert_uint_ge(doc->first->text.length, 9000);
	ck_assert(str_ends(doc->first->text, STR("x\n")));
}
END_TEST

/* Found by the fuzzer: md4c reads on behind a text cut within a character. */
START_TEST(takes_no_byte_from_behind_the_markup)
{
	static const char markup[] = "[y](javas\xff" "behind";
	struct doc *doc;

	ck_assert_int_eq(OK, doc_parse((struct str){ markup, 10 }, arena, &doc,
	    &note));
	ck_assert(str_is(doc->first->first->text,
	    "[y](javas\xef\xbf\xbd"));
}
END_TEST

START_TEST(takes_each_kind_of_line_end)
{
	ck_assert_str_eq("root(p('a b c') p('d') pre'e\nf\n')",
	    parsed("a\r\nb\rc\r\rd\r\n```\r\ne\rf\r\n```\r"));
}
END_TEST

/* Found by the fuzzer: md4c ends an emphasis here that it never began. */
START_TEST(keeps_its_root_when_the_parser_ends_more_than_it_began)
{
	FILE *file = fopen("tests/fuzz/seeds/markup/unbalanced", "rb");
	struct doc *doc = NULL;
	static char text[4096];
	size_t length;

	ck_assert_ptr_nonnull(file);
	length = fread(text, 1, sizeof(text), file);
	fclose(file);
	ck_assert_int_eq(OK,
	    doc_parse((struct str){ text, length }, arena, &doc, &note));
	ck_assert_ptr_nonnull(doc);
	ck_assert_int_eq(DOC_ROOT, doc->kind);
	ck_assert_ptr_nonnull(doc->first);
}
END_TEST

Suite *suite_doc(void);

Suite *
suite_doc(void)
{
	Suite *suite = suite_create("doc");
	TCase *tcase = tcase_create("parse");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, knows_headings_and_paragraphs);
	tcase_add_test(tcase, knows_inlines);
	tcase_add_test(tcase, joins_what_backslashes_cut);
	tcase_add_test(tcase, puts_a_paragraph_into_each_item);
	tcase_add_test(tcase, keeps_a_list_that_starts_at_zero_ordered);
	tcase_add_test(tcase, goes_on_with_an_item_after_a_block_in_it);
	tcase_add_test(tcase,
	    knows_tables_and_how_their_columns_are_aligned);
	tcase_add_test(tcase,
	    fills_rows_that_are_too_short_and_cuts_long_ones);
	tcase_add_test(tcase, knows_quotes_rules_and_fenced_code);
	tcase_add_test(tcase, knows_no_html_no_indented_code_and_no_images);
	tcase_add_test(tcase, gives_a_link_in_a_link_no_destination);
	tcase_add_test(tcase, makes_no_links_of_bare_addresses);
	tcase_add_test(tcase, decodes_entities);
	tcase_add_test(tcase, decodes_the_names_of_html_4_and_no_others);
	tcase_add_test(tcase, holds_nothing_that_no_printer_may_print);
	tcase_add_test(tcase, parses_nothing_to_nothing);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("limits");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, refuses_a_nul_byte);
	tcase_add_test(tcase, refuses_what_is_nested_too_deep);
	tcase_add_test(tcase, refuses_too_many_parts);
	tcase_add_test(tcase, refuses_too_much_markup);
	tcase_add_test(tcase,
	    keeps_its_root_when_the_parser_ends_more_than_it_began);
	tcase_add_test(tcase, takes_no_byte_from_behind_the_markup);
	tcase_add_test(tcase, takes_each_kind_of_line_end);
	tcase_add_test(tcase, fails_cleanly_at_each_allocation);
	tcase_add_test(tcase,
	    expands_tabs_in_code_beyond_the_length_of_the_markup);
	suite_add_tcase(suite, tcase);
	return suite;
}
