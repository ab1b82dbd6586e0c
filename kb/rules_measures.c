#include <ctype.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "kb/json_help.h"
#include "kb/known.h"
#include "kb/prose.h"
#include "kb/rule.h"
#include "lib/base/arena.h"

enum { FOUND_MAX = 64, DRUGS_MAX = 1024, NAMED_MAX = 16, AGE_MAX = 120 };

/* A sentence speaks of a label or regimen when it says one of these, */
static const char *const label_talk[] = { "label", "prescribing information",
	"indicated", "approved for", "approved dose", "approved from",
	"is approved", "approved in", "daily", "every", "dose", "dosing",
	"tablet", "capsule", "syringe", "vial", "infusion", "solution", "cream",
	"starts", "start with", "weigh", "aged", "from age", "adults",
	"children", "patients from", "induction", "maintenance", "strength",
	NULL };

/*
 * and it says what the label does not have, or what others say, when it says
 * one of these: then its numbers may differ.
 */
static const char *const other_talk[] = { "not ", "no ", "never", "none",
	"nor ", "without", "n't", "cannot", "off-label", "off the label",
	"unlabeled", "unlabelled", "trial", "study", "studies", "studied",
	"criteri", "policy", "policies", "insurer", "limit", "filed",
	"application", "European", "guideline", "exceed", "beyond", "instead",
	"asks for", "requires", "wrong", "higher than", "lower than", "outside",
	"double", "history", "holds for", "hazard", "events", "older label",
	"until", "verify", NULL };

/* One drug; of many no more than the name is known here. */
struct drug {
	const struct source *source;
	struct known known;
};

struct drugs {
	struct drug *items[DRUGS_MAX];
	size_t count;
};

/* Whom and what a sentence is about. */
struct subject {
	const struct drug *drugs[NAMED_MAX];
	size_t drug_count;
	const char *conditions[NAMED_MAX + 1]; /* ends with NULL */
};

static void
gather_drugs(struct check *check, struct drugs *out)
{
	const struct sources *sources = check->sources;
	const struct source *s;
	size_t i;

	for (i = 0;
	     i < sources_count(sources, "treatments") && out->count < DRUGS_MAX;
	     i++) {
		s = sources_at(sources, "treatments", i);
		if (strcmp(json_text(s->json, "kind"), "drug") != 0)
			continue;
		out->items[out->count] =
		    arena_alloc(check->arena, sizeof(struct drug));
		if (out->items[out->count] == NULL)
			return;
		out->items[out->count]->source = s;
		known_of_drug(sources, s->id, &out->items[out->count]->known);
		out->count++;
	}
}

static bool
names_drug(struct str sentence, const struct source *drug)
{
	const char *brand;
	size_t i;

	if (prose_has_word(sentence, json_text(drug->json, "name")))
		return true;
	for (i = 0; i < json_count(drug->json, "products"); i++) {
		brand =
		    json_text(json_item(drug->json, "products", i), "brand");
		if (*brand != '\0' && prose_has_word(sentence, brand))
			return true;
	}
	return false;
}

/* The drug or class that a whole source is about; "" when it is no one. */
static const char *
own_drug(const struct source *source)
{
	if (json_count(source->json, "treatments") == 1)
		return json_object_get_string(
		    json_item(source->json, "treatments", 0));
	return json_text(source->json, "treatment");
}

static void
find_drugs(const struct drugs *drugs, const struct spot *spot,
    struct str sentence, struct subject *out)
{
	const char *own = own_drug(spot->source);
	size_t i;

	for (i = 0; i < drugs->count && out->drug_count < NAMED_MAX; i++)
		if (names_drug(sentence, drugs->items[i]->source))
			out->drugs[out->drug_count++] = drugs->items[i];
	if (out->drug_count > 0)
		return;
	for (i = 0; i < drugs->count && out->drug_count < NAMED_MAX; i++)
		if (strcmp(own, drugs->items[i]->source->id) == 0 ||
		    json_lists(drugs->items[i]->source->json, "classes", own))
			out->drugs[out->drug_count++] = drugs->items[i];
}

static void
find_conditions(
    const struct sources *sources, struct str sentence, struct subject *out)
{
	const struct source *s;
	size_t i, count = 0;

	for (i = 0; i < sources_count(sources, "conditions"); i++) {
		s = sources_at(sources, "conditions", i);
		if (count < NAMED_MAX &&
		    prose_has_word(sentence, json_text(s->json, "name")))
			out->conditions[count++] = s->id;
	}
	out->conditions[count] = NULL;
}

