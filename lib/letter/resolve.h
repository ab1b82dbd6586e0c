#ifndef LIB_LETTER_RESOLVE_H
#define LIB_LETTER_RESOLVE_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/letter/case.h"

struct arena;
struct kb_read;

enum { RESOLVED_CONDITIONS = 20 };

/* One of the patient's diagnoses is one of this condition's codes. */
struct resolved_condition {
	struct str id;
	struct value fact;
	size_t diagnosis; /* index in the case */
	bool secondary;   /* by a code that only accompanies the condition */
};

/* What the names in a case stand for; borrowed from the knowledge base. */
struct resolved {
	struct str insurer, drug, reason; /* ids */
	struct str plan; /* STR_NONE: the case does not say */
	struct str brand; /* of the drug, properly written; empty: none given */
	struct value insurer_fact, drug_fact, reason_fact, plan_fact;
	struct value *therapies; /* the drug's fact, as many as the case has;
	                            none where the name is not known */
	struct str *therapy_ids;
	struct resolved_condition conditions[RESOLVED_CONDITIONS];
	size_t condition_count;
};

/*
 * Find insurer, reason, plan, drug and the drugs of earlier therapies.  The
 * first four must be known, and the requested treatment be a drug and not a
 * class: else one problem each with the nearest names, and ERR_INVALID.  A
 * therapy of an unknown name stays as it was typed.
 */
enum err resolve(const struct kb_read *read, const struct lcase *c,
    struct arena *arena, struct resolved *out, struct problems *problems,
    struct note *note);

/*
 * Does an ICD-10-CM code belong to this family: the same code, or one below
 * it?  Dots and case do not matter.
 */
bool icd10_is_under(struct str code, struct str family);

#endif
