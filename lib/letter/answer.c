#include "lib/letter/answer.h"

#include <stdbool.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/letter/view.h"
#include "lib/store/kb.h"

enum { ANSWER_BYTES = 4 << 20, NAMED_MAX = 400 };

/* The answer as it grows; "named" are the citations it speaks of. */
struct answering {
	struct value_writer *w;
	const struct letter *letter;
	struct str named[NAMED_MAX];
	size_t named_count;
};

static void
name_citation(struct answering *a, struct str id)
{
	size_t i;

	for (i = 0; i < a->named_count; i++)
		if (str_equal(a->named[i], id))
			return;
	if (a->named_count < NAMED_MAX)
		a->named[a->named_count++] = id;
}

static void
add_citations(struct answering *a, struct value ids)
{
	struct value_each it;

	value_key(a->w, "citations");
	value_open(a->w, VALUE_ARRAY);
	for (it = value_each(ids); value_next(&it);) {
		value_put_str(a->w, value_str(it.item));
		name_citation(a, value_str(it.item));
	}
	value_close(a->w);
}

static void
add_criteria(struct answering *a)
{
	const struct criterion *criterion;
	struct str evidence;
	size_t i;

	value_key(a->w, "criteria");
	value_open(a->w, VALUE_ARRAY);
	for (i = 0; i < a->letter->criteria.count; i++) {
		criterion = &a->letter->criteria.items[i];
		/* While it is open: what would show it. */
		evidence = criterion->answer.result == RESULT_UNKNOWN
		    ? criterion->needed
		    : criterion->answer.evidence;
		value_open(a->w, VALUE_OBJECT);
		value_add_str(a->w, "id", criterion->id);
		if (criterion->policy.length > 0)
			value_add_str(a->w, "policy", criterion->policy);
		value_add_text(a->w, "kind", criterion->kind);
		value_add_str(a->w, "text", criterion->text);
		value_add_str(a->w, "result",
		    str_from(result_name(criterion->answer.result)));
		value_add_str(a->w, "because", criterion->answer.because);
		value_add_str(a->w, "evidence", evidence);
		if (criterion->unverified)
			value_add_bool(a->w, "unverified", true);
		add_citations(a, criterion->citations);
		value_close(a->w);
	}
	value_close(a->w);
}

static void
add_findings(struct answering *a)
{
	const struct finding *f;

	value_key(a->w, "findings");
	value_open(a->w, VALUE_ARRAY);
	for (f = a->letter->findings.first; f != NULL; f = f->next) {
		value_open(a->w, VALUE_OBJECT);
		value_add_str(a->w, "id", str_from(f->id));
		value_add_str(
		    a->w, "severity", str_from(severity_name(f->severity)));
		value_add_str(a->w, "message", f->message);
		value_add_str(a->w, "pointer", f->pointer);
		add_citations(a, f->citations);
		value_close(a->w);
	}
	value_close(a->w);
}

static void
name_deadlines(struct answering *a, const struct deadlines *deadlines)
{
	struct value_each it;
	size_t i;

	for (i = 0; i < deadlines->count; i++)
		for (it = value_each(deadlines->items[i].citations);
		     value_next(&it);)
			name_citation(a, value_str(it.item));
}

static void
add_deadlines(struct answering *a)
{
	const struct deadlines *parts[] = { &a->letter->filing,
		&a->letter->decision };
	struct deadlines all = { 0 };
	size_t i, k;

	all.items = arena_alloc(a->letter->arena,
	    (parts[0]->count + parts[1]->count + 1) * sizeof(*all.items));
	for (i = 0; all.items != NULL && i < 2; i++)
		for (k = 0; k < parts[i]->count; k++)
			all.items[all.count++] = parts[i]->items[k];
	value_key(a->w, "deadlines");
	deadlines_write(a->w, &all, a->letter->arena);
	name_deadlines(a, &all);
}

static void
add_enclosures(struct answering *a)
{
	const struct case_texts *enclosures = &a->letter->c->enclosures;
	size_t i;

	value_key(a->w, "enclosures");
	value_open(a->w, VALUE_ARRAY);
	for (i = 0; i < enclosures->count; i++)
		value_put_str(a->w, enclosures->items[i]);
	value_close(a->w);
}

static void
add_head(struct answering *a, const char *type, struct str text)
{
	value_add_str(a->w, "kind", STR("letter"));
	value_add_str(a->w, "letter",
	    str_from(letter_kind_name(a->letter->c->letter)));
	value_add_str(a->w, "status",
	    a->letter->findings.errors == 0 ? STR("ready") : STR("draft"));
	value_add_str(a->w, "subject", letter_subject(a->letter));
	value_key(a->w, "document");
	value_open(a->w, VALUE_OBJECT);
	value_add_str(a->w, "media_type", str_from(type));
	value_add_str(a->w, "text", text);
	value_close(a->w);
}

/* The entries of "citations" lie in the knowledge base as JSON. */
static void
add_citation_entries(struct answering *a, struct slices *body)
{
	const char *before = "\"";
	struct section entry;
	size_t i;

	slices_puts(body, ",\"citations\":{");
	for (i = 0; i < a->named_count; i++) {
		entry = kb_section(
		    a->letter->read, STR("cite"), a->named[i], STR_NONE);
		if (entry.json.at == NULL)
			continue;
		slices_puts(body, before);
		slices_add(body, a->named[i]);
		slices_puts(body, "\":");
		slices_add(body, entry.json);
		before = ",\"";
	}
	slices_puts(body, "}");
}

enum err
answer_write(const struct letter *letter, const struct cites *cites,
    const char *type, struct str text, struct slices *body,
    struct note *note)
{
	struct buf buf = buf_new(letter->arena, ANSWER_BYTES);
	struct buf json = buf_new(letter->arena, ANSWER_BYTES);
	struct value_writer w = value_writer(&buf);
	struct answering a = { .w = &w, .letter = letter };
	struct str members;
	size_t i;

	value_open(&w, VALUE_OBJECT);
	add_head(&a, type, text);
	add_criteria(&a);
	add_findings(&a);
	add_deadlines(&a);
	add_enclosures(&a);
	value_close(&w);
	for (i = 0; i < cites->count; i++)
		name_citation(&a, cites->ids[i]);
	json_write(&json, value_written(&w));
	if (w.failed || buf_failed(&json))
		return err_set(note, ERR_MEMORY, "the letter is too long");
	members = buf_str(&json); /* its last byte closes the object */
	slices_add(body, str_first(members, members.length - 1));
	add_citation_entries(&a, body);
	slices_printf(body, ",\"generation\":\"%.*s\"}\n",
	    STR_ARG(kb_generation(letter->read->kb)));
	return OK;
}
