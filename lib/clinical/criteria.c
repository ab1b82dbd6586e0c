#include "lib/clinical/criteria.h"

#include "lib/base/arena.h"
#include "lib/clinical/say.h"
#include "lib/store/kb.h"

enum { POLICIES_MAX = 12, CRITERIA_MAX = 80 };

/* The list while it grows. */
struct choosing {
	const struct facts *facts;
	const struct criteria_query *query;
	struct criteria *out;
	struct value policies[POLICIES_MAX];
	size_t count;
};

bool
criterion_is_named(struct str name, struct str policy, struct str criterion)
{
	struct str rest = name, before;

	if (str_equal(name, criterion))
		return true;
	before = str_cut(&rest, '/');
	return rest.at != NULL && str_equal(before, policy) &&
	    str_equal(rest, criterion);
}

static bool
fits_condition(const struct facts *facts, struct value policy)
{
	struct value conditions = value_get(policy, "conditions");
	size_t i;

	if (value_has(conditions, STR("*")))
		return true;
	for (i = 0; i < facts->condition_count; i++)
		if (value_has(conditions, facts->conditions[i]))
			return true;
	return false;
}

/* Does the denial name it, by number, title or id? */
static bool
is_cited(const struct choosing *c, struct value policy)
{
	static const char *const members[] = { "number", "title", "id", NULL };
	struct arena *arena = c->facts->arena;
	struct str cited = str_fold(c->query->policy_cited, arena), name;
	size_t i;

	for (i = 0; cited.length > 0 && members[i] != NULL; i++) {
		name = str_fold(value_text(policy, members[i]), arena);
		if (name.length > 0 && str_equal(name, cited))
			return true;
	}
	return false;
}

static bool
answers_kind(const struct choosing *c, const char *kind)
{
	return value_has(
	    value_get(c->query->reason, "answered_by"), str_from(kind));
}

/*
 * A denial can rest on the criteria for the drug and on the rule against
 * combinations; on quantity limits and preferred products only where it
 * says so.
 */
static bool
is_wanted(const struct choosing *c, struct value policy)
{
	struct str type = value_text(policy, "type");

	if (!fits_condition(c->facts, policy) ||
	    value_is_true(value_get(policy, "unverified")))
		return false;
	if (is_cited(c, policy))
		return true;
	if (str_is(type, "quantity"))
		return answers_kind(c, "quantity");
	if (str_is(type, "preferred-products"))
		return answers_kind(c, "preferred");
	return str_is(type, "prior-authorization") ||
	    str_is(type, "not-covered");
}

/* What the denial is about comes first. */
static int
rank(const struct choosing *c, struct value policy)
{
	struct str type = value_text(policy, "type");

	if (is_cited(c, policy))
		return 0;
	if (str_is(type, "quantity"))
		return 1;
	if (str_is(type, "not-covered"))
		return answers_kind(c, "concurrent") ? 1 : 3;
	return 2;
}

static void
choose_policies(struct choosing *c)
{
	struct value cover = kb_value(c->facts->read, STR("cover"),
	    c->query->insurer, c->facts->order.drug);
	struct value_each it;
	struct value policy;
	size_t at;

	for (it = value_each(value_get(cover, "policies"));
	     value_next(&it) && c->count < POLICIES_MAX;) {
		policy = kb_fact(
		    c->facts->read, "policies", value_text(it.item, "id"));
		if (!is_wanted(c, policy))
			continue;
		for (at = c->count++; at > 0 &&
		     rank(c, c->policies[at - 1]) > rank(c, policy);
		     at--)
			c->policies[at] = c->policies[at - 1];
		c->policies[at] = policy;
	}
}

/*
 * The rule against combinations alone says nothing to a denial that is not
 * about one: then the insurer's criteria are not held.
 */
static bool
is_answer(const struct choosing *c)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (rank(c, c->policies[i]) < 3)
			return true;
	return false;
}

static const struct fact_word *
find_word(const struct facts *facts, struct str policy, struct str criterion)
{
	size_t i;

	for (i = 0; i < facts->word_count; i++)
		if (criterion_is_named(
			facts->words[i].criterion, policy, criterion))
			return &facts->words[i];
	return NULL;
}

