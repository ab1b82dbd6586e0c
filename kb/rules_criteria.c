#include <ctype.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/prose.h"
#include "kb/rule.h"

static bool
is_criterion(const struct place *place)
{
	return place != NULL && (place_ends(place, "/initial/*") ||
				    place_ends(place, "/continuation/*"));
}

static void
visit_evidence(const struct spot *spot)
{
	if (spot->place == NULL)
		return;
	if (is_criterion(spot->place) &&
	    *json_text(spot->value, "evidence") == '\0')
		check_error(spot->check, spot->source, spot->place,
		    "does not say what evidence meets it");
	if (place_ends(spot->place, "/criteria_map/*") &&
	    *json_text(spot->value, "evidence_wanted") == '\0')
		check_error(spot->check, spot->source, spot->place,
		    "does not say what evidence is wanted");
}

void
rule_evidence(struct check *check)
{
	check_values(check, NULL, visit_evidence, NULL);
}

static bool
says_number(struct str text, int number)
{
	static const char *const words[] = { NULL, "one", "two", "three",
		"four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve" };
	enum { WORDS = sizeof(words) / sizeof(*words) };
	char digits[16];

	snprintf(digits, sizeof(digits), "%d", number);
	return prose_has_word(text, digits) ||
	       (number > 0 && number < WORDS &&
		   prose_has_word(text, words[number]));
}

/* A span of days may be said in weeks, months or years. */
static bool
says_days(struct str text, int days)
{
	int months = (days * 12 + 182) / 365;

	if (says_number(text, days))
		return true;
	if (days % 7 == 0 && says_number(text, days / 7) &&
	    prose_says(text, "week"))
		return true;
	if (months > 0 && prose_says(text, "month") &&
	    (says_number(text, months) ||
		(months == 1 && prose_has_word(text, "a"))))
		return true;
	return months >= 12 && months % 12 == 0 && prose_says(text, "year") &&
	       (says_number(text, months / 12) || prose_has_word(text, "a"));
}

static bool
says_age(struct str text, int years)
{
	return says_number(text, years) ||
	       (years == 18 && prose_says(text, "adult"));
}

/* Words for a bound that is met by the number itself, and for one not. */
static const char *const inclusive[] = { "at least", "or older", "or more",
	"or above", "no less than", "or over", NULL };
static const char *const exclusive[] = { "more than", "older than", "over ",
	"above ", "greater than", NULL };

static void
check_bound(const struct spot *spot, struct str text, const char *op)
{
	if (strcmp(op, ">") == 0 && prose_says_any(text, inclusive) != NULL &&
	    prose_says_any(text, exclusive) == NULL)
		check_error(spot->check, spot->source, spot->place,
		    "the number itself meets it in its words, but not in its "
		    "test");
	if (strcmp(op, ">=") == 0 && prose_says_any(text, exclusive) != NULL &&
	    prose_says_any(text, inclusive) == NULL)
		check_error(spot->check, spot->source, spot->place,
		    "the number itself meets its test, but not its words");
}

typedef bool number_says(struct str text, int number);

/* What a test may ask for in numbers, and how words may say it. */
static const struct {
	const char *test;
	const char *member;
	number_says *says;
} numbers[] = {
	{ "age", "years", says_age },
	{ "weight", "kg", says_number },
	{ "severity", "value", says_number },
	{ "prior", "min_days", says_days },
	{ "established", "min_days", says_days },
};

enum { NUMBERS = sizeof(numbers) / sizeof(*numbers) };

/* The test at the top of a criterion: one inside others shares its words. */
static void
visit_thresholds(const struct spot *spot)
{
	struct json_object *test, *own, *number;
	const char *text = tree_text(spot->value, "text");
	size_t i;

	if (!is_criterion(spot->place) || text == NULL)
		return;
	test = json_member(spot->value, "test");
	for (i = 0; i < NUMBERS; i++) {
		own = json_member(test, numbers[i].test);
		number = json_member(own, numbers[i].member);
		if (!json_object_is_type(number, json_type_int))
			continue;
		if (!numbers[i].says(
			str_from(text), json_object_get_int(number)))
			check_error(spot->check, spot->source, spot->place,
			    "its words do not say \"%s\": %d",
			    numbers[i].member, json_object_get_int(number));
		check_bound(spot, str_from(text), json_text(own, "op"));
	}
}

void
rule_thresholds(struct check *check)
{
	check_values(check, "policies", visit_thresholds, NULL);
}
