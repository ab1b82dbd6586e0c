#include "lib/letter/case.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/letter/case_fields.h"
#include "lib/letter/spelling.h"

enum { POINTER_MAX = 200, NAME_SHOWN = 60 };

/* A case on its way from JSON into its struct. */
struct reading {
	struct arena *arena;
	struct problems *problems;
	char pointer[POINTER_MAX];
	size_t length; /* of "pointer" */
};

static struct str
pointer_here(const struct reading *r)
{
	return (struct str){ r->pointer, r->length };
}

/* Go down to a member; hand back where to return to. */
static size_t
enter(struct reading *r, struct str name)
{
	size_t i, from = r->length, at = from;

	name = str_first(name, NAME_SHOWN);
	if (at + 2 * name.length + 1 > POINTER_MAX)
		return from;
	r->pointer[at++] = '/';
	for (i = 0; i < name.length; i++) {
		/* RFC 6901, section 3: "~" and "/" are written ~0 and ~1. */
		if (name.at[i] == '~' || name.at[i] == '/')
			r->pointer[at++] = '~';
		r->pointer[at++] = name.at[i] == '~' ? '0'
		    : name.at[i] == '/'		     ? '1'
						     : name.at[i];
	}
	r->length = at;
	return from;
}

static size_t
enter_index(struct reading *r, size_t index)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", index);
	return enter(r, str_from(text));
}

static void
leave(struct reading *r, size_t from)
{
	r->length = from;
}

#define PROBLEM(r, ...) \
	problems_add((r)->problems, pointer_here(r), __VA_ARGS__)

static bool
read_text(struct reading *r, const struct field *field, struct value v,
    struct str *out)
{
	struct str text = value_str(v);

	if (value_type(v) != VALUE_STRING)
		PROBLEM(r, "must be a string, not %s",
		    value_type_name(value_type(v)));
	else if (str_trim(text).length == 0)
		PROBLEM(r, "must not be empty; leave it out if not known");
	else if (text.length > field->max)
		PROBLEM(r, "is longer than %zu bytes", field->max);
	else {
		*out = str_trim(text);
		return true;
	}
	return false;
}

static void
read_date(struct reading *r, struct value v, struct case_date *out)
{
	struct note note = { "" };

	if (value_type(v) != VALUE_STRING)
		PROBLEM(r, "must be a date as a string, YYYY-MM-DD");
	else if (date_parse(value_str(v), &out->day, &note) != OK)
		PROBLEM(r, "%s", note.text);
	else
		out->given = true;
}

static void
read_number(struct reading *r, const struct field *field, struct value v,
    struct case_number *out)
{
	if (!value_double(v, &out->value))
		PROBLEM(r, "must be a number, not %s",
		    value_type_name(value_type(v)));
	else if (!(out->value > 0))
		PROBLEM(r, "must be above 0");
	else if (out->value > (double)field->max)
		PROBLEM(r, "must be at most %zu", field->max);
	else {
		out->text = value_str(v);
		out->given = true;
	}
}

static void
read_score(struct reading *r, const struct field *field, struct value v,
    struct case_number *out)
{
	if (value_type(v) == VALUE_STRING) {
		read_text(r, field, v, &out->text);
	} else if (!value_double(v, &out->value)) {
		PROBLEM(r, "must be a number or a string, not %s",
		    value_type_name(value_type(v)));
	} else {
		out->text = value_str(v);
		out->given = true;
	}
}

static void
read_choice(struct reading *r, const struct field *field, struct value v,
    unsigned *out)
{
	char list[200] = "";
	unsigned i;

	for (i = 0; field->choices[i] != NULL; i++) {
		if (value_type(v) == VALUE_STRING &&
		    str_is(value_str(v), field->choices[i])) {
			*out = i + 1;
			return;
		}
		snprintf(list + strlen(list), sizeof(list) - strlen(list),
		    "%s%s", i == 0 ? "" : ", ", field->choices[i]);
	}
	PROBLEM(r, "must be one of: %s", list);
}

