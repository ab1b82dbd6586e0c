#ifndef LIB_LETTER_CASE_FIELDS_H
#define LIB_LETTER_CASE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The whole surface of a case, as tables: one line per field, with its type,
 * its place in the struct of case.h and its limit.
 */
enum field_type {
	FIELD_TEXT,   /* struct str; not blank; at most "max" bytes; one line */
	FIELD_PROSE,  /* the same, of several lines */
	FIELD_DATE,   /* struct case_date */
	FIELD_CHOICE, /* an enum that is 0 for none; "choices" in its order */
	FIELD_NUMBER, /* struct case_number; above 0, at most "max" */
	FIELD_SCORE,  /* struct case_number; a number, or a text as FIELD_TEXT */
	FIELD_FLAG,   /* bool */
	FIELD_NPI,    /* struct str of ten digits */
	FIELD_ICD10,  /* struct str */
	FIELD_TEXTS,  /* struct case_texts; at most "max" items */
	FIELD_OBJECT, /* the struct that "inner" describes */
	FIELD_LIST    /* {items, count} of it; at most "max" items */
};

struct field {
	const char *name;
	enum field_type type;
	size_t at; /* offset in the struct */
	size_t max;
	bool required;
	const char *const *choices; /* ends with NULL */
	const struct fields *inner;
};

struct fields {
	const struct field *items;
	size_t count;
	size_t size; /* of the struct */
};

extern const struct fields case_fields;
extern const char *const letter_kinds[];

#endif
