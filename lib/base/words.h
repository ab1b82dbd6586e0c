#ifndef LIB_BASE_WORDS_H
#define LIB_BASE_WORDS_H

#include <stddef.h>

#include "lib/base/date.h"
#include "lib/base/str.h"

struct arena;

/*
 * What a sentence needs and a template without logic cannot do: dates,
 * counts and lists as English has them.  All results lie in "arena";
 * STR_NONE when it is full.
 */

/* "November 22, 2026", for prose. */
struct str words_date(struct date date, struct arena *arena);

/* "Nov 22, 2026", for tables: months have three letters, and May all. */
struct str words_date_short(struct date date, struct arena *arena);

/* The text with U+00A0 for its blanks, at which no line is cut. */
struct str words_unbroken(struct str text, struct arena *arena);

/* "1 day", "28 days", "-2 days": the noun as the number wants it. */
struct str words_count(long number, const char *one, const char *many,
    struct arena *arena);

/*
 * The same for a number as it was written, such as "28" or "1.5"; only "1"
 * takes "one".  STR_NONE for an empty number.
 */
struct str words_amount(struct str number, struct str one, struct str many,
    struct arena *arena);

/*
 * "a", "a and b", "a, b, and c"; with semicolons where an item holds a comma
 * or a semicolon itself: "a, with x; and b".  Empty items are left out;
 * STR_NONE if all are.
 */
struct str words_list(
    const struct str *items, size_t count, struct arena *arena);

#endif
