#ifndef LIB_BASE_NEAREST_H
#define LIB_BASE_NEAREST_H

#include <stddef.h>

#include "lib/base/str.h"

struct arena;

/*
 * "Did you mean": the few names that are nearest to one that nobody knows,
 * out of any number of candidates offered one by one.
 */
struct nearest;

struct nearest_item {
	struct str candidate; /* borrowed, as offered */
	struct str id;        /* borrowed, as offered */
	int distance;
};

/* Longer queries and candidates, in bytes, are near nothing. */
enum { NEAREST_LONGEST = 100 };

/*
 * Look for at most "most" names near "query", which is folded here
 * (str_fold()).  NULL when the arena is full.
 */
struct nearest *nearest_new(struct str query, size_t most,
    struct arena *arena);

/*
 * Take a candidate, a folded name, if it is near: at most 1 + length / 4
 * edits away, where length is the folded query's; or one continues the
 * other, which counts as one edit: the candidate a query of 3 bytes or more
 * ("humi", "humira"), or the query a candidate by whole words ("humira-pen",
 * "humira").  Of candidates with the same id the nearest one stays.
 */
void nearest_offer(struct nearest *nearest, struct str candidate,
    struct str id);

/* What was found, the nearest first, else in the order offered. */
const struct nearest_item *nearest_list(const struct nearest *nearest,
    size_t *count);

/*
 * The number of edits between two names: a byte inserted, removed or
 * replaced, or two neighbours swapped, none edited twice (the distance of
 * optimal string alignment).  "most" + 1 if it is above "most" or a name
 * is longer than NEAREST_LONGEST.
 */
int nearest_distance(struct str a, struct str b, int most);

#endif
