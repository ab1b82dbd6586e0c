#include "lib/base/str.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>

#include "lib/base/arena.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 16);
}

static void
teardown(void)
{
	arena_free(arena);
}

START_TEST(takes_no_c_string_for_none)
{
	ck_assert_ptr_null(str_from(NULL).at);
	ck_assert_uint_eq(0, str_from(NULL).length);
	ck_assert_ptr_nonnull(str_from("").at);
}
END_TEST

START_TEST(compares_bytes_and_then_lengths)
{
	ck_assert(str_equal(STR("abc"), STR("abc")));
	ck_assert(!str_equal(STR("abc"), STR("abC")));
	ck_assert(!str_equal(STR("abc"), STR("ab")));
	ck_assert(!str_equal(STR("a\0b"), STR("a\0c")));
	ck_assert_int_lt(str_compare(STR("ab"), STR("abc")), 0);
	ck_assert_int_gt(str_compare(STR("\xff"), STR("a")), 0);
	ck_assert_int_eq(str_compare(STR_NONE, STR("")), 0);
}
END_TEST

START_TEST(takes_none_and_empty_for_equal)
{
	ck_assert(str_equal(STR_NONE, STR("")));
	ck_assert(str_is(STR_NONE, ""));
}
END_TEST

START_TEST(knows_how_a_text_starts_and_ends)
{
	ck_assert(str_starts(STR("cigna"), STR("cig")));
	ck_assert(str_starts(STR("cigna"), STR("")));
	ck_assert(!str_starts(STR("cig"), STR("cigna")));
	ck_assert(str_ends(STR("a.json"), STR(".json")));
	ck_assert(!str_ends(STR("json"), STR(".json")));
	ck_assert(str_ends(STR_NONE, STR("")));
}
END_TEST

START_TEST(trims_blanks_at_both_ends_only)
{
	ck_assert(str_is(str_trim(STR(" \t\r\n a b \n")), "a b"));
	ck_assert_uint_eq(0, str_trim(STR(" \t ")).length);
	ck_assert_uint_eq(0, str_trim(STR_NONE).length);
	ck_assert(str_is(str_trim(STR("\va\v")), "\va\v"));
}
END_TEST

START_TEST(stays_inside_when_asked_for_more_than_there_is)
{
	ck_assert(str_is(str_from_index(STR("abc"), 1), "bc"));
	ck_assert_uint_eq(0, str_from_index(STR("abc"), 4).length);
	ck_assert(str_is(str_first(STR("abc"), 9), "abc"));
	ck_assert(str_is(str_first(STR("abc"), 0), ""));
	ck_assert_ptr_null(str_from_index(STR_NONE, 3).at);
}
END_TEST

START_TEST(finds_a_byte_or_the_end)
{
	ck_assert_uint_eq(1, str_find(STR("a/b/c"), '/'));
	ck_assert_uint_eq(3, str_find(STR("abc"), '/'));
	ck_assert_uint_eq(1, str_find(STR("a\0b"), '\0'));
	ck_assert_uint_eq(0, str_find(STR_NONE, '/'));
}
END_TEST

START_TEST(cuts_piece_by_piece_until_none_is_left)
{
	struct str rest = STR("a,,b,");

	ck_assert(str_is(str_cut(&rest, ','), "a"));
	ck_assert(str_is(str_cut(&rest, ','), ""));
	ck_assert(str_is(str_cut(&rest, ','), "b"));
	ck_assert_ptr_nonnull(rest.at);
	ck_assert_uint_eq(0, rest.length);
	ck_assert(str_is(str_cut(&rest, ','), ""));
	ck_assert_ptr_null(rest.at);
}
END_TEST

START_TEST(reads_decimal_digits_as_a_number)
{
	long n = -1;

	ck_assert(str_to_long(STR("0"), &n));
	ck_assert_int_eq(0, n);
	ck_assert(str_to_long(STR("007"), &n));
	ck_assert_int_eq(7, n);
}
END_TEST

START_TEST(reads_the_largest_number_and_refuses_the_next)
{
	char text[32];
	long n = -1;

	snprintf(text, sizeof(text), "%ld", LONG_MAX);
	ck_assert(str_to_long(str_from(text), &n));
	ck_assert_int_eq(LONG_MAX, n);
	text[str_from(text).length - 1]++; /* ends in 7: one more */
	ck_assert(!str_to_long(str_from(text), &n));
	ck_assert(!str_to_long(STR("99999999999999999999999"), &n));
	ck_assert_int_eq(LONG_MAX, n);
}
END_TEST

