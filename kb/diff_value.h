#ifndef KB_DIFF_VALUE_H
#define KB_DIFF_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/value.h"

struct arena;

/* Where in a value something differs: a chain back to the root (NULL). */
struct diff_step {
	const struct diff_step *up;
	struct str name; /* of the member; of an item its id, or none */
	size_t index;    /* of an item */
	bool item;       /* of a list */
};

enum diff_change { DIFF_ADDED, DIFF_REMOVED, DIFF_CHANGED, DIFF_MOVED };

struct diff_place {
	enum diff_change change;
	const struct diff_step *step;
	struct value before; /* none when added */
	struct value after;  /* none when removed */
};

typedef void diff_visit(const struct diff_place *place, void *payload);

/*
 * Call "visit" for the smallest parts that differ.  Items of a list are
 * paired if they are equal, else by their ids (id, plan, brand, name), else by
 * their text, else, if they are objects, in their order; a list that only
 * changed its order is DIFF_MOVED.  The order of an object's members means nothing.  What memory
 * it needs for lists is "arena"'s; ask arena_failed().
 */
void diff_values(struct value before, struct value after, struct arena *arena,
    diff_visit *visit, void *payload);

#endif
