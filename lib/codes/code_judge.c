#include "lib/codes/code_judge.h"

#include "lib/store/kb.h"

const char *
code_basis_name(enum code_basis basis)
{
	switch (basis) {
	case BASIS_CODE:
		return "code";
	case BASIS_PAIR:
		return "pair";
	case BASIS_SECOND:
		return "second-code";
	case BASIS_PHRASE:
		return "phrase";
	}
	return "";
}

/* What two codes mean together; none where that is not listed. */
static struct value
pair_of(const struct kb_read *read, const struct code *a, const struct code *b)
{
	return kb_value(read, STR("code-pair"), a->id, b->id);
}

static bool
needs(const struct code *a, const struct code *b)
{
	return value_has(value_get(value_get(a->fact, "needs"), "systems"),
	    value_text(b->fact, "system"));
}

/*
 * May "a" stand beside "certain"?  Codes of one system do, but where the
 * certain one says nothing without a code of one other system.
 */
static bool
go_together(const struct kb_read *read, const struct code *a,
    const struct code *certain)
{
	struct value wanted =
	    value_get(value_get(certain->fact, "needs"), "systems");

	return needs(a, certain) || needs(certain, a) ||
	       value_type(pair_of(read, a, certain)) != VALUE_NONE ||
	       value_type(pair_of(read, certain, a)) != VALUE_NONE ||
	       (value_count(wanted) != 1 &&
		   str_equal(value_text(a->fact, "system"),
		       value_text(certain->fact, "system")));
}

/* True if that left fewer codes. */
static bool
narrow_by(const struct kb_read *read, struct code_asked *asked,
    const struct code *certain)
{
	struct code kept[CODE_CANDIDATES], aside[CODE_CANDIDATES];
	size_t i, count = 0, aside_count = 0;

	for (i = 0; i < asked->count; i++)
		if (go_together(read, &asked->codes[i], certain))
			kept[count++] = asked->codes[i];
		else
			aside[aside_count++] = asked->codes[i];
	if (count == 0 || aside_count == 0)
		return false;
	for (i = 0; i < count; i++)
		asked->codes[i] = kept[i];
	asked->count = count;
	for (i = 0; i < aside_count && asked->aside_count < CODE_CANDIDATES;
	     i++)
		asked->aside[asked->aside_count++] = aside[i];
	asked->decided_by = certain->id;
	if (count == 1)
		asked->status = CODE_FOUND;
	return true;
}

static bool
narrow_one(const struct kb_read *read, struct code_list *list, size_t i)
{
	size_t k;

	for (k = 0; k < list->count; k++)
		if (k != i && list->items[k].status == CODE_FOUND &&
		    narrow_by(read, &list->items[i], &list->items[k].codes[0]))
			return true;
	return false;
}

void
code_narrow(const struct kb_read *read, struct code_list *list)
{
	bool changed = true;
	size_t i;

	/* Each round makes some text less open, so this ends. */
	while (changed) {
		changed = false;
		for (i = 0; i < list->count; i++)
			if (list->items[i].status == CODE_SEVERAL)
				changed |= narrow_one(read, list, i);
	}
}

static bool
is_certain(const struct code_asked *asked)
{
	return asked->status == CODE_FOUND;
}

static bool
is_alert(const struct code *code)
{
	return value_is_true(value_get(code->fact, "alert"));
}

static bool
speaks_of_rights(const struct code *code)
{
	return value_type(value_get(code->fact, "rights")) != VALUE_NONE ||
	       value_type(value_get(code->fact, "deadline")) != VALUE_NONE ||
	       value_type(value_get(code->fact, "plans")) != VALUE_NONE;
}

static struct code_conclusion *
add(struct code_judged *out, enum code_basis basis, const struct code *first,
    const struct code *second)
{
	struct code_conclusion *c = &out->conclusions[out->count++];

	*c = (struct code_conclusion){ .basis = basis };
	if (first != NULL)
		c->codes[c->count++] = *first;
	if (second != NULL)
		c->codes[c->count++] = *second;
	return c;
}

