#include "lib/render/width.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/render/wrap.h"

static int
width(const char *text)
{
	return width_of(str_from(text));
}

START_TEST(counts_ascii_and_latin_as_one)
{
	ck_assert_int_eq(0, width(""));
	ck_assert_int_eq(5, width("a b-c"));
	ck_assert_int_eq(6, width("Zo\xc3\xab \xc2\xa7 "));
	ck_assert_int_eq(3, width("a\xc2\xa0z"));
}
END_TEST

START_TEST(counts_combining_and_invisible_as_none)
{
	ck_assert_int_eq(1, width("e\xcc\x81"));
	ck_assert_int_eq(2, width("a\xe2\x80\x8b" "b"));
	ck_assert_int_eq(1, width("\xef\xbb\xbf" "a"));
	ck_assert_int_eq(1, width("a\xef\xb8\x8f"));
	ck_assert_int_eq(2, width("\xd7\xa9\xd6\xb8" "a"));
}
END_TEST

START_TEST(counts_east_asian_and_emoji_as_two)
{
	ck_assert_int_eq(4, width("\xe6\x97\xa5\xe6\x9c\xac"));
	ck_assert_int_eq(4, width("\xea\xb0\x80\xef\xbc\xa1"));
	ck_assert_int_eq(2, width("\xf0\x9f\x99\x82"));
	ck_assert_int_eq(2, width("\xf0\xa0\x80\x80"));
	ck_assert_int_eq(1, width("\xef\xbd\xb1"));
}
END_TEST

/* A family of three, a hand with its skin, a heart, a key, two flags. */
START_TEST(counts_emoji_of_many_code_points_as_one)
{
	ck_assert_int_eq(2, width("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9"
	    "\xe2\x80\x8d\xf0\x9f\x91\xa7"));
	ck_assert_int_eq(2, width("\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"));
	ck_assert_int_eq(2, width("\xe2\x98\x9d\xf0\x9f\x8f\xbd"));
	ck_assert_int_eq(2, width("\xe2\x9d\xa4\xef\xb8\x8f"));
	ck_assert_int_eq(1, width("\xe2\x9d\xa4"));
	ck_assert_int_eq(2, width("1\xef\xb8\x8f\xe2\x83\xa3"));
	ck_assert_int_eq(4, width("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"
	    "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"));
}
END_TEST

START_TEST(joins_nothing_but_emoji)
{
	ck_assert_int_eq(2, width("a\xe2\x80\x8d" "b"));
	ck_assert_int_eq(4, width("\xe6\x97\xa5\xe2\x80\x8d\xe6\x9c\xac"));
	ck_assert_int_eq(4, width("\xe6\x97\xa5\xf0\x9f\x8f\xbd"));
}
END_TEST

START_TEST(counts_ambiguous_ones_as_narrow)
{
	ck_assert_int_eq(4, width("\xc2\xb1\xe2\x80\x9c\xe2\x86\x92"
	    "\xef\xbf\xbd"));
}
END_TEST

START_TEST(counts_the_ends_of_the_tables)
{
	ck_assert_int_eq(1, width("\xcb\xbf"));
	ck_assert_int_eq(0, width("\xcc\x80"));
	ck_assert_int_eq(0, width("\xcd\xaf"));
	ck_assert_int_eq(1, width("\xcd\xb0"));
	ck_assert_int_eq(2, width("\xed\x9e\xa3"));
}
END_TEST

START_TEST(goes_on_after_bytes_that_are_no_utf8)
{
	ck_assert_int_eq(3, width("a\xff" "b"));
	ck_assert_int_eq(2, width("a\xe6"));
	ck_assert_int_eq(2, width("\x80\x80"));
}
END_TEST

/* The lines with '/' between them. */
static void
wraps(const char *want, const char *text, int columns, bool split)
{
	struct wrap wrap = wrap_new(str_from(text), columns, split);
	char got[200] = "";
	struct str line;

	while (wrap_next(&wrap, &line)) {
		strncat(got, line.at, line.length);
		strcat(got, "/");
	}
	ck_assert_str_eq(want, got);
}

START_TEST(wraps_at_blanks)
{
	wraps("", "", 10, false);
	wraps("a/", "a", 10, false);
	wraps("aaa bbb/", "aaa bbb", 7, false);
	wraps("aaa/bbb/", "aaa bbb", 6, false);
	wraps("aaa/bbb/", "aaa bbb", 3, false);
	wraps("a b/c d/e/", "a b c d e", 3, false);
}
END_TEST

START_TEST(wraps_at_line_breaks)
{
	wraps("a//b c/", "a\n\nb c", 10, false);
}
END_TEST

START_TEST(lets_a_long_word_stick_out_or_splits_it)
{
	wraps("a/bbbbbbbb/c/", "a bbbbbbbb c", 3, false);
	wraps("a/bbb/bbb/bb/c/", "a bbbbbbbb c", 3, true);
	wraps("b/b/", "bb", 0, true);
}
END_TEST

