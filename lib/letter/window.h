#ifndef LIB_LETTER_WINDOW_H
#define LIB_LETTER_WINDOW_H

#include "lib/base/date.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;

/*
 * A length of time as a plan's record states it: a member of "decision", or
 * "file_within" (kb/README.md, "plans").
 */

/* "180 days"; "90 to 120 days, as the state sets it"; STR_NONE: no number. */
struct str window_text(struct value window, struct arena *arena);

/* What a count starts from, in words: "the date on the notice"; or NULL. */
const char *window_start_text(struct str from);

/* The day "n" of the window's units after "from", before any weekend rule. */
struct date window_count(struct value window, struct date from, long n);

#endif
