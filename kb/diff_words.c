#include "kb/diff_words.h"

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/store/kb.h"

enum { SHOWN_MAX = 160, PARTS = 4 };

/* What a fact is called is made of these members, in this order. */
struct part {
	const char *member;
	const char *kind; /* of the fact it names; NULL: it is said as it is */
	const char *name; /* that fact's member to say */
};

static const struct label {
	const char *kind;
	const char *word;
	struct part parts[PARTS];
} labels[] = {
	{ "angles", "angle",
	    { { "treatment", "treatments", "name" },
		{ "reason", "reasons", "name" } } },
	{ "arguments", "argument", { { "id", NULL, NULL } } },
	{ "citations", "citation", { { "title", NULL, NULL } } },
	{ "code-systems", "code system", { { "short", NULL, NULL } } },
	{ "codes", "code",
	    { { "system", "code-systems", "short" },
		{ "code", NULL, NULL } } },
	{ "conditions", "condition", { { "name", NULL, NULL } } },
	{ "indications", "label use",
	    { { "drug", "treatments", "name" },
		{ "condition", "conditions", "abbreviation" } } },
	{ "insurers", "insurer", { { "name", NULL, NULL } } },
	{ "overlaps", "overlap", { { "id", NULL, NULL } } },
	{ "phrases", "phrases", { { "id", NULL, NULL } } },
	{ "plans", "plan", { { "short", NULL, NULL } } },
	{ "policies", "policy",
	    { { "insurer", "insurers", "name" },
		{ "treatments", "treatments", "name" },
		{ "conditions", "conditions", "abbreviation" } } },
	{ "reasons", "reason", { { "name", NULL, NULL } } },
	{ "regimens", "regimen",
	    { { "drug", "treatments", "name" },
		{ "conditions", "conditions", "abbreviation" },
		{ "phase", NULL, NULL } } },
	{ "topics", "topic", { { "title", NULL, NULL } } },
	{ "treatments", "treatment", { { "name", NULL, NULL } } },
	{ "warnings", "warning", { { "id", NULL, NULL } } },
};

/* What members are called: alone, for an item of them, and their unit. */
static const struct field {
	const char *name;
	const char *phrase;
	const char *item;
	const char *unit;
} fields[] = {
	{ "age_max", "highest age", NULL, "years" },
	{ "age_min", "lowest age", NULL, "years" },
	{ "aliases", "aliases", "alias", NULL },
	{ "citations", "citations", "citation", NULL },
	{ "classes", "classes", "class", NULL },
	{ "conditions", "conditions", "condition", NULL },
	{ "continuation", "continuation criteria", "continuation criterion",
	    NULL },
	{ "continuation_months", "continuation duration", NULL, "months" },
	{ "criteria_map", "criteria", "criterion", NULL },
	{ "days", "days", NULL, "days" },
	{ "documents", "documents", "document", NULL },
	{ "drugs", "drugs", "drug", NULL },
	{ "hours", "hours", NULL, "hours" },
	{ "initial", "initial criteria", "initial criterion", NULL },
	{ "initial_months", "initial duration", NULL, "months" },
	{ "levels", "levels", "level", NULL },
	{ "min_count", "least number", NULL, NULL },
	{ "min_days", "least time", NULL, "days" },
	{ "months", "months", NULL, "months" },
	{ "next_steps", "next steps", "next step", NULL },
	{ "notes", "notes", "note", NULL },
	{ "phrases", "phrases", "phrase", NULL },
	{ "plans", "plans", "plan", NULL },
	{ "process", "process", "step", NULL },
	{ "products", "products", "product", NULL },
	{ "reasons", "reasons", "reason", NULL },
	{ "rights", "rights", "right", NULL },
	{ "treatments", "treatments", "treatment", NULL },
	{ "units", "units", NULL, "units" },
	{ "warnings", "warnings", "warning", NULL },
	{ "weeks", "weeks", NULL, "weeks" },
	{ "weight_max_kg", "highest weight", NULL, "kg" },
	{ "weight_min_kg", "lowest weight", NULL, "kg" },
	{ "why", "explanation", "explanation", NULL },
	{ "within_days", "within", NULL, "days" },
	{ "years", "years", NULL, "years" },
};

