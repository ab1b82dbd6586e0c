#ifndef LIB_LETTER_CITES_H
#define LIB_LETTER_CITES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;
struct kb_read;

enum { CITES_MAX = 120 };

/*
 * The authorities of one letter, numbered in the order they are first cited.
 * Only what was seen in its source gets a number, no secondary page, and only
 * law that reaches the plan (the citation's "reaches" and "excludes").
 */
struct cites {
	const struct kb_read *read;
	struct str plan; /* id; empty: not known, then no law is cited */
	struct str ids[CITES_MAX];
	struct value items[CITES_MAX];
	size_t count;
};

/* The number of a citation, from 1; 0 if a letter may not cite it. */
size_t cites_number(struct cites *cites, struct str id);

/*
 * The numbers of those of "ids" that a letter may cite, rising, as "[1, 4]";
 * empty if there is none.
 */
struct str cites_refs(
    struct cites *cites, struct value ids, struct arena *arena);

/* May a letter cite this: seen in its source, and reaching the plan? */
bool cites_allows(const struct cites *cites, struct value citation);

#endif
