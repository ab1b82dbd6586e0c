#include "lib/guide_verdict.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/guide.h"
#include "lib/store/kb.h"

enum { WORDS_MAX = 4096 };

const char *
verdict_name(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_HELD:
		return "held";
	case VERDICT_PARTIAL:
		return "partial";
	case VERDICT_NOT_HELD:
		return "not-held";
	case VERDICT_REFUSED:
		return "refused";
	}
	return "not-held";
}

struct str
guide_treatment_in_text(const struct guide *guide, struct arena *arena)
{
	struct str plural = value_text(guide->treatment_fact, "plural");
	struct str name = value_text(guide->treatment_fact, "name");

	if (plural.length > 0)
		return plural;
	return str_is(value_text(guide->treatment_fact, "kind"), "drug")
		   ? str_lower(name, arena)
		   : name;
}

/* A rule without a treatment in its sentence speaks of the plan. */
const struct guide_refusal guide_refusals[] = {
	{ "no-pharmacy-benefit", "pharmacy-benefit",
	    "Tiers and drug lists belong to the pharmacy benefit. By the "
	    "facts held here ",
	    " can only be infused, which is billed under the medical benefit. "
	    "Ask the plan in writing which rule it applied." },
	{ "not-dispensed", "dispensed",
	    "A limit on quantities or refills is set on what a pharmacy "
	    "dispenses. By the facts held here ",
	    " can only be infused. Ask the plan in writing which rule it "
	    "applied; a dispute about dose or interval is one of medical "
	    "necessity." },
	{ "not-given-by-staff", "given-by-staff",
	    "A site-of-care rule is about drugs that staff inject or infuse. "
	    "By the facts held here ",
	    " can only be taken or applied at home. Look for a wrong drug or "
	    "place-of-service code on the claim and have it corrected; else "
	    "ask the plan in writing which rule it applied." },
	{ "no-labeled-age", "labeled-age",
	    "By the facts held here no label sets an age for ",
	    ". An age limit can then only be the plan's own rule: ask for it, "
	    "and answer it as a question of medical necessity." },
	{ "no-insurer-decides", NULL,
	    "No insurance company decides under this kind of plan: ",
	    ". No insurer's criteria apply to it. Follow its levels below; if "
	    "the denial does come from an insurer, ask which kind of plan it "
	    "is." },
	{ NULL, NULL, NULL, NULL },
};

/* Does the rule refuse this guide? */
static bool
is_refused(const struct kb_read *read, const struct guide *guide,
    const struct guide_refusal *rule)
{
	struct value presumes = value_get(guide->reason_fact, "presumes");
	struct value decides;

	if (rule->presumes == NULL) {
		decides = value_get(
		    kb_fact(read, "plans", guide->plan), "insurer_decides");
		return guide->plan.at != NULL &&
		       value_type(decides) == VALUE_FALSE;
	}
	return str_is(value_text(presumes, "that"), rule->presumes) &&
	       !value_has(
		   kb_value(read, STR("traits"), guide->treatment, STR_NONE),
		   str_from(rule->presumes));
}

static bool
refuse(const struct kb_read *read, struct guide *guide, struct arena *arena)
{
	struct value plan = kb_fact(read, "plans", guide->plan);
	struct buf why = buf_new(arena, WORDS_MAX);
	const struct guide_refusal *rule = guide_refusals;

	while (rule->id != NULL && !is_refused(read, guide, rule))
		rule++;
	if (rule->id == NULL)
		return false;
	buf_puts(&why, rule->before);
	buf_put(&why, rule->presumes == NULL
			  ? value_text(plan, "name")
			  : guide_treatment_in_text(guide, arena));
	buf_puts(&why, rule->after);
	guide->verdict = VERDICT_REFUSED;
	guide->verdict_why = buf_str(&why);
	guide->refused_by = rule->id;
	if (rule->presumes != NULL)
		guide->instead = value_text(
		    value_get(guide->reason_fact, "presumes"), "instead");
	return true;
}

/* Do the criteria that are held answer this reason? */
static bool
is_answered(const struct guide *guide)
{
	struct value kinds = value_get(guide->held, "kinds");
	struct value_each it = value_each(guide->answered_by);

	while (value_next(&it))
		if (value_has(kinds, value_str(it.item)))
			return true;
	return false;
}

/* What is held, from nothing to all; each step in a sentence. */
static void
weigh(struct guide *guide, struct str name, struct buf *why)
{
	struct str insurer = value_text(guide->insurer_fact, "name");
	long held = 0, members = 0;

	value_long(value_get(guide->held, "held"), &held);
	value_long(value_get(guide->held, "members"), &members);
	guide->verdict = VERDICT_PARTIAL;
	if (value_count(value_get(guide->held, "kinds")) == 0) {
		guide->verdict = VERDICT_NOT_HELD;
		buf_printf(why,
		    "%.*s's criteria for %.*s are not in this knowledge "
		    "base. The law and the way to appeal are the same; ask "
		    "the plan for its criteria.",
		    STR_ARG(insurer), STR_ARG(name));
	} else if (!is_answered(guide)) {
		buf_printf(why,
		    "Some of %.*s's criteria for %.*s are held, but none "
		    "that answers this reason (%.*s). Ask the plan for the "
		    "rule it applied.",
		    STR_ARG(insurer), STR_ARG(name),
		    STR_ARG(value_text(guide->reason_fact, "name")));
	} else if (held == 0) {
		buf_printf(why,
		    "A rule of %.*s that reaches %.*s is held; its own "
		    "criteria for the drug are not. Ask the plan for them.",
		    STR_ARG(insurer), STR_ARG(name));
	} else if (held < members) {
		buf_printf(why,
		    "%.*s's criteria are held for %ld of %ld drugs; not for: "
		    "%.*s.",
		    STR_ARG(insurer), held, members,
		    STR_ARG(value_text(guide->held, "missing")));
	} else {
		guide->verdict = VERDICT_HELD;
		buf_printf(why,
		    "%.*s's criteria for %.*s are held. Compare their source "
		    "and date with the policy the denial names.",
		    STR_ARG(insurer), STR_ARG(name));
	}
}

void
guide_judge(
    const struct kb_read *read, struct guide *guide, struct arena *arena)
{
	struct buf why = buf_new(arena, WORDS_MAX);

	if (refuse(read, guide, arena))
		return;
	weigh(guide, guide_treatment_in_text(guide, arena), &why);
	guide->verdict_why = buf_str(&why);
}
