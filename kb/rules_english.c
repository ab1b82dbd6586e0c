#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "kb/prose.h"
#include "kb/rule.h"

enum { WORDS_MAX = 40, HEAD_BYTES = 40 };

/* As much of a sentence as a message repeats, whole characters only. */
static struct str
beginning(struct str sentence)
{
	struct str head = str_first(sentence, HEAD_BYTES);

	while (head.length > 0 && head.length < sentence.length &&
	       (head.at[head.length] & 0xc0) == 0x80)
		head.length--;
	return head;
}

static void
visit_sentences(const struct spot *spot)
{
	const char *text = spot_text(spot);
	struct str rest, sentence;
	unsigned words;

	if (text == NULL || !prose_is(spot->place))
		return;
	rest = str_from(text);
	while (prose_sentence(&rest, &sentence)) {
		words = prose_words(sentence);
		if (words > WORDS_MAX)
			check_error(spot->check, spot->source, spot->place,
			    "a sentence of %u words: \"%.*s...\"", words,
			    STR_ARG(beginning(sentence)));
	}
}

void
rule_sentences(struct check *check)
{
	check_values(check, NULL, visit_sentences, NULL);
}

/*
 * British spellings and what the US writes.  With "begins" a word that goes
 * on is meant, too: "favour" also finds "favourable".
 */
static const struct {
	const char *british;
	const char *us;
	bool begins;
} spellings[] = {
	{ "aetiolog", "etiolog-", true },
	{ "ageing", "aging", false },
	{ "amongst", "among", false },
	{ "anaem", "anem-", true },
	{ "anaesth", "anesth-", true },
	{ "analyse", "analyze", false },
	{ "analysed", "analyzed", false },
	{ "analysing", "analyzing", false },
	{ "apologis", "apologiz-", true },
	{ "authoris", "authoriz-", true },
	{ "behaviour", "behavior", true },
	{ "cancelled", "canceled", false },
	{ "categoris", "categoriz-", true },
	{ "centre", "center", true },
	{ "characterisa", "characteriza-", true },
	{ "characterise", "characterize", true },
	{ "cheque", "check", true },
	{ "colour", "color", true },
	{ "defence", "defense", true },
	{ "diarrhoea", "diarrhea", true },
	{ "enrolment", "enrollment", true },
	{ "favour", "favor", true },
	{ "finalise", "finalize", true },
	{ "foetal", "fetal", false },
	{ "fulfil", "fulfill", false },
	{ "fulfils", "fulfills", false },
	{ "generalisa", "generaliza-", true },
	{ "generalise", "generalize", true },
	{ "grey", "gray", false },
	{ "gynaecolog", "gynecolog-", true },
	{ "haem", "hem-", true },
	{ "honour", "honor", true },
	{ "hospitalis", "hospitaliz-", true },
	{ "immunis", "immuniz-", true },
	{ "itemis", "itemiz-", true },
	{ "judgement", "judgment", true },
	{ "labelled", "labeled", false },
	{ "labelling", "labeling", false },
	{ "labour", "labor", true },
	{ "leukaem", "leukem-", true },
	{ "licence", "license", true },
	{ "litre", "liter", true },
	{ "maximis", "maximiz-", true },
	{ "metre", "meter", false },
	{ "minimise", "minimize", true },
	{ "modelling", "modeling", false },
	{ "neighbour", "neighbor", true },
	{ "oedema", "edema", true },
	{ "oesoph", "esoph-", true },
	{ "optimisa", "optimiza-", true },
	{ "optimise", "optimize", true },
	{ "organisa", "organiza-", true },
	{ "organise", "organize", true },
	{ "orthopaed", "orthoped-", true },
	{ "paediatr", "pediatr-", true },
	{ "practise", "practice", true },
	{ "prioritis", "prioritiz-", true },
	{ "programme", "program", false },
	{ "programmes", "programs", false },
	{ "randomis", "randomiz-", true },
	{ "realise", "realize", true },
	{ "recognis", "recogniz-", true },
	{ "rumour", "rumor", true },
	{ "sceptic", "skeptic", true },
	{ "specialised", "specialized", false },
	{ "specialise", "specialize", false },
	{ "stabilis", "stabiliz-", true },
	{ "standardis", "standardiz-", true },
	{ "summaris", "summariz-", true },
	{ "tumour", "tumor", true },
	{ "utilis", "utiliz-", true },
	{ "vapour", "vapor", true },
	{ "whilst", "while", false },
};

