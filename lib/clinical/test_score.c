/* Tests of scores: how severe the disease is, and whether it got better. */

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/instrument.h"
#include "lib/clinical/say.h"
#include "lib/clinical/test.h"

static struct answer
unknown(struct str because)
{
	return (struct answer){ RESULT_UNKNOWN, because, STR_NONE };
}

static bool
same_instrument(
    const struct facts *facts, const struct fact_score *a, struct str name)
{
	return str_equal(str_fold(a->instrument, facts->arena),
	    str_fold(name, facts->arena));
}

static struct str
score_words(const struct facts *facts, const struct fact_score *score)
{
	struct str on = STR_NONE;

	if (score->date.known)
		on = say(facts->arena, " on %.*s",
		    STR_ARG(words_date_short(score->date.day, facts->arena)));
	return say(facts->arena, "%.*s %g%.*s", STR_ARG(score->instrument),
	    score->value, STR_ARG(on));
}

/* A better one to judge severity by: the baseline, else the latest. */
static bool
precedes(const struct fact_score *a, const struct fact_score *b)
{
	if (a->baseline != b->baseline)
		return b->baseline;
	if (!a->date.known || !b->date.known)
		return b->date.known;
	return date_compare(a->date.day, b->date.day) < 0;
}

/*
 * A new start is judged by the latest value: an older baseline may have
 * belonged to an earlier drug.
 */
static const struct fact_score *
find_severity(const struct facts *facts, struct str instrument)
{
	const struct fact_score *best = NULL, *score;
	size_t i;

	for (i = 0; i < facts->score_count; i++) {
		score = &facts->scores[i];
		if (!score->is_number ||
		    !same_instrument(facts, score, instrument))
			continue;
		if (best == NULL || precedes(best, score))
			best = score;
	}
	return best;
}

struct answer
test_severity(const struct facts *facts, struct value test)
{
	const struct fact_score *score;
	struct str instrument = value_text(test, "instrument");
	double bound;

	score = find_severity(facts, instrument);
	if (score == NULL)
		return unknown(say(facts->arena, "no value of %.*s is given",
		    STR_ARG(instrument)));
	if (!value_double(value_get(test, "value"), &bound))
		return unknown(STR_NONE);
	return (struct answer){ test_compare(score->value,
				    value_text(test, "op"), bound)
		? RESULT_MET
		: RESULT_NOT_MET,
		score_words(facts, score), STR_NONE };
}

/* Baseline and present value of one score, if the case has both. */
static const struct fact_score *
find_now(const struct facts *facts, const struct fact_score *baseline)
{
	size_t i;

	for (i = 0; i < facts->score_count; i++)
		if (facts->scores[i].now && facts->scores[i].is_number &&
		    same_instrument(
			facts, &facts->scores[i], baseline->instrument))
			return &facts->scores[i];
	return NULL;
}

/* Is a score of that kind, measurement or symptom, better than it was? */
static struct answer
judge_change(const struct facts *facts, bool symptom)
{
	const struct fact_score *before, *now;
	const struct instrument *instrument;
	struct answer answer = unknown(symptom
		? STR("no symptom score is given at baseline and now")
		: STR("no measure is given at baseline and now"));
	size_t i;

	for (i = 0; i < facts->score_count; i++) {
		before = &facts->scores[i];
		if (!before->baseline || !before->is_number)
			continue;
		instrument = instrument_find(
		    str_fold(before->instrument, facts->arena));
		now = find_now(facts, before);
		if (now == NULL || instrument == NULL ||
		    instrument->symptom != symptom)
			continue;
		answer.because = say(facts->arena, "%.*s, then %.*s",
		    STR_ARG(score_words(facts, before)),
		    STR_ARG(score_words(facts, now)));
		answer.result = now->value < before->value ? RESULT_MET
							   : RESULT_NOT_MET;
		if (answer.result == RESULT_MET)
			return answer;
	}
	return answer;
}

struct answer
test_response(const struct facts *facts, struct value test)
{
	bool objective = value_is_true(value_get(test, "objective"));
	bool symptom = value_is_true(value_get(test, "symptom"));
	bool either = str_is(value_text(test, "op"), "or");
	struct answer a, b;

	if (!objective || !symptom)
		return judge_change(facts, symptom);
	a = judge_change(facts, false);
	b = judge_change(facts, true);
	if (either && (a.result == RESULT_MET || b.result == RESULT_MET))
		return a.result == RESULT_MET ? a : b;
	if (!either &&
	    (a.result == RESULT_NOT_MET || b.result == RESULT_NOT_MET))
		return a.result == RESULT_NOT_MET ? a : b;
	if (a.result == b.result) {
		a.because = say_join(facts->arena, a.because, "; ", b.because);
		return a;
	}
	return a.result == RESULT_UNKNOWN ? a : b;
}
