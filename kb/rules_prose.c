#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "kb/rule.h"

/* Members whose text is not our own prose, or not shown to readers. */
static const char *const not_prose[] = { "id", "name", "brand", "title", "cite",
	"url", "source", "authors", "journal", "pages", "doi", "note", NULL };

static bool
is_prose(const struct place *place)
{
	const char *const *name;

	while (place != NULL && place->key == NULL)
		place = place->up;
	if (place == NULL)
		return false;
	for (name = not_prose; *name != NULL; name++)
		if (strcmp(*name, place->key) == 0)
			return false;
	return true;
}

static bool
starts_here(const char *at, const char *phrase)
{
	if (isalnum((unsigned char)*phrase) && isalnum((unsigned char)at[-1]))
		return false;
	return at[-1] != '"';
}

/*
 * Is the phrase there, at the start of a word, in either case?  Right after
 * a double quote it is spoken about, not said.
 */
static bool
says(const char *text, const char *phrase)
{
	const char *at = text;

	for (; (at = strcasestr(at, phrase)) != NULL; at++)
		if (at == text || starts_here(at, phrase))
			return true;
	return false;
}

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
	{ "often approve", "no outcome is foretold" },
	{ "often overturn", "no outcome is foretold" },
	{ "frequently approve", "no outcome is foretold" },
	{ "frequently overturn", "no outcome is foretold" },
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

static void
visit_talk(const struct spot *spot)
{
	const char *text = spot_text(spot);
	size_t i;

	if (text == NULL || !is_prose(spot->place))
		return;
	for (i = 0; i < FORBIDDEN; i++)
		if (says(text, forbidden[i].phrase))
			check_error(spot->check, spot->source, spot->place,
			    "says \"%s\": %s", forbidden[i].phrase,
			    forbidden[i].why);
}

void
rule_talk(struct check *check)
{
	check_values(check, NULL, visit_talk, NULL);
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
	const char *text = spot_text(spot);
	size_t i;

	if (text == NULL || !is_prose(spot->place))
		return;
	for (i = 0; i < HARMFUL; i++)
		if (says(text, harmful[i].dose) &&
		    says(text, harmful[i].patient) &&
		    !says(text, harmful[i].right))
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
