#include "lib/letter/view.h"

#include "lib/base/arena.h"
#include "lib/clinical/say.h"
#include "lib/store/kb.h"

void
view_date(struct viewing *v, const char *key, const struct case_date *date)
{
	if (date->given)
		value_add_str(
		    v->w, key, date_words(date->day, v->letter->arena));
}

void
view_day(struct viewing *v, const char *key, const struct case_date *date)
{
	if (date->given)
		value_add_str(
		    v->w, key, date_format(date->day, v->letter->arena));
}

void
view_refs(struct viewing *v, struct value citations)
{
	value_add_str(v->w, "refs",
	    cites_refs(v->cites, citations, v->letter->arena));
}

/*
 * Lines of a block: each but the last is followed by a hard line break, and
 * which one is the last is known only when the next one comes.
 */
struct lines {
	struct viewing *v;
	struct str waiting;
};

static void
flush_line(struct lines *lines, bool more)
{
	struct value_writer *w = lines->v->w;

	if (lines->waiting.length == 0)
		return;
	value_open(w, VALUE_OBJECT);
	value_add_str(w, "text", lines->waiting);
	value_add_bool(w, "more", more);
	value_close(w);
}

static void
add_line(struct lines *lines, const char *label, struct str text)
{
	if (text.length == 0)
		return;
	flush_line(lines, true);
	lines->waiting =
	    say(lines->v->letter->arena, "%s%.*s", label, STR_ARG(text));
}

static struct lines
open_lines(struct viewing *v, const char *key)
{
	value_key(v->w, key);
	value_open(v->w, VALUE_ARRAY);
	return (struct lines){ v, STR_NONE };
}

static void
close_lines(struct lines *lines)
{
	flush_line(lines, false);
	value_close(lines->v->w);
}

static struct str
name_of_sender(const struct letter *letter)
{
	const struct case_sender *s = &letter->c->sender;

	return say_join(letter->arena, s->name, ", ", s->credentials);
}

static void
view_sender(struct viewing *v)
{
	const struct case_sender *s = &v->letter->c->sender;
	struct lines lines = open_lines(v, "sender");
	size_t i;

	add_line(&lines, "", name_of_sender(v->letter));
	add_line(&lines, "", s->specialty);
	add_line(&lines, "", s->practice);
	for (i = 0; i < s->address.count; i++)
		add_line(&lines, "", s->address.items[i]);
	add_line(&lines, "Phone ", s->phone);
	add_line(&lines, "Fax ", s->fax);
	add_line(&lines, "NPI ", s->npi);
	close_lines(&lines);
}

static void
view_recipient(struct viewing *v)
{
	const struct case_recipient *r = &v->letter->c->recipient;
	struct lines lines = open_lines(v, "recipient");
	size_t i;

	add_line(&lines, "",
	    r->name.length > 0
		? r->name
		: value_text(v->letter->names->insurer_fact, "name"));
	add_line(&lines, "", r->unit.length > 0 ? r->unit : STR("Appeals"));
	for (i = 0; i < r->address.count; i++)
		add_line(&lines, "", r->address.items[i]);
	add_line(&lines, "By fax: ", r->fax);
	close_lines(&lines);
}

/* "K50.80, K50.90" */
static struct str
codes_of(const struct letter *letter)
{
	struct str codes = STR_NONE;
	size_t i;

	for (i = 0; i < letter->c->diagnosis.count; i++)
		codes = say_join(letter->arena, codes, ", ",
		    letter->c->diagnosis.items[i].icd10);
	return codes;
}

/* "upadacitinib (Rinvoq)" */
static struct str
drug_of(const struct letter *letter)
{
	struct str name = value_text(letter->names->drug_fact, "name");
	struct str brand = letter->names->brand;
	struct arena *arena = letter->arena;

	name = str_lower(name, arena);
	if (brand.length == 0)
		return name;
	return say(arena, "%.*s (%.*s)", STR_ARG(name), STR_ARG(brand));
}

static bool
is_expedited(const struct letter *letter)
{
	return letter->c->denial.urgent &&
	    letter->c->denial.urgent_reason.length > 0;
}

static void
view_re(struct viewing *v)
{
	const struct lcase *c = v->letter->c;
	struct arena *arena = v->letter->arena;
	struct lines lines = open_lines(v, "re");
	const struct case_texts *denial_codes = &c->denial.codes;
	struct str codes = STR_NONE;
	size_t i;

	add_line(&lines, "First-level internal appeal, ",
	    is_expedited(v->letter) ? STR("EXPEDITED") : STR("standard"));
	add_line(&lines, "Patient: ", c->patient.name);
	if (c->patient.dob.given)
		add_line(&lines, "Date of birth: ",
		    date_words(c->patient.dob.day, arena));
	add_line(&lines, "Member ID: ", c->patient.member_id);
	add_line(&lines, "Group: ", c->patient.group);
	add_line(&lines, "Plan: ", c->plan.name);
	add_line(&lines, "Reference: ", c->denial.reference);
	add_line(&lines, "Drug: ",
	    say_join(arena, drug_of(v->letter), " ", c->request.strength));
	add_line(&lines, "Diagnosis: ", codes_of(v->letter));
	if (c->denial.notice_date.given)
		add_line(&lines, "Denial notice dated: ",
		    date_words(c->denial.notice_date.day, arena));
	for (i = 0; i < denial_codes->count; i++)
		codes = say_join(arena, codes, ", ", denial_codes->items[i]);
	add_line(&lines, "Denial codes: ", codes);
	close_lines(&lines);
}

