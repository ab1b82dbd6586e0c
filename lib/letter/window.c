#include "lib/letter/window.h"

#include "lib/clinical/say.h"

const char *
window_start_text(struct str from)
{
	static const char *const starts[][2] = {
		{ "received", "the day the notice arrived" },
		{ "notice", "the date on the notice" },
		{ "sent", "the day the notice was sent" },
		{ "mailed", "the day the notice was sent" },
		{ "effective", "the day the change takes effect" },
		{ "decision", "the date of the decision" },
		{ "denied", "the date of the denial" },
	};
	size_t i;

	for (i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (str_is(from, starts[i][0]))
			return starts[i][1];
	return NULL;
}

struct date
window_count(struct value window, struct date from, long n)
{
	struct str unit = value_text(window, "unit");
	struct date day = from;

	if (str_is(unit, "months"))
		return str_is(
			   value_text(window, "missing_day"), "last-of-month")
			   ? date_add_months_clamped(from, (int)n)
			   : date_add_months(from, (int)n);
	if (str_is(unit, "years"))
		return date_add_months_clamped(from, (int)n * 12);
	if (str_is(unit, "weeks"))
		return date_add_days(from, (int)n * 7);
	if (!str_is(unit, "business-days"))
		return date_add_days(from, (int)n);
	while (n-- > 0)
		day = date_next_business_day(date_add_days(day, 1));
	return day;
}

struct str
window_text(struct value window, struct arena *arena)
{
	struct str unit = value_text(window, "unit");
	struct str least = value_text(window, "min_n");
	struct str most = value_text(window, "max_n");

	if (str_is(unit, "business-days"))
		unit = STR("business days");
	if (least.length > 0 && most.length > 0)
		return say(arena, "%.*s to %.*s %.*s, as the state sets it",
		    STR_ARG(least), STR_ARG(most), STR_ARG(unit));
	if (most.length > 0)
		return say(arena, "at most %.*s %.*s, as the state sets it",
		    STR_ARG(most), STR_ARG(unit));
	if (value_text(window, "n").length == 0)
		return STR_NONE;
	return say(arena, "%.*s %.*s", STR_ARG(value_text(window, "n")),
	    STR_ARG(unit));
}
