#ifndef LIB_CLINICAL_CRITERIA_H
#define LIB_CLINICAL_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/clinical/facts.h"
#include "lib/clinical/test.h"

/* One requirement, and what the facts say to it. */
struct criterion {
	struct str id;     /* as the policy has it */
	struct str policy; /* id; empty: a row of the reason's own map */
	struct str text;
	struct str needed; /* what in a chart would show it */
	struct str kind;   /* "age", "prior-therapy", ... */
	struct value citations;
	struct value test; /* none: only a person can say */
	struct answer answer;
	bool unverified;        /* nobody has seen it in its source */
	const struct fact_word *word; /* the clinician's, if there is one */
	bool word_overruled;    /* it says otherwise than dates and numbers */
};

struct criteria {
	struct criterion *items;
	size_t count;
	const struct value *policies; /* their sources, in this order */
	size_t policy_count;
	bool held; /* the insurer's own criteria, not the reason's map */
};

/* Whose criteria, and for what. */
struct criteria_query {
	struct str insurer;
	struct value reason;      /* its source */
	struct str policy_cited;  /* by the denial, as typed; may be empty */
};

/*
 * Choose the insurer's policies that fit drug, conditions and the reason of
 * the denial, and test the facts against the criteria of the phase: for
 * starting, or for going on.  Where none is held the rows of the reason's
 * criteria map stand in, all of them open.  The same requirement in two
 * policies is listed once.  Fails with ERR_MEMORY.
 */
enum err criteria_apply(const struct facts *facts,
    const struct criteria_query *query, struct criteria *out,
    struct note *note);

/*
 * Does the clinician's word name this criterion: by its id, or by its
 * policy's id, a slash and its id?
 */
bool criterion_is_named(
    struct str name, struct str policy, struct str criterion);

#endif
