#include <stdbool.h>
#include <json-c/json.h>
#include <string.h>

#include "kb/prose.h"
#include "kb/rule.h"

/* What no text may say; a phrase also stands for longer words. */
static const struct {
	const char *phrase;
	const char *why;
} forbidden[] = {
	{ "most denials", "no outcome is foretold" },
	{ "most appeals", "no outcome is foretold" },
	{ "most insurers reverse", "no outcome is foretold" },
	{ "usually approve", "no outcome is foretold" },
	{ "usually reverse", "no outcome is foretold" },
	{ "usually overturn", "no outcome is foretold" },
	{ "usually flip", "no outcome is foretold" },
	{ "usually succeed", "no outcome is foretold" },
	{ "usually granted", "no outcome is foretold" },
	{ "often approve", "no outcome is foretold" },
	{ "often overturn", "no outcome is foretold" },
	{ "often succeed", "no outcome is foretold" },
	{ "often granted", "no outcome is foretold" },
	{ "frequently approve", "no outcome is foretold" },
	{ "frequently overturn", "no outcome is foretold" },
	{ "likely to be approved", "no outcome is foretold" },
	{ "likely to be overturned", "no outcome is foretold" },
	{ "likely to succeed", "no outcome is foretold" },
	{ "successfully appealed", "no outcome is foretold" },
	{ "success rate", "no outcome is foretold" },
	{ "approval rate", "no outcome is foretold" },
	{ "overturn rate", "no outcome is foretold" },
	{ "almost always", "no outcome is foretold" },
	{ "mechanical",
	    "external review needs medical judgment: do not argue it away" },
	{ "section 2719 of the ACA", "the section is of the PHSA" },
	{ "ACA section 2719", "the section is of the PHSA" },
	{ "ACA 2719", "the section is of the PHSA" },
	{ "ACA \u00a7 2719", "the section is of the PHSA" },
	{ "ACA \u00a72719", "the section is of the PHSA" },
	{ "approximately four months", "four months are counted exactly" },
	{ "approximately 4 months", "four months are counted exactly" },
	{ "about four months", "four months are counted exactly" },
};

enum { FORBIDDEN = sizeof(forbidden) / sizeof(*forbidden) };

/* A figure beside a word of each list speaks of outcomes, */
static const char *const cases[] = { "appeal", "denial", "reversal", NULL };
static const char *const outcomes[] = { "overturn", "reverse", "succeed",
	"success", "approv", "granted", "won", NULL };

/* "%" or "percent" behind a number. */
static bool
has_percentage(struct str text)
{
	size_t i;

	for (i = 1; i < text.length; i++)
		if (text.at[i] == '%' && text.at[i - 1] >= '0' &&
		    text.at[i - 1] <= '9')
			return true;
	return prose_has_word(text, "percent") ||
	       prose_says(text, "out of ten") || prose_says(text, "in ten");
}

/* and needs a source of its own: checked on the object that holds both. */
static void
visit_figures(const struct spot *spot)
{
	struct place at = { spot->place, NULL, 0 };
	struct json_object *citations = NULL;
	struct str rest, sentence;

	if (!json_object_is_type(spot->value, json_type_object))
		return;
	json_object_object_get_ex(spot->value, "citations", &citations);
	if (json_object_is_type(citations, json_type_array) &&
	    json_object_array_length(citations) > 0)
		return;
	json_object_object_foreach(spot->value, key, member)
	{
		at.key = key;
		if (!json_object_is_type(member, json_type_string) ||
		    !prose_is(&at))
			continue;
		rest = str_from(json_object_get_string(member));
		while (prose_sentence(&rest, &sentence))
			if (has_percentage(sentence) &&
			    prose_says_any(sentence, cases) != NULL &&
			    prose_says_any(sentence, outcomes) != NULL)
				check_error(spot->check, spot->source, &at,
				    "speaks of outcomes in figures and cites "
				    "no source");
	}
}

static void
visit_talk(const struct spot *spot)
{
	const char *text = spot_text(spot);
	size_t i;

	if (text == NULL || !prose_is(spot->place))
		return;
	for (i = 0; i < FORBIDDEN; i++)
		if (prose_says(str_from(text), forbidden[i].phrase))
			check_error(spot->check, spot->source, spot->place,
			    "says \"%s\": %s", forbidden[i].phrase,
			    forbidden[i].why);
}

void
rule_talk(struct check *check)
{
	check_values(check, NULL, visit_talk, NULL);
	check_values(check, NULL, visit_figures, NULL);
}

/*
 * A dose and a patient it would harm: never in one text, unless that text
 * also gives the right dose.
 */
static const struct {
	const char *dose;
	const char *patient;
	const char *right;
} harmful[] = {
	/* Ustekinumab label, section 2: 0.75 mg/kg for children under 60 kg. */
	{ "90 mg", "under 60 kg", "0.75 mg" },
	{ "90 mg", "below 60 kg", "0.75 mg" },
	{ "90 mg", "less than 60 kg", "0.75 mg" },
	{ "90 mg", "<60 kg", "0.75 mg" },
	{ "90 mg", "< 60 kg", "0.75 mg" },
};

enum { HARMFUL = sizeof(harmful) / sizeof(*harmful) };

static void
visit_doses(const struct spot *spot)
{
	struct str text = str_from(spot_text(spot));
	size_t i;

	if (text.at == NULL || !prose_is(spot->place))
		return;
	for (i = 0; i < HARMFUL; i++)
		if (prose_says(text, harmful[i].dose) &&
		    prose_says(text, harmful[i].patient) &&
		    !prose_says(text, harmful[i].right))
			check_error(spot->check, spot->source, spot->place,
			    "joins \"%s\" to \"%s\" and does not say \"%s\"",
			    harmful[i].dose, harmful[i].patient,
			    harmful[i].right);
}

void
rule_doses(struct check *check)
{
	check_values(check, "angles", visit_doses, NULL);
	check_values(check, "arguments", visit_doses, NULL);
	check_values(check, "warnings", visit_doses, NULL);
}
