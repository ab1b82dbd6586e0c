#include "lib/base/date.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define TABLE "tests/data/dates.txt"

static struct date
day(const char *text)
{
	struct date date = { 0 };

	ck_assert_msg(date_parse(str_from(text), &date, NULL) == OK, "%s",
	    text);
	return date;
}

static void
same_day(const char *want, struct date got)
{
	struct date_parts parts = date_split(got);
	char text[32];

	snprintf(text, sizeof(text), "%04d-%02d-%02d", parts.year,
	    parts.month, parts.day);
	ck_assert_str_eq(want, text);
}

/* What the table says about a day: "listed", "observed" or "". */
static void
look_up(const char *table, struct date date, char kind[16])
{
	struct date_parts parts = date_split(date);
	const char *line;
	char key[32];

	snprintf(key, sizeof(key), "holiday %04d-%02d-%02d ", parts.year,
	    parts.month, parts.day);
	line = strstr(table, key);
	kind[0] = '\0';
	if (line != NULL)
		sscanf(line + strlen(key), "%15s", kind);
}

static void
check_year(const char *table, int year)
{
	struct date date, last;
	char kind[16];

	ck_assert(date_make(year, 1, 1, &date) &&
	    date_make(year, 12, 31, &last));
	for (; date_compare(date, last) <= 0; date = date_add_days(date, 1)) {
		look_up(table, date, kind);
		ck_assert_msg(date_is_federal_holiday(date) ==
		    (strcmp(kind, "listed") == 0), "%d: day %d", year,
		    date.days);
		ck_assert_msg(date_is_observed_holiday(date) ==
		    (strcmp(kind, "observed") == 0), "%d: day %d", year,
		    date.days);
	}
}

START_TEST(agrees_with_another_calendar_about_every_day_of_a_year)
{
	static const int years[] = { 1978, 1985, 1986, 2020, 2100, 2200 };
	static char table[65536];
	FILE *file = fopen(TABLE, "r");
	size_t length, i;
	int year;

	ck_assert_msg(file != NULL, TABLE ": cannot be read");
	length = fread(table, 1, sizeof(table) - 1, file);
	fclose(file);
	ck_assert_uint_lt(length, sizeof(table) - 1);
	for (i = 0; i < sizeof(years) / sizeof(years[0]); i++)
		check_year(table, years[i]);
	for (year = 2021; year <= 2038; year++)
		check_year(table, year);
}
END_TEST

START_TEST(knows_from_which_year_a_holiday_is_one)
{
	ck_assert(!date_is_federal_holiday(day("1985-01-21")));
	ck_assert(date_is_federal_holiday(day("1986-01-20")));
	ck_assert(!date_is_federal_holiday(day("2020-06-19")));
	ck_assert(date_is_federal_holiday(day("2021-06-19")));
	ck_assert(!date_is_federal_holiday(day("1970-05-25")));
	ck_assert(date_is_federal_holiday(day("1971-05-31")));
	ck_assert(!date_is_federal_holiday(day("1977-11-11")));
	ck_assert(date_is_federal_holiday(day("1978-11-11")));
	ck_assert(!date_is_federal_holiday(day("1941-11-27")));
	ck_assert(date_is_federal_holiday(day("1942-11-26")));
}
END_TEST

START_TEST(observes_new_years_day_in_the_year_before)
{
	ck_assert(date_is_observed_holiday(day("2027-12-31")));
	ck_assert(date_is_federal_holiday(day("2028-01-01")));
	same_day("2027-12-30", date_previous_business_day(day("2028-01-02")));
}
END_TEST

START_TEST(stays_on_a_business_day)
{
	same_day("2026-11-23", date_next_business_day(day("2026-11-23")));
	same_day("2026-11-23", date_previous_business_day(day("2026-11-23")));
	same_day("2026-11-23", date_next_business_day(day("2026-11-21")));
	same_day("2026-11-20", date_previous_business_day(day("2026-11-22")));
	same_day("2026-11-27", date_next_business_day(day("2026-11-26")));
	same_day("2026-11-25", date_previous_business_day(day("2026-11-26")));
}
END_TEST

