#include "lib/letter/deadline.h"

#include <limits.h>

#include "lib/base/arena.h"
#include "lib/clinical/say.h"
#include "lib/letter/window.h"

enum { PER_LEVEL = 4 }; /* the member's day, and three clocks at most */

struct counting {
	const struct deadline_dates *dates;
	struct arena *arena;
	struct deadlines *out;
	bool any_level; /* the dates are those of the first denial */
	long first_order;
};

/*
 * A date by the name a rule has for it, or one that is surely not later.
 * "*clock" becomes the name of the date that was used.
 */
static const struct deadline_date *
find_date(
    const struct deadline_dates *dates, struct str from, const char **clock)
{
	const struct {
		const char *name;
		const struct deadline_date *date;
		const char *from; /* the rules it may serve */
	} sources[] = {
		{ "received", &dates->received, "received" },
		{ "notice", &dates->notice, "notice" },
		{ "decision", &dates->notice, "decision" },
		{ "denied", &dates->notice, "denied" },
		{ "sent", &dates->mailed, "sent" },
		{ "mailed", &dates->mailed, "mailed" },
		{ "effective", &dates->effective, "effective" },
		{ "notice", &dates->notice, "received" },
		{ "notice", &dates->notice, "sent" },
		{ "notice", &dates->notice, "mailed" },
		{ "mailed", &dates->mailed, "received" },
	};
	size_t i;

	for (i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (str_is(from, sources[i].from) && sources[i].date->given) {
			*clock = sources[i].name;
			return sources[i].date;
		}
	return NULL;
}

static void
doubt(struct counting *c, struct deadline *d, bool doubtful, const char *text)
{
	d->doubtful |= doubtful;
	d->doubt = say_join(c->arena, d->doubt, " ", str_from(text));
}

static bool
is_closed(struct date day)
{
	return date_is_weekend(day) || date_is_federal_holiday(day);
}

static void
apply_weekend(struct counting *c, struct deadline *d, struct value window)
{
	struct str rule = value_text(window, "weekend");
	struct date counted = d->last_day;

	if (str_is(rule, "next-business-day")) {
		d->last_day = date_next_business_day(counted);
		if (date_is_observed_holiday(d->last_day))
			doubt(c, d, true,
			    "The last day is a holiday only as observed. "
			    "Whether that extends the time is not settled; do "
			    "not rely on it.");
	} else if (str_is(rule, "state-law")) {
		doubt(c, d, true,
		    "State law has its own rule for counting and for "
		    "weekends.");
	} else if (str_is(rule, "court-rules")) {
		doubt(c, d, true,
		    "The court's own rules govern weekends and holidays.");
	} else if (!is_closed(counted) && !date_is_observed_holiday(counted)) {
		return;
	} else if (str_is(rule, "check-notice")) {
		doubt(c, d, false,
		    "The day is not a business day. Look in the notice for a "
		    "rule on weekends and holidays, and do not count on one.");
	} else {
		doubt(c, d, false,
		    "The day is certain, but it is not a business day and the "
		    "rule names no extension; whether a filing on the next "
		    "business day is accepted is doubtful.");
	}
}

static void
add_days_left(struct counting *c, struct deadline *d)
{
	if (!c->dates->today.given)
		return;
	d->has_days_left = true;
	d->days_left = date_diff(c->dates->today.day, d->last_day);
}

static struct deadline *
add(struct counting *c, struct value level, const char *party)
{
	struct deadline *d = &c->out->items[c->out->count++];

	d->level = value_text(level, "id");
	d->name = value_text(level, "name");
	d->citations = value_get(level, "citations");
	d->party = party;
	d->unverified_part = value_text(level, "unverified_part");
	d->unverified = value_is_true(value_get(level, "unverified"));
	if (d->unverified)
		doubt(c, d, true,
		    "This rule was not seen in its source: compare it with "
		    "the notice.");
	return d;
}

/* Where the count starts, and how far the start is in doubt. */
struct start {
	struct date day; /* by the rule */
	struct date safe; /* no later, and beyond dispute */
};

static struct start
find_start(struct counting *c, struct deadline *d, struct value window,
    const struct deadline_date *from, const char *clock)
{
	struct start start = { from->day, from->day };
	const struct deadline_dates *dates = c->dates;
	long days;

	d->presumed = !str_is(value_text(window, "from"), clock);
	if (value_long(value_get(window, "presumed_receipt_days"), &days)) {
		if (dates->notice.given &&
		    date_compare(dates->notice.day, start.safe) < 0)
			start.safe = dates->notice.day;
		if (d->presumed && dates->notice.given)
			start.day = date_add_days(dates->notice.day, (int)days);
	}
	if (date_compare(start.safe, start.day) != 0)
		doubt(c, d, false,
		    d->presumed
			? "Receipt is presumed some days after the date of "
			  "the notice. The safe day is counted from the "
			  "notice itself."
			: "Keep proof of the day the notice arrived. The "
			  "safe day is counted from the notice itself.");
	else if (d->presumed)
		doubt(c, d, false,
		    "The rule counts from another day, which is not known. "
		    "Counted from the date that is, the last day can only be "
		    "earlier than the true one.");
	return start;
}

static void
count_window(struct counting *c, struct deadline *d, struct value window,
    const struct start *start, long n)
{
	const struct deadline_date *effective = &c->dates->effective;
	long most;

	d->has_day = true;
	d->counted_from = start->day;
	d->last_day = window_count(window, start->day, n);
	d->safe_day =
	    date_previous_business_day(window_count(window, start->safe, n));
	if (str_is(value_text(window, "unit"), "months") &&
	    str_is(value_text(window, "missing_day"), "last-of-month") &&
	    date_compare(date_add_months(start->day, (int)n), d->last_day) != 0)
		doubt(c, d, true,
		    "That month has no such day, and no rule says what holds "
		    "then; its last day is used.");
	if (value_long(value_get(window, "max_n"), &most) && most > n)
		doubt(c, d, false,
		    "The state may have set more time: the notice says so.");
	if (str_is(value_text(window, "or_later"), "effective")) {
		if (!effective->given)
			doubt(c, d, false,
			    "If the change takes effect on a later day, that "
			    "one is the last.");
		else if (date_compare(effective->day, d->last_day) > 0)
			d->last_day = effective->day;
	}
	apply_weekend(c, d, window);
	add_days_left(c, d);
}

/* A rule of a later level starts with a decision that is not known yet. */
static bool
is_countable(struct counting *c, struct deadline *d, struct value level)
{
	struct value window = value_get(level, "file_within");
	const char *start = window_start_text(value_text(window, "from"));
	long order, n;

	if (!value_long(value_get(window, "n"), &n) || start == NULL)
		return false;
	d->clock = str_to_c(value_text(window, "from"), c->arena);
	d->clock_text = start;
	if (!c->any_level || !value_long(value_get(level, "order"), &order) ||
	    order <= c->first_order)
		return true;
	doubt(c, d, false,
	    "Counted from the decision of the level before, not from this "
	    "notice.");
	return false;
}

/* Until when the member may file. */
static void
add_filing(struct counting *c, struct value level)
{
	struct value window = value_get(level, "file_within");
	const struct deadline_date *from;
	struct str counted_by = value_text(window, "from");
	struct start start;
	struct deadline *d;
	const char *clock;
	long n;

	if (value_type(window) != VALUE_OBJECT)
		return;
	d = add(c, level, "you");
	d->within = window_text(window, c->arena);
	d->rule = value_text(window, "text");
	if (!is_countable(c, d, level))
		return;
	from = find_date(c->dates, counted_by, &clock);
	if (from == NULL) {
		if (c->out->missing == NULL) {
			c->out->missing = d->clock;
			c->out->missing_level = d->level;
		}
		/* Who says when it was filed asks about the answer's day. */
		if (c->dates->filed.given) {
			c->out->count--;
			return;
		}
		d->doubt = say(c->arena, "Counted from %s, which is not given.",
		    d->clock_text);
		return;
	}
	value_long(value_get(window, "n"), &n);
	start = find_start(c, d, window, from, clock);
	count_window(c, d, window, &start, n);
}

/* The clocks of a decision: their names in a record, and in a sentence. */
static const struct decision {
	const char *key, *name, *article;
} decisions[] = {
	{ "urgent", "urgent", "an" },
	{ "pre_service", "pre-service", "a" },
	{ "post_service", "post-service", "a" },
};

static bool
is_asked(const struct deadline_dates *dates, const struct decision *decision)
{
	if (!dates->urgent && !dates->pre_service && !dates->post_service)
		return true;
	if (decision == &decisions[0])
		return dates->urgent;
	return !dates->urgent &&
	       (decision == &decisions[1] ? dates->pre_service
					  : dates->post_service);
}

static struct value
decision_clock(struct counting *c, struct value level, const char *clock)
{
	struct value decision = value_get(level, "decision"), two;

	two = value_get(value_get(decision, "two_levels"), clock);
	return c->dates->two_levels && value_type(two) == VALUE_OBJECT
		   ? two
		   : value_get(decision, clock);
}

/* By when plan or reviewer must decide, once they have the request. */
static void
add_decision(
    struct counting *c, struct value level, const struct decision *decision)
{
	struct value window = decision_clock(c, level, decision->key);
	bool reviewer = str_is(value_text(level, "decided_by"), "reviewer");
	struct deadline *d;
	long n;

	if (!c->dates->filed.given || !is_asked(c->dates, decision) ||
	    !value_long(value_get(window, "n"), &n))
		return;
	d = add(c, level, reviewer ? "reviewer" : "plan");
	d->within = window_text(window, c->arena);
	d->clock = "filed";
	d->clock_text = "the day the request was received";
	d->counted_from = c->dates->filed.day;
	d->decision = decision->name;
	d->rule = say(c->arena,
	    "The decision on %s %s request is due within %.*s of its receipt.",
	    decision->article, decision->name, STR_ARG(d->within));
	/* Hours run through nights and weekends: no day to count to. */
	if (str_is(value_text(window, "unit"), "hours"))
		return;
	d->has_day = true;
	d->last_day = window_count(window, c->dates->filed.day, n);
	d->safe_day = d->last_day;
	add_days_left(c, d);
}

/* The order of the levels that somebody files for first. */
static long
first_order(struct value plan)
{
	struct value_each it = value_each(value_get(plan, "levels"));
	long order, first = LONG_MAX;

	while (value_next(&it))
		if (value_type(value_get(it.item, "file_within")) ==
			VALUE_OBJECT &&
		    value_long(value_get(it.item, "order"), &order) &&
		    order < first)
			first = order;
	return first;
}

struct str
deadlines_first_level(struct value plan)
{
	struct value_each it = value_each(value_get(plan, "levels"));
	long order, first = first_order(plan);
	struct str level = STR_NONE;

	while (value_next(&it)) {
		if (value_type(value_get(it.item, "file_within")) !=
			VALUE_OBJECT ||
		    !value_long(value_get(it.item, "order"), &order) ||
		    order != first)
			continue;
		if (value_count(value_get(it.item, "decision")) > 0)
			return value_text(it.item, "id");
		if (level.length == 0)
			level = value_text(it.item, "id");
	}
	return level;
}

enum err
deadlines_compute(struct value plan, struct str level,
    const struct deadline_dates *dates, struct arena *arena,
    struct deadlines *out, struct note *note)
{
	struct value levels = value_get(plan, "levels");
	struct deadlines found = { 0 };
	struct counting c = { .dates = dates,
		.arena = arena,
		.out = &found,
		.any_level = level.length == 0,
		.first_order = first_order(plan) };
	struct value_each it;
	size_t i;

	found.items = arena_alloc(arena,
	    (value_count(levels) * PER_LEVEL + 1) * sizeof(*found.items));
	if (found.items == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (it = value_each(levels); value_next(&it);) {
		if (level.length > 0 &&
		    !str_equal(level, value_text(it.item, "id")))
			continue;
		add_filing(&c, it.item);
		for (i = 0; i < sizeof(decisions) / sizeof(*decisions); i++)
			add_decision(&c, it.item, &decisions[i]);
	}
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "out of memory");
	*out = found;
	return OK;
}
