#ifndef LIB_CLINICAL_REGIMEN_H
#define LIB_CLINICAL_REGIMEN_H

#include <stdbool.h>

#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/clinical/facts.h"

/*
 * Is the order as written this labeled regimen, beyond doubt: the same
 * milligrams at the same interval, for a population that dates and weight
 * place the patient in?  A regimen that was not read in the label, or whose
 * population speaks of more than age and weight, never matches.
 */
bool regimen_matches(const struct facts *facts, struct value regimen);

/*
 * The regimen of this drug for one of the patient's conditions that the
 * order matches; none if there is none, or more than one.
 */
struct value regimen_find(const struct facts *facts);

/*
 * Does a population of a regimen ("12-64 years", "adult, >55 to 85 kg")
 * surely hold the patient?
 */
bool population_holds(const struct facts *facts, struct str population);

#endif
