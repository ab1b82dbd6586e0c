/* The answer to the reason of the denial, and what the label says. */

#include "lib/letter/view.h"

#include "lib/base/arena.h"
#include "lib/base/words.h"
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

/*
 * How far its end lies from the start of the requested drug: "17 days
 * before"; what ended it stands in "*end".
 */
static struct str
gap_of(const struct letter *letter, const struct fact_therapy *t,
    const char **end)
{
	const struct fact_date *start = &letter->facts.established_on;
	const struct fact_date *last = last_given(t);
	int days;

	*end = t->last_dose.known ? "last dose" : "stop date";
	if (!start->known || !last->known)
		return STR_NONE;
	days = date_diff(last->day, start->day);
	if (days == 0)
		return STR("on the same day as");
	return say(letter->arena, "%.*s %s",
	    STR_ARG(words_count(days < 0 ? -days : days, "day", "days",
		letter->arena)),
	    days < 0 ? "after" : "before");
}

static struct str
dated(const char *what, const struct fact_date *date, struct arena *arena)
{
	return date->known ? say(arena, "%s %.*s", what,
				 STR_ARG(words_date(date->day, arena)))
			   : STR_NONE;
}

/* "started January 10, 2025; last given ...; and stopped ..." */
static struct str
dates_of(const struct fact_therapy *t, struct arena *arena)
{
	struct str items[] = {
		t->start.known ? dated("started", &t->start, arena)
			       : STR("start date not given"),
		dated("last given", &t->last_dose, arena),
		dated("stopped", &t->stop, arena),
		t->stop.known || t->last_dose.known
		    ? STR_NONE
		    : STR("no stop date given"),
	};

	return words_list(items, sizeof(items) / sizeof(*items), arena);
}

static void
view_timeline(struct viewing *v)
{
	const struct facts *facts = &v->letter->facts;
	const struct fact_therapy *t;
	size_t i, count = 0;
	const char *end;

	value_key(v->w, "timeline");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < facts->therapy_count; i++) {
		t = &facts->therapies[i];
		if (!belongs_in_timeline(v->letter, t))
			continue;
		count++;
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "drug", therapy_name(facts, t));
		value_add_str(v->w, "dates", dates_of(t, facts->arena));
		value_add_text(v->w, "gap", gap_of(v->letter, t, &end));
		value_add_str(v->w, "end", str_from(end));
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
	    v->w, "denied_duplicate", str_is(reason, "duplicate-therapy"));
	value_add_bool(
	    v->w, "denied_necessity", str_is(reason, "medical-necessity"));
	value_add_bool(
	    v->w, "denied_not_approved", str_is(reason, "not-fda-approved"));
	value_add_bool(
	    v->w, "denied_quantity", str_is(reason, "quantity-limits"));
	view_timeline(v);
	view_arguments(v);
}

/* "tablets"; a unit of measure such as mL or g has no plural. */
static struct str
plural_of(struct str unit, struct arena *arena)
{
	static const char *const measures[] = { "mL", "mg", "g", NULL };
	size_t i;

	for (i = 0; measures[i] != NULL; i++)
		if (str_is(unit, measures[i]))
			return unit;
	return unit.length == 0 ? unit : say(arena, "%.*ss", STR_ARG(unit));
}

/* "30 tablets for 30 days" */
static struct str
amount_of(struct value quantity, struct str unit, struct arena *arena)
{
	struct str span = value_text(quantity, "course");

	if (span.length == 0)
		span = words_amount(value_text(quantity, "days"), STR("day"),
		    STR("days"), arena);
	return say_join(arena,
	    words_amount(value_text(quantity, "units"), unit,
		plural_of(unit, arena), arena),
	    " for ", span);
}

static struct str
amounts_of(struct value regimen, struct arena *arena)
{
	struct value quantities = value_get(regimen, "quantity");
	struct str unit = value_text(regimen, "unit");
	size_t i, count = value_count(quantities);
	struct str *items = arena_alloc(arena, (count + 1) * sizeof(*items));

	if (items == NULL)
		return STR_NONE;
	for (i = 0; i < count; i++)
		items[i] = amount_of(value_at(quantities, i), unit, arena);
	return words_list(items, count, arena);
}

/* The order's units a day beside the regimen's. */
static void
view_rate(struct viewing *v, struct value regimen)
{
	const struct fact_order *order = &v->letter->facts.order;
	struct str unit = value_text(regimen, "unit");
	double labeled, ordered;

	if (!value_double(value_get(regimen, "units_per_day"), &labeled) ||
	    !(order->days_supply > 0) || !(order->quantity > 0))
		return;
	ordered = order->quantity / order->days_supply;
	value_add_bool(v->w, "no_more", ordered <= labeled + 0.001);
	value_add_bool(v->w, "more", ordered > labeled + 0.001);
	value_add_str(v->w, "rate",
	    words_amount(value_text(regimen, "units_per_day"), unit,
		plural_of(unit, v->letter->arena), v->letter->arena));
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
	value_add_text(
	    v->w, "amounts", amounts_of(regimen, v->letter->arena));
	view_rate(v, regimen);
	view_refs(v, value_get(regimen, "citations"));
	value_close(v->w);
}

/*
 * The elements of the indication that have this answer, as a list: the facts
 * that decided, or where none did what the label asks for.
 */
static void
view_elements(struct viewing *v, const char *key, enum result wanted)
{
	const struct label *label = &v->letter->label;
	const struct {
		const struct answer *answer;
		struct str asked;
	} elements[] = {
		{ &label->age, STR("the age that the label asks for") },
		{ &label->weight, STR("the weight that the label asks for") },
		{ &label->prior,
		    STR("the earlier treatment that the label asks for") },
	};
	struct str items[3] = { STR_NONE, STR_NONE, STR_NONE };
	size_t i;

	for (i = 0; i < 3; i++)
		if (elements[i].answer->result == wanted &&
		    elements[i].answer->because.length > 0)
			items[i] = wanted == RESULT_UNKNOWN
			    ? elements[i].asked
			    : elements[i].answer->because;
	value_add_text(
	    v->w, key, words_list(items, 3, v->letter->arena));
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
