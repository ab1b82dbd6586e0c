/* Tests of who the patient and the prescriber are. */

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/clinical/test.h"

static struct answer
unknown(struct str because)
{
	return (struct answer){ RESULT_UNKNOWN, because, STR_NONE };
}

struct answer
test_age(const struct facts *facts, struct value test)
{
	struct answer answer = { .evidence = STR("date of birth") };
	double years;
	int age;

	if (!facts->born.known)
		return unknown(STR("the date of birth is not given"));
	if (!value_double(value_get(test, "years"), &years))
		return unknown(STR_NONE);
	age = date_age_years(facts->born.day, facts->on);
	answer.because = say(facts->arena, "%d years old on %.*s", age,
	    STR_ARG(words_date_short(facts->on, facts->arena)));
	answer.result = test_compare(age, value_text(test, "op"), years)
	    ? RESULT_MET
	    : RESULT_NOT_MET;
	return answer;
}

struct answer
test_weight(const struct facts *facts, struct value test)
{
	struct answer answer = { .evidence = STR("weight") };
	double kg, under;
	int age = 0;

	if (!value_double(value_get(test, "kg"), &kg))
		return unknown(STR_NONE);
	if (facts->born.known)
		age = date_age_years(facts->born.day, facts->on);
	if (value_double(value_get(test, "under_age"), &under)) {
		if (facts->born.known && age >= under)
			return (struct answer){ RESULT_MET,
				say(facts->arena,
				    "asked under %g years only; the patient "
				    "is %d",
				    under, age),
				STR("date of birth") };
		if (!facts->born.known && !(facts->weight_kg > 0))
			return unknown(
			    STR("date of birth and weight are not given"));
	}
	if (!(facts->weight_kg > 0))
		return unknown(STR("the weight is not given"));
	answer.because = say(facts->arena, "weight %g kg", facts->weight_kg);
	answer.result =
	    test_compare(facts->weight_kg, value_text(test, "op"), kg)
	    ? RESULT_MET
	    : RESULT_NOT_MET;
	if (answer.result == RESULT_NOT_MET && !facts->born.known &&
	    value_type(value_get(test, "under_age")) != VALUE_NONE)
		answer = unknown(STR("the date of birth is not given"));
	return answer;
}

/* "rheumatologist" and "rheumatology" both give "rheumat". */
static struct str
root_of(struct str word)
{
	static const char *const ends[] = { "ologists", "ologist", "ology",
		"ological", "ists", "ist", "ics", "ic", "ians", "ian", "y",
		NULL };
	size_t i;

	for (i = 0; ends[i] != NULL; i++)
		if (str_ends(word, str_from(ends[i])) &&
		    word.length > str_from(ends[i]).length + 3)
			return str_first(word,
			    word.length - str_from(ends[i]).length);
	return word;
}

/* Does a text name the specialty, in whatever form of the word? */
static bool
names_specialty(
    const struct facts *facts, struct str text, struct str specialty)
{
	struct str folded = str_fold(text, facts->arena);
	struct str root = root_of(str_fold(specialty, facts->arena));
	struct str word;

	while (folded.at != NULL) {
		word = str_cut(&folded, '-');
		if (word.length > 0 && str_equal(root_of(word), root))
			return true;
	}
	return false;
}

/* The id of the consultation's statement, and what it says. */
static bool
statement_names(const struct facts *facts,
    const struct fact_statement *statement, struct str specialty)
{
	return (str_is(statement->about, "specialist") ||
		   str_is(statement->about, "consultation")) &&
	    names_specialty(facts, statement->text, specialty);
}

struct answer
test_specialist(const struct facts *facts, struct value test)
{
	struct value_each it;
	size_t i;

	for (it = value_each(test); value_next(&it);)
		if (names_specialty(
			facts, facts->specialty, value_str(it.item)))
			return (struct answer){ RESULT_MET,
				say(facts->arena, "prescriber's specialty: "
						  "%.*s",
				    STR_ARG(facts->specialty)),
				STR_NONE };
	for (i = 0; i < facts->statement_count; i++)
		for (it = value_each(test); value_next(&it);)
			if (statement_names(facts, &facts->statements[i],
				value_str(it.item)))
				return (struct answer){ RESULT_MET,
					facts->statements[i].text, STR_NONE };
	if (facts->specialty.length == 0)
		return unknown(STR("the prescriber's specialty is not given"));
	return unknown(say(facts->arena,
	    "prescriber's specialty: %.*s; no consultation is recorded",
	    STR_ARG(facts->specialty)));
}
