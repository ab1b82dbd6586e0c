#include "lib/clinical/label.h"

#include "lib/base/arena.h"
#include "lib/clinical/say.h"
#include "lib/store/kb.h"

/* The bounds of an indication are inclusive. */
static struct answer
judge_age(const struct facts *facts, struct value indication)
{
	struct answer answer = { RESULT_UNKNOWN, STR_NONE, STR_NONE };
	long low = test_number(indication, "age_min", -1);
	long high = test_number(indication, "age_max", -1);
	int age;

	if (low < 0 && high < 0)
		return answer;
	if (!facts->born.known) {
		answer.because = STR("the date of birth is not given");
		return answer;
	}
	age = date_age_years(facts->born.day, facts->on);
	answer.because = say(facts->arena, "age %d", age);
	answer.result = (low < 0 || age >= low) && (high < 0 || age <= high)
	    ? RESULT_MET
	    : RESULT_NOT_MET;
	return answer;
}

static struct answer
judge_weight(const struct facts *facts, struct value indication)
{
	struct answer answer = { RESULT_UNKNOWN, STR_NONE, STR_NONE };
	long under = test_number(indication, "weight_min_under_age", 0);
	double least;

	if (!value_double(value_get(indication, "weight_min_kg"), &least))
		return answer;
	if (under > 0 && facts->born.known &&
	    date_age_years(facts->born.day, facts->on) >= under)
		return answer;
	if (!(facts->weight_kg > 0)) {
		answer.because = STR("the weight is not given");
		return answer;
	}
	answer.because = say(facts->arena, "weight %g kg", facts->weight_kg);
	answer.result =
	    facts->weight_kg >= least ? RESULT_MET : RESULT_NOT_MET;
	return answer;
}

static void
fold_in(enum label_verdict *verdict, const struct answer *element)
{
	if (element->result == RESULT_NOT_MET)
		*verdict = LABEL_OUTSIDE;
	else if (element->result == RESULT_UNKNOWN &&
	    element->because.length > 0 && *verdict == LABEL_COVERS)
		*verdict = LABEL_OPEN;
}

static struct label
judge(const struct facts *facts, struct value indication)
{
	struct label label = { .verdict = LABEL_COVERS,
		.indication = indication };

	if (!value_is_true(value_get(indication, "on_label"))) {
		label.verdict = LABEL_OFF;
		return label;
	}
	label.age = judge_age(facts, indication);
	label.weight = judge_weight(facts, indication);
	label.prior =
	    test_apply(facts, value_get(indication, "prior"), NULL);
	fold_in(&label.verdict, &label.age);
	fold_in(&label.verdict, &label.weight);
	fold_in(&label.verdict, &label.prior);
	return label;
}

struct label
label_compare(const struct facts *facts)
{
	/* From what says least to what says most. */
	static const int rank[] = { [LABEL_UNKNOWN] = 0,
		[LABEL_OFF] = 1,
		[LABEL_OUTSIDE] = 2,
		[LABEL_OPEN] = 3,
		[LABEL_COVERS] = 4 };
	struct label best = { .verdict = LABEL_UNKNOWN }, label;
	struct kb_walk walk;
	struct value fact;

	walk = kb_walk(facts->read, STR("fact/indications/"));
	while (kb_next(&walk)) {
		fact = value_of(walk.bytes);
		if (!str_equal(value_text(fact, "drug"), facts->order.drug) ||
		    !facts_have_condition(
			facts, value_text(fact, "condition")) ||
		    value_is_true(value_get(fact, "unverified")))
			continue;
		label = judge(facts, fact);
		if (rank[label.verdict] > rank[best.verdict])
			best = label;
	}
	kb_walk_end(&walk);
	return best;
}

bool
label_advises_against(const struct facts *facts,
    struct value requested_classes, const struct fact_therapy *therapy)
{
	static const char *const partners[] = { "jak-inhibitor", "biologic",
		"potent-immunosuppressant", NULL };
	size_t i;

	if (!value_has(requested_classes, STR("jak-inhibitor")) ||
	    str_equal(therapy->drug, facts->order.drug))
		return false;
	for (i = 0; partners[i] != NULL; i++)
		if (value_has(therapy->classes, str_from(partners[i])))
			return true;
	return false;
}
