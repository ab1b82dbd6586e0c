/* What a letter needs that its case does not give. */

#include "lib/base/arena.h"
#include "lib/letter/address.h"
#include "lib/letter/check.h"
#include "lib/letter/letter.h"

static const struct value none = { 0 };

/* One thing that is needed, whether it is there, and what to say if not. */
struct need {
	bool given;
	enum severity severity;
	const char *id;
	const char *message;
	const char *pointer;
};

static void
report(struct letter *letter, const struct need *needs, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!needs[i].given)
			findings_add(&letter->findings, needs[i].severity,
			    needs[i].id, none, needs[i].message, "%s",
			    needs[i].pointer);
}

#define REPORT(letter, needs) \
	report(letter, needs, sizeof(needs) / sizeof(*(needs)))

static bool
has(struct str s)
{
	return s.length > 0;
}

static void
check_sender(struct letter *letter)
{
	const struct case_sender *s = &letter->c->sender;
	bool clinician = s->role != ROLE_PATIENT &&
	    s->role != ROLE_REPRESENTATIVE;
	const struct need needs[] = {
		{ s->role != ROLE_NONE, SEVERITY_ERROR, "sender-role",
		    "Say who files: the prescriber, the patient or a "
		    "representative.",
		    "/sender/role" },
		{ has(s->name), SEVERITY_ERROR, "sender-name",
		    "The sender's name is missing.", "/sender/name" },
		{ !clinician || has(s->npi), SEVERITY_ERROR, "sender-npi",
		    "The prescriber's NPI is missing.", "/sender/npi" },
		{ !clinician || has(s->specialty) || has(s->credentials),
		    SEVERITY_ERROR, "sender-credentials",
		    "The prescriber's specialty or credentials are missing.",
		    "/sender/specialty" },
		{ s->address.count > 0 || has(s->phone) || has(s->fax),
		    SEVERITY_ERROR, "sender-contact",
		    "An address, phone or fax of the sender is missing.",
		    "/sender" },
		{ s->role != ROLE_REPRESENTATIVE, SEVERITY_WARNING,
		    "representative-authority",
		    "A representative encloses the member's authorization, in "
		    "the plan's form if it has one.",
		    "/sender/role" },
	};

	REPORT(letter, needs);
}

static void
check_recipient(struct letter *letter)
{
	const struct case_recipient *r = &letter->c->recipient;
	bool held = value_type(address_find(letter->read,
			letter->names->insurer, r, letter->arena)) !=
	    VALUE_NONE;
	const struct need needs[] = {
		{ held || has(r->name) || has(r->unit), SEVERITY_WARNING,
		    "recipient-name",
		    "The appeals unit named in the denial notice is missing; "
		    "the insurer's name is used.",
		    "/recipient/name" },
		{ held || r->address.count > 0 || has(r->fax),
		    SEVERITY_WARNING, "recipient-address",
		    "The address or fax for appeals, as the denial notice "
		    "gives it, is missing.",
		    "/recipient/address" },
		{ !held, SEVERITY_INFO, "recipient-address-held",
		    "The address is the knowledge base's; compare it with the "
		    "denial notice.",
		    "/recipient/address" },
	};

	REPORT(letter, needs);
}

static void
check_patient(struct letter *letter)
{
	const struct lcase *c = letter->c;
	const struct need needs[] = {
		{ has(c->patient.name), SEVERITY_ERROR, "patient-name",
		    "The patient's name is missing.", "/patient/name" },
		{ c->patient.dob.given, SEVERITY_ERROR, "patient-dob",
		    "The patient's date of birth is missing.", "/patient/dob" },
		{ has(c->patient.member_id), SEVERITY_ERROR,
		    "patient-member-id", "The member ID is missing.",
		    "/patient/member_id" },
		{ has(letter->names->plan), SEVERITY_ERROR, "plan-regime",
		    "The kind of plan is not known. It decides which law "
		    "applies, so no right or deadline can be stated.",
		    "/plan/regime" },
		{ c->diagnosis.count > 0, SEVERITY_ERROR, "diagnosis",
		    "No diagnosis is given.", "/diagnosis" },
		{ c->diagnosis.count == 0 ||
			letter->names->condition_count > 0,
		    SEVERITY_WARNING, "diagnosis-unknown",
		    "No diagnosis code belongs to a condition held here, so "
		    "neither label nor criteria could be compared.",
		    "/diagnosis" },
	};

	REPORT(letter, needs);
}

