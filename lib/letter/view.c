#include "lib/letter/view.h"

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/clinical/say.h"
#include "lib/store/kb.h"

void
view_date(struct viewing *v, const char *key, const struct case_date *date)
{
	if (date->given)
		value_add_str(
		    v->w, key, words_date(date->day, v->letter->arena));
}

void
view_day(struct viewing *v, const char *key, const struct case_date *date)
{
	struct arena *arena = v->letter->arena;

	if (date->given)
		value_add_str(v->w, key,
		    words_unbroken(
			words_date_short(date->day, arena), arena));
}

struct str
view_known_date(struct str text, struct arena *arena)
{
	struct date date;

	return date_parse(text, &date, NULL) == OK ? words_date(date, arena)
						   : text;
}

struct str
view_with_record(struct str words, struct str record, struct arena *arena)
{
	return words.length == 0 || record.length == 0
	    ? say_join(arena, words, "", record)
	    : say(arena, "%.*s (%.*s)", STR_ARG(words), STR_ARG(record));
}

void
view_refs(struct viewing *v, struct value citations)
{
	value_add_str(v->w, "refs",
	    cites_refs(v->cites, citations, v->letter->arena));
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

/* The plan's own words, line by line as they were given. */
static void
view_quote(struct viewing *v)
{
	struct str rest = v->letter->c->denial.reason_text;
	struct view_lines lines = view_lines_open(v, "quote");

	while (rest.at != NULL)
		view_lines_add(&lines, "", str_trim(str_cut(&rest, '\n')));
	view_lines_close(&lines);
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
	value_key(v->w, "urgent_reason");
	value_open(v->w, VALUE_ARRAY);
	if (is_expedited(v->letter))
		view_paragraphs(v, d->urgent_reason);
	value_close(v->w);
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
	struct view_lines lines = view_lines_open(v, "signature");

	view_lines_add(&lines, "", STR("______________________________"));
	view_lines_add(&lines, "", view_sender_name(v->letter));
	view_lines_add(&lines, "", s->specialty);
	view_lines_add(&lines, "NPI ", s->npi);
	view_lines_close(&lines);
}

static void
view_closing(struct viewing *v)
{
	const struct letter *letter = v->letter;
	const struct case_texts *windows = &letter->c->sender.call_windows;
	const struct case_texts *enclosed = &letter->c->enclosures;
	size_t i;

	value_add_text(v->w, "call_windows",
	    words_list(windows->items, windows->count, letter->arena));
	value_add_text(v->w, "phone", letter->c->sender.phone);
	value_add_bool(v->w, "has_enclosures", enclosed->count > 0);
	value_key(v->w, "enclosures");
	value_open(v->w, VALUE_ARRAY);
	for (i = 0; i < enclosed->count; i++)
		value_put_str(v->w, enclosed->items[i]);
	value_close(v->w);
	view_signature(v);
	value_add_str(v->w, "generation", kb_generation(letter->read->kb));
	value_add_str(v->w, "built",
	    view_known_date(kb_built(letter->read->kb), letter->arena));
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
	value_add_str(&w, "date", words_date(letter->date, letter->arena));
	value_add_str(&w, "drug", drug_of(letter));
	value_add_str(&w, "product",
	    say_join(letter->arena, drug_of(letter), " ",
		letter->c->request.strength));
	value_add_text(&w, "patient", letter->c->patient.name);
	value_add_text(&w, "member_id", letter->c->patient.member_id);
	value_add_bool(
	    &w, "by_patient", letter->c->sender.role == ROLE_PATIENT);
	value_add_bool(
	    &w, "by_prescriber", letter->c->sender.role == ROLE_PRESCRIBER);
	view_head(&v);
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