enum { SPELLINGS = sizeof(spellings) / sizeof(*spellings) };

/* Units and words for them that a US chart does not use. */
static const char *const foreign_units[] = { "stone", "fortnight",
	"degrees Celsius", "\u00b0C", "\u20ac", "\u00a3", NULL };

static const char *const months[] = { "January", "February", "March", "April",
	"May", "June", "July", "August", "September", "October", "November",
	"December", NULL };

/* "22 November 2026": the day before its month. */
static bool
has_day_before_month(struct str text)
{
	size_t i, end, length;
	const char *const *month;

	for (i = 0; i + 2 < text.length; i++) {
		if (!isdigit((unsigned char)text.at[i]) ||
		    text.at[i + 1] != ' ')
			continue;
		for (month = months; *month != NULL; month++) {
			length = strlen(*month);
			end = i + 2 + length;
			if (end + 1 < text.length &&
			    memcmp(text.at + i + 2, *month, length) == 0 &&
			    text.at[end] == ' ' &&
			    isdigit((unsigned char)text.at[end + 1]))
				return true;
		}
	}
	return false;
}

/* "22/11/2026", "22.11.2026": there is no 22nd month. */
static bool
has_day_first(struct str text)
{
	size_t i;

	for (i = 0; i + 10 <= text.length; i++) {
		const char *at = text.at + i;

		if ((i == 0 || !isdigit((unsigned char)at[-1])) &&
		    (at[0] == '2' || at[0] == '3' ||
			(at[0] == '1' && at[1] > '2')) &&
		    isdigit((unsigned char)at[0]) &&
		    isdigit((unsigned char)at[1]) &&
		    (at[2] == '/' || at[2] == '.') &&
		    isdigit((unsigned char)at[3]) &&
		    isdigit((unsigned char)at[4]) && at[5] == at[2] &&
		    isdigit((unsigned char)at[6]) &&
		    isdigit((unsigned char)at[9]))
			return true;
	}
	return false;
}

static void
visit_english(const struct spot *spot)
{
	struct str text = str_from(spot_text(spot));
	const char *unit;
	size_t i;

	if (text.at == NULL || !prose_is(spot->place))
		return;
	for (i = 0; i < SPELLINGS; i++)
		if (spellings[i].begins
			? prose_says(text, spellings[i].british)
			: prose_has_word(text, spellings[i].british))
			check_error(spot->check, spot->source, spot->place,
			    "\"%s\" is not US English: \"%s\"",
			    spellings[i].british, spellings[i].us);
	unit = prose_says_any(text, foreign_units);
	if (unit != NULL)
		check_error(spot->check, spot->source, spot->place,
		    "\"%s\" is no US unit", unit);
	if (has_day_before_month(text) || has_day_first(text))
		check_error(spot->check, spot->source, spot->place,
		    "a date with its day first");
}

void
rule_english(struct check *check)
{
	check_values(check, NULL, visit_english, NULL);
}

static const char *const placeholders[] = { "TODO", "FIXME", "TBD", "TBC",
	"XXX", "lorem ipsum", "???", "[insert", "<insert", "[your",
	"to be added", "to be written", "to be determined", "placeholder",
	"fill in here", "n/a", NULL };

/* Also where it is not prose: a source "TBD" is none. */
static void
visit_placeholders(const struct spot *spot)
{
	struct str text = str_from(spot_text(spot));
	const char *const *word;

	if (text.at == NULL)
		return;
	for (word = placeholders; *word != NULL; word++)
		if (prose_has_word(text, *word))
			check_error(spot->check, spot->source, spot->place,
			    "\"%s\" waits to be written", *word);
}

void
rule_placeholders(struct check *check)
{
	check_values(check, NULL, visit_placeholders, NULL);
}
