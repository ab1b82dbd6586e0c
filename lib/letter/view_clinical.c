/* What the case says of order, disease and treatment so far. */

#include "lib/letter/view.h"

#include "lib/base/words.h"
#include "lib/clinical/say.h"

/* "28 for 28 days", or how many without for how long. */
static struct str
supply_of(const struct case_request *r, struct arena *arena)
{
	if (!r->quantity.given)
		return STR_NONE;
	return say_join(arena, r->quantity.text, " for ",
	    words_amount(
		r->days_supply.text, STR("day"), STR("days"), arena));
}

/* The order as written, as far as it is given. */
void
view_order(struct viewing *v)
{
	const struct case_request *r = &v->letter->c->request;
	struct arena *arena = v->letter->arena;
	struct value_writer *w = v->w;

	value_key(w, "order");
	value_open(w, VALUE_OBJECT);
	value_add_text(w, "dosing",
	    say_join(arena, r->dose.length > 0 ? r->dose : r->strength, " ",
		r->frequency));
	value_add_text(
	    w, "product", say_join(arena, r->strength, " ", r->form));
	value_add_text(w, "supply", supply_of(r, arena));
	if (r->quantity.given && r->days_supply.given) {
		value_add_str(w, "units", r->quantity.text);
		value_add_str(w, "span",
		    words_amount(r->days_supply.text, STR("day"), STR("days"),
			arena));
		value_add_str(w, "per_day",
		    say(arena, "%.3g",
			r->quantity.value / r->days_supply.value));
	}
	value_add_bool(w, "new", r->start == START_NEW);
	view_date(v, "established_on", &r->established_on);
	value_close(w);
}

static void
view_diagnoses(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	const struct case_diagnosis *d;
	size_t i;

	value_key(v->w, "diagnoses");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < c->diagnosis.count; i++) {
		d = &c->diagnosis.items[i];
		value_open(v->w, VALUE_OBJECT);
		value_add_text(v->w, "code", d->icd10);
		value_add_text(v->w, "text", d->text);
		value_add_bool(v->w, "confirmed",
		    d->confirmed_by.length > 0 || d->confirmed_on.given);
		value_add_text(v->w, "confirmed_by", d->confirmed_by);
		view_date(v, "confirmed_on", &d->confirmed_on);
		value_close(v->w);
	}
	value_close(v->w);
}

static void
view_scores(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	const struct case_severity *s;
	size_t i;

	value_add_bool(v->w, "has_scores", c->severity.count > 0);
	value_key(v->w, "scores");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < c->severity.count; i++) {
		s = &c->severity.items[i];
		value_open(v->w, VALUE_OBJECT);
		value_add_text(v->w, "instrument", s->instrument);
		value_add_text(v->w, "value", s->value.text);
		view_day(v, "measured_on", &s->date);
		value_add_bool(
		    v->w, "baseline", s->when == MEASURED_BASELINE);
		value_add_bool(v->w, "now", s->when == MEASURED_NOW);
		value_close(v->w);
	}
	value_close(v->w);
}

/* A statement about one criterion stands in the map instead. */
static bool
is_about_criterion(const struct letter *letter, struct str about)
{
	size_t i;

	for (i = 0; i < letter->criteria.count; i++)
		if (criterion_is_named(about,
			letter->criteria.items[i].policy,
			letter->criteria.items[i].id))
			return true;
	return false;
}

static void
view_statements(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	size_t i;

	value_key(v->w, "statements");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < c->statements.count; i++)
		if (!is_about_criterion(
			v->letter, c->statements.items[i].about))
			view_paragraphs(v, c->statements.items[i].text);
	value_close(v->w);
}

/* "not tolerated: lipase rise (laboratory report 2023-11-18)" */
static struct str
outcome_of(const struct case_therapy *t, struct arena *arena)
{
	struct str outcome = say_join(
	    arena, str_from(outcome_words(t->outcome)), ": ", t->detail);

	return view_with_record(outcome, t->evidence, arena);
}

static void
view_therapies(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	const struct case_therapy *t;
	size_t i;

	value_add_bool(v->w, "has_therapies", c->therapies.count > 0);
	value_key(v->w, "therapies");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < c->therapies.count; i++) {
		t = &c->therapies.items[i];
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "treatment",
		    say_join(v->letter->arena, t->drug, ", ", t->dose));
		view_day(v, "start", &t->start);
		view_day(v, "stop", t->stop.given ? &t->stop : &t->last_dose);
		value_add_text(
		    v->w, "outcome", outcome_of(t, v->letter->arena));
		value_close(v->w);
	}
	value_close(v->w);
}

/* "is 46 years old and weighs 71 kg", as far as it is given. */
static struct str
person_of(const struct letter *letter)
{
	const struct case_patient *p = &letter->c->patient;
	struct arena *arena = letter->arena;
	struct str items[2] = { STR_NONE, STR_NONE };

	if (p->dob.given)
		items[0] = say(arena, "is %.*s old",
		    STR_ARG(words_count(
			date_age_years(p->dob.day, letter->date), "year",
			"years", arena)));
	if (p->weight_kg.given)
		items[1] = say(
		    arena, "weighs %.*s kg", STR_ARG(p->weight_kg.text));
	return words_list(items, 2, arena);
}

void
view_clinical(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	struct str person = person_of(v->letter);

	value_add_bool(v->w, "has_summary",
	    person.length > 0 || c->diagnosis.count > 0 ||
		c->severity.count > 0 || c->statements.count > 0);
	value_add_text(v->w, "person", person);
	view_diagnoses(v);
	view_scores(v);
	view_statements(v);
	view_therapies(v);
}
