#ifndef LIB_GUIDE_VERDICT_H
#define LIB_GUIDE_VERDICT_H

#include "lib/base/str.h"

struct arena;
struct guide;
struct kb_read;

/*
 * Judge a guide whose ids and facts are set: its "verdict", "verdict_why" and
 * "refused".  Refused is what makes no sense by the facts held, by the rules
 * of guide_refusals; else the verdict says how much of the insurer's criteria
 * for this treatment and reason is held.
 */
void guide_judge(
    const struct kb_read *read, struct guide *guide, struct arena *arena);

/* The treatment inside a sentence: "JAK inhibitors", "upadacitinib". */
struct str guide_treatment_in_text(
    const struct guide *guide, struct arena *arena);

/* A rule that refuses guides; the table ends with a NULL id. */
struct guide_refusal {
	const char *id;
	const char *presumes; /* by the reason; NULL: the rule is of plans */
	const char *before; /* the sentence, up to the treatment or plan */
	const char *after; /* and on from there */
};
extern const struct guide_refusal guide_refusals[];

#endif