static const struct label *
label_of(struct str kind)
{
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (str_is(kind, labels[i].kind))
			return &labels[i];
	return NULL;
}

static const struct field *
field_of(struct str name)
{
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (str_is(name, fields[i].name))
			return &fields[i];
	return NULL;
}

struct str
diff_kind_word(struct str kind)
{
	const struct label *label = label_of(kind);

	return label == NULL ? kind : str_from(label->word);
}

static void
put_named(struct buf *out, const struct kb_read *read,
    const struct part *part, struct str id, const char *before)
{
	struct str name = STR_NONE;

	if (part->kind != NULL)
		name = value_text(
		    kb_fact(read, part->kind, id), part->name);
	buf_puts(out, before);
	buf_put(out, name.length > 0 ? name : id);
}

static void
put_part(struct buf *out, const struct kb_read *read,
    const struct part *part, struct value member)
{
	const char *before = buf_str(out).length == 0 ? "" : " ";
	struct value_each it;

	if (value_type(member) != VALUE_ARRAY) {
		if (value_str(member).length > 0)
			put_named(out, read, part, value_str(member), before);
		return;
	}
	for (it = value_each(member); value_next(&it); before = "/")
		put_named(out, read, part, value_str(it.item), before);
}

void
diff_put_name(struct buf *out, const struct kb_read *read, struct str kind,
    struct value fact)
{
	const struct label *label = label_of(kind);
	size_t i;

	for (i = 0; label != NULL && i < PARTS; i++)
		if (label->parts[i].member != NULL)
			put_part(out, read, &label->parts[i],
			    value_get(fact, label->parts[i].member));
	if (buf_str(out).length == 0)
		buf_put(out, value_text(fact, "id"));
}

static void
put_plain(struct buf *out, struct str name)
{
	size_t i;

	for (i = 0; i < name.length; i++)
		buf_putc(out,
		    name.at[i] == '_' || name.at[i] == '-' ? ' ' : name.at[i]);
}

/*
 * The words of the steps from the root; "below" is the one under it.  An
 * object that only holds units ("duration": {"months": 3}) and a unit at
 * the end are not said.
 */
static void
put_steps(struct buf *out, const struct diff_step *step,
    const struct diff_step *below)
{
	const struct field *field;
	size_t start;

	if (step == NULL)
		return;
	put_steps(out, step->up, step);
	start = buf_str(out).length;
	if (step->item) {
		if (step->name.length > 0) {
			buf_putc(out, ' ');
			buf_put(out, step->name);
		}
		if (below != NULL && step->name.length == 0)
			buf_printf(out, " %zu", step->index + 1);
		if (below != NULL)
			buf_putc(out, ':');
		return;
	}
	field = field_of(step->name);
	if ((below != NULL && !below->item && str_is(step->name, "duration")) ||
	    (field != NULL && field->unit != NULL && step->up != NULL &&
		str_is(step->name, field->phrase)))
		return;
	if (start > 0)
		buf_putc(out, ' ');
	if (field == NULL)
		put_plain(out, step->name);
	else
		buf_puts(out, below != NULL && below->item &&
			    field->item != NULL
			? field->item
			: field->phrase);
}

void
diff_put_field(struct buf *out, const struct diff_step *step)
{
	struct buf words = buf_new(out->arena, out->limit);

	put_steps(&words, step, NULL);
	buf_put(out, buf_str(&words));
}

void
diff_put_pointer(struct buf *out, const struct diff_step *step)
{
	size_t i;

	if (step == NULL)
		return;
	diff_put_pointer(out, step->up);
	if (step->item) {
		buf_printf(out, "/%zu", step->index);
		return;
	}
	buf_putc(out, '/');
	for (i = 0; i < step->name.length; i++) /* RFC 6901, 3 */
		if (step->name.at[i] == '~')
			buf_puts(out, "~0");
		else if (step->name.at[i] == '/')
			buf_puts(out, "~1");
		else
			buf_putc(out, step->name.at[i]);
}

