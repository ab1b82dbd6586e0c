/* What the facts of a case say against the letter, or leave open. */

#include "lib/letter/check.h"

#include "lib/base/arena.h"
#include "lib/clinical/say.h"
#include "lib/letter/letter.h"
#include "lib/store/kb.h"

static const struct value none = { 0 };

/* Does an answer still depend on what this therapy's dates would say? */
static bool
is_asked_for(const struct letter *letter, const struct fact_therapy *therapy)
{
	const struct criterion *criterion;
	size_t i;

	for (i = 0; i < letter->criteria.count; i++) {
		criterion = &letter->criteria.items[i];
		if (criterion->answer.result == RESULT_UNKNOWN &&
		    test_asks_for(criterion->test, therapy))
			return true;
	}
	return letter->label.prior.result == RESULT_UNKNOWN &&
	    test_asks_for(
		value_get(letter->label.indication, "prior"), therapy);
}

/* Is it one that a criterion, or the label, does not want beside the drug? */
static bool
is_forbidden(const struct letter *letter, const struct fact_therapy *therapy)
{
	size_t i;

	if (str_equal(therapy->drug, letter->facts.order.drug))
		return false;
	for (i = 0; i < letter->criteria.count; i++)
		if (test_forbids(letter->criteria.items[i].test, therapy))
			return true;
	return label_advises_against(&letter->facts,
	    value_get(letter->names->drug_fact, "classes"), therapy);
}

static void
check_dates(struct letter *letter, const struct fact_therapy *t, size_t i)
{
	if (t->outcome == OUTCOME_CONTRAINDICATION || !is_asked_for(letter, t))
		return;
	if (!t->start.known)
		findings_add(&letter->findings, SEVERITY_ERROR,
		    "therapy-start", none,
		    "A criterion asks how long this was taken; the start date "
		    "is missing.",
		    "/therapies/%zu/start", i);
	if (!t->stop.known && !t->last_dose.known)
		findings_add(&letter->findings, SEVERITY_ERROR,
		    "therapy-stop", none,
		    "A criterion asks how long this was taken; the stop date "
		    "is missing.",
		    "/therapies/%zu/stop", i);
	if (t->outcome == OUTCOME_NONE)
		findings_add(&letter->findings, SEVERITY_ERROR,
		    "therapy-outcome", none,
		    "A criterion asks how this ended; the outcome is missing.",
		    "/therapies/%zu/outcome", i);
}

/* Days on which the old drug and the requested one were both in use. */
static void
check_overlap(struct letter *letter, const struct fact_therapy *t, size_t i)
{
	const struct fact_date *start = &letter->facts.established_on;

	if (start->known && t->stop.known &&
	    date_compare(t->stop.day, start->day) > 0)
		findings_add(&letter->findings, SEVERITY_WARNING, "overlap",
		    none,
		    "This therapy stopped after the requested drug was "
		    "started; the letter gives both dates.",
		    "/therapies/%zu/stop", i);
}

static void
check_current(struct letter *letter, const struct fact_therapy *t, size_t i)
{
	bool duplicate = letter_is_about(letter, "concurrent");
	struct value cited = none;

	if (label_advises_against(&letter->facts,
		value_get(letter->names->drug_fact, "classes"), t))
		cited = value_get(letter->names->drug_fact, "label");
	if (therapy_is_current(&letter->facts, t) == RESULT_MET)
		findings_add(&letter->findings,
		    duplicate ? SEVERITY_ERROR : SEVERITY_WARNING,
		    "true-duplicate", cited,
		    "By the case this is still in use beside the requested "
		    "drug: a true combination, not a change of drug. Take it "
		    "to the prescriber before anything is filed; if it has "
		    "ended, give the stop date.",
		    "/therapies/%zu", i);
	else if (therapy_is_current(&letter->facts, t) == RESULT_UNKNOWN)
		findings_add(&letter->findings,
		    duplicate ? SEVERITY_ERROR : SEVERITY_WARNING,
		    "therapy-not-ended", none,
		    "Whether this has ended is not shown; give the stop date.",
		    "/therapies/%zu/stop", i);
}

void
check_therapies(struct letter *letter)
{
	const struct fact_therapy *t;
	size_t i;

	for (i = 0; i < letter->facts.therapy_count; i++) {
		t = &letter->facts.therapies[i];
		if (t->drug.length == 0) {
			findings_add(&letter->findings, SEVERITY_INFO,
			    "therapy-unknown", none,
			    "This drug is not in the knowledge base; it is "
			    "listed as typed and counts for no criterion.",
			    "/therapies/%zu/drug", i);
			continue;
		}
		check_dates(letter, t, i);
		if (!is_forbidden(letter, t))
			continue;
		check_current(letter, t, i);
		check_overlap(letter, t, i);
	}
	if (letter->facts.therapy_count == 0 &&
	    letter_is_about(letter, "concurrent"))
		findings_add(&letter->findings, SEVERITY_ERROR, "therapies",
		    none,
		    "The denial speaks of another therapy, and the case lists "
		    "none. Give each with its dates.",
		    "/therapies");
}

static size_t
word_index(const struct letter *letter, const struct fact_word *word)
{
	return (size_t)(word - letter->facts.words);
}

