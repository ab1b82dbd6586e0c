/* The criteria map: what the facts answer, and what they leave open. */

#include "lib/letter/view.h"

#include "lib/base/words.h"
#include "lib/clinical/say.h"

static struct str
statement_about(
    const struct letter *letter, const struct criterion *criterion)
{
	const struct fact_statement *s;
	size_t i;

	for (i = 0; i < letter->facts.statement_count; i++) {
		s = &letter->facts.statements[i];
		if (criterion_is_named(
			s->about, criterion->policy, criterion->id))
			return s->text;
	}
	return STR_NONE;
}

/* What the record shows, where it is, and the clinician's own remark. */
static struct str
evidence_words(struct viewing *v, const struct criterion *criterion)
{
	struct arena *arena = v->letter->arena;
	struct str words = criterion->answer.because;

	if (!str_is(criterion->kind, "age"))
		words = view_with_record(
		    words, criterion->answer.evidence, arena);
	return say_join(arena, words, ". Prescriber: ",
	    statement_about(v->letter, criterion));
}

/* A criterion whose text the knowledge base does not have. */
static bool
is_not_held(const struct criterion *criterion)
{
	return value_type(value_get(criterion->test, "unknown")) !=
	    VALUE_NONE;
}

/* The letter asks for those instead of mapping them. */
static void
view_not_held(struct viewing *v)
{
	size_t i;

	value_key(v->w, "wanted_texts");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < v->letter->criteria.count; i++)
		if (is_not_held(&v->letter->criteria.items[i]))
			value_put_str(v->w,
			    value_text(v->letter->criteria.items[i].test,
				"unknown"));
	value_close(v->w);
}

/* What nobody has seen in its source is not asserted. */
static bool
is_mapped(const struct criterion *criterion)
{
	return !criterion->unverified && !is_not_held(criterion);
}

/* The criteria that the facts answer, either way. */
static void
view_rows(struct viewing *v)
{
	const struct criterion *criterion;
	size_t i, rows = 0;

	value_key(v->w, "rows");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < v->letter->criteria.count; i++) {
		criterion = &v->letter->criteria.items[i];
		if (!is_mapped(criterion) ||
		    criterion->answer.result == RESULT_UNKNOWN)
			continue;
		rows++;
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "text", criterion->text);
		value_add_bool(v->w, "met",
		    criterion->answer.result == RESULT_MET);
		value_add_str(
		    v->w, "evidence", evidence_words(v, criterion));
		value_close(v->w);
	}
	value_close(v->w);
	value_add_bool(v->w, "has_rows", rows > 0);
}

/* Those that they leave open. */
static void
view_open(struct viewing *v)
{
	const struct criterion *criterion;
	size_t i, open = 0;

	value_key(v->w, "open_rows");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < v->letter->criteria.count; i++) {
		criterion = &v->letter->criteria.items[i];
		if (!is_mapped(criterion) ||
		    criterion->answer.result != RESULT_UNKNOWN)
			continue;
		open++;
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "text", criterion->text);
		value_add_str(v->w, "statement",
		    statement_about(v->letter, criterion));
		value_close(v->w);
	}
	value_close(v->w);
	value_add_bool(v->w, "has_open", open > 0);
}

/* "5 are met and 1 is left open", of "6 criteria" */
static void
view_tally(struct viewing *v)
{
	struct arena *arena = v->letter->arena;
	struct str items[3] = { STR_NONE, STR_NONE, STR_NONE };
	long counts[3] = { 0, 0, 0 };
	size_t i;

	for (i = 0; i < v->letter->criteria.count; i++)
		if (is_mapped(&v->letter->criteria.items[i]))
			counts[v->letter->criteria.items[i].answer.result]++;
	if (counts[RESULT_MET] > 0)
		items[0] = words_count(
		    counts[RESULT_MET], "is met", "are met", arena);
	if (counts[RESULT_NOT_MET] > 0)
		items[1] = words_count(
		    counts[RESULT_NOT_MET], "is not met", "are not met", arena);
	if (counts[RESULT_UNKNOWN] > 0)
		items[2] = words_count(counts[RESULT_UNKNOWN],
		    "is left open", "are left open", arena);
	value_add_text(v->w, "tally", words_list(items, 3, arena));
	value_add_str(v->w, "total",
	    words_count(counts[RESULT_MET] + counts[RESULT_NOT_MET] +
		    counts[RESULT_UNKNOWN],
		"criterion", "criteria", arena));
}

void
view_criteria(struct viewing *v)
{
	const struct criteria *criteria = &v->letter->criteria;
	struct value policy;
	size_t i;

	value_add_bool(v->w, "held", criteria->held);
	value_key(v->w, "policies");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < criteria->policy_count; i++) {
		policy = criteria->policies[i];
		value_open(v->w, VALUE_OBJECT);
		value_add_text(v->w, "title", value_text(policy, "title"));
		value_add_text(v->w, "number", value_text(policy, "number"));
		value_add_text(v->w, "effective",
		    view_known_date(
			value_text(policy, "effective"), v->letter->arena));
		view_refs(v, value_get(policy, "citations"));
		value_close(v->w);
	}
	value_close(v->w);
	view_rows(v);
	view_open(v);
	view_tally(v);
	view_not_held(v);
}