/* The plan's own words, line by line as they were given. */
static void
view_quote(struct viewing *v)
{
	struct str rest = v->letter->c->denial.reason_text;
	struct lines lines = open_lines(v, "quote");

	while (rest.at != NULL)
		add_line(&lines, "", str_trim(str_cut(&rest, '\n')));
	close_lines(&lines);
}

static void
view_denial(struct viewing *v)
{
	const struct case_denial *d = &v->letter->c->denial;

	value_add_str(v->w, "insurer",
	    value_text(v->letter->names->insurer_fact, "name"));
	value_add_str(v->w, "denied",
	    value_text(v->letter->names->reason_fact, "phrase"));
	value_add_bool(v->w, "has_quote", d->reason_text.length > 0);
	view_quote(v);
	value_add_text(v->w, "policy_cited", d->policy_cited);
	view_date(v, "notice_date", &d->notice_date);
	view_date(v, "received", &d->received);
	value_add_bool(v->w, "expedited", is_expedited(v->letter));
	if (is_expedited(v->letter))
		value_add_str(v->w, "urgent_reason", d->urgent_reason);
}

/* What keeps a draft from being sent. */
static void
view_missing(struct viewing *v)
{
	const struct finding *f;

	value_add_bool(v->w, "draft", v->letter->findings.errors > 0);
	value_key(v->w, "missing");
	value_open(v->w, VALUE_ARRAY);
	for (f = v->letter->findings.first; f != NULL; f = f->next) {
		if (f->severity != SEVERITY_ERROR)
			continue;
		value_open(v->w, VALUE_OBJECT);
		value_add_str(v->w, "message", f->message);
		value_add_str(v->w, "pointer", f->pointer);
		value_close(v->w);
	}
	value_close(v->w);
}

static void
view_signature(struct viewing *v)
{
	const struct case_sender *s = &v->letter->c->sender;
	struct lines lines = open_lines(v, "signature");

	add_line(&lines, "", STR("______________________________"));
	add_line(&lines, "", name_of_sender(v->letter));
	add_line(&lines, "", s->specialty);
	add_line(&lines, "NPI ", s->npi);
	close_lines(&lines);
}

static void
view_closing(struct viewing *v)
{
	const struct letter *letter = v->letter;
	const struct case_texts *windows = &letter->c->sender.call_windows;
	const struct case_texts *enclosed = &letter->c->enclosures;
	struct str calls = STR_NONE;
	size_t i;

	for (i = 0; i < windows->count; i++)
		calls = say_join(
		    letter->arena, calls, "; ", windows->items[i]);
	value_add_text(v->w, "call_windows", calls);
	value_add_text(v->w, "phone", letter->c->sender.phone);
	value_add_bool(v->w, "has_enclosures", enclosed->count > 0);
	value_key(v->w, "enclosures");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < enclosed->count; i++)
		value_put_str(v->w, enclosed->items[i]);
	value_close(v->w);
	view_signature(v);
	value_add_str(v->w, "generation", kb_generation(letter->read->kb));
	value_add_str(v->w, "built", kb_built(letter->read->kb));
}

struct str
letter_subject(const struct letter *letter)
{
	return say(letter->arena, "Internal appeal: %.*s, denied %.*s",
	    STR_ARG(str_lower(
		value_text(letter->names->drug_fact, "name"),
		letter->arena)),
	    STR_ARG(value_text(letter->names->reason_fact, "phrase")));
}

enum err
letter_view(const struct letter *letter, struct cites *cites,
    struct value *out, struct note *note)
{
	struct buf buf = buf_new(letter->arena, VIEW_BYTES);
	struct value_writer w = value_writer(&buf);
	struct viewing v = { &w, letter, cites };

	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "title", letter_subject(letter));
	value_add_str(&w, "root", STR(""));
	value_add_str(&w, "date", date_words(letter->date, letter->arena));
	value_add_str(&w, "drug", drug_of(letter));
	value_add_text(&w, "patient", letter->c->patient.name);
	value_add_bool(
	    &w, "by_patient", letter->c->sender.role == ROLE_PATIENT);
	view_sender(&v);
	view_recipient(&v);
	view_re(&v);
	view_denial(&v);
	view_order(&v);
	view_filing(&v);
	view_clinical(&v);
	view_reply(&v);
	view_criteria(&v);
	view_label(&v);
	view_law(&v);
	view_missing(&v);
	view_closing(&v);
	value_close(&w);
	*out = value_written(&w);
	if (value_type(*out) != VALUE_OBJECT)
		return arena_failed(letter->arena)
		    ? err_set(note, ERR_MEMORY, "the case is too large")
		    : err_set(note, ERR_TOO_LARGE, "the letter is too long");
	return OK;
}
