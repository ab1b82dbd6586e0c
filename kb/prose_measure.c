#include "kb/prose_measure.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NUMBER_MAX = 24, CHAIN_MAX = 8 };

/* Where the reading is. */
struct scan {
	struct str text;
	size_t at;
};

static bool
is_digit(struct scan s)
{
	return s.at < s.text.length && isdigit((unsigned char)s.text.at[s.at]);
}

static bool
is_letter_at(struct str text, size_t at)
{
	return at < text.length && isalpha((unsigned char)text.at[at]);
}

/* "IL-12" and "x12" hold no number; "45-90 mg" holds two. */
static bool
is_inside_word(struct scan s)
{
	char before = s.at == 0 ? ' ' : s.text.at[s.at - 1];

	if (isalnum((unsigned char)before) || before == '.' || before == '_')
		return true;
	return before == '-' && s.at >= 2 && is_letter_at(s.text, s.at - 2);
}

static bool
take_number(struct scan *s, double *out)
{
	char digits[NUMBER_MAX];
	struct scan next = *s;
	size_t used = 0;

	while (used < NUMBER_MAX - 1 &&
	       (is_digit(next) ||
		   (used > 0 && next.at + 1 < next.text.length &&
		       strchr(".,", next.text.at[next.at]) != NULL &&
		       isdigit((unsigned char)next.text.at[next.at + 1])))) {
		if (next.text.at[next.at] != ',')
			digits[used++] = next.text.at[next.at];
		next.at++;
	}
	if (used == 0)
		return false;
	digits[used] = '\0';
	*out = strtod(digits, NULL);
	*s = next;
	return true;
}

/* Take "word" if the text goes on with it, as a whole word. */
static bool
take(struct scan *s, const char *word)
{
	size_t length = strlen(word), end = s->at + length;

	if (end > s->text.length ||
	    strncasecmp(s->text.at + s->at, word, length) != 0)
		return false;
	if (is_letter_at(s->text, end - 1) && is_letter_at(s->text, end))
		return false;
	s->at = end;
	return true;
}

static bool
take_any(struct scan *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (take(s, *words))
			return true;
	return false;
}

/* Does the text before "at" end with one of these words? */
static bool
follows(struct scan s, const char *const *words)
{
	size_t start, length;

	for (; *words != NULL; words++) {
		length = strlen(*words);
		if (s.at < length)
			continue;
		start = s.at - length;
		if (strncasecmp(s.text.at + start, *words, length) == 0 &&
		    (start == 0 || !is_letter_at(s.text, start - 1)))
			return true;
	}
	return false;
}

/* Before a number with or without "years"; before one with it. */
static const char *const age_before[] = { "age ", "ages ", "aged ", "age of ",
	NULL };
static const char *const years_before[] = { "from ", "under ", "below ",
	"younger than ", "older than ", "age of ", ">=", "<=", ">", "<", NULL };
static const char *const age_after[] = { " of age", " and older", " or older",
	" and over", " or over", " old", " and up", " and younger",
	" or younger", NULL };
static const char *const bare_age_after[] = { " and older", " or older",
	" and over", " or over", " and younger", " or younger", NULL };
static const char *const every_before[] = { "every ", NULL };

/* The unit behind the number, and what the number is to be multiplied by. */
static bool
take_unit(struct scan *s, bool in_years, bool every, enum measure_unit *unit,
    double *times)
{
	static const char *const per_ml[] = { "/mL", " per mL", NULL };
	static const char *const per_kg[] = { "/kg", " per kg", " per kilogram",
		NULL };
	static const char *const kg[] = { "kg", "kilograms", NULL };
	static const char *const gram[] = { "g", "grams", NULL };
	static const char *const years[] = { "years", "year", NULL };
	static const char *const pieces[] = { "tablets", "tablet", "capsules",
		"capsule", "syringes", "syringe", "vials", "vial", NULL };
	static const char *const weeks[] = { "weeks", "week", NULL };
	static const char *const days[] = { "days", "day", NULL };

	*times = 1;
	if (take(s, "mg")) {
		*unit = take_any(s, per_kg) ? MEASURE_MG_PER_KG : MEASURE_MG;
		return !take_any(s, per_ml);
	}
	if (take_any(s, kg)) {
		*unit = MEASURE_KG;
		return true;
	}
	if (take_any(s, gram)) {
		*unit = MEASURE_GRAM;
		return true;
	}
	if (take_any(s, pieces)) {
		*unit = MEASURE_PIECES;
		return true;
	}
	*unit = every ? MEASURE_EVERY : MEASURE_AGE;
	if (every && take_any(s, weeks)) {
		*times = 7;
		return true;
	}
	if (every)
		return take_any(s, days);
	return take_any(s, years) && (take_any(s, age_after) || in_years);
}