/* An object is known by what it says of itself. */
static struct str
own_words(struct value v)
{
	static const char *const members[] = { "text", "title", "name",
		"criterion", "id", "brand" };
	struct str words = value_str(v);
	size_t i;

	for (i = 0; i < 6 && words.length == 0; i++)
		words = value_text(v, members[i]);
	return words;
}

/* "a, b" for a list of names; else JSON. */
static struct str
list_words(struct value v, struct arena *arena, size_t limit)
{
	struct buf words = buf_new(arena, limit);
	struct value_each it = value_each(v);
	bool plain = value_type(v) == VALUE_ARRAY && value_count(v) > 0;

	while (plain && value_next(&it)) {
		plain = value_str(it.item).at != NULL;
		buf_puts(&words, it.index == 0 ? "" : ", ");
		buf_put(&words, value_str(it.item));
	}
	if (plain)
		return buf_str(&words);
	words = buf_new(arena, limit);
	json_write(&words, v);
	return buf_str(&words);
}

/* Where to begin to show two long texts that begin alike: at a word. */
static size_t
start_of(struct str a, struct str b)
{
	size_t same = 0;

	while (same < a.length && same < b.length && a.at[same] == b.at[same])
		same++;
	if (same <= SHOWN_MAX / 2)
		return 0;
	for (same -= SHOWN_MAX / 4; same > 0; same--)
		if (a.at[same - 1] == ' ')
			break;
	return same;
}

static void
put_text(struct buf *out, struct str words, size_t start, bool quoted)
{
	struct str rest = str_from_index(words, start);
	struct str shown = str_shown(rest, SHOWN_MAX, out->arena);

	buf_puts(out, quoted ? "\"" : "");
	buf_puts(out, start > 0 ? "..." : "");
	buf_put(out, shown);
	buf_puts(out, rest.length > shown.length ? "..." : "");
	buf_puts(out, quoted ? "\"" : "");
}

/* "other": what it is compared with, or none. */
static void
put_value(struct buf *out, struct value v, struct value other)
{
	struct str words = own_words(v);
	bool text = value_type(v) == VALUE_STRING;

	if (value_type(v) == VALUE_TRUE)
		buf_puts(out, "yes");
	else if (value_type(v) == VALUE_FALSE)
		buf_puts(out, "no");
	else if (value_type(v) == VALUE_NULL)
		buf_puts(out, "none");
	else if (words.length == 0 && !text)
		put_text(
		    out, list_words(v, out->arena, out->limit), 0, false);
	else
		put_text(out, words,
		    text ? start_of(words, value_str(other)) : 0,
		    text && str_find(words, ' ') < words.length);
}

static void
put_unit(struct buf *out, const struct diff_place *place)
{
	const struct field *field = field_of(place->step->name);
	struct value last = value_type(place->after) == VALUE_NONE
	    ? place->before
	    : place->after;

	if (!place->step->item && field != NULL && field->unit != NULL &&
	    value_type(last) == VALUE_NUMBER)
		buf_printf(out, " %s", field->unit);
}

void
diff_put_words(struct buf *out, const struct diff_place *place)
{
	switch (place->change) {
	case DIFF_MOVED:
		buf_puts(out, "the order of ");
		diff_put_field(out, place->step);
		buf_puts(out, " changed");
		return;
	case DIFF_CHANGED:
		diff_put_field(out, place->step);
		buf_putc(out, ' ');
		put_value(out, place->before, place->after);
		buf_puts(out, " -> ");
		put_value(out, place->after, place->before);
		break;
	case DIFF_ADDED:
		diff_put_field(out, place->step);
		buf_puts(out, " added: ");
		put_value(out, place->after, place->before);
		break;
	case DIFF_REMOVED:
		diff_put_field(out, place->step);
		buf_puts(out, " removed: ");
		put_value(out, place->before, place->after);
		break;
	}
	put_unit(out, place);
}
