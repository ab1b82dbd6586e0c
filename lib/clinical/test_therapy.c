/* Tests of what was tried, what is in use, and what cannot be used. */

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/clinical/test.h"

/* Which therapies count as a trial. */
struct trial_rule {
	struct value drugs, classes, outcomes, not_drugs;
	long min_count, min_days, window_days; /* 0: no such bound */
	bool or_intolerance;
};

enum trial { TRIAL_OTHER, TRIAL_COUNTS, TRIAL_UNSURE, TRIAL_SHORT };

static struct answer
unknown(struct str because)
{
	return (struct answer){ RESULT_UNKNOWN, because, STR_NONE };
}

/* The day the requested drug is, or was, to start. */
static struct date
requested_start(const struct facts *facts)
{
	return facts->phase == PHASE_CONTINUATION &&
		facts->established_on.known
	    ? facts->established_on.day
	    : facts->on;
}

static enum trial
judge_outcome(const struct fact_therapy *therapy, struct value outcomes)
{
	struct value_each it;
	struct str name;

	if (value_count(outcomes) == 0)
		return TRIAL_COUNTS;
	if (therapy->outcome == OUTCOME_NONE)
		return TRIAL_UNSURE;
	for (it = value_each(outcomes); value_next(&it);) {
		name = value_str(it.item);
		if (str_is(name, outcome_name(therapy->outcome)) ||
		    str_is(name, "tried") || str_is(name, "any"))
			return TRIAL_COUNTS;
	}
	return TRIAL_OTHER;
}

static enum trial
judge_length(
    const struct fact_therapy *therapy, const struct trial_rule *rule)
{
	int days;

	if (rule->min_days == 0)
		return therapy->start.known ? TRIAL_COUNTS : TRIAL_UNSURE;
	if (rule->or_intolerance &&
	    therapy->outcome == OUTCOME_INTOLERANCE &&
	    (therapy->start.known || therapy->stop.known))
		return TRIAL_COUNTS;
	if (!therapy_days(therapy, &days))
		return TRIAL_UNSURE;
	return days >= rule->min_days ? TRIAL_COUNTS : TRIAL_SHORT;
}

static enum trial
judge_window(const struct facts *facts, const struct fact_therapy *therapy,
    const struct trial_rule *rule)
{
	const struct fact_date *end =
	    therapy->stop.known ? &therapy->stop : &therapy->last_dose;

	if (rule->window_days == 0)
		return TRIAL_COUNTS;
	if (!end->known)
		return TRIAL_UNSURE;
	return date_diff(end->day, facts->on) <= rule->window_days
	    ? TRIAL_COUNTS
	    : TRIAL_SHORT;
}

static enum trial
worse(enum trial a, enum trial b)
{
	if (a == TRIAL_COUNTS)
		return b;
	return a == TRIAL_UNSURE && b != TRIAL_COUNTS ? b : a;
}

static enum trial
judge(const struct facts *facts, const struct fact_therapy *therapy,
    const struct trial_rule *rule)
{
	enum trial trial;

	if (!therapy_is_among(therapy, rule->drugs, rule->classes) ||
	    value_has(rule->not_drugs, therapy->drug) ||
	    str_equal(therapy->drug, facts->order.drug))
		return TRIAL_OTHER;
	if (therapy->outcome == OUTCOME_CONTRAINDICATION)
		return value_has(rule->outcomes, STR("contraindicated"))
		    ? TRIAL_COUNTS
		    : TRIAL_OTHER;
	if (therapy->start.known &&
	    date_compare(therapy->start.day, requested_start(facts)) > 0)
		return TRIAL_OTHER;
	trial = judge_outcome(therapy, rule->outcomes);
	if (trial == TRIAL_OTHER)
		return trial;
	trial = worse(trial, judge_length(therapy, rule));
	return worse(trial, judge_window(facts, therapy, rule));
}

