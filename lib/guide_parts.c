#include "lib/guide_parts.h"

#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"

enum { FIRST_SIZE = 16 };

struct section
guide_section(const struct kb_read *read, const char *name, struct str key)
{
	struct section none = { .items = 0 };

	return name == NULL ? none
			    : kb_section(read, str_from(name), key, STR_NONE);
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

/*
 * The section for the plan asked for, where some of its items name plans
 * (kb/selector.h); else the one for all.
 */
static struct section
selected(const struct kb_read *read, const struct guide *guide,
    const char *name, struct str first, struct str second)
{
	struct section section;
	char own[128];

	if (guide->plan.at != NULL) {
		snprintf(
		    own, sizeof(own), "%s@%.*s", name, STR_ARG(guide->plan));
		section = kb_section(read, str_from(own), first, second);
		if (section.json.at != NULL)
			return section;
	}
	return kb_section(read, str_from(name), first, second);
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
	struct str class = first_class(guide);

	gather(
	    out, selected(read, guide, name, guide->reason, guide->treatment));
	if (class.length > 0)
		gather(out, selected(read, guide, name, guide->reason, class));
	gather(out, selected(read, guide, name, guide->reason, STR_NONE));
}

static void
gather_warnings(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather(out,
	    selected(read, guide, "warnings", guide->reason, guide->treatment));
	gather(out, selected(read, guide, "warnings", guide->reason, STR_NONE));
	gather(out, selected(read, guide, "warnings-members", guide->reason,
			guide->treatment));
}

static void
gather_why(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
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
	struct value kinds = value_get_str(policy, guide->phase);
	struct value_each it = value_each(guide->answered_by);

	while (value_next(&it))
		if (value_has(kinds, value_str(it.item)))
			return true;
	return false;
}

/*
 * A policy is shown whole where it answers the reason, and in the guide of
 * what it is about.  The policies of single drugs follow in brief in a
 * class's guide; those that ask about other things are listed.
 */
enum policy_form { FORM_WHOLE, FORM_BRIEF, FORM_LISTED };

static enum policy_form
form_of(const struct guide *guide, struct value policy)
{
	if (!is_answer(guide, policy))
		return FORM_LISTED;
	return value_is_true(value_get(policy, "whole")) ? FORM_WHOLE
							 : FORM_BRIEF;
}

static void
gather_policies(const struct kb_read *read, const struct guide *guide,
    const char *name, enum policy_form form, struct gathered *out)
{
	struct value_each it = value_each(value_get(guide->cover, "policies"));

	while (value_next(&it))
		if (is_selected(guide, it.item) &&
		    form_of(guide, it.item) == form)
			gather(out, guide_section(
					read, name, value_text(it.item, "id")));
}

static void
gather_requirements(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_policies(read, guide, "policy", FORM_WHOLE, out);
	gather_policies(read, guide, "brief", FORM_BRIEF, out);
	gather_policies(read, guide, "listed", FORM_LISTED, out);
}

static bool
shows(const struct guide *guide, const char *facts)
{
	return value_has(guide->shown_facts, str_from(facts));
}

static void
gather_overlap(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
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
gather_indications(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_facts(read, guide, "indications", out);
}

static void
gather_regimens(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_facts(read, guide, "regimens", out);
}

static void
gather_products(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_facts(read, guide, "products", out);
}

/* What can be said to any insurer, then what to this one. */
static void
gather_evidence(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	char name[128];

	gather(out,
	    kb_section(read, STR("evidence"), guide->reason, guide->treatment));
	snprintf(name, sizeof(name), "evidence@%.*s", STR_ARG(guide->insurer));
	gather(out,
	    kb_section(read, str_from(name), guide->reason, guide->treatment));
}

static void
gather_map(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_chain(read, guide, "map", out);
}

/* The policies' own rows; a part of its own, since they have more columns. */
static void
gather_rows(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_policies(read, guide, "rows", FORM_WHOLE, out);
}

/* A way that is a treatment's own replaces the reason's. */
static void
gather_process(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	struct str keys[] = { guide->treatment, first_class(guide), STR_NONE };
	size_t i;

	for (i = 0; i < 3 && out->count == 0; i++)
		if (i == 2 || keys[i].length > 0)
			gather(out, selected(read, guide, "process",
					guide->reason, keys[i]));
}

static void
gather_documents(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_chain(read, guide, "documents", out);
}

static struct value
likely_plans(const struct guide *guide)
{
	return value_get(guide->insurer_fact, "plans");
}

static bool
is_likely(const struct guide *guide, struct str plan)
{
	struct value_each it = value_each(likely_plans(guide));

	while (value_next(&it))
		if (str_equal(value_text(it.item, "plan"), plan))
			return true;
	return false;
}

/* The plan asked for; else all, as the insurer's members likely have them. */
static void
gather_plans(const struct kb_read *read, const struct guide *guide,
    const char *first, const char *others, struct gathered *out)
{
	struct value all = value_get(kb_meta(read->kb), "plans");
	struct value_each it;

	for (it = value_each(likely_plans(guide)); value_next(&it);)
		gather(out, guide_section(read, it.index == 0 ? first : others,
				value_text(it.item, "plan")));
	for (it = value_each(all); value_next(&it);)
		if (!is_likely(guide, value_text(it.item, "id")))
			gather(out, guide_section(read, others,
					value_text(it.item, "id")));
}

static void
gather_rights(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	if (guide->plan.at != NULL)
		gather(out, guide_section(read, "plan", guide->plan));
	else
		gather_plans(read, guide, "plan", "plan", out);
}

/* On a page the likeliest plan is shown whole; "?plan=" shows another so. */
static void
gather_likely_rights(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	if (guide->plan.at != NULL)
		gather(out, guide_section(read, "plan", guide->plan));
	else
		gather_plans(read, guide, "plan-likely", NULL, out);
}

static void
gather_other_rights(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	if (guide->plan.at == NULL)
		gather_plans(read, guide, NULL, "plan-brief", out);
}

/* Only what a clinic's own overlay holds. */
static void
gather_addresses(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather(out, guide_section(read, "addresses", guide->insurer));
}

static void
gather_next(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather_chain(read, guide, "next", out);
}

static void
gather_topics(
    const struct kb_read *read, const struct guide *guide, struct gathered *out)
{
	gather(out, selected(read, guide, "topics", guide->reason, STR_NONE));
}

const struct guide_part guide_parts[] = {
	{ "next_steps", "Do this today", gather_next, PART_EVERYWHERE, false },
	{ "warnings", "Before you appeal", gather_warnings, PART_EVERYWHERE,
	    false },
	{ "why", "Why this denial happens", gather_why, PART_EVERYWHERE,
	    false },
	{ "requirements", "What the insurer requires", gather_requirements,
	    PART_EVERYWHERE, false },
	{ "overlap", "When two drugs are a duplicate", gather_overlap,
	    PART_EVERYWHERE, false },
	{ "indications", "What the label covers", gather_indications,
	    PART_EVERYWHERE, false },
	{ "regimens", "Labeled doses and quantities", gather_regimens,
	    PART_EVERYWHERE, false },
	{ "products", "Products", gather_products, PART_EVERYWHERE, false },
	{ "evidence", "Evidence, and what speaks against it", gather_evidence,
	    PART_EVERYWHERE, false },
	{ "criteria_map", "Criteria map: what to have in hand", gather_map,
	    PART_EVERYWHERE, false },
	{ "policy_map", "Criteria map: the insurer's own criteria", gather_rows,
	    PART_PAGES, false },
	{ "process", "How to appeal, in order", gather_process, PART_EVERYWHERE,
	    false },
	{ "documents", "Documents to gather", gather_documents, PART_EVERYWHERE,
	    false },
	{ "addresses", "Where to send it", gather_addresses, PART_EVERYWHERE,
	    true },
	{ "rights", "Rights and deadlines", gather_rights, PART_DATA, true },
	{ "rights", "Rights and deadlines", gather_likely_rights, PART_PAGES,
	    true },
	{ "other_plans", "Other kinds of plan, in brief", gather_other_rights,
	    PART_PAGES, true },
	{ "topics", "The law around this reason", gather_topics,
	    PART_EVERYWHERE, true },
	{ NULL, NULL, NULL, PART_EVERYWHERE, false },
};

bool
guide_part_is_for(const struct guide_part *part, enum media media)
{
	switch (part->where) {
	case PART_EVERYWHERE:
		return true;
	case PART_PAGES:
		return media != MEDIA_JSON;
	case PART_DATA:
		return media == MEDIA_JSON;
	}
	return true;
}
