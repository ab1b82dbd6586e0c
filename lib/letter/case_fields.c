#include "lib/letter/case_fields.h"

#include "lib/letter/case.h"

/* Bytes of a text, by what it is for. */
enum {
	NAME = 200,
	LINE = 400,
	QUOTE = 8000, /* a denial's own words */
	PROSE = 4000
};

/* Items of a list. */
enum {
	LINES = 8,
	CODES = 20,
	ROUNDS = 6,
	DIAGNOSES = 20,
	SCORES = 60,
	THERAPIES = 60,
	FINDINGS = 80,
	STATEMENTS = 20,
	ENCLOSURES = 40
};

enum { WEIGHT_KG = 700, LEVELS = 2, UNITS = 100000, DAYS = 400 };

const char *const letter_kinds[] = { "internal-appeal",
	"second-level-appeal", "external-review", "expedited-appeal",
	"peer-to-peer", "exception-request", "medical-necessity",
	"claim-file-request", NULL };
static const char *const roles[] = { "prescriber", "patient",
	"representative", NULL };
static const char *const services[] = { "pre", "post", "concurrent", NULL };
static const char *const starts[] = { "new", "continuation", NULL };
static const char *const moments[] = { "baseline", "now", NULL };
static const char *const outcomes[] = { "inadequate-response", "intolerance",
	"contraindicated", "stable", "completed", NULL };

#define ENTRY(type, member, kind, max, needed, choices, inner) \
	{ #member, FIELD_##kind, offsetof(struct type, member), max, needed, \
		choices, inner }
#define FIELD(type, member, kind, max) \
	ENTRY(type, member, kind, max, false, NULL, NULL)
#define NEEDED(type, member, kind, max) \
	ENTRY(type, member, kind, max, true, NULL, NULL)
#define CHOICE(type, member, words) \
	ENTRY(type, member, CHOICE, 0, false, words, NULL)
#define NEEDED_CHOICE(type, member, words) \
	ENTRY(type, member, CHOICE, 0, true, words, NULL)
#define PART(type, member, kind, max, table) \
	ENTRY(type, member, kind, max, false, NULL, &table)
#define NEEDED_PART(type, member, kind, max, table) \
	ENTRY(type, member, kind, max, true, NULL, &table)
