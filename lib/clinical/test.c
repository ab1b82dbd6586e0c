#include "lib/clinical/test.h"

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/store/kb.h"

enum { DEPTH_MAX = 8 };

/* One test with all that its parts share. */
struct testing {
	const struct facts *facts;
	const struct fact_word *word;
	int depth;
};

static struct answer apply(struct testing *t, struct value test);

const char *
result_name(enum result result)
{
	switch (result) {
	case RESULT_UNKNOWN:
		return "unknown";
	case RESULT_MET:
		return "met";
	case RESULT_NOT_MET:
		return "not-met";
	}
	return "unknown";
}

bool
test_compare(double a, struct str op, double b)
{
	if (str_is(op, ">="))
		return a >= b;
	if (str_is(op, ">"))
		return a > b;
	if (str_is(op, "<="))
		return a <= b;
	if (str_is(op, "<"))
		return a < b;
	/* Whole years and scores as written: equal means the same number. */
	return str_is(op, "=") && a >= b && a <= b;
}

long
test_number(struct value test, const char *name, long otherwise)
{
	long number;

	return value_long(value_get(test, name), &number) ? number : otherwise;
}

/* Take over from "from" what supports an answer of this result. */
static void
add_support(
    struct testing *t, struct answer *answer, const struct answer *from)
{
	answer->because = say_join(
	    t->facts->arena, answer->because, "; ", from->because);
	answer->evidence = say_join(
	    t->facts->arena, answer->evidence, "; ", from->evidence);
}

/*
 * All of "tests" (deciding: not met) or any of them (deciding: met).  The
 * first part that decides is the answer; else what is unknown is named; else
 * every part supports it.
 */
static struct answer
apply_many(struct testing *t, struct value tests, enum result deciding)
{
	enum result otherwise =
	    deciding == RESULT_MET ? RESULT_NOT_MET : RESULT_MET;
	struct answer sum = { otherwise, STR_NONE, STR_NONE }, part;
	struct value_each it;

	if (value_count(tests) == 0)
		return (struct answer){ .result = RESULT_UNKNOWN };
	for (it = value_each(tests); value_next(&it);) {
		part = apply(t, it.item);
		if (part.result == deciding)
			return part;
		if (part.result == RESULT_UNKNOWN &&
		    sum.result != RESULT_UNKNOWN)
			sum = part;
		else if (part.result == sum.result)
			add_support(t, &sum, &part);
	}
	return sum;
}

static bool
person_can_decide(struct value test)
{
	static const char *const kinds[] = { "documented", "response",
		"severity", "regimen", "specialist", "contraindicated", NULL };
	static const char *const lists[] = { "all", "any", NULL };
	struct value_each it;
	size_t i;

	for (i = 0; kinds[i] != NULL; i++)
		if (value_type(value_get(test, kinds[i])) != VALUE_NONE)
			return true;
	for (i = 0; lists[i] != NULL; i++)
		for (it = value_each(value_get(test, lists[i]));
		     value_next(&it);)
			if (person_can_decide(it.item))
				return true;
	return false;
}

/* What the clinician wrote, where it says when or where it was found. */
static bool
word_counts(const struct fact_word *word)
{
	return word != NULL && word->finding.length > 0 &&
	    (word->date.known || word->source.length > 0);
}

static struct answer
quote_word(struct testing *t)
{
	const struct fact_word *word = t->word;
	struct str date = STR_NONE;

	if (word->date.known)
		date = words_date_short(word->date.day, t->facts->arena);
	return (struct answer){ RESULT_MET, word->finding,
		say_join(t->facts->arena, word->source, ", ", date) };
}

static struct answer
apply_not(struct testing *t, struct value test)
{
	const struct fact_word *word = t->word;
	struct answer answer;

	/* The clinician speaks of the criterion, not of its contrary. */
	t->word = NULL;
	answer = apply(t, test);
	t->word = word;
	if (answer.result == RESULT_UNKNOWN) {
		if (person_can_decide(test) && word_counts(word))
			return quote_word(t);
		return answer;
	}
	answer.result = answer.result == RESULT_MET ? RESULT_NOT_MET
						    : RESULT_MET;
	return answer;
}