START_TEST(wraps_between_wide_characters)
{
	wraps("\xe6\x97\xa5\xe6\x9c\xac/\xe6\x97\xa5/",
	    "\xe6\x97\xa5\xe6\x9c\xac\xe6\x97\xa5", 5, false);
	wraps("ab\xe6\x97\xa5/cd/", "ab\xe6\x97\xa5" "cd", 4, false);
}
END_TEST

START_TEST(never_parts_a_mark_from_its_letter)
{
	wraps("e\xcc\x81/e\xcc\x81/", "e\xcc\x81" "e\xcc\x81", 1, true);
	wraps("\xe3\x81\x8b\xe3\x82\x99/\xe3\x81\x8b\xe3\x82\x99/",
	    "\xe3\x81\x8b\xe3\x82\x99\xe3\x81\x8b\xe3\x82\x99", 2, true);
}
END_TEST

START_TEST(never_parts_what_is_drawn_as_one)
{
	wraps("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9/"
	    "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa/",
	    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9"
	    "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", 2, true);
	wraps("a/ \xcc\x81" "b/", "a  \xcc\x81" "b", 2, false);
}
END_TEST

START_TEST(never_wraps_at_a_no_break_space)
{
	wraps("aa\xc2\xa0" "bb/", "aa\xc2\xa0" "bb", 4, false);
	wraps("\xe6\x97\xa5\xc2\xa0\xe6\x9c\xac/",
	    "\xe6\x97\xa5\xc2\xa0\xe6\x9c\xac", 3, false);
	wraps("\xe6\x97\xa5\xe2\x81\xa0\xe6\x9c\xac/",
	    "\xe6\x97\xa5\xe2\x81\xa0\xe6\x9c\xac", 3, false);
}
END_TEST

START_TEST(wraps_at_other_spaces_and_drops_them)
{
	wraps("aa/bb/", "aa\xe2\x80\x89" "bb", 4, false);
	wraps("aa/bb/", "aa\xe2\x80\x8b" "bb", 3, false);
	wraps("\xe6\x97\xa5/\xe6\x9c\xac/",
	    "\xe6\x97\xa5\xe3\x80\x80\xe6\x9c\xac", 3, false);
	wraps("aa/bb/", "aa \xe2\x80\x89 bb", 3, false);
}
END_TEST

START_TEST(wraps_after_a_long_dash)
{
	wraps("aa\xe2\x80\x94/bb/", "aa\xe2\x80\x94" "bb", 4, false);
}
END_TEST

/* A full stop stays with its word, a bracket with what it opens. */
START_TEST(starts_no_line_with_east_asian_punctuation)
{
	wraps("\xe6\x97\xa5/\xe6\x9c\xac\xe3\x80\x82/",
	    "\xe6\x97\xa5\xe6\x9c\xac\xe3\x80\x82", 4, false);
	wraps("\xe6\x97\xa5/\xe3\x80\x8c\xe6\x9c\xac/",
	    "\xe6\x97\xa5\xe3\x80\x8c\xe6\x9c\xac", 4, false);
}
END_TEST

START_TEST(measures_the_widest_line_and_word)
{
	ck_assert_int_eq(7, wrap_widest_line(STR("aaa bbb\ncccc")));
	ck_assert_int_eq(4, wrap_widest_word(STR("aaa bbb\ncccc")));
	ck_assert_int_eq(0, wrap_widest_line(STR("")));
	ck_assert_int_eq(0, wrap_widest_word(STR("")));
	ck_assert_int_eq(2, wrap_widest_word(STR("\xe6\x97\xa5\xe6\x9c\xac")));
}
END_TEST

Suite *suite_width(void);

Suite *
suite_width(void)
{
	Suite *suite = suite_create("width");
	TCase *tcase = tcase_create("width");

	tcase_add_test(tcase, counts_ascii_and_latin_as_one);
	tcase_add_test(tcase, counts_combining_and_invisible_as_none);
	tcase_add_test(tcase, counts_east_asian_and_emoji_as_two);
	tcase_add_test(tcase, counts_emoji_of_many_code_points_as_one);
	tcase_add_test(tcase, joins_nothing_but_emoji);
	tcase_add_test(tcase, counts_ambiguous_ones_as_narrow);
	tcase_add_test(tcase, counts_the_ends_of_the_tables);
	tcase_add_test(tcase, goes_on_after_bytes_that_are_no_utf8);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("wrap");
	tcase_add_test(tcase, wraps_at_blanks);
	tcase_add_test(tcase, wraps_at_line_breaks);
	tcase_add_test(tcase, lets_a_long_word_stick_out_or_splits_it);
	tcase_add_test(tcase, wraps_between_wide_characters);
	tcase_add_test(tcase, never_parts_a_mark_from_its_letter);
	tcase_add_test(tcase, never_parts_what_is_drawn_as_one);
	tcase_add_test(tcase, never_wraps_at_a_no_break_space);
	tcase_add_test(tcase, wraps_at_other_spaces_and_drops_them);
	tcase_add_test(tcase, wraps_after_a_long_dash);
	tcase_add_test(tcase, starts_no_line_with_east_asian_punctuation);
	tcase_add_test(tcase, measures_the_widest_line_and_word);
	suite_add_tcase(suite, tcase);
	return suite;
}
