#include "lib/render/print.h"

#include <check.h>
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
text(const char *markup)
{
	struct buf out = buf_new(arena, 1 << 20);
	struct doc *doc;

	ck_assert_int_eq(OK, doc_parse(str_from(markup), arena, &doc, &note));
	ck_assert_int_eq(OK, print_text(doc, &options, arena, &out, &note));
	return str_to_c(buf_str(&out), arena);
}

START_TEST(underlines_headings_as_long_as_they_are)
{
	ck_assert_str_eq("A b\n===\n\nC\n-\n\nde\n~~\n\nx\n",
	    text("# A b\n## C\n### *d*e\nx"));
	ck_assert_str_eq("\xe6\x97\xa5\xe6\x9c\xac\n====\n",
	    text("# \xe6\x97\xa5\xe6\x9c\xac"));
	options.heading_shift = 1;
	ck_assert_str_eq("A\n-\n", text("# A"));
}
END_TEST

START_TEST(wraps_headings_and_paragraphs)
{
	options.width = 20;
	ck_assert_str_eq("aaaaaaa bbbbbbb\ncccccc\n===============\n\n"
	    "aaaaaaa bbbbbbb\nccccccc\n",
	    text("# aaaaaaa bbbbbbb cccccc\n\naaaaaaa bbbbbbb\nccccccc"));
}
END_TEST

START_TEST(fills_72_columns_and_not_one_more)
{
	const char *ten = "aaaa bbbb ";
	struct buf markup = buf_new(arena, 999);
	const char *got;
	int i;

	for (i = 0; i < 7; i++)
		buf_puts(&markup, ten);
	buf_puts(&markup, "cc d");
	got = text(str_to_c(buf_str(&markup), arena));
	ck_assert_uint_eq(72, strcspn(got, "\n"));
	ck_assert_str_eq("d\n", got + 73);
}
END_TEST

START_TEST(drops_the_marks_of_inlines)
{
	ck_assert_str_eq("a b c d\n", text("*a* **b** `c` ***d***"));
}
END_TEST

START_TEST(breaks_lines_where_told_and_nowhere_twice)
{
	ck_assert_str_eq("a\nb c\n", text("a\\\n b\nc"));
}
END_TEST

START_TEST(starts_nothing_with_a_line_break)
{
	ck_assert_str_eq("a\n", text("\\\n&#32;\\\na"));
	ck_assert_str_eq("- a\n", text("- \\\n  a"));
}
END_TEST

START_TEST(writes_where_a_link_goes)
{
	ck_assert_str_eq("a b <https://x.example/>.\n",
	    text("[a *b*](https://x.example/)."));
	ck_assert_str_eq("see [Why]\n", text("see [Why](#why)"));
	ck_assert_str_eq("https://x.example\n", text("<https://x.example>"));
	ck_assert_str_eq("a@x.example\n", text("<a@x.example>"));
	ck_assert_str_eq("a <guides/b>\n", text("[a](guides/b)"));
	ck_assert_str_eq("a\n", text("[a]()"));
}
END_TEST

START_TEST(prints_lists_tight_and_loose)
{
	ck_assert_str_eq("x\n\n- a\n- b\n  c\n\ny\n",
	    text("x\n\n- a\n- b\\\n  c\n\ny"));
	ck_assert_str_eq("- a\n\n- b\n\n  c\n", text("- a\n\n- b\n\n  c\n"));
}
END_TEST

START_TEST(aligns_the_numbers_of_a_list)
{
	ck_assert_str_eq(" 9. a\n10. b\n    c\n", text("9. a\n1. b\\\n   c"));
	ck_assert_str_eq("0. a\n", text("0. a"));
}
END_TEST

START_TEST(indents_lists_in_lists)
{
	ck_assert_str_eq("- a\n  1. b\n     - c\n- - d\n-\n",
	    text("- a\n  1. b\n     - c\n- - d\n-\n"));
}
END_TEST

START_TEST(wraps_inside_the_indentation)
{
	options.width = 26;
	ck_assert_str_eq("- aaaaaaaaaa bbbbbbbbbb\n  cccccccccc\n",
	    text("- aaaaaaaaaa bbbbbbbbbb cccccccccc"));
}
END_TEST

