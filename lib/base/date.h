#ifndef LIB_BASE_DATE_H
#define LIB_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/*
 * A day of the Gregorian calendar: no clock, no time zone.  A plain value:
 * copy it freely, compare it with date_compare().
 */
struct date {
	int32_t days; /* since 1970-01-01, negative before */
};

/* The days that date_make() and date_parse() accept. */
enum { DATE_FIRST_YEAR = 1900, DATE_LAST_YEAR = 2200 };

struct date_parts {
	int year;
	int month; /* 1-12 */
	int day;   /* 1-31 */
};

enum weekday {
	SUNDAY,
	MONDAY,
	TUESDAY,
	WEDNESDAY,
	THURSDAY,
	FRIDAY,
	SATURDAY
};

/* False if there is no such day, or not in the years above. */
bool date_make(int year, int month, int day, struct date *out);
struct date_parts date_split(struct date date);

/*
 * Read exactly "YYYY-MM-DD".  Fails with ERR_INVALID; the note ("must be a
 * day that exists") fits behind a field's name and holds nothing of the text,
 * which may be a patient's.
 */
enum err date_parse(struct str text, struct date *out, struct note *note);

/*
 * "2026-11-22", in "arena"; STR_NONE if it is full.  For people there are
 * words_date() and words_date_short().
 */
struct str date_format(struct date date, struct arena *arena);

enum weekday date_weekday(struct date date);
const char *date_weekday_name(enum weekday weekday); /* "Sunday", ... */

/*
 * So many days or months later; earlier if negative.  What would lie before
 * the year 1 or after 9999 stops at its first or last day.
 *
 * In months it is the same day of the month; where that month has no such
 * day, date_add_months() gives the first day of the month after (45 CFR
 * 147.136(d)(2)(i): four months after October 30 is March 1), and
 * date_add_months_clamped() the last day of that month (February 28).
 */
struct date date_add_days(struct date date, int days);
struct date date_add_months(struct date date, int months);
struct date date_add_months_clamped(struct date date, int months);

/* Below 0 if "a" is before "b", 0 if they are the same, above 0 if after. */
int date_compare(struct date a, struct date b);

/* Days from "from" until "to": 1 if "to" is the day after. */
int date_diff(struct date from, struct date to);

/*
 * Age in completed years on a day, -1 before birth.  Who was born on
 * February 29 is a year older on March 1 where there is no February 29.
 */
int date_age_years(struct date birth, struct date on);

bool date_is_weekend(struct date date); /* Saturday or Sunday */

/*
 * Is this a day that 5 U.S.C. 6103(a) lists as a legal public holiday?
 *
 *	New Year's Day               January 1
 *	Birthday of M. L. King, Jr.  third Monday in January, from 1986
 *	Washington's Birthday        third Monday in February, from 1971
 *	Memorial Day                 last Monday in May, from 1971
 *	Juneteenth                   June 19, from 2021
 *	Independence Day             July 4
 *	Labor Day                    first Monday in September
 *	Columbus Day                 second Monday in October, from 1971
 *	Veterans Day                 November 11, from 1978
 *	Thanksgiving Day             fourth Thursday in November, from 1942
 *	Christmas Day                December 25
 *
 * Where a year stands, the holiday did not exist before or lay on another
 * day, which is then not reported.  Inauguration Day (6103(c)) concerns
 * the Washington area only and is left out.
 */
bool date_is_federal_holiday(struct date date);

/*
 * Is this, without being one of them, the day on which offices close for
 * one: the Friday before a holiday on a Saturday (5 U.S.C. 6103(b)(1)), the
 * Monday after one on a Sunday (Executive Order 11582, section 3)?
 */
bool date_is_observed_holiday(struct date date);

/*
 * The first day from this one on that is no Saturday, Sunday or federal
 * holiday: what 45 CFR 147.136(d)(2)(i) extends a last filing date to.  An
 * observed holiday is taken for open: whether it extends is doubtful, so
 * nobody should rely on it.
 */
struct date date_next_business_day(struct date date);

/*
 * The last day until this one that is surely open: no Saturday, Sunday,
 * federal holiday or observed holiday.
 */
struct date date_previous_business_day(struct date date);

#endif
