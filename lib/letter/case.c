#include "lib/letter/case.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/words.h"
#include "lib/letter/case_fields.h"
#include "lib/letter/case_reading.h"
#include "lib/letter/spelling.h"

/* An array of at most field->max items? */
static bool
is_list(struct reading *r, const struct field *field, struct value v)
{
	if (value_type(v) != VALUE_ARRAY)
		READING_PROBLEM(r, "must be a list, not %s",
		    value_type_name(value_type(v)));
	else if (value_count(v) > field->max)
		READING_PROBLEM(r, "has more than %zu items", field->max);
	else
		return true;
	return false;
}

static void
read_texts(struct reading *r, const struct field *field, struct value v,
    struct case_texts *out)
{
	static const struct field line = { .type = FIELD_TEXT,
		.max = 400 };
	struct value_each it;
	size_t from;

	if (!is_list(r, field, v) || value_count(v) == 0)
		return;
	out->items = arena_alloc(r->arena, value_count(v) * sizeof(struct str));
	if (out->items == NULL)
		return;
	for (it = value_each(v); value_next(&it);) {
		from = reading_enter_index(r, it.index);
		if (reading_text(r, &line, it.item, &out->items[out->count]))
			out->count++;
		reading_leave(r, from);
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
		from = reading_enter_index(r, it.index);
		read_object(r, field->inner, it.item,
		    items + it.index * field->inner->size);
		reading_leave(r, from);
	}
	list.items = items;
	memcpy(at, &list, sizeof(list));
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
	case FIELD_PROSE:
		reading_text(r, field, v, at);
		return;
	case FIELD_DATE:
		reading_date(r, v, at);
		return;
	case FIELD_CHOICE:
		reading_choice(r, field, v, &choice);
		memcpy(at, &choice, sizeof(choice));
		return;
	case FIELD_NUMBER:
		reading_number(r, field, v, at);
		return;
	case FIELD_SCORE:
		reading_score(r, field, v, at);
		return;
	case FIELD_FLAG:
		reading_flag(r, v, at);
		return;
	case FIELD_NPI:
		reading_npi(r, v, at);
		return;
	case FIELD_ICD10:
		reading_icd10(r, v, at);
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
		READING_PROBLEM(r,
		    "is not a field of a case; did you mean \"%s\"?",
		    nearest);
	else
		READING_PROBLEM(r, "is not a field of a case");
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
		from = reading_enter(r, str_from(field->name));
		if (field->type == FIELD_OBJECT)
			report_missing(r, field->inner, (struct value){ 0 });
		else
			READING_PROBLEM(r, "is missing");
		reading_leave(r, from);
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
		READING_PROBLEM(r, "must be an object, not %s",
		    value_type_name(value_type(v)));
		return;
	}
	for (it = value_each(v); value_next(&it);) {
		from = reading_enter(r, it.key);
		field = find_field(fields, it.key);
		if (field == NULL)
			refuse_unknown(r, fields, it.key);
		else
			read_field(r, field, it.item, out);
		reading_leave(r, from);
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
		return err_set(note, ERR_INVALID, "the case has %.*s",
		    STR_ARG(words_count((long)problems->count, "problem",
			"problems", arena)));
	*out = c;
	return OK;
}