START_TEST(marks_each_line_of_a_quote)
{
	ck_assert_str_eq("> a\n>\n> - b\n\nc\n",
	    text("> a\n>\n> - b\n\nc"));
	ck_assert_str_eq("- > a\n  > b\n", text("- > a\\\n  > b"));
}
END_TEST

START_TEST(marks_lists_tables_and_quotes_in_a_quote)
{
	ck_assert_str_eq("> - a\n>   1. b\n>\n> A  B\n> -  -\n> c  d\n>\n"
	    "> > e\n>\n>     f\n",
	    text("> - a\n>   1. b\n>\n> | A | B |\n> |---|---|\n> | c | d |\n"
		 ">\n> > e\n>\n> ```\n> f\n> ```\n"));
}
END_TEST

START_TEST(expands_tabs_in_code)
{
	ck_assert_str_eq("    a   b\n        c\n    \xe6\x97\xa5  d\n",
	    text("```\na\tb\n\tc\n\xe6\x97\xa5\td\n```\n"));
}
END_TEST

START_TEST(leaves_out_soft_hyphens)
{
	ck_assert_str_eq("abc d\n",
	    text("a\xc2\xad" "b\xc2\xad" "c d\xc2\xad\xc2\xad"));
}
END_TEST

/* No escape of a terminal, no turning of the direction, by any way in. */
START_TEST(sends_no_command_to_a_terminal)
{
	const char *got = text("\x1b\\[31mred \xc2\x9b" "31m \xe2\x80\xae"
			       "abc &#x9b; &#x202e; &#27;\n\n"
			       "```\n\x1b[2J\a\b\n```\n\n[x](\x1b)");
	const char *at;

	for (at = got; *at != '\0'; at++)
		ck_assert((unsigned char)*at >= ' ' || *at == '\n');
	ck_assert_ptr_null(strstr(got, "\xc2\x9b"));
	ck_assert_ptr_null(strstr(got, "\xe2\x80\xae"));
	ck_assert_ptr_nonnull(strstr(got, "\xef\xbf\xbd[31mred"));
}
END_TEST

START_TEST(wraps_wide_characters_at_72_columns)
{
	struct buf markup = buf_new(arena, 999);
	const char *got;
	int i;

	for (i = 0; i < 40; i++)
		buf_puts(&markup, "\xe6\x97\xa5");
	got = text(str_to_c(buf_str(&markup), arena));
	ck_assert_uint_eq(36 * 3, strcspn(got, "\n"));
	ck_assert_uint_eq(4 * 3, strcspn(got + 36 * 3 + 1, "\n"));
}
END_TEST

START_TEST(keeps_a_no_break_space_inside_its_line)
{
	options.width = 20;
	ck_assert_str_eq("aaaaaaaaaaaaaa\nbbb\xc2\xa0" "cccc\n",
	    text("aaaaaaaaaaaaaa bbb\xc2\xa0" "cccc"));
}
END_TEST

START_TEST(prints_the_same_bytes_each_time)
{
	const char *markup = "# a\n\n- *b*\n\n| a |\n|---|\n| [c](d) |\n";

	ck_assert_str_eq(text(markup), text(markup));
}
END_TEST

START_TEST(prints_rules_and_code)
{
	options.width = 30;
	ck_assert_str_eq("------------------------------\n\n"
	    "    a  *b*\n\n      c\n",
	    text("***\n\n```\na  *b*  \n\n  c\n```\n"));
}
END_TEST

START_TEST(drops_empty_lines_at_the_ends_of_code)
{
	ck_assert_str_eq("a\n\n      b\n\n    c\n\nd\n",
	    text("a\n```\n\n \n  b\n\nc\n\n```\nd\n\n```\n\n```\n"));
}
END_TEST

START_TEST(draws_a_table)
{
	ck_assert_str_eq("Drug   Dose  Day\n----  -----  ---\n"
	    "x     15 mg   1\nyyyy      2\n",
	    text("| Drug | Dose | Day |\n|---|--:|:-:|\n| x | 15 mg | 1 |\n"
	    "| yyyy | 2 | |\n"));
}
END_TEST

