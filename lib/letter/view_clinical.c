/* What the case says of order, disease and treatment so far. */

#include "lib/letter/view.h"

#include "lib/base/arena.h"
#include "lib/clinical/say.h"

/* "upadacitinib 15 mg, once daily; 30 for 30 days" as far as it is given. */
void
view_order(struct viewing *v)
{
	const struct case_request *r = &v->letter->c->request;
	struct value_writer *w = v->w;

	value_key(w, "order");
	value_open(w, VALUE_OBJECT);
	value_add_text(w, "dose", r->dose);
	value_add_text(w, "strength", r->strength);
	value_add_text(w, "form", r->form);
	value_add_text(w, "frequency", r->frequency);
	if (r->quantity.given)
		value_add_str(w, "quantity", r->quantity.text);
	if (r->days_supply.given)
		value_add_str(w, "days_supply", r->days_supply.text);
	if (r->quantity.given && r->days_supply.given)
		value_add_str(w, "per_day",
		    say(v->letter->arena, "%.3g",
			r->quantity.value / r->days_supply.value));
	value_add_bool(w, "one_day", str_is(r->days_supply.text, "1"));
	value_add_bool(w, "new", r->start == START_NEW);
	value_add_bool(w, "continuation", r->start == START_CONTINUATION);
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
		view_date(v, "date", &s->date);
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
			value_put_str(v->w, c->statements.items[i].text);
	value_close(v->w);
}

static void
view_therapies(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	const struct case_therapy *t;
	struct str outcome;
	size_t i;

	value_add_bool(v->w, "has_therapies", c->therapies.count > 0);
	value_key(v->w, "therapies");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < c->therapies.count; i++) {
		t = &c->therapies.items[i];
		value_open(v->w, VALUE_OBJECT);
		value_add_text(v->w, "drug", t->drug);
		value_add_text(v->w, "dose", t->dose);
		view_day(v, "start", &t->start);
		view_day(v, "stop", t->stop.given ? &t->stop : &t->last_dose);
		outcome = say_join(v->letter->arena,
		    str_from(outcome_words(t->outcome)), ": ", t->detail);
		value_add_text(v->w, "outcome",
		    say_join(v->letter->arena, outcome, "; record: ",
			t->evidence));
		value_close(v->w);
	}
	value_close(v->w);
}

void
view_clinical(struct viewing *v)
{
	const struct lcase *c = v->letter->c;

	value_add_bool(v->w, "has_summary",
	    c->patient.dob.given || c->diagnosis.count > 0 ||
		c->severity.count > 0 || c->statements.count > 0);
	if (c->patient.dob.given)
		value_add_long(v->w, "age",
		    date_age_years(c->patient.dob.day, v->letter->date));
	if (c->patient.weight_kg.given)
		value_add_str(v->w, "weight_kg", c->patient.weight_kg.text);
	view_diagnoses(v);
	view_scores(v);
	view_statements(v);
	view_therapies(v);
}