START_TEST(refuses_numbers_with_anything_but_digits)
{
	static const char *const bad[] = { "", "-1", "+1", " 1", "1 ", "0x1",
		"1.0", "1e3", "\xd9\xa1" };
	size_t i;
	long n = 5;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!str_to_long(str_from(bad[i]), &n), "%s", bad[i]);
	ck_assert(!str_to_long(STR_NONE, &n));
	ck_assert_int_eq(5, n);
}
END_TEST

START_TEST(takes_well_formed_utf8)
{
	ck_assert(str_is_utf8(STR("")));
	ck_assert(str_is_utf8(STR_NONE));
	ck_assert(str_is_utf8(STR("a\x7f\0")));
	ck_assert(str_is_utf8(STR("\xc2\x80\xdf\xbf")));
	ck_assert(str_is_utf8(STR("\xe0\xa0\x80\xed\x9f\xbf")));
	ck_assert(str_is_utf8(STR("\xee\x80\x80\xef\xbf\xbf")));
	ck_assert(str_is_utf8(STR("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf")));
}
END_TEST

static const struct str overlong[] = { { "\xc0\x80", 2 }, { "\xc1\xbf", 2 },
	{ "\xe0\x80\x80", 3 }, { "\xe0\x9f\xbf", 3 }, { "\xf0\x80\x80\x80", 4 },
	{ "\xf0\x8f\xbf\xbf", 4 } };

START_TEST(refuses_overlong_forms)
{
	ck_assert(!str_is_utf8(overlong[_i]));
}
END_TEST

static const struct str surrogates[] = { { "\xed\xa0\x80", 3 },
	{ "\xed\xaf\xbf", 3 }, { "\xed\xb0\x80", 3 }, { "\xed\xbf\xbf", 3 },
	{ "\xed\xa0\xbd\xed\xb8\x80", 6 } };

START_TEST(refuses_surrogates)
{
	ck_assert(!str_is_utf8(surrogates[_i]));
}
END_TEST

static const struct str broken[] = { { "\x80", 1 }, { "\xbf", 1 },
	{ "\xc2", 1 }, { "\xe2\x82", 2 }, { "\xf0\x9f\x98", 3 },
	{ "\xc2\xc2\x80", 3 }, { "\xe2\x28\xa1", 3 }, { "\xf4\x90\x80\x80", 4 },
	{ "\xf5\x80\x80\x80", 4 }, { "\xfe", 1 }, { "\xff", 1 },
	{ "a\xe9 b", 4 } };

START_TEST(refuses_what_is_cut_short_or_out_of_range)
{
	ck_assert(!str_is_utf8(broken[_i]));
}
END_TEST

START_TEST(does_not_read_past_a_sequence_that_is_cut)
{
	/* Four bytes of which only so many belong to the text. */
	size_t length;

	for (length = 1; length < 4; length++)
		ck_assert(
		    !str_is_utf8((struct str){ "\xf0\x9f\x98\x80", length }));
	ck_assert(str_is_utf8((struct str){ "\xf0\x9f\x98\x80", 4 }));
}
END_TEST

START_TEST(copies_with_an_end_for_c)
{
	struct str text = { "abcdef", 3 };

	ck_assert_str_eq("abc", str_to_c(text, arena));
	ck_assert(str_is(str_copy(text, arena), "abc"));
	ck_assert_ptr_ne(text.at, str_copy(text, arena).at);
	ck_assert_str_eq("", str_to_c(STR_NONE, arena));
}
END_TEST

START_TEST(copies_nothing_into_a_full_arena)
{
	struct arena *full = arena_new(0);

	ck_assert_ptr_null(str_copy(STR("abc"), full).at);
	ck_assert_ptr_null(str_to_c(STR("abc"), full));
	ck_assert_ptr_null(str_lower(STR("abc"), full).at);
	ck_assert_ptr_null(str_fold(STR("abc"), full).at);
	arena_free(full);
}
END_TEST

