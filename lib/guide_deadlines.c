#include "lib/guide_deadlines.h"

#include "lib/base/arena.h"
#include "lib/guide.h"
#include "lib/letter/deadline.h"
#include "lib/store/kb.h"

/* guide_find() has made sure that a day given is a day. */
static struct deadline_date
day(struct str text)
{
	struct deadline_date date = { .given = false };

	date.given = text.at != NULL && date_parse(text, &date.day, NULL) == OK;
	return date;
}

static struct value
counted_plan(const struct kb_read *read, const struct guide *guide)
{
	struct value likely =
	    value_at(value_get(guide->insurer_fact, "plans"), 0);

	return kb_fact(read, "plans",
	    guide->plan.at != NULL ? guide->plan : value_text(likely, "plan"));
}

enum err
guide_deadlines(struct value_writer *out, const struct kb_read *read,
    const struct guide *guide, struct arena *arena, struct note *note)
{
	struct deadline_dates dates = { .received = day(guide->received),
		.notice = day(guide->notice) };
	struct value plan = counted_plan(read, guide);
	struct deadlines deadlines;
	enum err err;

	if ((!dates.received.given && !dates.notice.given) ||
	    value_type(plan) == VALUE_NONE)
		return OK;
	err =
	    deadlines_compute(plan, STR_NONE, &dates, arena, &deadlines, note);
	if (err != OK)
		return err;
	value_key(out, "deadlines_plan");
	value_open(out, VALUE_OBJECT);
	value_add(out, "id", value_get(plan, "id"));
	value_add(out, "name", value_get(plan, "name"));
	value_close(out);
	value_key(out, "deadlines");
	deadlines_write(out, &deadlines, arena);
	return OK;
}