START_TEST(wraps_cells_and_parts_such_rows)
{
	options.width = 40;
	ck_assert_str_eq("Criterion  Evidence\n"
	    "---------  -----------------------------\n"
	    "Diagnosis  aaaa bbbb cccc dddd eeee ffff\n"
	    "           gggg\n"
	    "\n"
	    "Dose\n",
	    text("| Criterion | Evidence |\n|---|---|\n"
	    "| Diagnosis | aaaa bbbb cccc dddd eeee ffff gggg |\n"
	    "| Dose | |\n"));
}
END_TEST

START_TEST(cuts_words_too_long_for_their_cell)
{
	options.width = 30;
	ck_assert_str_eq("A               B\n"
	    "--------------  --------------\n"
	    "xxxxxxxxxxxxxx  yyyyyyyyyyyyyy\n"
	    "xxxxxxxxxxxxxx  yyyyyyyyyyyyyy\n"
	    "xx              yy\n",
	    text("| A | B |\n|---|---|\n| xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | "
	    "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy |\n"));
}
END_TEST

/* With columns of equal width the row would have seven lines. */
START_TEST(gives_a_long_column_room_from_one_that_needs_less)
{
	options.width = 44;
	ck_assert_str_eq("Dose        From        Outcome\n"
	    "----------  ----------  --------------------\n"
	    "40 mg       2022-06-01  inadequate response:\n"
	    "daily,                  flare on each taper;\n"
	    "tapered                 record: visit notes\n"
	    "                        2022\n",
	    text("| Dose | From | Outcome |\n|---|---|---|\n"
		 "| 40 mg daily, tapered | 2022-06-01 | inadequate response: "
		 "flare on each taper; record: visit notes 2022 |\n"));
}
END_TEST

START_TEST(prints_a_table_of_many_columns_as_records)
{
	options.width = 30;
	ck_assert_str_eq("A b: 11111111111\nC: 22222222222\nD:\n\n"
	    "A b: 4444444444444444444444444\n  5555\nC: 5\nD: 66666666666666\n",
	    text("| A b | C | D |\n|---|---|---|\n"
	    "| 11111111111 | 22222222222 | |\n"
	    "| 4444444444444444444444444 5555 | 5 | 66666666666666 |\n"));
}
END_TEST

START_TEST(skips_a_table_of_nothing)
{
	ck_assert_str_eq("a\n\nb\n", text("a\n\n#\n\nb\n\n#\n"));
	ck_assert_str_eq("A\n-\n", text("| A |\n|---|\n| |\n"));
}
END_TEST

START_TEST(measures_cells_by_what_they_show)
{
	ck_assert_str_eq("A     B\n----  -\n\xe6\x97\xa5\xe6\x9c\xac  x\n"
	    "e\xcc\x81     y\n",
	    text("| A | B |\n|---|---|\n| \xe6\x97\xa5\xe6\x9c\xac | x |\n"
	    "| e\xcc\x81 | y |\n"));
}
END_TEST

START_TEST(prints_nothing_for_nothing)
{
	ck_assert_str_eq("", text(""));
	ck_assert_str_eq("", text("#\n"));
}
END_TEST

/* Whatever is inside what: no blank at an end of a line, no empty ends. */
START_TEST(never_ends_a_line_with_a_blank)
{
	static const char *const parts[] = { "- ", "> ", "1. ", "# ", "x ",
		"\n", "\n\n", "  ", "| a |\n|---|\n| ", "```\n", "***\n",
		"[a](b) " };
	struct buf markup = buf_new(arena, 9999);
	unsigned state = 1, i, round;
	const char *got;

	for (round = 0; round < 2000; round++) {
		markup.length = 0;
		for (i = 0; i < 14; i++) {
			state = state * 1103515245u + 12345u;
			buf_puts(&markup, parts[(state >> 16) % 12]);
		}
		got = text(str_to_c(buf_str(&markup), arena));
		ck_assert_ptr_null(strstr(got, " \n"));
		ck_assert(got[0] != '\n');
		ck_assert(got[0] == '\0' || !str_ends(str_from(got),
		    STR("\n\n")));
		arena_reset(arena);
		markup = buf_new(arena, 9999);
	}
}
END_TEST