START_TEST(lowers_ascii_letters_only)
{
	ck_assert(str_is(str_lower(STR("AZ az 09 [@ \xc3\x84"), arena),
	    "az az 09 [@ \xc3\x84"));
}
END_TEST

static const struct {
	const char *typed;
	const char *folded;
} folds[] = {
	{ "Rinvoq LQ", "rinvoq-lq" },
	{ "rinvoq_lq", "rinvoq-lq" },
	{ "  --Rinvoq...LQ!? ", "rinvoq-lq" },
	{ "IL-12/23 inhibitor", "il-12-23-inhibitor" },
	{ "XELJANZ", "xeljanz" },
	{ "caf\xc3\xa9", "caf\xc3\xa9" },
	{ "", "" },
	{ "-- _ .", "" },
};

START_TEST(folds_names_to_what_is_compared)
{
	ck_assert(str_is(
	    str_fold(str_from(folds[_i].typed), arena), folds[_i].folded));
}
END_TEST

START_TEST(folds_what_is_folded_to_itself)
{
	struct str once = str_fold(str_from(folds[_i].typed), arena);

	ck_assert(str_equal(once, str_fold(once, arena)));
}
END_TEST

START_TEST(shows_a_start_of_a_text_cut_between_characters)
{
	ck_assert(str_is(str_shown(STR("abc"), 5, arena), "abc"));
	ck_assert(str_is(str_shown(STR("abc"), 2, arena), "ab"));
	ck_assert(
	    str_is(str_shown(STR("a\xe2\x82\xac"), 4, arena), "a\xe2\x82\xac"));
	ck_assert(str_is(str_shown(STR("a\xe2\x82\xac"), 3, arena), "a"));
	ck_assert(str_is(str_shown(STR("\xe2\x82\xac"), 2, arena), ""));
}
END_TEST

START_TEST(shows_nothing_that_steers_a_terminal)
{
	ck_assert(str_is(
	    str_shown(STR("a\033[2J\r\n\177\0b"), 99, arena), "a?[2J????b"));
}
END_TEST

Suite *suite_str(void);

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

static void
add_utf8(Suite *suite)
{
	TCase *tcase = tcase_create("utf8");

	tcase_add_test(tcase, takes_well_formed_utf8);
	tcase_add_loop_test(tcase, refuses_overlong_forms, 0, COUNT(overlong));
	tcase_add_loop_test(tcase, refuses_surrogates, 0, COUNT(surrogates));
	tcase_add_loop_test(
	    tcase, refuses_what_is_cut_short_or_out_of_range, 0, COUNT(broken));
	tcase_add_test(tcase, does_not_read_past_a_sequence_that_is_cut);
	suite_add_tcase(suite, tcase);
}

Suite *
suite_str(void)
{
	Suite *suite = suite_create("str");
	TCase *tcase = tcase_create("str");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, takes_no_c_string_for_none);
	tcase_add_test(tcase, compares_bytes_and_then_lengths);
	tcase_add_test(tcase, takes_none_and_empty_for_equal);
	tcase_add_test(tcase, knows_how_a_text_starts_and_ends);
	tcase_add_test(tcase, trims_blanks_at_both_ends_only);
	tcase_add_test(tcase, stays_inside_when_asked_for_more_than_there_is);
	tcase_add_test(tcase, finds_a_byte_or_the_end);
	tcase_add_test(tcase, cuts_piece_by_piece_until_none_is_left);
	tcase_add_test(tcase, reads_decimal_digits_as_a_number);
	tcase_add_test(tcase, reads_the_largest_number_and_refuses_the_next);
	tcase_add_test(tcase, refuses_numbers_with_anything_but_digits);
	tcase_add_test(tcase, copies_with_an_end_for_c);
	tcase_add_test(tcase, copies_nothing_into_a_full_arena);
	tcase_add_test(tcase, lowers_ascii_letters_only);
	tcase_add_test(tcase, shows_a_start_of_a_text_cut_between_characters);
	tcase_add_test(tcase, shows_nothing_that_steers_a_terminal);
	tcase_add_loop_test(
	    tcase, folds_names_to_what_is_compared, 0, COUNT(folds));
	tcase_add_loop_test(
	    tcase, folds_what_is_folded_to_itself, 0, COUNT(folds));
	suite_add_tcase(suite, tcase);
	add_utf8(suite);
	return suite;
}