/* Counts of days: 29 CFR 2560.503-1, 42 CFR 422, 423 and 438, TRICARE. */
START_TEST(counts_days_as_in_the_worked_examples)
{
	static const struct {
		const char *from;
		int days;
		const char *due;
		enum weekday weekday;
		int safe_days; /* the safe day is looked for from this one */
		const char *safe;
	} examples[] = {
		{ "2026-01-15", 180, "2026-07-14", TUESDAY, 180,
		    "2026-07-14" },
		{ "2027-09-03", 180, "2028-03-01", WEDNESDAY, 180,
		    "2028-03-01" },
		{ "2026-03-03", 180, "2026-08-30", SUNDAY, 180,
		    "2026-08-28" },
		{ "2026-03-03", 65, "2026-05-07", THURSDAY, 60,
		    "2026-05-01" },
		{ "2026-10-01", 65, "2026-12-05", SATURDAY, 60,
		    "2026-11-30" },
		{ "2026-12-31", 60, "2027-03-01", MONDAY, 60, "2027-03-01" },
		{ "2026-06-01", 10, "2026-06-11", THURSDAY, 10,
		    "2026-06-11" },
		{ "2026-09-15", 90, "2026-12-14", MONDAY, 90, "2026-12-14" },
		{ "2028-01-30", 30, "2028-02-29", TUESDAY, 30, "2028-02-29" },
		{ "2026-12-28", 7, "2027-01-04", MONDAY, 7, "2027-01-04" },
	};
	struct date from, due;
	size_t i;

	for (i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		from = day(examples[i].from);
		due = date_add_days(from, examples[i].days);
		same_day(examples[i].due, due);
		ck_assert_int_eq(examples[i].weekday, date_weekday(due));
		same_day(examples[i].safe, date_previous_business_day(
		    date_add_days(from, examples[i].safe_days)));
	}
}
END_TEST

/* 45 CFR 147.136(d)(2)(i): four months, then off weekends and holidays. */
START_TEST(counts_four_months_as_in_the_worked_examples)
{
	static const struct {
		const char *from;
		const char *due;
		const char *safe;
	} examples[] = {
		{ "2026-10-30", "2027-03-01", "2027-03-01" },
		{ "2027-10-29", "2028-02-29", "2028-02-29" },
		{ "2026-10-28", "2027-03-01", "2027-02-26" },
		{ "2026-12-31", "2027-05-03", "2027-04-30" },
		{ "2027-03-04", "2027-07-05", "2027-07-02" },
		{ "2026-09-01", "2027-01-04", "2026-12-31" },
		{ "2027-02-19", "2027-06-21", "2027-06-17" },
	};
	struct date after;
	size_t i;

	for (i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		after = date_add_months(day(examples[i].from), 4);
		same_day(examples[i].due, date_next_business_day(after));
		same_day(examples[i].safe, date_previous_business_day(after));
	}
}
END_TEST

/* 5 CFR 890.105: six months; nothing is said about a day that is missing. */
START_TEST(counts_six_months_as_in_the_worked_example)
{
	struct date after = date_add_months_clamped(day("2026-08-31"), 6);

	same_day("2027-02-28", after);
	ck_assert_int_eq(SUNDAY, date_weekday(after));
	same_day("2027-02-26", date_previous_business_day(after));
}
END_TEST

Suite *suite_date_holiday(void);

Suite *
suite_date_holiday(void)
{
	Suite *suite = suite_create("date_holiday");
	TCase *tcase = tcase_create("date_holiday");

	tcase_add_test(tcase,
	    agrees_with_another_calendar_about_every_day_of_a_year);
	tcase_add_test(tcase, knows_from_which_year_a_holiday_is_one);
	tcase_add_test(tcase, observes_new_years_day_in_the_year_before);
	tcase_add_test(tcase, stays_on_a_business_day);
	tcase_add_test(tcase, counts_days_as_in_the_worked_examples);
	tcase_add_test(tcase, counts_four_months_as_in_the_worked_examples);
	tcase_add_test(tcase, counts_six_months_as_in_the_worked_example);
	suite_add_tcase(suite, tcase);
	return suite;
}
