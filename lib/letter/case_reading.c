#include "lib/letter/case_reading.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/letter/case_text.h"

size_t
reading_enter(struct reading *r, struct str name)
{
	size_t i, from = r->length, at = from;

	name = case_text_shown(name, READING_NAME, r->arena);
	if (at + 2 * name.length + 1 > READING_POINTER)
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

size_t
reading_enter_index(struct reading *r, size_t index)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", index);
	return reading_enter(r, str_from(text));
}

void
reading_leave(struct reading *r, size_t from)
{
	r->length = from;
}

bool
reading_text(struct reading *r, const struct field *field, struct value v,
    struct str *out)
{
	struct str text = str_trim(value_str(v));
	bool lines = field->type == FIELD_PROSE;
	struct note note = { "" };

	if (value_type(v) != VALUE_STRING)
		READING_PROBLEM(r, "must be a string, not %s",
		    value_type_name(value_type(v)));
	else if (text.length == 0)
		READING_PROBLEM(
		    r, "must not be empty; leave it out if not known");
	else if (value_str(v).length > field->max)
		READING_PROBLEM(r, "is longer than %zu bytes", field->max);
	else if (case_text_check(text, lines, &note) != OK)
		READING_PROBLEM(r, "%s", note.text);
	else {
		*out = text;
		return true;
	}
	return false;
}

void
reading_date(struct reading *r, struct value v, struct case_date *out)
{
	struct note note = { "" };

	if (value_type(v) != VALUE_STRING)
		READING_PROBLEM(r, "must be a date as a string, YYYY-MM-DD");
	else if (date_parse(value_str(v), &out->day, &note) != OK)
		READING_PROBLEM(r, "%s", note.text);
	else
		out->given = true;
}

void
reading_number(struct reading *r, const struct field *field, struct value v,
    struct case_number *out)
{
	double number;

	if (!value_double(v, &number))
		READING_PROBLEM(r, "must be a number, not %s",
		    value_type_name(value_type(v)));
	else if (!(number > 0))
		READING_PROBLEM(r, "must be above 0");
	else if (number > (double)field->max)
		READING_PROBLEM(r, "must be at most %zu", field->max);
	else
		*out = (struct case_number){ number, value_str(v), true };
}

void
reading_score(struct reading *r, const struct field *field, struct value v,
    struct case_number *out)
{
	double number;

	if (value_type(v) == VALUE_STRING)
		reading_text(r, field, v, &out->text);
	else if (!value_double(v, &number))
		READING_PROBLEM(r, "must be a number or a string, not %s",
		    value_type_name(value_type(v)));
	else
		*out = (struct case_number){ number, value_str(v), true };
}

void
reading_choice(struct reading *r, const struct field *field, struct value v,
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
	READING_PROBLEM(r, "must be one of: %s", list);
}

void
reading_npi(struct reading *r, struct value v, struct str *out)
{
	if (value_type(v) != VALUE_STRING || !case_text_is_npi(value_str(v)))
		READING_PROBLEM(r, "must be a string of 10 digits");
	else
		*out = value_str(v);
}

void
reading_icd10(struct reading *r, struct value v, struct str *out)
{
	if (value_type(v) != VALUE_STRING || !case_text_is_icd10(value_str(v)))
		READING_PROBLEM(r, "must be an ICD-10-CM code such as K50.90");
	else
		*out = value_str(v);
}

void
reading_flag(struct reading *r, struct value v, bool *out)
{
	if (value_type(v) != VALUE_TRUE && value_type(v) != VALUE_FALSE)
		READING_PROBLEM(r, "must be true or false");
	else
		*out = value_is_true(v);
}
