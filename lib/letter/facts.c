#include "lib/base/arena.h"
#include "lib/letter/letter.h"

static struct fact_date
date_of(const struct case_date *date)
{
	return (struct fact_date){ date->day, date->given };
}

static bool
add_therapies(struct letter *letter)
{
	const struct lcase *c = letter->c;
	const struct case_therapy *from;
	struct fact_therapy *to;
	size_t i;

	to = arena_alloc(
	    letter->arena, (c->therapies.count + 1) * sizeof(*to));
	if (to == NULL)
		return false;
	for (i = 0; i < c->therapies.count; i++) {
		from = &c->therapies.items[i];
		to[i].name = from->drug;
		to[i].drug = letter->names->therapy_ids[i];
		to[i].classes =
		    value_get(letter->names->therapies[i], "classes");
		to[i].start = date_of(&from->start);
		to[i].stop = date_of(&from->stop);
		to[i].last_dose = date_of(&from->last_dose);
		to[i].outcome = from->outcome;
		to[i].dose = from->dose;
		to[i].evidence = from->evidence;
	}
	letter->facts.therapies = to;
	letter->facts.therapy_count = c->therapies.count;
	return true;
}

static bool
add_scores(struct letter *letter)
{
	const struct lcase *c = letter->c;
	const struct case_severity *from;
	struct fact_score *to;
	size_t i;

	to = arena_alloc(
	    letter->arena, (c->severity.count + 1) * sizeof(*to));
	if (to == NULL)
		return false;
	for (i = 0; i < c->severity.count; i++) {
		from = &c->severity.items[i];
		to[i].instrument = from->instrument;
		to[i].value = from->value.value;
		to[i].is_number = from->value.given;
		to[i].date = date_of(&from->date);
		to[i].baseline = from->when == MEASURED_BASELINE;
		to[i].now = from->when == MEASURED_NOW;
	}
	letter->facts.scores = to;
	letter->facts.score_count = c->severity.count;
	return true;
}

static bool
add_words(struct letter *letter)
{
	const struct lcase *c = letter->c;
	struct fact_statement *statements;
	struct fact_word *words;
	size_t i;

	words = arena_alloc(
	    letter->arena, (c->evidence.count + 1) * sizeof(*words));
	statements = arena_alloc(
	    letter->arena, (c->statements.count + 1) * sizeof(*statements));
	if (words == NULL || statements == NULL)
		return false;
	for (i = 0; i < c->evidence.count; i++)
		words[i] = (struct fact_word){ c->evidence.items[i].criterion,
			c->evidence.items[i].finding,
			c->evidence.items[i].source,
			date_of(&c->evidence.items[i].date) };
	for (i = 0; i < c->statements.count; i++)
		statements[i] =
		    (struct fact_statement){ c->statements.items[i].about,
			    c->statements.items[i].text };
	letter->facts.words = words;
	letter->facts.word_count = c->evidence.count;
	letter->facts.statements = statements;
	letter->facts.statement_count = c->statements.count;
	return true;
}

static bool
add_conditions(struct letter *letter)
{
	size_t i, count = letter->names->condition_count;
	struct str *ids = arena_alloc(
	    letter->arena, (count + 1) * sizeof(*ids));

	if (ids == NULL)
		return false;
	for (i = 0; i < count; i++)
		ids[i] = letter->names->conditions[i].id;
	letter->facts.conditions = ids;
	letter->facts.condition_count = count;
	return true;
}

enum err
letter_facts(struct letter *letter, struct note *note)
{
	const struct lcase *c = letter->c;
	struct facts *facts = &letter->facts;

	facts->read = letter->read;
	facts->arena = letter->arena;
	facts->on = letter->date;
	facts->born = date_of(&c->patient.dob);
	facts->weight_kg = c->patient.weight_kg.value;
	if (c->sender.role != ROLE_PATIENT)
		facts->specialty = c->sender.specialty;
	facts->phase = c->request.start == START_CONTINUATION
	    ? PHASE_CONTINUATION
	    : c->request.start == START_NEW ? PHASE_NEW : PHASE_UNKNOWN;
	facts->established_on = date_of(&c->request.established_on);
	facts->order = (struct fact_order){ letter->names->drug,
		c->request.dose, c->request.strength, c->request.form,
		c->request.frequency, c->request.quantity.value,
		c->request.days_supply.value };
	if (!add_therapies(letter) || !add_scores(letter) ||
	    !add_words(letter) || !add_conditions(letter))
		return err_set(note, ERR_MEMORY, "the case is too large");
	return OK;
}
