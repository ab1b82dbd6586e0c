#ifndef LIB_LETTER_CASE_READING_H
#define LIB_LETTER_CASE_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/problems.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/letter/case.h"
#include "lib/letter/case_fields.h"

struct arena;

/* Private to case.c and case_reading.c. */

enum { READING_POINTER = 200, READING_NAME = 60 }; /* bytes */

/* A case on its way from JSON into its struct, and where it is in it. */
struct reading {
	struct arena *arena;
	struct problems *problems;
	char pointer[READING_POINTER]; /* RFC 6901 */
	size_t length;		       /* of "pointer" */
};

/*
 * Go down to a member or item; hand back what reading_leave() takes to
 * return.  Of a name READING_NAME bytes are shown, as case_text_shown() has
 * it, and where the pointer is full none.
 */
size_t reading_enter(struct reading *r, struct str name);
size_t reading_enter_index(struct reading *r, size_t index);
void reading_leave(struct reading *r, size_t from);

#define READING_PROBLEM(r, ...) \
	problems_add((r)->problems, \
	    (struct str){ (r)->pointer, (r)->length }, __VA_ARGS__)

/*
 * Read one value into "out", or add the problem there is with it and leave
 * "out" as it was.  The texts are trimmed, not empty, at most field->max
 * bytes, and hold nothing that case_text_check() refuses; those of the type
 * FIELD_PROSE may have several lines.
 */
bool reading_text(struct reading *r, const struct field *field,
    struct value v, struct str *out);
void reading_date(struct reading *r, struct value v, struct case_date *out);
void reading_number(struct reading *r, const struct field *field,
    struct value v, struct case_number *out);
void reading_score(struct reading *r, const struct field *field,
    struct value v, struct case_number *out);
void reading_choice(struct reading *r, const struct field *field,
    struct value v, unsigned *out);
void reading_npi(struct reading *r, struct value v, struct str *out);
void reading_icd10(struct reading *r, struct value v, struct str *out);
void reading_flag(struct reading *r, struct value v, bool *out);

#endif
