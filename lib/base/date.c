#include "lib/base/date.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"

/* Counted from 0001-01-01, 1970-01-01 is this day; and the ends. */
enum { EPOCH = 719162, FIRST_DAY = 0, LAST_DAY = 3652058, YEARS_400 = 146097 };

static bool
is_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	return days[month - 1] + (month == 2 && is_leap_year(year));
}

/* Days from 0001-01-01 to January 1 of a year. */
static int
days_before_year(int year)
{
	int full = year - 1;

	return full * 365 + full / 4 - full / 100 + full / 400;
}

static struct date
from_day_one(long days)
{
	if (days < FIRST_DAY)
		days = FIRST_DAY;
	if (days > LAST_DAY)
		days = LAST_DAY;
	return (struct date){ (int32_t)(days - EPOCH) };
}

/* Of parts that are known to exist. */
static struct date
from_parts(int year, int month, int day)
{
	int days = days_before_year(year) + day - 1, m;

	for (m = 1; m < month; m++)
		days += days_in_month(year, m);
	return from_day_one(days);
}

bool
date_make(int year, int month, int day, struct date *out)
{
	if (year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR || month < 1 ||
	    month > 12 || day < 1 || day > days_in_month(year, month))
		return false;
	*out = from_parts(year, month, day);
	return true;
}

struct date_parts
date_split(struct date date)
{
	int days = date.days + EPOCH;
	int year = (int)((long)days * 400 / YEARS_400) + 1, month = 1;

	/* The guess is right or one off, as leap days lie unevenly. */
	while (days < days_before_year(year))
		year--;
	while (days >= days_before_year(year + 1))
		year++;
	days -= days_before_year(year);
	for (; days >= days_in_month(year, month); month++)
		days -= days_in_month(year, month);
	return (struct date_parts){ year, month, days + 1 };
}

enum err
date_parse(struct str text, struct date *out, struct note *note)
{
	long year, month, day;

	if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-' ||
	    !str_to_long(str_first(text, 4), &year) ||
	    !str_to_long(str_first(str_from_index(text, 5), 2), &month) ||
	    !str_to_long(str_from_index(text, 8), &day))
		return err_set(note, ERR_INVALID,
		    "must be a date written as YYYY-MM-DD");
	if (year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR)
		return err_set(note, ERR_INVALID, "must be a day from %d to %d",
		    DATE_FIRST_YEAR, DATE_LAST_YEAR);
	if (!date_make((int)year, (int)month, (int)day, out))
		return err_set(note, ERR_INVALID, "must be a day that exists");
	return OK;
}

struct str
date_format(struct date date, struct arena *arena)
{
	struct date_parts parts = date_split(date);
	struct buf buf = buf_new(arena, 64);

	buf_printf(&buf, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
	return buf_failed(&buf) ? STR_NONE : buf_str(&buf);
}

/* 0001-01-01 was a Monday. */
enum weekday
date_weekday(struct date date)
{
	return (enum weekday)((date.days + EPOCH + MONDAY) % 7);
}

const char *
date_weekday_name(enum weekday weekday)
{
	static const char *const names[] = { "Sunday", "Monday", "Tuesday",
		"Wednesday", "Thursday", "Friday", "Saturday" };

	return names[weekday];
}

struct date
date_add_days(struct date date, int days)
{
	return from_day_one((long)date.days + EPOCH + days);
}

/* The month that lies "months" later; "day" stays, whether it exists or not. */
static bool
add_to_month(struct date_parts *parts, int months)
{
	long month = (long)parts->year * 12 + parts->month - 1 + months;

	if (month < 12 || month >= 12 * 10000L)
		return false;
	parts->year = (int)(month / 12);
	parts->month = (int)(month % 12) + 1;
	return true;
}

struct date
date_add_months(struct date date, int months)
{
	struct date_parts parts = date_split(date);

	if (!add_to_month(&parts, months))
		return from_day_one(months < 0 ? FIRST_DAY : LAST_DAY);
	if (parts.day <= days_in_month(parts.year, parts.month))
		return from_parts(parts.year, parts.month, parts.day);
	/* Never December, which has all days. */
	return from_parts(parts.year, parts.month + 1, 1);
}

struct date
date_add_months_clamped(struct date date, int months)
{
	struct date_parts parts = date_split(date);
	int last;

	if (!add_to_month(&parts, months))
		return from_day_one(months < 0 ? FIRST_DAY : LAST_DAY);
	last = days_in_month(parts.year, parts.month);
	return from_parts(parts.year, parts.month,
	    parts.day < last ? parts.day : last);
}

int
date_compare(struct date a, struct date b)
{
	return (a.days > b.days) - (a.days < b.days);
}

int
date_diff(struct date from, struct date to)
{
	return to.days - from.days;
}

int
date_age_years(struct date birth, struct date on)
{
	struct date_parts born = date_split(birth), now = date_split(on);

	if (date_compare(on, birth) < 0)
		return -1;
	return now.year - born.year - (now.month < born.month ||
	    (now.month == born.month && now.day < born.day));
}
