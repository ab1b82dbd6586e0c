#ifndef KB_PROSE_MEASURE_H
#define KB_PROSE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"

/* What a number in a text counts. */
enum measure_unit {
	MEASURE_MG, /* "15 mg" */
	MEASURE_MG_PER_KG, /* "0.75 mg/kg", "0.75 mg per kg" */
	MEASURE_KG, /* of a person: "under 60 kg" */
	MEASURE_GRAM, /* "60 g" */
	MEASURE_AGE, /* years: "from 12 years", "age 12", "12 or older" */
	MEASURE_EVERY, /* days between doses: "every 12 weeks" */
	MEASURE_PIECES /* "60 tablets", "1 vial" */
};

struct measure {
	enum measure_unit unit;
	double value;
};

/*
 * The numbers with a unit in "text", in their order, at most "max" of them;
 * how many there are is returned.  Numbers joined by "to", "or", "and", "-"
 * or "/" share the unit of the last: "2 to 17 years" is two ages.  What is
 * part of a longer word ("IL-12"), a concentration ("1 mg/mL"), or has no
 * unit of the list is left out; years count only where they are an age.
 */
size_t measure_find(struct str text, struct measure *out, size_t max);

/* The unit for a message: "mg/kg". */
const char *measure_name(enum measure_unit unit);

#endif
