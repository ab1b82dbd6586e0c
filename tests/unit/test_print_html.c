#include "lib/render/print.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;
static struct note note;
static struct print_options options;

static void
setup(void)
{
	arena = arena_new(64 << 20);
	options = (struct print_options){ .width = 0 };
}

static void
teardown(void)
{
	arena_free(arena);
}

static const char *
html(const char *markup)
{
	struct buf out = buf_new(arena, 1 << 20);
	struct doc *doc;

	ck_assert_int_eq(OK, doc_parse(str_from(markup), arena, &doc, &note));
	ck_assert_int_eq(OK, print_html(doc, &options, arena, &out, &note));
	return str_to_c(buf_str(&out), arena);
}

START_TEST(escapes_text_wherever_it_stands)
{
	ck_assert_str_eq("<p>&lt;&gt;&amp;&quot;&#39;"
	    "<code>&lt;b&gt;</code></p>\n", html("<>&\"'`<b>`"));
	ck_assert_str_eq("<pre><code>&lt;/code&gt;\n</code></pre>\n",
	    html("```\n</code>\n```\n"));
	ck_assert_str_eq("<p><a href=\"/?a=b&amp;c=&quot;&#39;\">x</a></p>\n",
	    html("[x](/?a=b&c=\"')"));
}
END_TEST

START_TEST(gives_headings_an_id_of_their_text)
{
	ck_assert_str_eq("<h2 id=\"why-it-s-needed\">Why it&#39;s "
	    "<em>needed</em>?</h2>\n",
	    html("## Why it's *needed*?"));
}
END_TEST

START_TEST(never_gives_an_id_twice)
{
	ck_assert_str_eq("<h1 id=\"a\">A</h1>\n<h1 id=\"a-2\">a</h1>\n"
	    "<h1 id=\"a-2-2\">A 2</h1>\n<h1 id=\"a-3\">A!</h1>\n",
	    html("# A\n# a\n# A 2\n# A!\n"));
}
END_TEST

START_TEST(gives_an_id_to_headings_without_letters)
{
	ck_assert_str_eq("<h1 id=\"section\">?</h1>\n"
	    "<h1 id=\"section-2\"></h1>\n", html("# ?\n#\n"));
}
END_TEST

START_TEST(cuts_a_long_id_between_characters)
{
	char markup[300] = "# ", want[100] = "";
	const char *got;
	int i;

	for (i = 0; i < 60; i++)
		strcat(markup, "\xe6\x97\xa5");
	for (i = 0; i < 26; i++)
		strcat(want, "\xe6\x97\xa5");
	strcat(want, "\"");
	got = html(markup);
	ck_assert_ptr_nonnull(strstr(got, want));
}
END_TEST

START_TEST(shifts_headings_and_prefixes_their_ids)
{
	options.heading_shift = 2;
	options.id_prefix = "letter-";
	ck_assert_str_eq("<h3 id=\"letter-a\">a</h3>\n"
	    "<h4 id=\"letter-b\">b</h4>\n", html("# a\n## b\n"));
	options.heading_shift = -9;
	ck_assert_str_eq("<h1 id=\"letter-a\">a</h1>\n", html("### a"));
}
END_TEST

START_TEST(skips_no_level_of_heading_on_the_way_down)
{
	ck_assert_str_eq("<h2 id=\"a\">a</h2>\n<h3 id=\"b\">b</h3>\n"
	    "<h4 id=\"c\">c</h4>\n<h4 id=\"d\">d</h4>\n"
	    "<h1 id=\"e\">e</h1>\n<h2 id=\"f\">f</h2>\n",
	    html("## a\n##### b\n###### c\n#### d\n# e\n### f\n"));
}
END_TEST

START_TEST(starts_right_below_the_heading_of_the_page)
{
	options.heading_above = 1;
	ck_assert_str_eq("<h2 id=\"a\">a</h2>\n<h3 id=\"b\">b</h3>\n",
	    html("#### a\n##### b\n"));
	options.heading_above = 2;
	ck_assert_str_eq("<h3 id=\"a\">a</h3>\n", html("### a"));
}
END_TEST

