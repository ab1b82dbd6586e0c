#ifndef LIB_CLINICAL_FACTS_H
#define LIB_CLINICAL_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/date.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/clinical/outcome.h"

struct arena;
struct kb_read;

/*
 * What is known of one patient, one order and one prescriber, with names
 * resolved: what criteria are tested against.  Strings are borrowed; what is
 * not known is empty, 0 or not "known".
 */
struct fact_date {
	struct date day;
	bool known;
};

struct fact_therapy {
	struct str name; /* as the case has it */
	struct str drug; /* id; empty: not in the knowledge base */
	struct value classes;
	struct fact_date start, stop, last_dose;
	enum outcome outcome;
	struct str dose, evidence;
};

struct fact_score {
	struct str instrument;
	double value;
	bool is_number;
	struct fact_date date;
	bool baseline, now;
};

/* A clinician's own words on one criterion. */
struct fact_word {
	struct str criterion; /* its id, or "policy/criterion" */
	struct str finding, source;
	struct fact_date date;
};

struct fact_statement {
	struct str about, text;
};

/* The order as written. */
struct fact_order {
	struct str drug; /* id */
	struct str dose, strength, form, frequency;
	double quantity, days_supply; /* 0: not known */
};

enum fact_phase { PHASE_UNKNOWN, PHASE_NEW, PHASE_CONTINUATION };

struct facts {
	const struct kb_read *read;
	struct arena *arena;
	struct date on; /* the day the facts are judged on */
	struct fact_date born;
	double weight_kg;
	struct str specialty; /* of the prescriber */
	enum fact_phase phase;
	struct fact_date established_on;
	struct fact_order order;
	const struct str *conditions; /* ids */
	size_t condition_count;
	const struct fact_therapy *therapies;
	size_t therapy_count;
	const struct fact_score *scores;
	size_t score_count;
	const struct fact_word *words;
	size_t word_count;
	const struct fact_statement *statements;
	size_t statement_count;
};

/* Does the patient have this condition, by the codes given? */
bool facts_have_condition(const struct facts *facts, struct str condition);

/* Is the therapy one of these drugs, or of one of these classes? */
bool therapy_is_among(const struct fact_therapy *therapy, struct value drugs,
    struct value classes);

/* "Humira (adalimumab)": the name as typed, and the ingredient. */
struct str therapy_name(
    const struct facts *facts, const struct fact_therapy *therapy);

/*
 * "adalimumab Jan 10, 2025 to Jun 30, 2025 (171 days), inadequate response";
 * in the facts' arena.
 */
struct str therapy_words(
    const struct facts *facts, const struct fact_therapy *therapy);

/* Days from start to stop, or to the last dose; false if one is missing. */
bool therapy_days(const struct fact_therapy *therapy, int *out);

#endif
