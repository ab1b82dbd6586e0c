#include "lib/clinical/facts.h"

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"

bool
facts_have_condition(const struct facts *facts, struct str condition)
{
	size_t i;

	for (i = 0; i < facts->condition_count; i++)
		if (str_equal(facts->conditions[i], condition))
			return true;
	return false;
}

bool
therapy_is_among(const struct fact_therapy *therapy, struct value drugs,
    struct value classes)
{
	struct value_each it;

	if (therapy->drug.length == 0)
		return false;
	if (value_has(drugs, therapy->drug))
		return true;
	for (it = value_each(therapy->classes); value_next(&it);)
		if (value_has(classes, value_str(it.item)))
			return true;
	return false;
}

static const struct fact_date *
end_of(const struct fact_therapy *therapy)
{
	return therapy->stop.known ? &therapy->stop : &therapy->last_dose;
}

bool
therapy_days(const struct fact_therapy *therapy, int *out)
{
	const struct fact_date *end = end_of(therapy);

	if (!therapy->start.known || !end->known)
		return false;
	*out = date_diff(therapy->start.day, end->day);
	return true;
}

struct str
therapy_name(const struct facts *facts, const struct fact_therapy *therapy)
{
	if (therapy->drug.length == 0 ||
	    str_equal(str_fold(therapy->name, facts->arena), therapy->drug))
		return therapy->name;
	return say(facts->arena, "%.*s (%.*s)", STR_ARG(therapy->name),
	    STR_ARG(therapy->drug));
}

static struct str
date_range(const struct facts *facts, const struct fact_therapy *therapy)
{
	const struct fact_date *end = end_of(therapy);
	struct str first, last;
	int days;

	first = therapy->start.known
	    ? words_date_short(therapy->start.day, facts->arena)
	    : STR_NONE;
	last = end->known ? words_date_short(end->day, facts->arena)
			  : STR_NONE;
	if (therapy_days(therapy, &days))
		return say(facts->arena, " %.*s to %.*s (%.*s)",
		    STR_ARG(first), STR_ARG(last),
		    STR_ARG(words_count(days, "day", "days", facts->arena)));
	if (therapy->start.known)
		return say(facts->arena, " since %.*s, no stop date given",
		    STR_ARG(first));
	if (end->known)
		return say(facts->arena, " until %.*s, no start date given",
		    STR_ARG(last));
	return STR(", no dates given");
}

struct str
therapy_words(const struct facts *facts, const struct fact_therapy *therapy)
{
	struct str name = therapy_name(facts, therapy), dates = STR_NONE;

	if (therapy->outcome != OUTCOME_CONTRAINDICATION)
		dates = date_range(facts, therapy);
	return say(facts->arena, "%.*s%.*s%s%s", STR_ARG(name), STR_ARG(dates),
	    therapy->outcome == OUTCOME_NONE ? "" : ", ",
	    outcome_words(therapy->outcome));
}
