#ifndef LIB_LETTER_DEADLINE_H
#define LIB_LETTER_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;

/* A date that may not be known. */
struct deadline_date {
	struct date day;
	bool given;
};

/* What is known of a denial, by what each date is. */
struct deadline_dates {
	struct deadline_date received; /* the notice came */
	struct deadline_date notice; /* printed on the notice */
	struct deadline_date mailed; /* the notice was sent */
	struct deadline_date effective; /* the change takes effect */
	struct deadline_date filed; /* the plan or reviewer has the request */
	struct deadline_date today; /* days left are counted from here */
	bool urgent; /* of the decision's clocks: this one */
	bool pre_service, post_service; /* or these; none of the three: all */
	bool two_levels; /* the plan has two internal levels */
};

/* One last day, for the member or for those who decide. */
struct deadline {
	struct str level, name;
	const char *party; /* "you", "plan" or "reviewer" */
	bool has_day; /* else the rule sets none that can be counted */
	struct date last_day; /* by the rule */
	struct date safe_day; /* the last one beyond dispute */
	const char *clock; /* "received": what the rule counts from */
	const char
	    *clock_text; /* the same in words: "the day the notice ..." */
	struct date counted_from;
	bool presumed; /* counted from another date than the rule's own */
	const char *decision; /* "urgent", "pre-service", "post-service"; NULL:
				 not a decision's clock */
	struct str within; /* "180 days" */
	struct str rule;
	bool doubtful; /* whether last_day is the rule's */
	struct str doubt;
	bool unverified; /* nobody has seen the rule in its source */
	struct str unverified_part;
	bool has_days_left;
	int days_left; /* below 0 once past */
	struct value citations;
};

struct deadlines {
	struct deadline *items;
	size_t count;
	const char *missing; /* the first date that a rule counts from and
				that is not known; NULL if none */
	struct str missing_level;
};

/*
 * The last days of a plan's levels (kb/README.md, "plans"), or of one level
 * where "level" is not empty.  The dates are those of the notice that the
 * level is filed against.  Without a level they are those of the first
 * denial, so the levels after the first have their rule and no day: they are
 * counted from a decision that is not known yet.
 *
 * Days are calendar days, the day of the event not counted; no weekend rule
 * is applied that the record does not state; a holiday that is only observed
 * makes the day doubtful and never extends it (29 CFR 2560.503-1(h)(3)(i),
 * 45 CFR 147.136(d)(2)(i), 5 U.S.C. 6103).  A rule that counts from receipt is
 * counted from the notice's own date where only that is known, so that the
 * result can only be too early; where the rule presumes receipt so many days
 * after the notice (42 CFR 422.582(b), 423.582(b)), from that day, and the
 * safe day from the notice.  What cannot be counted has no day and says why.
 *
 * Lies in "arena" and borrows from "plan".  Fails with ERR_MEMORY.
 */
enum err deadlines_compute(struct value plan, struct str level,
    const struct deadline_dates *dates, struct arena *arena,
    struct deadlines *out, struct note *note);

/*
 * The id of the level that a plan's first denial is appealed on: of those
 * that come first, the first that ends in a decision.  STR_NONE: none.
 */
struct str deadlines_first_level(struct value plan);

/* As an array of the contract's JSON objects (docs/API.md, "Deadlines"). */
void deadlines_write(struct value_writer *w, const struct deadlines *deadlines,
    struct arena *arena);

#endif