/* 45 CFR 162.406: ten digits. */
static void
read_npi(struct reading *r, struct value v, struct str *out)
{
	struct str text = value_str(v);
	size_t i, digits = 0;

	for (i = 0; i < text.length; i++)
		digits += text.at[i] >= '0' && text.at[i] <= '9';
	if (value_type(v) != VALUE_STRING || text.length != 10 ||
	    digits != 10)
		PROBLEM(r, "must be a string of 10 digits");
	else
		*out = text;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/*
 * The shape of ICD-10-CM codes: letter, digit, letter or digit; then up to
 * four more letters or digits, usually behind a dot.
 */
static bool
is_icd10(struct str code)
{
	size_t i, rest;

	if (code.length < 3 || code.length > 8 || !is_letter(code.at[0]) ||
	    !is_digit(code.at[1]) ||
	    !(is_digit(code.at[2]) || is_letter(code.at[2])))
		return false;
	rest = code.length > 3 && code.at[3] == '.' ? 4 : 3;
	for (i = rest; i < code.length; i++)
		if (!is_digit(code.at[i]) && !is_letter(code.at[i]))
			return false;
	return code.length - rest <= 4 && (rest == 3 || code.length > 4);
}

static void
read_icd10(struct reading *r, struct value v, struct str *out)
{
	if (value_type(v) != VALUE_STRING || !is_icd10(value_str(v)))
		PROBLEM(r, "must be an ICD-10-CM code such as K50.90");
	else
		*out = value_str(v);
}

/* An array of at most field->max items? */
static bool
is_list(struct reading *r, const struct field *field, struct value v)
{
	if (value_type(v) != VALUE_ARRAY)
		PROBLEM(r, "must be a list, not %s",
		    value_type_name(value_type(v)));
	else if (value_count(v) > field->max)
		PROBLEM(r, "has more than %zu items", field->max);
	else
		return true;
	return false;
}

static void
read_texts(struct reading *r, const struct field *field, struct value v,
    struct case_texts *out)
{
	static const struct field line = { .max = 400 };
	struct value_each it;
	size_t from;

	if (!is_list(r, field, v) || value_count(v) == 0)
		return;
	out->items = arena_alloc(r->arena, value_count(v) * sizeof(struct str));
	if (out->items == NULL)
		return;
	for (it = value_each(v); value_next(&it);) {
		from = enter_index(r, it.index);
		if (read_text(r, &line, it.item, &out->items[out->count]))
			out->count++;
		leave(r, from);
	}
}

static void read_object(struct reading *r, const struct fields *fields,
    struct value v, unsigned char *out);

/* Every list of case.h has this shape. */
struct list {
	void *items;
	size_t count;
};

static void
read_list(struct reading *r, const struct field *field, struct value v,
    unsigned char *at)
{
	struct list list = { NULL, value_count(v) };
	struct value_each it;
	unsigned char *items;
	size_t from;

	if (!is_list(r, field, v) || list.count == 0)
		return;
	items = arena_alloc(r->arena, list.count * field->inner->size);
	if (items == NULL)
		return;
	for (it = value_each(v); value_next(&it);) {
		from = enter_index(r, it.index);
		read_object(r, field->inner, it.item,
		    items + it.index * field->inner->size);
		leave(r, from);
	}
	list.items = items;
	memcpy(at, &list, sizeof(list));
}

static void
read_flag(struct reading *r, struct value v, bool *out)
{
	if (value_type(v) != VALUE_TRUE && value_type(v) != VALUE_FALSE)
		PROBLEM(r, "must be true or false");
	else
		*out = value_is_true(v);
}

_Static_assert(sizeof(enum letter_kind) == sizeof(unsigned),
    "a choice is stored as an unsigned");

/* The casts hold because case_fields.c takes offsets of these very types. */
static void
read_field(struct reading *r, const struct field *field, struct value v,
    unsigned char *out)
{
	void *at = out + field->at;
	unsigned choice = 0;

	switch (field->type) {
	case FIELD_TEXT:
		read_text(r, field, v, at);
		return;
	case FIELD_DATE:
		read_date(r, v, at);
		return;
	case FIELD_CHOICE:
		read_choice(r, field, v, &choice);
		memcpy(at, &choice, sizeof(choice));
		return;
	case FIELD_NUMBER:
		read_number(r, field, v, at);
		return;
	case FIELD_SCORE:
		read_score(r, field, v, at);
		return;
	case FIELD_FLAG:
		read_flag(r, v, at);
		return;
	case FIELD_NPI:
		read_npi(r, v, at);
		return;
	case FIELD_ICD10:
		read_icd10(r, v, at);
		return;
	case FIELD_TEXTS:
		read_texts(r, field, v, at);
		return;
	case FIELD_OBJECT:
		read_object(r, field->inner, v, at);
		return;
	case FIELD_LIST:
		read_list(r, field, v, at);
		return;
	}
}

static const struct field *
find_field(const struct fields *fields, struct str name)
{
	size_t i;

	for (i = 0; i < fields->count; i++)
		if (str_is(name, fields->items[i].name))
			return &fields->items[i];
	return NULL;
}

static void
refuse_unknown(struct reading *r, const struct fields *fields, struct str name)
{
	const char *nearest = NULL;
	size_t i, least = SPELLING_FAR, distance;

	for (i = 0; i < fields->count; i++) {
		distance = spelling_distance(
		    name, str_from(fields->items[i].name));
		if (distance < least) {
			least = distance;
			nearest = fields->items[i].name;
		}
	}
	if (nearest != NULL)
		PROBLEM(r, "is not a field of a case; did you mean \"%s\"?",
		    nearest);
	else
		PROBLEM(r, "is not a field of a case");
}

/* Also what is needed inside an object that is not there at all. */
static void
report_missing(struct reading *r, const struct fields *fields, struct value v)
{
	const struct field *field;
	size_t i, from;

	for (i = 0; i < fields->count; i++) {
		field = &fields->items[i];
		if (!field->required ||
		    value_type(value_get(v, field->name)) != VALUE_NONE)
			continue;
		from = enter(r, str_from(field->name));
		if (field->type == FIELD_OBJECT)
			report_missing(r, field->inner, (struct value){ 0 });
		else
			PROBLEM(r, "is missing");
		leave(r, from);
	}
}

static void
read_object(struct reading *r, const struct fields *fields, struct value v,
    unsigned char *out)
{
	const struct field *field;
	struct value_each it;
	size_t from;

	if (value_type(v) != VALUE_OBJECT) {
		PROBLEM(r, "must be an object, not %s",
		    value_type_name(value_type(v)));
		return;
	}
	for (it = value_each(v); value_next(&it);) {
		from = enter(r, it.key);
		field = find_field(fields, it.key);
		if (field == NULL)
			refuse_unknown(r, fields, it.key);
		else
			read_field(r, field, it.item, out);
		leave(r, from);
	}
	report_missing(r, fields, v);
}

static void
check_order(struct reading *r, const struct case_date *first,
    const struct case_date *second, const char *pointer, const char *message)
{
	if (first->given && second->given &&
	    date_compare(first->day, second->day) > 0)
		problems_add(r->problems, str_from(pointer), "%s", message);
}

/* What no single field can tell. */
static void
check_dates(struct reading *r, const struct lcase *c)
{
	const struct case_therapy *t;
	char pointer[64];
	size_t i;

	check_order(r, &c->patient.dob, &c->date, "/patient/dob",
	    "lies after the date of the letter");
	for (i = 0; i < c->therapies.count; i++) {
		t = &c->therapies.items[i];
		snprintf(pointer, sizeof(pointer), "/therapies/%zu/stop", i);
		check_order(
		    r, &t->start, &t->stop, pointer, "lies before the start");
		snprintf(
		    pointer, sizeof(pointer), "/therapies/%zu/last_dose", i);
		check_order(r, &t->start, &t->last_dose, pointer,
		    "lies before the start");
	}
}

enum err
case_read(struct value body, struct arena *arena, struct lcase *out,
    struct problems *problems, struct note *note)
{
	struct reading r = { .arena = arena, .problems = problems };
	struct lcase c = { 0 };

	read_object(&r, &case_fields, body, (unsigned char *)&c);
	check_dates(&r, &c);
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "the case is too large");
	if (problems->count > 0)
		return err_set(note, ERR_INVALID,
		    "the case has %zu problem%s", problems->count,
		    problems->count == 1 ? "" : "s");
	*out = c;
	return OK;
}