#define TABLE(name, type) \
	static const struct fields name = { name##_items, \
		sizeof(name##_items) / sizeof(*name##_items), \
		sizeof(struct type) }

static const struct field sender_items[] = {
	CHOICE(case_sender, role, roles),
	FIELD(case_sender, name, TEXT, NAME),
	FIELD(case_sender, credentials, TEXT, NAME),
	FIELD(case_sender, specialty, TEXT, NAME),
	FIELD(case_sender, npi, NPI, 0),
	FIELD(case_sender, practice, TEXT, NAME),
	FIELD(case_sender, address, TEXTS, LINES),
	FIELD(case_sender, phone, TEXT, NAME),
	FIELD(case_sender, fax, TEXT, NAME),
	FIELD(case_sender, call_windows, TEXTS, LINES),
};
TABLE(sender, case_sender);

static const struct field recipient_items[] = {
	FIELD(case_recipient, name, TEXT, NAME),
	FIELD(case_recipient, unit, TEXT, NAME),
	FIELD(case_recipient, address, TEXTS, LINES),
	FIELD(case_recipient, fax, TEXT, NAME),
};
TABLE(recipient, case_recipient);

static const struct field patient_items[] = {
	FIELD(case_patient, name, TEXT, NAME),
	FIELD(case_patient, dob, DATE, 0),
	FIELD(case_patient, sex, TEXT, NAME),
	FIELD(case_patient, member_id, TEXT, NAME),
	FIELD(case_patient, group, TEXT, NAME),
	FIELD(case_patient, weight_kg, NUMBER, WEIGHT_KG),
};
TABLE(patient, case_patient);

static const struct field plan_items[] = {
	FIELD(case_plan, regime, TEXT, NAME),
	FIELD(case_plan, name, TEXT, NAME),
	FIELD(case_plan, state, TEXT, NAME),
	FIELD(case_plan, internal_levels, NUMBER, LEVELS),
};
TABLE(plan, case_plan);

static const struct field history_items[] = {
	FIELD(case_round, level, TEXT, NAME),
	FIELD(case_round, filed, DATE, 0),
	FIELD(case_round, decided, DATE, 0),
	FIELD(case_round, outcome, TEXT, LINE),
};
TABLE(history, case_round);

static const struct field denial_items[] = {
	NEEDED(case_denial, insurer, TEXT, NAME),
	NEEDED(case_denial, reason, TEXT, NAME),
	FIELD(case_denial, reason_text, PROSE, QUOTE),
	FIELD(case_denial, codes, TEXTS, CODES),
	FIELD(case_denial, notice_date, DATE, 0),
	FIELD(case_denial, received, DATE, 0),
	FIELD(case_denial, reference, TEXT, NAME),
	FIELD(case_denial, policy_cited, TEXT, LINE),
	CHOICE(case_denial, service, services),
	FIELD(case_denial, urgent, FLAG, 0),
	FIELD(case_denial, urgent_reason, PROSE, PROSE),
	PART(case_denial, history, LIST, ROUNDS, history),
};
TABLE(denial, case_denial);

static const struct field request_items[] = {
	NEEDED(case_request, drug, TEXT, NAME),
	FIELD(case_request, brand, TEXT, NAME),
	FIELD(case_request, strength, TEXT, NAME),
	FIELD(case_request, form, TEXT, NAME),
	FIELD(case_request, dose, TEXT, NAME),
	FIELD(case_request, frequency, TEXT, NAME),
	FIELD(case_request, quantity, NUMBER, UNITS),
	FIELD(case_request, days_supply, NUMBER, DAYS),
	CHOICE(case_request, start, starts),
	FIELD(case_request, established_on, DATE, 0),
	FIELD(case_request, exception, TEXT, NAME),
};
TABLE(request, case_request);

static const struct field diagnosis_items[] = {
	FIELD(case_diagnosis, icd10, ICD10, 0),
	FIELD(case_diagnosis, text, TEXT, LINE),
	FIELD(case_diagnosis, confirmed_by, TEXT, LINE),
	FIELD(case_diagnosis, confirmed_on, DATE, 0),
};
TABLE(diagnosis, case_diagnosis);

static const struct field severity_items[] = {
	NEEDED(case_severity, instrument, TEXT, NAME),
	NEEDED(case_severity, value, SCORE, LINE),
	FIELD(case_severity, date, DATE, 0),
	CHOICE(case_severity, when, moments),
};
TABLE(severity, case_severity);

static const struct field therapy_items[] = {
	NEEDED(case_therapy, drug, TEXT, NAME),
	FIELD(case_therapy, dose, TEXT, NAME),
	FIELD(case_therapy, start, DATE, 0),
	FIELD(case_therapy, stop, DATE, 0),
	FIELD(case_therapy, last_dose, DATE, 0),
	CHOICE(case_therapy, outcome, outcomes),
	FIELD(case_therapy, detail, PROSE, PROSE),
	FIELD(case_therapy, evidence, TEXT, LINE),
};
TABLE(therapy, case_therapy);

static const struct field evidence_items[] = {
	NEEDED(case_evidence, criterion, TEXT, NAME),
	FIELD(case_evidence, finding, PROSE, PROSE),
	FIELD(case_evidence, source, TEXT, LINE),
	FIELD(case_evidence, date, DATE, 0),
};
TABLE(evidence, case_evidence);

static const struct field statement_items[] = {
	NEEDED(case_statement, about, TEXT, NAME),
	NEEDED(case_statement, text, PROSE, PROSE),
};
TABLE(statement, case_statement);

static const struct field root_items[] = {
	NEEDED_CHOICE(lcase, letter, letter_kinds),
	FIELD(lcase, date, DATE, 0),
	PART(lcase, sender, OBJECT, 0, sender),
	PART(lcase, recipient, OBJECT, 0, recipient),
	PART(lcase, patient, OBJECT, 0, patient),
	PART(lcase, plan, OBJECT, 0, plan),
	NEEDED_PART(lcase, denial, OBJECT, 0, denial),
	NEEDED_PART(lcase, request, OBJECT, 0, request),
	PART(lcase, diagnosis, LIST, DIAGNOSES, diagnosis),
	PART(lcase, severity, LIST, SCORES, severity),
	PART(lcase, therapies, LIST, THERAPIES, therapy),
	PART(lcase, evidence, LIST, FINDINGS, evidence),
	PART(lcase, statements, LIST, STATEMENTS, statement),
	FIELD(lcase, enclosures, TEXTS, ENCLOSURES),
};
const struct fields case_fields = { root_items,
	sizeof(root_items) / sizeof(*root_items), sizeof(struct lcase) };

const char *
letter_kind_name(enum letter_kind kind)
{
	return kind == LETTER_NONE ? "" : letter_kinds[kind - 1];
}
