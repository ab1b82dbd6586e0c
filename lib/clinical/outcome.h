#ifndef LIB_CLINICAL_OUTCOME_H
#define LIB_CLINICAL_OUTCOME_H

/* How a therapy ended, or why it was not given. */
enum outcome {
	OUTCOME_NONE, /* not recorded */
	OUTCOME_INADEQUATE_RESPONSE,
	OUTCOME_INTOLERANCE,
	OUTCOME_CONTRAINDICATION,
	OUTCOME_STABLE,
	OUTCOME_COMPLETED
};

/* "inadequate-response", as the contract spells it; "" for none. */
const char *outcome_name(enum outcome outcome);

/* "inadequate response", as a sentence has it; "" for none. */
const char *outcome_words(enum outcome outcome);

#endif
