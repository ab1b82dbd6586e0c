/* The answer to the reason of the denial, and what the label says. */

#include "lib/letter/view.h"

#include "lib/base/arena.h"
#include "lib/clinical/regimen.h"
#include "lib/clinical/say.h"

/*
 * One line of the timeline: an earlier therapy that the rule against
 * combinations, or the label, would not want beside the requested drug.
 */
static bool
belongs_in_timeline(
    const struct letter *letter, const struct fact_therapy *t)
{
	size_t i;

	if (t->outcome == OUTCOME_CONTRAINDICATION ||
	    str_equal(t->drug, letter->facts.order.drug))
		return false;
	for (i = 0; i < letter->criteria.count; i++)
		if (test_forbids(letter->criteria.items[i].test, t))
			return true;
	return !letter->criteria.held ||
	    label_advises_against(&letter->facts,
		value_get(letter->names->drug_fact, "classes"), t);
}

/* The day after which the old drug was no longer given. */
static const struct fact_date *
last_given(const struct fact_therapy *t)
{
	return t->last_dose.known ? &t->last_dose : &t->stop;
}

static void
view_timeline_gap(struct viewing *v, const struct fact_therapy *t)
{
	const struct fact_date *start = &v->letter->facts.established_on;
	const struct fact_date *last = last_given(t);
	int days;

	if (!start->known || !last->known)
		return;
	days = date_diff(last->day, start->day);
	if (days >= 0)
		value_add_long(v->w, "days_before", days);
	else
		value_add_long(v->w, "days_after", -days);
	value_add_bool(v->w, "one_day", days == 1 || days == -1);
}

static void
view_timeline(struct viewing *v)
{
	const struct facts *facts = &v->letter->facts;
	const struct fact_therapy *t;
	size_t i, count = 0;

	value_key(v->w, "timeline");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < facts->therapy_count; i++) {
		t = &facts->therapies[i];
		if (!belongs_in_timeline(v->letter, t))
			continue;
		count++;
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "drug", therapy_name(facts, t));
		if (t->start.known)
			value_add_str(v->w, "start",
			    date_words(t->start.day, facts->arena));
		if (t->last_dose.known)
			value_add_str(v->w, "last_dose",
			    date_words(t->last_dose.day, facts->arena));
		if (t->stop.known)
			value_add_str(v->w, "stop",
			    date_words(t->stop.day, facts->arena));
		value_add_bool(
		    v->w, "ended", t->stop.known || t->last_dose.known);
		view_timeline_gap(v, t);
		value_close(v->w);
	}
	value_close(v->w);
	value_add_bool(v->w, "has_timeline", count > 0);
}

static void
view_arguments(struct viewing *v)
{
	struct value argument;
	size_t i;

	value_key(v->w, "arguments");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < v->letter->argument_count; i++) {
		argument = v->letter->arguments[i];
		value_open(v->w, VALUE_OBJECT);
		value_add_text(v->w, "text", value_text(argument, "argument"));
		value_add_text(
		    v->w, "against", value_text(argument, "against"));
		view_refs(v, value_get(argument, "citations"));
		value_close(v->w);
	}
	value_close(v->w);
}

void
view_reply(struct viewing *v)
{
	const struct letter *letter = v->letter;
	struct str reason = letter->names->reason;

	value_add_text(v->w, "argument",
	    value_text(letter->names->reason_fact, "argument"));
	value_add_bool(
	    v->w, "duplicate", str_is(reason, "duplicate-therapy"));
	value_add_bool(
	    v->w, "necessity", str_is(reason, "medical-necessity"));
	value_add_bool(
	    v->w, "not_approved", str_is(reason, "not-fda-approved"));
	value_add_bool(v->w, "quantity", str_is(reason, "quantity-limits"));
	view_timeline(v);
	view_arguments(v);
}

