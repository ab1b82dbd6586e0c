#ifndef LIB_CLINICAL_INSTRUMENT_H
#define LIB_CLINICAL_INSTRUMENT_H

#include <stdbool.h>

#include "lib/base/str.h"

/*
 * A score of which it is known that lower is better.  There are others; a
 * change in those is for a person to judge.
 */
struct instrument {
	const char *name; /* folded, as str_fold() does */
	bool symptom;	  /* the patient's own report, not a measurement */
};

/* NULL for a score whose direction is not known here. */
const struct instrument *instrument_find(struct str folded);

#endif
