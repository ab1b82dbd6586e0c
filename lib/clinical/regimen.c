#include "lib/clinical/regimen.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/clinical/test.h"
#include "lib/store/kb.h"

/* The first number that stands right before "unit" in a text; 0 if none. */
static double
amount_of(struct str text, const char *unit, struct arena *arena)
{
	char *at = str_to_c(str_lower(text, arena), arena), *end;
	double amount;

	if (at == NULL)
		return 0;
	while (*at != '\0') {
		if ((*at < '0' || *at > '9') && *at != '.') {
			at++;
			continue;
		}
		amount = strtod(at, &end);
		if (end == at)
			return 0;
		at = end + strspn(end, " ");
		if (strncmp(at, unit, strlen(unit)) == 0 &&
		    strncmp(at, "mg/", 3) != 0)
			return amount;
	}
	return 0;
}

/* How often, in thousandths of doses a day; 0 if the text does not say. */
static long
rate_of(struct str text, struct arena *arena)
{
	static const struct {
		const char *words;
		long rate;
	} rates[] = { { "once daily", 1000 }, { "once a day", 1000 },
		{ "one time daily", 1000 }, { "every day", 1000 },
		{ "once per day", 1000 }, { "daily", 1000 }, { "qd", 1000 },
		{ "twice daily", 2000 }, { "twice a day", 2000 },
		{ "two times daily", 2000 }, { "bid", 2000 },
		{ "weekly", 1000 / 7 }, { "once weekly", 1000 / 7 },
		{ "single dose", -1 }, { "once", -1 }, { "one dose", -1 } };
	char *every;
	struct str folded = str_trim(str_lower(text, arena));
	size_t i;
	long n;

	for (i = 0; i < sizeof(rates) / sizeof(*rates); i++)
		if (str_is(folded, rates[i].words))
			return rates[i].rate;
	every = str_to_c(folded, arena);
	every = every == NULL ? NULL : strstr(every, "every ");
	if (every == NULL)
		return 0;
	n = strtol(every + strlen("every "), &every, 10);
	if (n < 1 || n > 52)
		return 0;
	if (strncmp(every, " week", 5) == 0)
		return 1000 / (7 * n);
	return strncmp(every, " day", 4) == 0 ? 1000 / n : 0;
}

/* One bound or range of a population: ">55 to 85 kg", "12-64 years". */
struct range {
	double low, high;
	bool above, below; /* the bound itself is outside */
	bool has_low, has_high;
};

static char *
skip(char *at, const char *set)
{
	return at + strspn(at, set);
}

static bool
read_range(char **text, struct range *out)
{
	char *at = *text, *end;
	bool less = false, more = false;

	if (*at == '<' || *at == '>') {
		less = *at == '<';
		more = *at == '>';
		at++;
		if (*at == '=')
			at++;
		else if (less)
			out->below = true;
		else
			out->above = true;
	}
	out->low = strtod(at, &end);
	if (end == at || *at < '0' || *at > '9')
		return false;
	out->has_low = !less;
	out->has_high = less;
	out->high = out->low;
	at = skip(end, " ");
	if (!less && (*at == '-' || strncmp(at, "to ", 3) == 0)) {
		at = skip(*at == '-' ? at + 1 : at + 3, " ");
		out->below = *at == '<';
		at = skip(at, "<");
		out->high = strtod(at, &end);
		if (end == at)
			return false;
		out->has_high = true;
		at = skip(end, " ");
	} else if (!less && !more) {
		return false;
	}
	*text = at;
	return true;
}

static bool
range_holds(const struct range *range, double value)
{
	if (range->has_low &&
	    (value < range->low || (range->above && value <= range->low)))
		return false;
	return !range->has_high ||
	    !(value > range->high ||
		(range->below && value >= range->high));
}

static bool
part_holds(const struct facts *facts, char *part)
{
	struct range range = { 0 };
	int age = -1;

	part = skip(part, " ");
	if (facts->born.known)
		age = date_age_years(facts->born.day, facts->on);
	if (strcmp(part, "adult") == 0 || strcmp(part, "adults") == 0)
		return age >= 18;
	if (!read_range(&part, &range))
		return false;
	if (strcmp(part, "years") == 0)
		return age >= 0 && range_holds(&range, age);
	return strcmp(part, "kg") == 0 && facts->weight_kg > 0 &&
	    range_holds(&range, facts->weight_kg);
}

static bool
group_holds(const struct facts *facts, char *group)
{
	char *part, *rest = group;

	while ((part = strsep(&rest, ",")) != NULL)
		if (!part_holds(facts, part))
			return false;
	return true;
}