START_TEST(fails_cleanly_when_it_is_full)
{
	struct buf out = buf_new(arena, 8);
	struct doc *doc;

	buf_puts(&out, "abc");
	ck_assert_int_eq(OK, doc_parse(STR("too long"), arena, &doc, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, print_text(doc, NULL, arena, &out,
	    &note));
	ck_assert_str_eq("text: longer than 8 bytes", note.text);
	ck_assert_uint_eq(3, out.length);
}
END_TEST

START_TEST(fails_cleanly_at_each_allocation)
{
	enum err err = ERR_MEMORY;
	struct arena *small;
	struct buf out;
	struct doc *doc;
	size_t cap;

	ck_assert_int_eq(OK, doc_parse(STR("# a\n\n- b\n\n| a | b |\n"
	    "|---|---|\n| c | d |\n"), arena, &doc, &note));
	for (cap = 0; err == ERR_MEMORY && cap < 16384; cap += 8) {
		small = arena_new(cap);
		out = buf_new(small, 1 << 20);
		err = print_text(doc, NULL, small, &out, &note);
		ck_assert((err == OK) == (out.length > 0));
		ck_assert(err == OK || strcmp(note.text,
		    "text: out of memory") == 0);
		arena_free(small);
	}
	ck_assert_int_eq(OK, err);
}
END_TEST

static void
add_tables(Suite *suite)
{
	TCase *tcase = tcase_create("tables");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, draws_a_table);
	tcase_add_test(tcase, wraps_cells_and_parts_such_rows);
	tcase_add_test(tcase, cuts_words_too_long_for_their_cell);
	tcase_add_test(tcase,
	    gives_a_long_column_room_from_one_that_needs_less);
	tcase_add_test(tcase, prints_a_table_of_many_columns_as_records);
	tcase_add_test(tcase, skips_a_table_of_nothing);
	tcase_add_test(tcase, measures_cells_by_what_they_show);
	suite_add_tcase(suite, tcase);
}

Suite *suite_print_text(void);

Suite *
suite_print_text(void)
{
	Suite *suite = suite_create("print_text");
	TCase *tcase = tcase_create("blocks");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, underlines_headings_as_long_as_they_are);
	tcase_add_test(tcase, wraps_headings_and_paragraphs);
	tcase_add_test(tcase, fills_72_columns_and_not_one_more);
	tcase_add_test(tcase, drops_the_marks_of_inlines);
	tcase_add_test(tcase, breaks_lines_where_told_and_nowhere_twice);
	tcase_add_test(tcase, starts_nothing_with_a_line_break);
	tcase_add_test(tcase, writes_where_a_link_goes);
	tcase_add_test(tcase, prints_lists_tight_and_loose);
	tcase_add_test(tcase, aligns_the_numbers_of_a_list);
	tcase_add_test(tcase, indents_lists_in_lists);
	tcase_add_test(tcase, wraps_inside_the_indentation);
	tcase_add_test(tcase, marks_each_line_of_a_quote);
	tcase_add_test(tcase, marks_lists_tables_and_quotes_in_a_quote);
	tcase_add_test(tcase, expands_tabs_in_code);
	tcase_add_test(tcase, leaves_out_soft_hyphens);
	tcase_add_test(tcase, sends_no_command_to_a_terminal);
	tcase_add_test(tcase, wraps_wide_characters_at_72_columns);
	tcase_add_test(tcase, keeps_a_no_break_space_inside_its_line);
	tcase_add_test(tcase, prints_the_same_bytes_each_time);
	tcase_add_test(tcase, prints_rules_and_code);
	tcase_add_test(tcase, drops_empty_lines_at_the_ends_of_code);
	tcase_add_test(tcase, prints_nothing_for_nothing);
	tcase_add_test(tcase, never_ends_a_line_with_a_blank);
	tcase_add_test(tcase, fails_cleanly_when_it_is_full);
	tcase_add_test(tcase, fails_cleanly_at_each_allocation);
	suite_add_tcase(suite, tcase);
	add_tables(suite);
	return suite;
}