START_TEST(prints_paragraphs_and_inlines)
{
	ck_assert_str_eq("<p>a <em>b</em> <strong>c</strong><br>\nd</p>\n"
	    "<hr>\n<blockquote>\n<p>e</p>\n</blockquote>\n",
	    html("a *b* **c**\\\nd\n***\n> e\n"));
}
END_TEST

START_TEST(prints_lists_tight_and_loose)
{
	ck_assert_str_eq("<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n"
	    "<li>c</li>\n</ul>\n", html("- a\n  1. b\n- c\n"));
	ck_assert_str_eq("<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n"
	    "</li>\n</ol>\n", html("3. a\n\n4. b\n"));
}
END_TEST

START_TEST(prints_tables_with_scopes)
{
	options.row_headers = true;
	ck_assert_str_eq("<div class=\"table\" role=\"group\" "
	    "tabindex=\"0\" aria-label=\"B\"><table>\n<thead>\n"
	    "<tr><td></td><th scope=\"col\" class=\"right\">B</th></tr>\n"
	    "</thead>\n<tbody>\n"
	    "<tr><th scope=\"row\">c</th><td class=\"right\">d</td></tr>\n"
	    "<tr><td></td><td class=\"right\"></td></tr>\n"
	    "</tbody>\n</table></div>\n",
	    html("| | B |\n|---|--:|\n| c | d |\n| | |\n"));
	options.row_headers = false;
	ck_assert_str_eq("<div class=\"table\" role=\"group\" "
	    "tabindex=\"0\" aria-label=\"A\"><table>\n<thead>\n"
	    "<tr><th scope=\"col\" class=\"center\">A</th></tr>\n"
	    "</thead>\n</table></div>\n", html("| A |\n|:---:|\n"));
}
END_TEST

START_TEST(names_the_box_of_a_table_by_its_columns)
{
	const char *got = html("| *A* \"b\" | | C |\n|---|---|---|\n");

	ck_assert_ptr_nonnull(strstr(got, "<div class=\"table\" role=\"group\" "
	    "tabindex=\"0\" aria-label=\"A &quot;b&quot;, C\"><table>"));
	got = html("| |\n|---|\n| a |\n");
	ck_assert_ptr_nonnull(strstr(got, "tabindex=\"0\"><table>"));
}
END_TEST

START_TEST(keeps_a_date_in_a_cell_on_one_line)
{
	const char *got =
	    html("| a |\n|--:|\n| 2026-11-22 |\n| 2026-11-2x |\n");

	ck_assert_ptr_nonnull(strstr(got,
	    "<td class=\"right whole\">2026-11-22</td>"));
	ck_assert_ptr_nonnull(strstr(got, "<td class=\"right\">2026-11-2x"));
	got = html("| a |\n|---|\n| 2026-11-22 |\n");
	ck_assert_ptr_nonnull(strstr(got, "<td class=\"whole\">2026"));
}
END_TEST

START_TEST(links_only_where_it_is_safe)
{
	static const char *const safe[] = { "http://a.example",
		"HTTPS://a.example/?q=a:b", "mailto:a@b.example", "#why",
		"guides/a", "/guides/a:b", "?a=b:c", "./a:b", "a#b:c" };
	static const char *const unsafe[] = { "javascript:alert(1)",
		"JavaScript:alert(1)",
		"javascript&#58;alert(1)", "javascript&#x3a;alert(1)",
		"data:text/html,x", "vbscript:x", "file:///etc/passwd",
		"//a.example", "/\\\\a.example", "<a b>", "<java\tscript:x>",
		"java&#10;script:x", "&#1;javascript:x", "a:b", ":a", "ftp:a",
		"http:a.example", "" };
	char markup[100];
	size_t i;

	for (i = 0; i < sizeof(safe) / sizeof(safe[0]); i++) {
		snprintf(markup, sizeof(markup), "[x](%s)", safe[i]);
		ck_assert_msg(strstr(html(markup), "<p><a href=\"") != NULL,
		    "%s", markup);
	}
	for (i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++) {
		snprintf(markup, sizeof(markup), "[x](%s)", unsafe[i]);
		ck_assert_msg(strstr(html(markup), "<a") == NULL, "%s",
		    markup);
	}
}
END_TEST