/* "12 or older", "age 12": an age without its unit. */
static bool
is_bare_age(struct scan s, bool aged)
{
	if (take_any(&s, bare_age_after))
		return true;
	if (!aged)
		return false;
	while (s.at < s.text.length && s.text.at[s.at] == ' ')
		s.at++;
	return s.at == s.text.length || strchr(".,;:)", s.text.at[s.at]) ||
	       is_letter_at(s.text, s.at);
}

/* "week 4 and 90 mg": the first number is no dose. */
static const char *const ordinal_before[] = { "week ", "weeks ", "day ",
	"days ", "phase ", "type ", "section ", "sections ", "part ", NULL };

/* A word that joins this number to the next, which has the unit. */
static bool
take_joint(struct scan *s)
{
	static const char *const joints[] = { " to under ", " to below ",
		" to less than ", " to <", " through ", " to ", " or ", " and ",
		"-", "/", "\u2013", NULL };

	struct scan next = *s;

	if (!take_any(&next, joints) || !is_digit(next))
		return false;
	*s = next;
	return true;
}

static void
take_gap(struct scan *s)
{
	if (s->at < s->text.length &&
	    (s->text.at[s->at] == ' ' ||
		(s->text.at[s->at] == '-' && is_letter_at(s->text, s->at + 1))))
		s->at++;
}

/* One number and those joined to it; how many measures came of it. */
static size_t
take_chain(struct scan *s, struct measure *out, size_t max)
{
	double values[CHAIN_MAX], times;
	bool aged = follows(*s, age_before), every = follows(*s, every_before);
	bool ordinal = follows(*s, ordinal_before);
	bool in_years = aged || follows(*s, years_before);
	enum measure_unit unit = MEASURE_MG;
	struct scan next, first = *s;
	size_t count = 0, used;

	for (;;) {
		if (count == CHAIN_MAX || !take_number(s, &values[count]))
			return 0;
		if (count++ == 0)
			first = *s;
		next = *s;
		take_gap(&next);
		if (take_unit(&next, in_years, every, &unit, &times))
			break;
		next = *s;
		if (!ordinal && take_joint(s))
			continue;
		times = 1;
		unit = MEASURE_AGE;
		if (is_bare_age(next, aged))
			break;
		*s = first;
		return 0;
	}
	*s = next;
	/* "age 12 and 40 kg": what is no age yet is the last one only. */
	for (used = 0; used < count && used < max; used++)
		out[used] =
		    aged && used + 1 < count
			? (struct measure){ MEASURE_AGE, values[used] }
			: (struct measure){ unit, values[used] * times };
	return used;
}

size_t
measure_find(struct str text, struct measure *out, size_t max)
{
	struct scan s = { .text = text };
	size_t count = 0;

	while (s.at < text.length && count < max) {
		if (!is_digit(s) || is_inside_word(s))
			s.at++;
		else
			count += take_chain(&s, out + count, max - count);
		while (is_digit(s) && is_inside_word(s))
			s.at++;
	}
	return count;
}

const char *
measure_name(enum measure_unit unit)
{
	switch (unit) {
	case MEASURE_MG:
		return "mg";
	case MEASURE_MG_PER_KG:
		return "mg/kg";
	case MEASURE_KG:
		return "kg";
	case MEASURE_GRAM:
		return "g";
	case MEASURE_AGE:
		return "years";
	case MEASURE_EVERY:
		return "days between doses";
	case MEASURE_PIECES:
		return "pieces";
	}
	return "";
}