/* Of doses alone is it known for which disease they are. */
static bool
depends_on_condition(enum measure_unit unit)
{
	switch (unit) {
	case MEASURE_MG:
	case MEASURE_MG_PER_KG:
	case MEASURE_AGE:
		return true;
	case MEASURE_KG:
	case MEASURE_GRAM:
	case MEASURE_EVERY:
	case MEASURE_PIECES:
		return false;
	}
	return false;
}

/* An example: 0.75 mg/kg are 22.5 mg at 30 kg. */
static bool
is_example(const struct subject *subject, const struct measure *found,
    size_t count, size_t at)
{
	const char *const any[] = { NULL };
	struct measure per_kg = { .unit = MEASURE_MG_PER_KG };
	size_t i, d;

	for (i = 0; i < count; i++) {
		if (found[at].unit == MEASURE_MG && found[i].unit == MEASURE_KG)
			per_kg.value = found[at].value / found[i].value;
		else if (found[at].unit == MEASURE_KG &&
			 found[i].unit == MEASURE_MG)
			per_kg.value = found[i].value / found[at].value;
		else
			continue;
		for (d = 0; d < subject->drug_count; d++)
			if (known_has(&subject->drugs[d]->known, &per_kg, any))
				return true;
	}
	return false;
}

static bool
is_known(const struct subject *subject, const struct measure *measure)
{
	static const char *const any[] = { NULL };
	const char *const *conditions =
	    depends_on_condition(measure->unit) ? subject->conditions : any;
	const struct known *known;
	bool comparable = false;
	size_t i;

	if (measure->unit == MEASURE_AGE && measure->value > AGE_MAX)
		return true;
	/* A limit for the old or an adult's age is no bound of the label. */
	if (measure->unit == MEASURE_AGE &&
	    (measure->value == 18 || measure->value >= 50))
		return true;
	for (i = 0; i < subject->drug_count; i++) {
		known = &subject->drugs[i]->known;
		if (known_has(known, measure, conditions))
			return true;
		comparable |= known_has_unit(known, measure->unit, conditions);
	}
	return !comparable;
}

/* With a full date a sentence tells history: "from 12 years 2017-10-13". */
static bool
has_date(struct str text)
{
	size_t i;

	for (i = 0; i + 5 <= text.length; i++)
		if (memcmp(text.at + i, "20", 2) == 0 &&
		    isdigit((unsigned char)text.at[i + 2]) &&
		    isdigit((unsigned char)text.at[i + 3]) &&
		    text.at[i + 4] == '-')
			return true;
	return false;
}

static void
hold_sentence(const struct spot *spot, struct str sentence)
{
	const struct drugs *drugs = spot->memory;
	struct subject subject = { .drug_count = 0 };
	struct measure found[FOUND_MAX];
	size_t i, count;

	if (prose_says_any(sentence, label_talk) == NULL ||
	    prose_says_any(sentence, other_talk) != NULL || has_date(sentence))
		return;
	count = measure_find(sentence, found, FOUND_MAX);
	if (count == 0)
		return;
	find_drugs(drugs, spot, sentence, &subject);
	if (subject.drug_count == 0)
		return;
	find_conditions(spot->check->sources, sentence, &subject);
	for (i = 0; i < count; i++)
		if (!is_known(&subject, &found[i]) &&
		    !is_example(&subject, found, count, i))
			check_error(spot->check, spot->source, spot->place,
			    "%g %s is not what the regimens and indications "
			    "of \"%s\" say",
			    found[i].value, measure_name(found[i].unit),
			    subject.drugs[0]->source->id);
}

static void
visit_measures(const struct spot *spot)
{
	const char *text = spot_text(spot);
	struct str rest, sentence;

	if (text == NULL || !prose_is(spot->place))
		return;
	rest = str_from(text);
	while (prose_sentence(&rest, &sentence))
		hold_sentence(spot, sentence);
}

/* Not of insurers: their thresholds are theirs.  Not of trials either. */
void
rule_measures(struct check *check)
{
	static const char *const kinds[] = { "angles", "arguments", "overlaps",
		"reasons", "topics", "treatments", "warnings", NULL };
	const char *const *kind;
	struct drugs *drugs = arena_alloc(check->arena, sizeof(*drugs));

	if (drugs == NULL)
		return;
	gather_drugs(check, drugs);
	for (kind = kinds; *kind != NULL; kind++)
		check_values(check, *kind, visit_measures, drugs);
}