/* Is this the first trial of its ingredient among those that count? */
static bool
is_first(const struct facts *facts, size_t index,
    const struct trial_rule *rule, enum trial wanted)
{
	size_t i;

	for (i = 0; i < index; i++)
		if (str_equal(facts->therapies[i].drug,
			facts->therapies[index].drug) &&
		    judge(facts, &facts->therapies[i], rule) == wanted)
			return false;
	return true;
}

/* The trials of one sort, described; "*count" is of distinct ingredients. */
static struct answer
list_trials(const struct facts *facts, const struct trial_rule *rule,
    enum trial wanted, long *count)
{
	struct answer list = { RESULT_UNKNOWN, STR_NONE, STR_NONE };
	size_t i;

	*count = 0;
	for (i = 0; i < facts->therapy_count; i++) {
		if (judge(facts, &facts->therapies[i], rule) != wanted)
			continue;
		*count += is_first(facts, i, rule, wanted);
		list.because = say_join(facts->arena, list.because, "; ",
		    therapy_words(facts, &facts->therapies[i]));
		list.evidence = say_join(facts->arena, list.evidence, "; ",
		    facts->therapies[i].evidence);
	}
	return list;
}

static struct answer
count_trials(const struct facts *facts, const struct trial_rule *rule)
{
	struct answer counted, unsure, fell_short;
	long counts, unsures, shorts;

	counted = list_trials(facts, rule, TRIAL_COUNTS, &counts);
	if (counts >= rule->min_count) {
		counted.result = RESULT_MET;
		return counted;
	}
	unsure = list_trials(facts, rule, TRIAL_UNSURE, &unsures);
	if (unsures > 0) {
		unsure.because = say(facts->arena,
		    "not complete in the case: %.*s",
		    STR_ARG(unsure.because));
		return unsure;
	}
	fell_short = list_trials(facts, rule, TRIAL_SHORT, &shorts);
	if (shorts > 0) {
		fell_short.result = RESULT_NOT_MET;
		if (rule->min_days > 0)
			fell_short.because = say(facts->arena,
			    "%.*s; %ld days are asked for",
			    STR_ARG(fell_short.because), rule->min_days);
		return fell_short;
	}
	if (counts > 0)
		return unknown(say(facts->arena,
		    "%.*s; %ld are asked for, the case lists %ld",
		    STR_ARG(counted.because), rule->min_count, counts));
	return unknown(STR("the case lists no such therapy"));
}

struct answer
test_prior(const struct facts *facts, struct value test)
{
	struct trial_rule rule = {
		.drugs = value_get(test, "drugs"),
		.classes = value_get(test, "classes"),
		.outcomes = value_get(test, "outcomes"),
		.not_drugs = value_get(test, "not_ingredients"),
		.min_count = test_number(test, "min_count", 1),
		.min_days = test_number(test, "min_days", 0),
		.window_days = test_number(test, "window_days", 0),
		.or_intolerance =
		    value_is_true(value_get(test, "or_intolerance")),
	};

	return count_trials(facts, &rule);
}

struct answer
test_preferred(const struct facts *facts, struct value test)
{
	struct trial_rule rule = {
		.drugs = value_get(test, "of"),
		.min_count = test_number(test, "min_count", 1),
	};
	long days = test_number(test, "or_established_days", 0);
	struct value_each it;

	if (days > 0 && facts->phase == PHASE_CONTINUATION &&
	    facts->established_on.known &&
	    date_diff(facts->established_on.day, facts->on) >= days)
		return (struct answer){ RESULT_MET,
			say(facts->arena,
			    "on the requested drug since %.*s",
			    STR_ARG(words_date_short(
				facts->established_on.day, facts->arena))),
			STR_NONE };
	for (it = value_each(value_get(test, "by_condition"));
	     value_next(&it);)
		if (facts_have_condition(facts, it.key))
			rule.drugs = it.item;
	if (value_count(rule.drugs) == 0)
		return unknown(
		    STR("no preferred product is named for this condition"));
	return count_trials(facts, &rule);
}

