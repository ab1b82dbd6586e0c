#include "lib/letter/deadline.h"

#include "lib/base/arena.h"
#include "lib/clinical/say.h"

enum { PER_LEVEL = 4 }; /* the member's day, and three clocks at most */

struct counting {
	const struct deadline_dates *dates;
	struct arena *arena;
	struct deadlines *out;
};

/*
 * A date by the name a rule has for it, or one that is surely not later.
 * "*clock" becomes the name of the date that was used.
 */
static const struct deadline_date *
find_date(const struct deadline_dates *dates, struct str from,
    const char **clock)
{
	const struct {
		const char *name;
		const struct deadline_date *date;
		const char *from; /* the rules it may serve */
	} sources[] = {
		{ "received", &dates->received, "received" },
		{ "notice", &dates->notice, "notice" },
		{ "mailed", &dates->mailed, "sent" },
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

/* The rule's own day before any weekend rule. */
static struct date
count(struct date from, struct value window, long n)
{
	struct str unit = value_text(window, "unit");
	struct date day = from;

	if (str_is(unit, "months"))
		return str_is(value_text(window, "missing_day"),
			   "last-of-month")
		    ? date_add_months_clamped(from, (int)n)
		    : date_add_months(from, (int)n);
	if (!str_is(unit, "business-days"))
		return date_add_days(from, (int)n);
	while (n-- > 0)
		day = date_next_business_day(date_add_days(day, 1));
	return day;
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

	d->safe_day = date_previous_business_day(counted);
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
	} else if (is_closed(counted) || date_is_observed_holiday(counted)) {
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
	return d;
}

static struct str
window_words(struct counting *c, struct value window)
{
	return say(c->arena, "%.*s %.*s",
	    STR_ARG(value_text(window, "n")),
	    STR_ARG(value_text(window, "unit")));
}

/* Until when the member may file. */
static void
add_filing(struct counting *c, struct value level)
{
	struct value window = value_get(level, "file_within");
	const struct deadline_date *from;
	struct str counted_by = value_text(window, "from");
	struct deadline *d;
	const char *clock;
	long n;

	if (value_type(window) != VALUE_OBJECT)
		return;
	if (!value_long(value_get(window, "n"), &n)) {
		d = add(c, level, "you");
		d->rule = value_text(window, "text");
		return;
	}
	from = find_date(c->dates, counted_by, &clock);
	if (from == NULL) {
		if (c->out->missing == NULL) {
			c->out->missing = str_to_c(counted_by, c->arena);
			c->out->missing_level = value_text(level, "id");
		}
		return;
	}
	d = add(c, level, "you");
	d->within = window_words(c, window);
	d->rule = value_text(window, "text");
	d->clock = str_to_c(counted_by, c->arena);
	d->counted_from = from->day;
	d->has_day = true;
	d->last_day = count(from->day, window, n);
	if (!str_is(counted_by, clock)) {
		d->presumed = true;
		doubt(c, d, false,
		    "The rule counts from receipt, and only the date of the "
		    "notice is known. Counted from that, the day can only be "
		    "earlier than the true last day.");
	}
	apply_weekend(c, d, window);
	add_days_left(c, d);
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
add_decision(struct counting *c, struct value level,
    const struct decision *decision)
{
	struct value window = decision_clock(c, level, decision->key);
	bool reviewer = str_starts(value_text(level, "id"),
	    STR("external-review"));
	struct deadline *d;
	long n;

	if (!c->dates->filed.given || !is_asked(c->dates, decision) ||
	    !value_long(value_get(window, "n"), &n))
		return;
	d = add(c, level, reviewer ? "reviewer" : "plan");
	d->within = window_words(c, window);
	d->clock = "filed";
	d->counted_from = c->dates->filed.day;
	d->decision = decision->name;
	d->rule = say(c->arena,
	    "The decision on %s %s request is due within %.*s of its receipt.",
	    decision->article, decision->name, STR_ARG(d->within));
	/* Hours run through nights and weekends: no day to count to. */
	if (str_is(value_text(window, "unit"), "hours"))
		return;
	d->has_day = true;
	d->last_day = count(c->dates->filed.day, window, n);
	d->safe_day = d->last_day;
	add_days_left(c, d);
}

enum err
deadlines_compute(struct value plan, struct str level,
    const struct deadline_dates *dates, struct arena *arena,
    struct deadlines *out, struct note *note)
{
	struct value levels = value_get(plan, "levels");
	struct deadlines found = { 0 };
	struct counting c = { dates, arena, &found };
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

static void
write_days(struct value_writer *w, const struct deadline *d,
    struct arena *arena)
{
	value_add_str(w, "last_day", date_format(d->last_day, arena));
	value_add_str(w, "weekday",
	    str_from(date_weekday_name(date_weekday(d->last_day))));
	value_add_str(w, "safe_day", date_format(d->safe_day, arena));
}

void
deadlines_write(struct value_writer *w, const struct deadlines *deadlines,
    struct arena *arena)
{
	const struct deadline *d;
	size_t i;

	value_open(w, VALUE_ARRAY);
	for (i = 0; i < deadlines->count; i++) {
		d = &deadlines->items[i];
		value_open(w, VALUE_OBJECT);
		value_add_str(w, "level", d->level);
		value_add_str(w, "name", d->name);
		value_add_str(w, "party", str_from(d->party));
		if (d->has_day)
			write_days(w, d, arena);
		if (d->clock != NULL) {
			value_add_str(w, "clock", str_from(d->clock));
			value_add_str(w, "counted_from",
			    date_format(d->counted_from, arena));
			value_add_bool(w, "presumed", d->presumed);
		}
		value_add_text(w, "within", d->within);
		value_add_text(w, "rule", d->rule);
		value_add_str(w, "certainty",
		    d->doubtful ? STR("doubtful") : STR("certain"));
		value_add_text(w, "doubt", d->doubt);
		value_key(w, "days_left");
		if (d->has_days_left)
			value_put_long(w, d->days_left);
		else
			value_put_null(w);
		value_add(w, "citations", d->citations);
		value_close(w);
	}
	value_close(w);
}
