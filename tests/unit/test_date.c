#include "lib/base/date.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/words.h"

#define TABLE "tests/data/dates.txt"

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
day(const char *text)
{
	struct date date = { 0 };
	struct note note = { "" };

	ck_assert_msg(date_parse(str_from(text), &date, &note) == OK,
	    "%s: %s", text, note.text);
	return date;
}

static void
same_day(struct date got, const char *want)
{
	char *text = str_to_c(date_format(got, arena), arena);

	ck_assert_str_eq(want, text);
}

/*
 * Call "use" with the four words that follow "kind" (NULL where there are
 * fewer) in each line of that kind in the table; how many lines there were.
 */
static int
each_line(const char *kind, void (*use)(char *words[4]))
{
	FILE *file = fopen(TABLE, "r");
	char line[128], *words[4], *at;
	int count = 0, i;

	ck_assert_msg(file != NULL, TABLE ": cannot be read");
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		at = line;
		if (strcmp(strsep(&at, " "), kind) != 0)
			continue;
		for (i = 0; i < 4; i++)
			words[i] = strsep(&at, " ");
		use(words);
		count++;
	}
	fclose(file);
	return count;
}

static void
check_day(char *words[4])
{
	struct date date = day(words[0]);
	struct date_parts parts = date_split(date);
	struct date again = { 0 };

	ck_assert_int_eq(atoi(words[1]), date.days);
	ck_assert_str_eq(words[2], date_weekday_name(date_weekday(date)));
	same_day(date, words[0]);
	ck_assert(date_make(parts.year, parts.month, parts.day, &again));
	ck_assert_int_eq(0, date_compare(date, again));
}

START_TEST(agrees_with_another_calendar_about_days)
{
	ck_assert_int_eq(320, each_line("day", check_day));
}
END_TEST

static void
check_months(char *words[4])
{
	struct date date = day(words[0]);
	int months = atoi(words[1]);

	same_day(date_add_months(date, months), words[2]);
	same_day(date_add_months_clamped(date, months), words[3]);
}

START_TEST(agrees_with_another_calendar_about_months)
{
	ck_assert_int_eq(159, each_line("months", check_months));
}
END_TEST

static void
check_age(char *words[4])
{
	ck_assert_msg(date_age_years(day(words[0]), day(words[1])) ==
	    atoi(words[2]), "%s %s", words[0], words[1]);
}

START_TEST(agrees_with_another_calendar_about_ages)
{
	ck_assert_int_eq(67, each_line("age", check_age));
}
END_TEST

static void
check_words(char *words[4])
{
	char want[64];

	snprintf(want, sizeof(want), "%s %s %s", words[1], words[2],
	    words[3]);
	ck_assert_str_eq(want,
	    str_to_c(words_date(day(words[0]), arena), arena));
}

START_TEST(writes_a_date_in_words)
{
	ck_assert_int_eq(12, each_line("words", check_words));
	ck_assert_str_eq("November 22, 2026",
	    str_to_c(words_date(day("2026-11-22"), arena), arena));
}
END_TEST

START_TEST(goes_through_every_day_without_a_gap)
{
	struct date date = day("1900-01-01"), last = day("2200-12-31"), next;
	struct date_parts parts;
	enum weekday weekday = MONDAY;

	for (; date_compare(date, last) <= 0; date = next) {
		next = date_add_days(date, 1);
		parts = date_split(date);
		ck_assert_int_eq(weekday, date_weekday(date));
		ck_assert_int_eq(1, date_diff(date, next));
		ck_assert(parts.day + 1 == date_split(next).day ||
		    (parts.day >= 28 && date_split(next).day == 1));
		weekday = weekday == SATURDAY ? SUNDAY : weekday + 1;
	}
}
END_TEST

static void
refuses(const char *text, const char *sentence)
{
	struct date date = { 12345 };
	struct note note;

	ck_assert_int_eq(ERR_INVALID,
	    date_parse(str_from(text), &date, &note));
	ck_assert_str_eq(sentence, note.text);
	ck_assert_int_eq(12345, date.days);
}

START_TEST(refuses_what_is_not_written_as_a_date)
{
	static const char *const texts[] = { "", "2026-1-2", "2026-01-2",
		"20260102", "2026/01/02", "2026-01-02 ", " 2026-01-02",
		"2026-01-02T00:00", "+026-01-02", "2026-+1-02", "2026-01--2",
		"2026-0a-02", "01-02-2026", "2026-01 02" };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		refuses(texts[i], "must be a date written as YYYY-MM-DD");
}
END_TEST

START_TEST(refuses_a_day_that_does_not_exist)
{
	static const char *const texts[] = { "2026-02-29", "2100-02-29",
		"1900-02-29", "2026-04-31", "2026-01-32", "2026-01-00",
		"2026-00-01", "2026-13-01" };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		refuses(texts[i], "must be a day that exists");
	ck_assert_int_eq(366, date_diff(day("2000-02-29"), day("2001-03-01")));
}
END_TEST

START_TEST(refuses_a_year_that_is_surely_a_slip)
{
	refuses("1899-12-31", "must be a day from 1900 to 2200");
	refuses("2201-01-01", "must be a day from 1900 to 2200");
	refuses("0026-02-31", "must be a day from 1900 to 2200");
}
END_TEST

START_TEST(stops_at_the_ends_of_the_calendar)
{
	struct date date = day("2026-11-22");

	same_day(date_add_days(date, 2000000000), "9999-12-31");
	same_day(date_add_days(date, -2000000000), "0001-01-01");
	same_day(date_add_months(date, 2000000000), "9999-12-31");
	same_day(date_add_months(date, -2000000000), "0001-01-01");
	same_day(date_add_months_clamped(date, 2000000000), "9999-12-31");
	same_day(date_add_months_clamped(date, -2000000000), "0001-01-01");
}
END_TEST

START_TEST(orders_days)
{
	struct date a = day("1969-12-31"), b = day("1970-01-01");

	ck_assert_int_lt(date_compare(a, b), 0);
	ck_assert_int_gt(date_compare(b, a), 0);
	ck_assert_int_eq(0, date_compare(a, a));
	ck_assert_int_eq(1, date_diff(a, b));
	ck_assert_int_eq(-1, date_diff(b, a));
}
END_TEST

START_TEST(gives_nothing_when_memory_ends)
{
	struct arena *none = arena_new(0);

	ck_assert_ptr_null(date_format(day("2026-11-22"), none).at);
	ck_assert_ptr_null(words_date(day("2026-11-22"), none).at);
	arena_free(none);
}
END_TEST

Suite *suite_date(void);

Suite *
suite_date(void)
{
	Suite *suite = suite_create("date");
	TCase *tcase = tcase_create("date");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, agrees_with_another_calendar_about_days);
	tcase_add_test(tcase, agrees_with_another_calendar_about_months);
	tcase_add_test(tcase, agrees_with_another_calendar_about_ages);
	tcase_add_test(tcase, writes_a_date_in_words);
	tcase_add_test(tcase, goes_through_every_day_without_a_gap);
	tcase_add_test(tcase, refuses_what_is_not_written_as_a_date);
	tcase_add_test(tcase, refuses_a_day_that_does_not_exist);
	tcase_add_test(tcase, refuses_a_year_that_is_surely_a_slip);
	tcase_add_test(tcase, stops_at_the_ends_of_the_calendar);
	tcase_add_test(tcase, orders_days);
	tcase_add_test(tcase, gives_nothing_when_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
