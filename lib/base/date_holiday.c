#include "lib/base/date.h"

#include <stddef.h>

/*
 * A holiday lies on one day of its month, or on a weekday of one week of it:
 * the third Monday is the one from the 15th to the 21st, and the last one in
 * May the one from the 25th to the 31st.
 */
struct holiday {
	int first_year; /* 0: all years */
	int month;
	int day; /* or, if it floats, the first it can be */
	bool floats;
	enum weekday weekday;
};

/* 5 U.S.C. 6103(a), in its order. */
static const struct holiday holidays[] = {
	{ 0, 1, 1, false, MONDAY },       /* New Year's Day */
	{ 1986, 1, 15, true, MONDAY },    /* Martin Luther King, Jr. */
	{ 1971, 2, 15, true, MONDAY },    /* Washington's Birthday */
	{ 1971, 5, 25, true, MONDAY },    /* Memorial Day */
	{ 2021, 6, 19, false, MONDAY },   /* Juneteenth */
	{ 0, 7, 4, false, MONDAY },       /* Independence Day */
	{ 0, 9, 1, true, MONDAY },        /* Labor Day */
	{ 1971, 10, 8, true, MONDAY },    /* Columbus Day */
	{ 1978, 11, 11, false, MONDAY },  /* Veterans Day */
	{ 1942, 11, 22, true, THURSDAY }, /* Thanksgiving Day */
	{ 0, 12, 25, false, MONDAY },     /* Christmas Day */
};

bool
date_is_weekend(struct date date)
{
	enum weekday weekday = date_weekday(date);

	return weekday == SATURDAY || weekday == SUNDAY;
}

static bool
falls_on(const struct holiday *holiday, const struct date_parts *parts,
    enum weekday weekday)
{
	if (parts->year < holiday->first_year ||
	    parts->month != holiday->month)
		return false;
	if (!holiday->floats)
		return parts->day == holiday->day;
	return weekday == holiday->weekday && parts->day >= holiday->day &&
	    parts->day < holiday->day + 7;
}

bool
date_is_federal_holiday(struct date date)
{
	struct date_parts parts = date_split(date);
	enum weekday weekday = date_weekday(date);
	size_t i;

	for (i = 0; i < sizeof(holidays) / sizeof(holidays[0]); i++)
		if (falls_on(&holidays[i], &parts, weekday))
			return true;
	return false;
}

bool
date_is_observed_holiday(struct date date)
{
	enum weekday weekday = date_weekday(date);

	if (date_is_federal_holiday(date))
		return false;
	return (weekday == FRIDAY &&
	    date_is_federal_holiday(date_add_days(date, 1))) ||
	    (weekday == MONDAY &&
	    date_is_federal_holiday(date_add_days(date, -1)));
}

struct date
date_next_business_day(struct date date)
{
	while (date_is_weekend(date) || date_is_federal_holiday(date))
		date = date_add_days(date, 1);
	return date;
}

struct date
date_previous_business_day(struct date date)
{
	while (date_is_weekend(date) || date_is_federal_holiday(date) ||
	    date_is_observed_holiday(date))
		date = date_add_days(date, -1);
	return date;
}
