#include "lib/base/arena.h"
#include "lib/letter/letter.h"

static struct deadline_date
date_of(const struct case_date *date)
{
	return (struct deadline_date){ date->day, date->given };
}

enum err
letter_deadlines(struct letter *letter, struct note *note)
{
	const struct lcase *c = letter->c;
	struct deadline_dates dates = {
		.received = date_of(&c->denial.received),
		.notice = date_of(&c->denial.notice_date),
		.today = { letter->date, true },
	};
	struct str level = deadlines_first_level(letter->names->plan_fact);
	struct deadlines both;
	enum err err;
	size_t i;

	err = deadlines_compute(letter->names->plan_fact, level, &dates,
	    letter->arena, &letter->filing, note);
	if (err != OK)
		return err;
	dates = (struct deadline_dates){
		.filed = { letter->date, true },
		.urgent = c->denial.urgent,
		.pre_service = c->denial.service == SERVICE_PRE,
		.post_service = c->denial.service == SERVICE_POST,
		.two_levels = c->plan.internal_levels.value > 1,
	};
	err = deadlines_compute(letter->names->plan_fact, level, &dates,
	    letter->arena, &both, note);
	if (err != OK)
		return err;
	/* Without a notice the first of the two is the member's: drop it. */
	letter->decision.items =
	    arena_alloc(letter->arena, (both.count + 1) * sizeof(*both.items));
	if (letter->decision.items == NULL)
		return err_set(note, ERR_MEMORY, "the case is too large");
	for (i = 0; i < both.count; i++)
		if (!str_is(str_from(both.items[i].party), "you"))
			letter->decision.items[letter->decision.count++] =
			    both.items[i];
	return OK;
}