/* Reasons, outcomes and route as one code or one pair has them. */
static void
say(struct code_conclusion *c, struct value from)
{
	size_t i;

	c->reasons = value_get(from, "reasons");
	c->outcomes = value_get(from, "outcomes");
	c->route = value_text(from, "route");
	c->text = value_text(from, "text");
	for (i = 0; i < c->count; i++)
		if (value_is_true(value_get(c->codes[i].fact, "unverified")))
			c->unverified = true;
}

/* The same code asked twice counts once. */
static bool
is_repeated(const struct code_list *list, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (is_certain(&list->items[k]) &&
		    str_equal(
			list->items[k].codes[0].id, list->items[i].codes[0].id))
			return true;
	return false;
}

/* All pairs of one code as their first; both are done then. */
static void
judge_pairs(const struct kb_read *read, const struct code_list *list, size_t i,
    bool *done, struct code_judged *out)
{
	const struct code *a = &list->items[i].codes[0], *b;
	struct value pair;
	size_t k;

	for (k = 0; k < list->count; k++) {
		b = &list->items[k].codes[0];
		if (k == i || !is_certain(&list->items[k]) ||
		    is_repeated(list, k) || out->count == CODE_PAIRS)
			continue;
		pair = pair_of(read, a, b);
		if (value_type(pair) == VALUE_NONE)
			continue;
		say(add(out, BASIS_PAIR, a, b), pair);
		done[i] = done[k] = true;
	}
}

/* A code that needs a second one, which is there or missing. */
static void
judge_container(
    const struct code_list *list, size_t i, bool *done, struct code_judged *out)
{
	const struct code *a = &list->items[i].codes[0], *b;
	bool satisfied = false;
	size_t k;

	for (k = 0; k < list->count; k++) {
		b = &list->items[k].codes[0];
		if (k == i || !is_certain(&list->items[k]) || !needs(a, b) ||
		    is_alert(b))
			continue;
		satisfied = true;
		if (done[k])
			continue;
		say(add(out, BASIS_SECOND, a, b), b->fact);
		done[k] = true;
	}
	done[i] = true;
	if (satisfied)
		return;
	out->missing[out->missing_count++] = *a;
	say(add(out, BASIS_CODE, a, NULL), a->fact);
	out->conclusions[out->count - 1].preliminary = true;
}

static void
judge_phrases(const struct kb_read *read, const struct code_asked *asked,
    struct code_judged *out)
{
	struct code_conclusion *c;
	size_t i;

	for (i = 0; i < asked->phrase_count; i++) {
		c = add(out, BASIS_PHRASE, NULL, NULL);
		c->reason = value_text(asked->phrases[i], "reason");
		c->route =
		    value_text(kb_fact(read, "reasons", c->reason), "route");
	}
}

static void
judge_single(const struct code *code, struct code_judged *out)
{
	struct code_conclusion *c;

	if (is_alert(code) && speaks_of_rights(code))
		return;
	c = add(out, BASIS_CODE, code, NULL);
	say(c, code->fact);
	c->informs = is_alert(code);
}

void
code_judge(const struct kb_read *read, const struct code_list *list,
    struct code_judged *out)
{
	bool done[CODES_MAX] = { false };
	size_t i;

	*out = (struct code_judged){ .count = 0 };
	for (i = 0; i < list->count; i++)
		if (!is_certain(&list->items[i]) || is_repeated(list, i))
			done[i] = true;
		else if (speaks_of_rights(&list->items[i].codes[0]))
			out->rights[out->rights_count++] =
			    list->items[i].codes[0];
	for (i = 0; i < list->count; i++)
		if (is_certain(&list->items[i]) && !is_repeated(list, i))
			judge_pairs(read, list, i, done, out);
	for (i = 0; i < list->count; i++)
		if (!done[i] &&
		    value_type(value_get(
			list->items[i].codes[0].fact, "needs")) != VALUE_NONE)
			judge_container(list, i, done, out);
	for (i = 0; i < list->count; i++) {
		if (!done[i])
			judge_single(&list->items[i].codes[0], out);
		if (list->items[i].status == CODE_PHRASE)
			judge_phrases(read, &list->items[i], out);
	}
}
