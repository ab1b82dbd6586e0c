#include "lib/guide_parts.h"

#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"

enum { FIRST_SIZE = 16 };

struct section
guide_section(const struct kb_read *read, const char *name, struct str key)
{
	return kb_section(read, str_from(name), key, STR_NONE);
}

static void
gather(struct gathered *out, struct section section)
{
	size_t size = out->size == 0 ? FIRST_SIZE : out->size * 2;
	struct section *items;

	if (section.items == 0)
		return;
	if (out->count == out->size) {
		items = arena_grow(out->arena, out->items,
		    out->size * sizeof(*items), size * sizeof(*items));
		if (items == NULL)
			return; /* the arena remembers that it failed */
		out->items = items;
		out->size = size;
	}
	out->items[out->count++] = section;
}

/* The class whose angle a drug shares. */
static struct str
first_class(const struct guide *guide)
{
	return value_str(
	    value_at(value_get(guide->treatment_fact, "classes"), 0));
}

/* What the reason says of this drug, of its class, and of any treatment. */
static void
gather_chain(const struct kb_read *read, const struct guide *guide,
    const char *name, struct gathered *out)
{
	struct str section = str_from(name), class = first_class(guide);

	gather(out, kb_section(read, section, guide->reason, guide->treatment));
	if (class.length > 0)
		gather(out, kb_section(read, section, guide->reason, class));
	gather(out, kb_section(read, section, guide->reason, STR_NONE));
}

static void
gather_warnings(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather(out,
	    kb_section(read, STR("warnings"), guide->reason, guide->treatment));
	gather(out,
	    kb_section(read, STR("warnings"), guide->reason, STR_NONE));
}

static void
gather_why(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_chain(read, guide, "why", out);
}

/* Is the policy about the indication that was asked for? */
static bool
is_selected(const struct guide *guide, struct value policy)
{
	struct value conditions = value_get(policy, "conditions");

	return guide->indication.at == NULL ||
	    value_has(conditions, guide->indication) ||
	    value_has(conditions, STR("*"));
}

/* Has the policy a criterion of a kind that answers the reason? */
static bool
is_answer(const struct guide *guide, struct value policy)
{
	struct value kinds = value_get(policy, "kinds");
	struct value_each it = value_each(guide->answered_by);

	while (value_next(&it))
		if (value_has(kinds, value_str(it.item)))
			return true;
	return false;
}

/*
 * A policy is shown whole where it answers the reason, and in the guide of
 * what it is about.  The others follow in brief: policies of single drugs in
 * a class's guide, and those that ask about other things.
 */
static void
gather_policies(const struct kb_read *read, const struct guide *guide,
    const char *name, bool whole, struct gathered *out)
{
	struct value_each it = value_each(value_get(guide->cover, "policies"));

	while (value_next(&it))
		if (is_selected(guide, it.item) &&
		    (value_is_true(value_get(it.item, "whole")) &&
			is_answer(guide, it.item)) == whole)
			gather(out, guide_section(
			    read, name, value_text(it.item, "id")));
}

static void
gather_requirements(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_policies(read, guide, "policy", true, out);
	gather_policies(read, guide, "brief", false, out);
}

static bool
shows(const struct guide *guide, const char *facts)
{
	return value_has(guide->shown_facts, str_from(facts));
}

static void
gather_overlap(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	if (shows(guide, "overlap"))
		gather(out, guide_section(read, "overlap", STR("all")));
}

static void
gather_facts(const struct kb_read *read, const struct guide *guide,
    const char *facts, struct gathered *out)
{
	if (shows(guide, facts))
		gather(out, guide_section(read, facts, guide->treatment));
}

static void
gather_indications(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_facts(read, guide, "indications", out);
}

static void
gather_regimens(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_facts(read, guide, "regimens", out);
}

static void
gather_products(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_facts(read, guide, "products", out);
}

/* What can be said to any insurer, then what to this one. */
static void
gather_evidence(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	char name[128];

	gather(out,
	    kb_section(read, STR("evidence"), guide->reason, guide->treatment));
	snprintf(name, sizeof(name), "evidence@%.*s", STR_ARG(guide->insurer));
	gather(out,
	    kb_section(read, str_from(name), guide->reason, guide->treatment));
}

static void
gather_map(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_chain(read, guide, "map", out);
}

/* The policies' own rows; a part of its own, since they have more columns. */
static void
gather_rows(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_policies(read, guide, "rows", true, out);
}

/* A way that is a treatment's own replaces the reason's. */
static void
gather_process(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	struct str keys[] = { guide->treatment, first_class(guide), STR_NONE };
	size_t i;

	for (i = 0; i < 3 && out->count == 0; i++)
		if (i == 2 || keys[i].length > 0)
			gather(out, kb_section(read, STR("process"),
			    guide->reason, keys[i]));
}

static void
gather_documents(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_chain(read, guide, "documents", out);
}

/*
 * The insurer's likeliest plan whole; then all others, whose text is brief
 * (their JSON is not): "?plan=" shows one of them whole.
 */
static void
gather_rights(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	struct value likely = value_get(guide->insurer_fact, "plans");
	struct value all = value_get(kb_meta(read->kb), "plans");
	struct value_each it, known;
	bool shown;

	if (guide->plan.at != NULL) {
		gather(out, guide_section(read, "plan", guide->plan));
		return;
	}
	for (it = value_each(likely); value_next(&it);)
		gather(out, guide_section(read,
		    it.index == 0 ? "plan" : "plan-brief",
		    value_text(it.item, "plan")));
	for (it = value_each(all); value_next(&it);) {
		shown = false;
		for (known = value_each(likely); value_next(&known);)
			shown = shown ||
			    str_equal(value_text(known.item, "plan"),
				value_text(it.item, "id"));
		if (!shown)
			gather(out, guide_section(read, "plan-brief",
			    value_text(it.item, "id")));
	}
}

static void
gather_next(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather_chain(read, guide, "next", out);
}

static void
gather_topics(const struct kb_read *read, const struct guide *guide,
    struct gathered *out)
{
	gather(out, guide_section(read, "topics", guide->reason));
}

const struct guide_part guide_parts[] = {
	{ "next_steps", "Do this today", gather_next, false },
	{ "warnings", "Before you appeal", gather_warnings, false },
	{ "why", "Why this denial happens", gather_why, false },
	{ "requirements", "What the insurer requires", gather_requirements,
	    false },
	{ "overlap", "When two drugs are a duplicate", gather_overlap, false },
	{ "indications", "What the label covers", gather_indications, false },
	{ "regimens", "Labeled doses and quantities", gather_regimens, false },
	{ "products", "Products", gather_products, false },
	{ "evidence", "Evidence, and what speaks against it",
	    gather_evidence, false },
	{ "criteria_map", "Criteria map: what to have in hand", gather_map,
	    false },
	{ "policy_map", "Criteria map: the insurer's own criteria",
	    gather_rows, true },
	{ "process", "How to appeal, in order", gather_process, false },
	{ "documents", "Documents to gather", gather_documents, false },
	{ "rights", "Rights and deadlines", gather_rights, false },
	{ "topics", "The law around this reason", gather_topics, false },
	{ NULL, NULL, NULL, false },
};
