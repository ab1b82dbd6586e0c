#ifndef LIB_LETTER_CASE_H
#define LIB_LETTER_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/clinical/outcome.h"

struct arena;

/*
 * A case as a clinic sends it (docs/API.md, "A letter"), every field typed.
 * What was not given is empty: a string without bytes, a date or number that
 * is not "given", a choice that is 0, a list of no items.
 */
struct case_date {
	struct date day;
	bool given;
};

struct case_number {
	double value;
	struct str text; /* as it was written */
	bool given;      /* as a number; a score may be text only */
};

struct case_texts {
	struct str *items;
	size_t count;
};

enum letter_kind {
	LETTER_NONE,
	LETTER_INTERNAL_APPEAL,
	LETTER_SECOND_LEVEL_APPEAL,
	LETTER_EXTERNAL_REVIEW,
	LETTER_EXPEDITED_APPEAL,
	LETTER_PEER_TO_PEER,
	LETTER_EXCEPTION_REQUEST,
	LETTER_MEDICAL_NECESSITY,
	LETTER_CLAIM_FILE_REQUEST
};

enum sender_role {
	ROLE_NONE,
	ROLE_PRESCRIBER,
	ROLE_PATIENT,
	ROLE_REPRESENTATIVE
};

enum service { SERVICE_NONE, SERVICE_PRE, SERVICE_POST, SERVICE_CONCURRENT };

enum request_start { START_NONE, START_NEW, START_CONTINUATION };

enum measured { MEASURED_NONE, MEASURED_BASELINE, MEASURED_NOW };

struct case_sender {
	enum sender_role role;
	struct str name, credentials, specialty, npi, practice, phone, fax;
	struct case_texts address, call_windows;
};

struct case_recipient {
	struct str name, unit, fax;
	struct case_texts address;
};

struct case_patient {
	struct str name, sex, member_id, group;
	struct case_date dob;
	struct case_number weight_kg;
};

struct case_plan {
	struct str regime, name, state;
	struct case_number internal_levels;
};

struct case_round {
	struct str level, outcome;
	struct case_date filed, decided;
};

struct case_denial {
	struct str insurer, reason, reason_text, reference, policy_cited;
	struct str urgent_reason;
	struct case_texts codes;
	struct case_date notice_date, received;
	enum service service;
	bool urgent;
	struct {
		struct case_round *items;
		size_t count;
	} history;
};

struct case_request {
	struct str drug, brand, strength, form, dose, frequency, exception;
	struct case_number quantity, days_supply;
	enum request_start start;
	struct case_date established_on;
};

struct case_diagnosis {
	struct str icd10, text, confirmed_by;
	struct case_date confirmed_on;
};

struct case_severity {
	struct str instrument;
	struct case_number value;
	struct case_date date;
	enum measured when;
};

struct case_therapy {
	struct str drug, dose, detail, evidence;
	struct case_date start, stop, last_dose;
	enum outcome outcome;
};

struct case_evidence {
	struct str criterion, finding, source;
	struct case_date date;
};

struct case_statement {
	struct str about, text;
};

struct lcase {
	enum letter_kind letter;
	struct case_date date;
	struct case_sender sender;
	struct case_recipient recipient;
	struct case_patient patient;
	struct case_plan plan;
	struct case_denial denial;
	struct case_request request;
	struct {
		struct case_diagnosis *items;
		size_t count;
	} diagnosis;
	struct {
		struct case_severity *items;
		size_t count;
	} severity;
	struct {
		struct case_therapy *items;
		size_t count;
	} therapies;
	struct {
		struct case_evidence *items;
		size_t count;
	} evidence;
	struct {
		struct case_statement *items;
		size_t count;
	} statements;
	struct case_texts enclosures;
};

/*
 * Read "body" into "out".  Everything that is wrong with it is added to
 * "problems", each with its JSON pointer and a sentence that never repeats
 * the value: unknown fields, wrong types, impossible dates, values out of
 * bounds, characters that a text may not hold (case_text.h), what every
 * letter needs and is missing.
 *
 * Fails with ERR_INVALID if there was a problem, or with ERR_MEMORY.  The
 * strings of "out" borrow from "body"; its lists lie in "arena".
 */
enum err case_read(struct value body, struct arena *arena, struct lcase *out,
    struct problems *problems, struct note *note);

/* The words of the contract: "prescriber", "internal-appeal", ... */
const char *letter_kind_name(enum letter_kind kind);

#endif