bool
population_holds(const struct facts *facts, struct str population)
{
	char *rest = str_to_c(population, facts->arena), *group, *and;

	while (rest != NULL && (group = strsep(&rest, ";")) != NULL) {
		while ((and = strstr(group, " and ")) != NULL)
			memcpy(and, ",    ", 5);
		if (group_holds(facts, group))
			return true;
	}
	return false;
}

bool
regimen_matches(const struct facts *facts, struct value regimen)
{
	const struct fact_order *order = &facts->order;
	struct arena *arena = facts->arena;
	double labeled, ordered;
	long rate;

	if (value_is_true(value_get(regimen, "unverified")) ||
	    str_is(value_text(regimen, "status"), "verify") ||
	    !str_equal(value_text(regimen, "drug"), order->drug))
		return false;
	labeled = amount_of(value_text(regimen, "dose"), "mg", arena);
	ordered = amount_of(order->dose, "mg", arena);
	if (!(ordered > 0))
		ordered = amount_of(order->strength, "mg", arena);
	rate = rate_of(order->frequency, arena);
	return labeled > 0 && ordered >= labeled && ordered <= labeled &&
	    rate != 0 &&
	    rate == rate_of(value_text(regimen, "frequency"), arena) &&
	    population_holds(facts, value_text(regimen, "population"));
}

struct value
regimen_find(const struct facts *facts)
{
	struct value found = { 0 }, regimen, conditions;
	struct kb_walk walk;
	bool matches;
	size_t i, count = 0;

	walk = kb_walk(facts->read, STR("fact/regimens/"));
	while (kb_next(&walk)) {
		regimen = value_of(walk.bytes);
		if (!str_equal(
			value_text(regimen, "drug"), facts->order.drug))
			continue;
		conditions = value_get(regimen, "conditions");
		for (matches = false, i = 0; i < facts->condition_count; i++)
			matches |= value_has(conditions, facts->conditions[i]);
		if (matches && regimen_matches(facts, regimen)) {
			found = regimen;
			count++;
		}
	}
	kb_walk_end(&walk);
	return count == 1 ? found : (struct value){ 0 };
}

static struct str
without_stop(struct str sentence)
{
	return str_ends(sentence, STR(".")) && sentence.length > 0
	    ? str_first(sentence, sentence.length - 1)
	    : sentence;
}

/* Was this therapy a dose of one of these regimens? */
static bool
is_such_dose(const struct facts *facts, const struct fact_therapy *therapy,
    struct value ids)
{
	double given = amount_of(therapy->dose, "mg", facts->arena), labeled;
	struct value_each it;
	struct value regimen;

	for (it = value_each(ids); value_next(&it);) {
		regimen =
		    kb_fact(facts->read, "regimens", value_str(it.item));
		labeled = amount_of(
		    value_text(regimen, "dose"), "mg", facts->arena);
		if (given > 0 && given >= labeled && given <= labeled &&
		    str_equal(therapy->drug, value_text(regimen, "drug")))
			return true;
	}
	return false;
}

/* Such a dose given within so many days before the day of the facts. */
static struct answer
test_dose_before(const struct facts *facts, struct value test)
{
	long within = test_number(test, "within_days", 0);
	const struct fact_therapy *t;
	size_t i;
	int days;

	for (i = 0; i < facts->therapy_count; i++) {
		t = &facts->therapies[i];
		if (!t->start.known ||
		    !is_such_dose(facts, t, value_get(test, "ids")))
			continue;
		days = date_diff(t->start.day, facts->on);
		if (days >= 0 && days <= within)
			return (struct answer){ RESULT_MET,
				say(facts->arena, "%.*s %.*s on %.*s",
				    STR_ARG(t->name), STR_ARG(t->dose),
				    STR_ARG(words_date_short(
					t->start.day, facts->arena))),
				t->evidence };
	}
	return (struct answer){ RESULT_UNKNOWN,
		STR("no such dose with its date is given"), STR_NONE };
}

struct answer
test_regimen(const struct facts *facts, struct value test)
{
	struct answer answer = { RESULT_UNKNOWN,
		STR("the order is not shown to be such a regimen"), STR_NONE };
	struct value_each it;
	struct value regimen;

	if (test_number(test, "within_days", 0) > 0)
		return test_dose_before(facts, test);
	for (it = value_each(value_get(test, "ids")); value_next(&it);) {
		regimen =
		    kb_fact(facts->read, "regimens", value_str(it.item));
		if (value_type(regimen) == VALUE_OBJECT &&
		    regimen_matches(facts, regimen))
			return (struct answer){ RESULT_MET,
				say(facts->arena,
				    "the order equals this regimen: %.*s",
				    STR_ARG(without_stop(
					value_text(regimen, "text")))),
				STR_NONE };
	}
	return answer;
}
