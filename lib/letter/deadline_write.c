/* Last days as the JSON of the contract. */

#include "lib/base/arena.h"
#include "lib/letter/deadline.h"

static void
write_days(
    struct value_writer *w, const struct deadline *d, struct arena *arena)
{
	value_add_str(w, "last_day", date_format(d->last_day, arena));
	value_add_str(w, "weekday",
	    str_from(date_weekday_name(date_weekday(d->last_day))));
	value_add_str(w, "safe_day", date_format(d->safe_day, arena));
}

static void
write_start(
    struct value_writer *w, const struct deadline *d, struct arena *arena)
{
	value_add_str(w, "clock", str_from(d->clock));
	value_add_str(w, "counted_from", date_format(d->counted_from, arena));
	value_add_bool(w, "presumed", d->presumed);
	value_add_text(w, "clock_text", str_from(d->clock_text));
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
		if (d->has_day || d->decision != NULL)
			write_start(w, d, arena);
		value_add_text(w, "within", d->within);
		value_add_text(w, "rule", d->rule);
		value_add_str(w, "certainty",
		    d->doubtful ? STR("doubtful") : STR("certain"));
		value_add_text(w, "doubt", d->doubt);
		if (d->unverified)
			value_add_bool(w, "unverified", true);
		value_add_text(w, "unverified_part", d->unverified_part);
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
