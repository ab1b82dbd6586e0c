#ifndef LIB_CLINICAL_TEST_H
#define LIB_CLINICAL_TEST_H

#include <stdbool.h>

#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/clinical/facts.h"

/*
 * The tests of kb/README.md ("A test"), each answered one of three ways.
 * Unknown is the answer wherever the facts do not decide: what a case does
 * not say is neither met nor failed.
 */
enum result { RESULT_UNKNOWN, RESULT_MET, RESULT_NOT_MET };

/* "met", "not-met" or "unknown". */
const char *result_name(enum result result);

struct answer {
	enum result result;
	struct str because;  /* the facts and dates that decided, or what is
	                        missing; one sentence without its full stop */
	struct str evidence; /* where the chart shows it; may be empty */
};

/*
 * Test the facts.  "word", which may be NULL, is what a clinician writes
 * about the criterion: it decides what only a person can decide, and never
 * what dates and numbers decide.  Strings lie in the facts' arena.
 */
struct answer test_apply(const struct facts *facts, struct value test,
    const struct fact_word *word);

/* The kinds of test, one function each; see test_table in test.c. */
struct answer test_age(const struct facts *facts, struct value test);
struct answer test_weight(const struct facts *facts, struct value test);
struct answer test_specialist(const struct facts *facts, struct value test);
struct answer test_prior(const struct facts *facts, struct value test);
struct answer test_contraindicated(
    const struct facts *facts, struct value test);
struct answer test_concurrent(const struct facts *facts, struct value test);
struct answer test_preferred(const struct facts *facts, struct value test);
struct answer test_established(const struct facts *facts, struct value test);
struct answer test_severity(const struct facts *facts, struct value test);
struct answer test_response(const struct facts *facts, struct value test);
struct answer test_regimen(const struct facts *facts, struct value test);

/*
 * Is the therapy in use on the day the facts are judged on?  Met: as far as
 * the case tells; unknown: it has a last dose but no stop, or stops later.
 */
enum result therapy_is_current(
    const struct facts *facts, const struct fact_therapy *therapy);

/*
 * Does the answer to the test depend on this therapy: does a part of it ask
 * for earlier or forbid present treatment with the drug?
 */
bool test_asks_for(struct value test, const struct fact_therapy *therapy);
bool test_forbids(struct value test, const struct fact_therapy *therapy);

/* a "op" b, where op is one of < <= = >= >; false for any other. */
bool test_compare(double a, struct str op, double b);

/* What a JSON number in a test says; "otherwise" where it is missing. */
long test_number(struct value test, const char *name, long otherwise);

#endif
