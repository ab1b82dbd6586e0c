/* The law behind the requests, and the authorities. */

#include "lib/letter/view.h"

#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/store/kb.h"

/*
 * A right by the name the templates have for it.  One that was not seen in
 * its source, or whose law may not be cited, is not claimed.
 */
static void
view_right(struct viewing *v, const char *key, const char *id)
{
	struct value_each it = value_each(
	    value_get(v->letter->names->plan_fact, "rights"));
	struct str refs;

	while (value_next(&it)) {
		if (!str_is(value_text(it.item, "id"), id) ||
		    value_is_true(value_get(it.item, "unverified")))
			continue;
		refs = cites_refs(v->cites, value_get(it.item, "citations"),
		    v->letter->arena);
		if (refs.length == 0)
			continue;
		value_key(v->w, key);
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "refs", refs);
		value_close(v->w);
	}
}

/*
 * The paragraph that sets this clock: of those that the level cites, the one
 * whose title names it ("Appeal decision: pre-service").
 */
static struct str
clock_refs(struct viewing *v, const struct deadline *d)
{
	struct value_each it;
	struct value citation;
	size_t number;

	for (it = value_each(d->citations); value_next(&it);) {
		citation = kb_fact(
		    v->letter->read, "citations", value_str(it.item));
		if (!str_ends(value_text(citation, "title"),
			str_from(d->decision)))
			continue;
		number = cites_number(v->cites, value_str(it.item));
		if (number > 0)
			return say(v->letter->arena, "[%zu]", number);
	}
	return STR("");
}

static void
view_decisions(struct viewing *v)
{
	const struct deadlines *decision = &v->letter->decision;
	const struct deadline *d;
	size_t i;

	value_key(v->w, "decisions");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < decision->count; i++) {
		d = &decision->items[i];
		/* Urgency is claimed only with its reason. */
		if (str_is(str_from(d->decision), "urgent") &&
		    !v->letter->c->denial.urgent)
			continue;
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "rule", d->rule);
		if (d->has_day)
			value_add_str(v->w, "last_day",
			    words_date(d->last_day, v->letter->arena));
		value_add_str(v->w, "refs", clock_refs(v, d));
		value_close(v->w);
	}
	value_close(v->w);
}

/* A level cites the paragraph that sets its filing window first. */
static void
view_first_ref(struct viewing *v, struct value citations)
{
	size_t number =
	    cites_number(v->cites, value_str(value_at(citations, 0)));

	value_add_str(v->w, "refs",
	    number == 0 ? STR("")
			: say(v->letter->arena, "[%zu]", number));
}

void
view_filing(struct viewing *v)
{
	const struct deadline *d;
	size_t i;

	for (i = 0; i < v->letter->filing.count; i++) {
		d = &v->letter->filing.items[i];
		if (!d->has_day ||
		    date_compare(v->letter->date, d->last_day) > 0)
			continue;
		value_key(v->w, "filing");
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "within", d->within);
		value_add_str(v->w, "counted_from",
		    words_date(d->counted_from, v->letter->arena));
		value_add_str(v->w, "last_day",
		    words_date(d->last_day, v->letter->arena));
		value_add_bool(v->w, "presumed", d->presumed);
		view_first_ref(v, d->citations);
		value_close(v->w);
		return;
	}
}

/* A further level that the member keeps, whatever this letter brings. */
static void
view_external(struct viewing *v)
{
	struct value_each it = value_each(
	    value_get(v->letter->names->plan_fact, "levels"));

	while (value_next(&it)) {
		if (!str_is(value_text(it.item, "id"), "external-review"))
			continue;
		value_key(v->w, "external");
		value_open(v->w, VALUE_OBJECT);
		view_first_ref(v, value_get(it.item, "citations"));
		value_close(v->w);
	}
}

/* Last, when all that is cited has its number. */
static void
view_authorities(struct viewing *v)
{
	struct value citation;
	struct str year;
	size_t i;

	value_add_bool(v->w, "has_authorities", v->cites->count > 0);
	value_key(v->w, "authorities");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < v->cites->count; i++) {
		citation = v->cites->items[i];
		year = value_text(citation, "year");
		value_open(v->w, VALUE_OBJECT);
		value_add_long(v->w, "number", (long)i + 1);
		value_add_str(v->w, "cite", value_text(citation, "cite"));
		value_add_text(v->w, "year", year);
		value_close(v->w);
	}
	value_close(v->w);
}

void
view_law(struct viewing *v)
{
	value_add_text(v->w, "law",
	    value_text(v->letter->names->plan_fact, "name"));
	value_key(v->w, "rights");
	value_open(v->w, VALUE_OBJECT);
	value_add_bool(v->w, "any",
	    value_count(value_get(v->letter->names->plan_fact, "rights")) >
		0);
	view_right(v, "claim_file", "claim-file");
	view_right(v, "criteria", "criteria");
	view_right(v, "codes", "codes");
	view_right(v, "expert_names", "expert-names");
	view_right(v, "reviewer", "reviewer");
	value_close(v->w);
	view_decisions(v);
	view_external(v);
	view_authorities(v);
}
