#include "lib/base/words.h"

#include <check.h>

#include "lib/base/arena.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct date
day(int year, int month, int number)
{
	struct date date;

	ck_assert(date_make(year, month, number, &date));
	return date;
}

static const char *
c(struct str text)
{
	return str_to_c(text, arena);
}

START_TEST(writes_a_date_for_prose_and_one_for_tables)
{
	ck_assert_str_eq("November 22, 2026",
	    c(words_date(day(2026, 11, 22), arena)));
	ck_assert_str_eq("Nov 22, 2026",
	    c(words_date_short(day(2026, 11, 22), arena)));
}
END_TEST

START_TEST(every_month_has_its_three_letters)
{
	static const char *const want[] = { "Jan 1, 2025", "Feb 1, 2025",
		"Mar 1, 2025", "Apr 1, 2025", "May 1, 2025", "Jun 1, 2025",
		"Jul 1, 2025", "Aug 1, 2025", "Sep 1, 2025", "Oct 1, 2025",
		"Nov 1, 2025", "Dec 1, 2025" };
	int month;

	for (month = 1; month <= 12; month++)
		ck_assert_str_eq(want[month - 1],
		    c(words_date_short(day(2025, month, 1), arena)));
}
END_TEST

START_TEST(only_one_takes_the_singular)
{
	ck_assert_str_eq("1 day", c(words_count(1, "day", "days", arena)));
	ck_assert_str_eq("0 days", c(words_count(0, "day", "days", arena)));
	ck_assert_str_eq("28 days", c(words_count(28, "day", "days", arena)));
	ck_assert_str_eq("-1 days", c(words_count(-1, "day", "days", arena)));
	ck_assert_str_eq("2 criteria",
	    c(words_count(2, "criterion", "criteria", arena)));
}
END_TEST

START_TEST(a_number_stays_as_it_was_written)
{
	struct str one = STR("tablet"), many = STR("tablets");

	ck_assert_str_eq(
	    "1 tablet", c(words_amount(STR("1"), one, many, arena)));
	ck_assert_str_eq(
	    "1.5 tablets", c(words_amount(STR("1.5"), one, many, arena)));
	ck_assert_str_eq(
	    "30.0 tablets", c(words_amount(STR("30.0"), one, many, arena)));
	ck_assert_ptr_null(words_amount(STR(""), one, many, arena).at);
}
END_TEST

START_TEST(joins_a_list_with_commas_and_and)
{
	struct str items[] = { STR("a"), STR("b"), STR("c"), STR("d") };

	ck_assert_str_eq("a", c(words_list(items, 1, arena)));
	ck_assert_str_eq("a and b", c(words_list(items, 2, arena)));
	ck_assert_str_eq("a, b, and c", c(words_list(items, 3, arena)));
	ck_assert_str_eq("a, b, c, and d", c(words_list(items, 4, arena)));
}
END_TEST

START_TEST(a_list_whose_items_hold_commas_takes_semicolons)
{
	struct str commas[] = { STR("a"), STR("b, c"), STR("d") };
	struct str semicolons[] = { STR("a; b"), STR("c") };

	ck_assert_str_eq("a; b, c; and d", c(words_list(commas, 3, arena)));
	ck_assert_str_eq("a; b; and c", c(words_list(semicolons, 2, arena)));
}
END_TEST

START_TEST(a_list_leaves_out_what_is_empty)
{
	struct str items[] = { STR(""), STR("a"), STR_NONE, STR("b"),
		STR("") };

	ck_assert_str_eq("a and b", c(words_list(items, 5, arena)));
	ck_assert_str_eq("a", c(words_list(items, 3, arena)));
	ck_assert_ptr_null(words_list(items, 1, arena).at);
	ck_assert_ptr_null(words_list(NULL, 0, arena).at);
}
END_TEST

START_TEST(no_line_is_cut_in_what_is_unbroken)
{
	ck_assert_str_eq("Nov\xc2\xa0" "22,\xc2\xa0" "2026",
	    c(words_unbroken(STR("Nov 22, 2026"), arena)));
	ck_assert_str_eq("x", c(words_unbroken(STR("x"), arena)));
	ck_assert_ptr_null(words_unbroken(STR(""), arena).at);
}
END_TEST

START_TEST(gives_nothing_when_memory_ends)
{
	struct arena *none = arena_new(0);
	struct str items[] = { STR("a"), STR("b") };

	ck_assert_ptr_null(words_date(day(2026, 11, 22), none).at);
	ck_assert_ptr_null(words_date_short(day(2026, 11, 22), none).at);
	ck_assert_ptr_null(words_count(2, "day", "days", none).at);
	ck_assert_ptr_null(
	    words_amount(STR("2"), items[0], items[1], none).at);
	ck_assert_ptr_null(words_list(items, 2, none).at);
	ck_assert_ptr_null(words_unbroken(items[0], none).at);
	arena_free(none);
}
END_TEST

Suite *suite_words(void);

Suite *
suite_words(void)
{
	Suite *suite = suite_create("words");
	TCase *tcase = tcase_create("words");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, writes_a_date_for_prose_and_one_for_tables);
	tcase_add_test(tcase, every_month_has_its_three_letters);
	tcase_add_test(tcase, only_one_takes_the_singular);
	tcase_add_test(tcase, a_number_stays_as_it_was_written);
	tcase_add_test(tcase, joins_a_list_with_commas_and_and);
	tcase_add_test(
	    tcase, a_list_whose_items_hold_commas_takes_semicolons);
	tcase_add_test(tcase, a_list_leaves_out_what_is_empty);
	tcase_add_test(tcase, no_line_is_cut_in_what_is_unbroken);
	tcase_add_test(tcase, gives_nothing_when_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