/* All criteria for starting under another policy. */
static struct answer
apply_policy(struct testing *t, struct value id)
{
	struct value policy =
	    kb_fact(t->facts->read, "policies", value_str(id));
	struct answer sum = { RESULT_MET, STR_NONE, STR_NONE }, part;
	struct value_each it;

	for (it = value_each(value_get(policy, "initial")); value_next(&it);) {
		part = apply(t, value_get(it.item, "test"));
		if (part.result == RESULT_NOT_MET)
			return part;
		if (part.result == RESULT_UNKNOWN &&
		    sum.result == RESULT_MET)
			sum = (struct answer){ RESULT_UNKNOWN, STR_NONE,
				STR_NONE };
		if (part.result == sum.result)
			add_support(t, &sum, &part);
	}
	if (value_count(value_get(policy, "initial")) == 0)
		sum.result = RESULT_UNKNOWN;
	return sum;
}

static const struct {
	const char *name;
	struct answer (*apply)(const struct facts *facts, struct value test);
} test_table[] = {
	{ "age", test_age },
	{ "weight", test_weight },
	{ "specialist", test_specialist },
	{ "prior", test_prior },
	{ "contraindicated", test_contraindicated },
	{ "concurrent", test_concurrent },
	{ "preferred", test_preferred },
	{ "established", test_established },
	{ "severity", test_severity },
	{ "response", test_response },
	{ "regimen", test_regimen },
};

static struct answer
apply_leaf(struct testing *t, struct str name, struct value body)
{
	struct answer answer = { RESULT_UNKNOWN, STR_NONE, STR_NONE };
	size_t i;

	for (i = 0; i < sizeof(test_table) / sizeof(*test_table); i++)
		if (str_is(name, test_table[i].name))
			answer = test_table[i].apply(t->facts, body);
	if (str_is(name, "documented"))
		answer.because = say(t->facts->arena,
		    "the case does not show: %.*s",
		    STR_ARG(value_str(body)));
	else if (str_is(name, "unknown"))
		answer.because = say(t->facts->arena,
		    "not held in this knowledge base: %.*s",
		    STR_ARG(value_str(body)));
	return answer;
}

static struct answer
apply(struct testing *t, struct value test)
{
	struct value_each it = value_each(test);
	struct answer answer = { RESULT_UNKNOWN, STR_NONE, STR_NONE };

	if (!value_next(&it) || t->depth >= DEPTH_MAX)
		return answer;
	t->depth++;
	if (str_is(it.key, "all"))
		answer = apply_many(t, it.item, RESULT_NOT_MET);
	else if (str_is(it.key, "any"))
		answer = apply_many(t, it.item, RESULT_MET);
	else if (str_is(it.key, "not"))
		answer = apply_not(t, it.item);
	else if (str_is(it.key, "policy"))
		answer = apply_policy(t, it.item);
	else {
		answer = apply_leaf(t, it.key, it.item);
		if (answer.result == RESULT_UNKNOWN && word_counts(t->word) &&
		    person_can_decide(test))
			answer = quote_word(t);
	}
	t->depth--;
	return answer;
}

/* Walk "all", "any" and "not" down to the tests that have these members. */
static bool
lists_therapy(struct value test, const struct fact_therapy *therapy,
    const char *kind, const char *drugs, const char *classes)
{
	static const char *const many[] = { "all", "any", NULL };
	struct value body = value_get(test, kind);
	struct value_each it;
	size_t i;

	if (therapy_is_among(therapy, value_get(body, drugs),
		value_get(body, classes)))
		return true;
	for (i = 0; many[i] != NULL; i++)
		for (it = value_each(value_get(test, many[i]));
		     value_next(&it);)
			if (lists_therapy(
				it.item, therapy, kind, drugs, classes))
				return true;
	return value_type(value_get(test, "not")) == VALUE_OBJECT &&
	    lists_therapy(
		value_get(test, "not"), therapy, kind, drugs, classes);
}

bool
test_asks_for(struct value test, const struct fact_therapy *therapy)
{
	return lists_therapy(test, therapy, "prior", "drugs", "classes");
}

bool
test_forbids(struct value test, const struct fact_therapy *therapy)
{
	return lists_therapy(test, therapy, "concurrent", "forbid_drugs",
	    "forbid_classes");
}

struct answer
test_apply(const struct facts *facts, struct value test,
    const struct fact_word *word)
{
	struct testing testing = { facts, word, 0 };

	return apply(&testing, test);
}
