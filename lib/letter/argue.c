#include "lib/base/arena.h"
#include "lib/letter/letter.h"
#include "lib/store/kb.h"

bool
letter_is_about(const struct letter *letter, const char *kind)
{
	return value_has(value_get(letter->names->reason_fact, "answered_by"),
	    str_from(kind));
}

static bool
names_drug(const struct letter *letter, struct value argument)
{
	struct value treatments = value_get(argument, "treatments");
	struct value_each it;

	if (value_has(treatments, letter->names->drug) ||
	    value_has(treatments, STR("*")))
		return true;
	for (it = value_each(value_get(letter->names->drug_fact, "classes"));
	     value_next(&it);)
		if (value_has(treatments, value_str(it.item)))
			return true;
	return false;
}

static bool
names_reason(const struct letter *letter, struct value argument)
{
	struct value reasons = value_get(argument, "reasons");

	return value_has(reasons, letter->names->reason) ||
	    value_has(reasons, STR("*"));
}

static bool
names_insurer(const struct letter *letter, struct value argument)
{
	struct value insurers = value_get(argument, "insurers");

	return value_count(insurers) == 0 ||
	    value_has(insurers, letter->names->insurer);
}

static bool
names_condition(const struct letter *letter, struct value argument)
{
	struct value conditions = value_get(argument, "conditions");
	size_t i;

	if (value_count(conditions) == 0 || value_has(conditions, STR("*")))
		return true;
	for (i = 0; i < letter->facts.condition_count; i++)
		if (value_has(conditions, letter->facts.conditions[i]))
			return true;
	return false;
}

/* May it stand in this letter?  The cheapest questions come first. */
static bool
fits(const struct letter *letter, struct value argument)
{
	struct value test;

	if (!names_drug(letter, argument) || !names_reason(letter, argument) ||
	    !names_condition(letter, argument) ||
	    !names_insurer(letter, argument) ||
	    value_is_true(value_get(argument, "not_for_letters")) ||
	    value_is_true(value_get(argument, "unverified")))
		return false;
	test = value_get(argument, "test");
	return value_type(test) == VALUE_OBJECT &&
	    test_apply(&letter->facts, test, NULL).result == RESULT_MET;
}

void
letter_argue(struct letter *letter)
{
	struct value argument;
	struct kb_walk walk;

	walk = kb_walk(letter->read, STR("fact/arguments/"));
	while (letter->argument_count < LETTER_ARGUMENTS && kb_next(&walk)) {
		argument = value_of(walk.bytes);
		if (fits(letter, argument))
			letter->arguments[letter->argument_count++] = argument;
	}
	kb_walk_end(&walk);
}