START_TEST(takes_an_entity_it_does_not_know_for_text)
{
	ck_assert_str_eq("<p><a href=\"javascript&amp;colon;x\">x</a></p>\n",
	    html("[x](javascript&colon;x)"));
}
END_TEST

START_TEST(prints_nothing_for_nothing)
{
	ck_assert_str_eq("", html(""));
}
END_TEST

START_TEST(fails_cleanly_when_it_is_full)
{
	struct buf out = buf_new(arena, 8);
	struct doc *doc;

	buf_puts(&out, "abc");
	ck_assert_int_eq(OK, doc_parse(STR("x"), arena, &doc, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, print_html(doc, NULL, arena, &out,
	    &note));
	ck_assert_str_eq("HTML: longer than 8 bytes", note.text);
	ck_assert_uint_eq(3, out.length);
}
END_TEST

START_TEST(prints_the_same_bytes_each_time)
{
	const char *markup = "# a\n\n- *b*\n\n| a |\n|---|\n| [c](#d) |\n";

	ck_assert_str_eq(html(markup), html(markup));
}
END_TEST

START_TEST(fails_cleanly_at_each_allocation)
{
	enum err err = ERR_MEMORY;
	struct arena *small;
	struct buf out;
	struct doc *doc;
	size_t cap;

	ck_assert_int_eq(OK, doc_parse(STR("# a\n# a\n\n- b\n\n| a | b |\n"
	    "|---|---|\n| c | d |\n"), arena, &doc, &note));
	for (cap = 0; err == ERR_MEMORY && cap < 16384; cap += 8) {
		small = arena_new(cap);
		out = buf_new(small, 1 << 20);
		err = print_html(doc, NULL, small, &out, &note);
		ck_assert((err == OK) == (out.length > 0));
		ck_assert(err == OK ||
		    strcmp(note.text, "HTML: out of memory") == 0);
		arena_free(small);
	}
	ck_assert_int_eq(OK, err);
}
END_TEST

Suite *suite_print_html(void);

Suite *
suite_print_html(void)
{
	Suite *suite = suite_create("print_html");
	TCase *tcase = tcase_create("print_html");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, escapes_text_wherever_it_stands);
	tcase_add_test(tcase, gives_headings_an_id_of_their_text);
	tcase_add_test(tcase, never_gives_an_id_twice);
	tcase_add_test(tcase, gives_an_id_to_headings_without_letters);
	tcase_add_test(tcase, cuts_a_long_id_between_characters);
	tcase_add_test(tcase, shifts_headings_and_prefixes_their_ids);
	tcase_add_test(tcase, skips_no_level_of_heading_on_the_way_down);
	tcase_add_test(tcase, starts_right_below_the_heading_of_the_page);
	tcase_add_test(tcase, prints_paragraphs_and_inlines);
	tcase_add_test(tcase, prints_lists_tight_and_loose);
	tcase_add_test(tcase, prints_tables_with_scopes);
	tcase_add_test(tcase, names_the_box_of_a_table_by_its_columns);
	tcase_add_test(tcase, keeps_a_date_in_a_cell_on_one_line);
	tcase_add_test(tcase, links_only_where_it_is_safe);
	tcase_add_test(tcase, takes_an_entity_it_does_not_know_for_text);
	tcase_add_test(tcase, prints_nothing_for_nothing);
	tcase_add_test(tcase, prints_the_same_bytes_each_time);
	tcase_add_test(tcase, fails_cleanly_when_it_is_full);
	tcase_add_test(tcase, fails_cleanly_at_each_allocation);
	suite_add_tcase(suite, tcase);
	return suite;
}