static void
view_quantities(struct viewing *v, struct value regimen)
{
	struct value_each it;
	struct str unit = value_text(regimen, "unit");
	struct str units, span;

	value_key(v->w, "quantities");
	value_open(v->w, VALUE_ARRAY);
	for (it = value_each(value_get(regimen, "quantity"));
	     value_next(&it);) {
		units = value_text(it.item, "units");
		span = value_text(it.item, "course");
		if (span.length == 0)
			span = say(v->letter->arena, "%.*s days",
			    STR_ARG(value_text(it.item, "days")));
		value_put_str(v->w,
		    say(v->letter->arena, "%.*s %.*s%s for %.*s",
			STR_ARG(units), STR_ARG(unit),
			str_is(units, "1") || str_is(unit, "mL") ? "" : "s",
			STR_ARG(span)));
	}
	value_close(v->w);
}

/* The order's units a day beside the regimen's. */
static void
view_rate(struct viewing *v, struct value regimen)
{
	const struct fact_order *order = &v->letter->facts.order;
	double labeled, ordered;

	if (!value_double(value_get(regimen, "units_per_day"), &labeled) ||
	    !(order->days_supply > 0) || !(order->quantity > 0))
		return;
	ordered = order->quantity / order->days_supply;
	value_add_bool(v->w, "no_more", ordered <= labeled + 0.001);
	value_add_bool(v->w, "more", ordered > labeled + 0.001);
	value_add_str(v->w, "units_per_day",
	    value_text(regimen, "units_per_day"));
}

static void
view_regimen(struct viewing *v)
{
	struct value regimen = v->letter->regimen;

	if (value_type(regimen) != VALUE_OBJECT)
		return;
	value_key(v->w, "regimen");
	value_open(v->w, VALUE_OBJECT);
	value_add_text(v->w, "text", value_text(regimen, "text"));
	value_add_text(v->w, "duration", value_text(regimen, "duration"));
	value_add_text(v->w, "unit", value_text(regimen, "unit"));
	view_quantities(v, regimen);
	view_rate(v, regimen);
	view_refs(v, value_get(regimen, "citations"));
	value_close(v->w);
}

static void
add_element(struct viewing *v, const struct answer *element,
    enum result wanted)
{
	if (element->result == wanted && element->because.length > 0)
		value_put_str(v->w, element->because);
}

static void
view_elements(struct viewing *v, const char *key, enum result wanted)
{
	const struct label *label = &v->letter->label;

	value_key(v->w, key);
	value_open(v->w, VALUE_ARRAY);
	add_element(v, &label->age, wanted);
	add_element(v, &label->weight, wanted);
	add_element(v, &label->prior, wanted);
	value_close(v->w);
}

/* The condition of the indication, as a sentence has it. */
static struct str
name_of_condition(struct viewing *v)
{
	const struct resolved *names = v->letter->names;
	struct str id = value_text(v->letter->label.indication, "condition");
	size_t i;

	for (i = 0; i < names->condition_count; i++)
		if (str_equal(names->conditions[i].id, id))
			return value_text(names->conditions[i].fact, "name");
	return STR_NONE;
}

void
view_label(struct viewing *v)
{
	const struct label *label = &v->letter->label;

	view_regimen(v);
	if (label->verdict == LABEL_UNKNOWN)
		return;
	value_key(v->w, "label");
	value_open(v->w, VALUE_OBJECT);
	value_add_text(v->w, "text", value_text(label->indication, "text"));
	value_add_text(v->w, "condition", name_of_condition(v));
	value_add_text(
	    v->w, "section", value_text(label->indication, "section"));
	value_add_text(
	    v->w, "extra", value_text(label->indication, "extra_condition"));
	value_add_text(v->w, "limitation",
	    value_text(label->indication, "limitation"));
	value_add_bool(v->w, "off", label->verdict == LABEL_OFF);
	value_add_bool(v->w, "on", label->verdict != LABEL_OFF);
	value_add_bool(v->w, "covers", label->verdict == LABEL_COVERS);
	value_add_bool(v->w, "open", label->verdict == LABEL_OPEN);
	value_add_bool(v->w, "outside", label->verdict == LABEL_OUTSIDE);
	view_elements(v, "shown", RESULT_MET);
	view_elements(v, "not_met", RESULT_NOT_MET);
	view_elements(v, "not_shown", RESULT_UNKNOWN);
	view_refs(v, value_get(label->indication, "citations"));
	value_close(v->w);
}