/* Is the same requirement listed already, from another policy? */
static bool
is_listed(const struct choosing *c, struct value test, struct str id)
{
	size_t i;

	for (i = 0; i < c->out->count; i++)
		if (str_equal(c->out->items[i].id, id) &&
		    str_equal(value_bytes(c->out->items[i].test),
			value_bytes(test)))
			return true;
	return false;
}

static void
add_criterion(struct choosing *c, struct value policy, struct value source)
{
	struct value test = value_get(source, "test");
	struct criterion *criterion;
	struct value citations = value_get(source, "citations");

	if (c->out->count == CRITERIA_MAX ||
	    is_listed(c, test, value_text(source, "id")))
		return;
	criterion = &c->out->items[c->out->count++];
	criterion->id = value_text(source, "id");
	criterion->policy = value_text(policy, "id");
	criterion->text = value_text(source, "text");
	criterion->needed = value_text(source, "evidence");
	criterion->kind = value_text(source, "kind");
	criterion->citations = value_count(citations) > 0
	    ? citations
	    : value_get(policy, "citations");
	criterion->test = test;
	criterion->unverified =
	    value_is_true(value_get(source, "unverified"));
	criterion->word =
	    find_word(c->facts, criterion->policy, criterion->id);
	criterion->answer = test_apply(c->facts, test, criterion->word);
	criterion->word_overruled = criterion->word != NULL &&
	    criterion->answer.result == RESULT_NOT_MET;
}

static void
add_policy(struct choosing *c, struct value policy)
{
	struct value list = { 0 };
	struct value_each it;

	if (c->facts->phase == PHASE_CONTINUATION)
		list = value_get(policy, "continuation");
	if (value_count(list) == 0)
		list = value_get(policy, "initial");
	for (it = value_each(list); value_next(&it);)
		add_criterion(c, policy, it.item);
}

/* Where no policy is held: what any plan will want to see for the reason. */
static void
add_reason_rows(struct choosing *c)
{
	struct criterion *row;
	struct value_each it;

	for (it = value_each(value_get(c->query->reason, "criteria_map"));
	     value_next(&it) && c->out->count < CRITERIA_MAX;) {
		row = &c->out->items[c->out->count++];
		row->id = say(c->facts->arena, "map-%zu", it.index + 1);
		row->text = value_text(it.item, "criterion");
		row->needed = value_text(it.item, "evidence_wanted");
		row->word = find_word(c->facts, STR_NONE, row->id);
		if (row->word == NULL || row->word->finding.length == 0 ||
		    (!row->word->date.known && row->word->source.length == 0))
			continue;
		row->answer.result = RESULT_MET;
		row->answer.because = row->word->finding;
		row->answer.evidence = row->word->source;
	}
}

enum err
criteria_apply(const struct facts *facts, const struct criteria_query *query,
    struct criteria *out, struct note *note)
{
	struct criteria criteria = { 0 };
	struct choosing c = { .facts = facts, .query = query,
		.out = &criteria };
	struct value *policies;
	size_t i;

	criteria.items =
	    arena_alloc(facts->arena, CRITERIA_MAX * sizeof(*criteria.items));
	if (criteria.items == NULL)
		return err_set(note, ERR_MEMORY, "the case is too large");
	choose_policies(&c);
	if (!is_answer(&c))
		c.count = 0;
	for (i = 0; i < c.count; i++)
		add_policy(&c, c.policies[i]);
	criteria.held = criteria.count > 0;
	if (!criteria.held)
		add_reason_rows(&c);
	policies = arena_alloc(
	    facts->arena, (c.count + 1) * sizeof(*policies));
	if (policies == NULL || arena_failed(facts->arena))
		return err_set(note, ERR_MEMORY, "the case is too large");
	for (i = 0; i < c.count; i++)
		policies[i] = c.policies[i];
	criteria.policies = policies;
	criteria.policy_count = c.count;
	*out = criteria;
	return OK;
}