struct answer
test_contraindicated(const struct facts *facts, struct value test)
{
	const struct fact_therapy *t;
	size_t i;

	for (i = 0; i < facts->therapy_count; i++) {
		t = &facts->therapies[i];
		if (t->outcome == OUTCOME_CONTRAINDICATION &&
		    therapy_is_among(t, value_get(test, "drugs"),
			value_get(test, "classes")))
			return (struct answer){ RESULT_MET,
				therapy_words(facts, t), t->evidence };
	}
	return unknown(STR("the case records no contraindication"));
}

enum result
therapy_is_current(
    const struct facts *facts, const struct fact_therapy *therapy)
{
	if (therapy->outcome == OUTCOME_CONTRAINDICATION ||
	    therapy->outcome == OUTCOME_COMPLETED)
		return RESULT_NOT_MET;
	if (therapy->stop.known)
		return date_compare(therapy->stop.day, facts->on) <= 0
		    ? RESULT_NOT_MET
		    : RESULT_UNKNOWN;
	return therapy->last_dose.known ? RESULT_UNKNOWN : RESULT_MET;
}

struct answer
test_concurrent(const struct facts *facts, struct value test)
{
	struct answer sum = { RESULT_MET, STR_NONE, STR_NONE };
	const struct fact_therapy *t;
	enum result current;
	size_t i;

	for (i = 0; i < facts->therapy_count; i++) {
		t = &facts->therapies[i];
		if (str_equal(t->drug, facts->order.drug) ||
		    value_has(value_get(test, "allow_drugs"), t->drug))
			continue;
		if (t->drug.length > 0 &&
		    !therapy_is_among(t, value_get(test, "forbid_drugs"),
			value_get(test, "forbid_classes")))
			continue;
		current = therapy_is_current(facts, t);
		if (t->drug.length == 0 && current == RESULT_NOT_MET)
			continue;
		if (t->drug.length > 0 && current == RESULT_MET)
			return (struct answer){ RESULT_NOT_MET,
				therapy_words(facts, t), t->evidence };
		if (current != RESULT_NOT_MET && sum.result == RESULT_MET)
			sum = unknown(say(facts->arena,
			    "whether it has ended is not shown: %.*s",
			    STR_ARG(therapy_words(facts, t))));
		if (sum.result != RESULT_MET)
			continue;
		sum.because = say_join(facts->arena, sum.because, "; ",
		    therapy_words(facts, t));
		sum.evidence = say_join(
		    facts->arena, sum.evidence, "; ", t->evidence);
	}
	if (facts->therapy_count == 0)
		return unknown(STR("the case lists no therapies"));
	if (sum.result == RESULT_MET && sum.because.length == 0)
		sum.because = STR("the case lists no therapy of that kind");
	return sum;
}

struct answer
test_established(const struct facts *facts, struct value test)
{
	long min_days = test_number(test, "min_days", 0);
	long window = test_number(test, "window_days", 0);
	struct str since;
	int days;

	if (facts->phase == PHASE_NEW)
		return (struct answer){ RESULT_NOT_MET,
			STR("the request is for a new start"), STR_NONE };
	if (!facts->established_on.known)
		return unknown(
		    STR("the day the drug was started is not given"));
	days = date_diff(facts->established_on.day, facts->on);
	since = say(facts->arena, "on the requested drug since %.*s (%.*s)",
	    STR_ARG(words_date_short(facts->established_on.day, facts->arena)),
	    STR_ARG(words_count(days, "day", "days", facts->arena)));
	if (days < min_days)
		return (struct answer){ RESULT_NOT_MET, since, STR_NONE };
	/* A start date does not show what was dispensed of late. */
	if (window > 0)
		return unknown(say(facts->arena,
		    "%.*s; the supply dispensed in the last %ld days is not "
		    "given",
		    STR_ARG(since), window));
	return (struct answer){ RESULT_MET, since, STR_NONE };
}