static void
check_denial(struct letter *letter)
{
	const struct case_denial *d = &letter->c->denial;
	const struct need needs[] = {
		{ d->notice_date.given || d->received.given, SEVERITY_ERROR,
		    "denial-date",
		    "Neither the date of the denial notice nor the day it "
		    "arrived is given; no deadline can be counted.",
		    "/denial/notice_date" },
		{ d->received.given || !d->notice_date.given,
		    SEVERITY_WARNING, "denial-received",
		    "The day the notice arrived is not given; the deadline is "
		    "counted from the date of the notice and may be later.",
		    "/denial/received" },
		{ has(d->reason_text), SEVERITY_ERROR, "reason-text",
		    "The denial's reason is not quoted. Copy it word for word "
		    "from the notice.",
		    "/denial/reason_text" },
		{ has(d->reference), SEVERITY_WARNING, "denial-reference",
		    "The plan's reference number for the denial is missing.",
		    "/denial/reference" },
		{ d->service != SERVICE_NONE || d->urgent, SEVERITY_WARNING,
		    "denial-service",
		    "Say whether the service is still to come (pre) or was "
		    "given (post): it decides how long the plan may take.",
		    "/denial/service" },
		{ !d->urgent || has(d->urgent_reason), SEVERITY_ERROR,
		    "urgent-reason",
		    "The case is marked urgent without the reason why waiting "
		    "would harm; the letter does not say urgent.",
		    "/denial/urgent_reason" },
		{ letter->c->enclosures.count > 0, SEVERITY_WARNING,
		    "enclosures",
		    "No enclosures are listed; the denial notice and the "
		    "records named in the letter usually go with it.",
		    "/enclosures" },
	};

	REPORT(letter, needs);
	if (d->received.given && d->notice_date.given &&
	    date_compare(d->received.day, d->notice_date.day) < 0)
		findings_add(&letter->findings, SEVERITY_WARNING,
		    "received-before-notice", none,
		    "The notice arrived before the date it bears; check both "
		    "dates.",
		    "/denial/received");
}

static void
check_request(struct letter *letter)
{
	const struct case_request *r = &letter->c->request;
	bool about_quantity = letter_is_about(letter, "quantity");
	const struct need needs[] = {
		{ has(r->dose) || has(r->strength), SEVERITY_ERROR,
		    "request-dose", "The dose requested is missing.",
		    "/request/dose" },
		{ has(r->frequency), SEVERITY_ERROR, "request-frequency",
		    "How often the drug is to be given is missing.",
		    "/request/frequency" },
		{ r->quantity.given, SEVERITY_ERROR, "request-quantity",
		    "The quantity requested is missing.",
		    "/request/quantity" },
		{ r->days_supply.given,
		    about_quantity ? SEVERITY_ERROR : SEVERITY_WARNING,
		    "request-days-supply",
		    "The days' supply for the quantity is missing.",
		    "/request/days_supply" },
		{ r->start != START_NONE, SEVERITY_WARNING, "request-start",
		    "Say whether treatment is new or continues; the criteria "
		    "for a new start were used.",
		    "/request/start" },
		{ r->start != START_CONTINUATION || r->established_on.given,
		    SEVERITY_ERROR, "established-on",
		    "Treatment continues, but the day it began is missing.",
		    "/request/established_on" },
	};

	REPORT(letter, needs);
}

void
letter_check(struct letter *letter)
{
	letter->findings = findings_new(letter->arena);
	check_sender(letter);
	check_recipient(letter);
	check_patient(letter);
	check_denial(letter);
	check_request(letter);
	check_therapies(letter);
	check_criteria(letter);
	check_label(letter);
	check_deadline(letter);
}