static void
check_words(struct letter *letter)
{
	const struct fact_word *word;
	bool used;
	size_t i, k;

	for (i = 0; i < letter->facts.word_count; i++) {
		word = &letter->facts.words[i];
		for (used = false, k = 0; k < letter->criteria.count; k++)
			used |= letter->criteria.items[k].word == word;
		if (!used)
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "evidence-unused", none,
			    "No criterion of this letter has that id.",
			    "/evidence/%zu/criterion", i);
		else if (word->finding.length == 0 ||
		    (!word->date.known && word->source.length == 0))
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "evidence-undated", none,
			    "Evidence counts only with a finding and its date "
			    "or source.",
			    "/evidence/%zu", i);
	}
}

/* Criteria read in a copy can have changed since. */
static void
check_sources(struct letter *letter)
{
	struct value_each it;
	struct value policy;
	size_t i;

	for (i = 0; i < letter->criteria.policy_count; i++) {
		policy = letter->criteria.policies[i];
		it = value_each(value_get(policy, "citations"));
		if (value_next(&it) &&
		    value_is_true(value_get(kb_fact(letter->read, "citations",
						value_str(it.item)),
			"verify")))
			findings_add(&letter->findings, SEVERITY_INFO,
			    "policy-copy", value_get(policy, "citations"),
			    "These criteria were read in a copy, not at the "
			    "insurer; get the policy in force before you rely "
			    "on them.",
			    "/denial/policy_cited");
	}
}

/* "Not met by the case: Age 18 or older." in the knowledge base's words. */
static const char *
name_criterion(const struct letter *letter, const char *result,
    const struct criterion *criterion)
{
	const char *words = str_to_c(
	    say(letter->arena, "The map says %s: %.*s Wanted: %.*s", result,
		STR_ARG(criterion->text), STR_ARG(criterion->needed)),
	    letter->arena);

	return words == NULL ? "" : words;
}

void
check_criteria(struct letter *letter)
{
	const struct criterion *criterion;
	size_t i;

	if (!letter->criteria.held)
		findings_add(&letter->findings, SEVERITY_INFO,
		    "criteria-not-held",
		    value_get(value_get(letter->names->insurer_fact,
				  "criteria_where"),
			"citations"),
		    "The insurer's criteria for this drug and condition are "
		    "not held here. The map lists what such a denial usually "
		    "turns on, and the letter asks for the criteria.",
		    "/denial");
	for (i = 0; i < letter->criteria.count; i++) {
		criterion = &letter->criteria.items[i];
		if (criterion->word_overruled)
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "evidence-overruled", criterion->citations,
			    "The evidence says met; the dates and numbers of "
			    "the case say not met, and those decide.",
			    "/evidence/%zu",
			    word_index(letter, criterion->word));
		else if (criterion->answer.result == RESULT_NOT_MET)
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "criterion-not-met", criterion->citations,
			    name_criterion(letter, "not met", criterion),
			    "%s", "");
		else if (criterion->answer.result == RESULT_UNKNOWN &&
		    letter->criteria.held)
			findings_add(&letter->findings, SEVERITY_INFO,
			    "criterion-unknown", criterion->citations,
			    name_criterion(letter, "not shown", criterion),
			    "%s", "");
	}
	check_sources(letter);
	check_words(letter);
}

void
check_label(struct letter *letter)
{
	struct value cited = value_get(letter->label.indication, "citations");

	findings_add(&letter->findings, SEVERITY_INFO, "label-read-again",
	    value_get(letter->names->drug_fact, "label"),
	    "Read the current label on the day of the letter and compare the "
	    "sections it cites.",
	    "/request/drug");

	switch (letter->label.verdict) {
	case LABEL_UNKNOWN:
		if (letter->names->condition_count > 0)
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "label-unknown",
			    value_get(letter->names->drug_fact, "label"),
			    "No labeled use for this condition is held; read "
			    "the current label.",
			    "/request/drug");
		return;
	case LABEL_COVERS:
		return;
	case LABEL_OPEN:
		findings_add(&letter->findings, SEVERITY_WARNING,
		    "label-open", cited,
		    "The case does not show every element of the labeled use.",
		    "/request/drug");
		return;
	case LABEL_OUTSIDE:
		findings_add(&letter->findings, SEVERITY_WARNING,
		    "label-outside", cited,
		    "By the facts of the case the use lies outside the labeled "
		    "indication; the letter says so.",
		    "/request/drug");
		return;
	case LABEL_OFF:
		findings_add(&letter->findings, SEVERITY_WARNING, "off-label",
		    cited,
		    "This use was looked for and not found on the US label; "
		    "the letter says that it is off-label.",
		    "/request/drug");
		return;
	}
}

void
check_deadline(struct letter *letter)
{
	const struct deadline *d;
	size_t i;

	for (i = 0; i < letter->filing.count; i++) {
		d = &letter->filing.items[i];
		if (d->has_days_left && d->days_left < 0)
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "deadline-passed", d->citations,
			    "On the date of the letter the last day to file "
			    "is over. The plan may allow more time; ask.",
			    "/date");
		else if (d->has_day &&
		    date_compare(letter->date, d->safe_day) > 0)
			findings_add(&letter->findings, SEVERITY_WARNING,
			    "deadline-near", d->citations,
			    "The last day that is beyond dispute is over; file "
			    "today, in a way that proves the day of arrival.",
			    "/date");
	}
}
