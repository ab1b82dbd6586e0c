#ifndef LIB_STORE_NAMES_H
#define LIB_STORE_NAMES_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;
struct kb_read;

/* What a name as somebody typed it stands for. */
struct named {
	struct str id;
	struct str name; /* as it is properly written: "Rinvoq" */
	bool canonical; /* the name was the id itself */
};

/*
 * Find the thing of this kind ("insurers", "treatments", "reasons", "plans",
 * "conditions") that "typed" names: by id, name, brand, product or alias,
 * compared without regard to case, blanks and punctuation.  Never guesses:
 * a name that nobody gave to anything is ERR_NOT_FOUND.  The note says so,
 * with the name as typed.
 */
enum err names_find(const struct kb_read *read, const char *kind,
    struct str typed, struct arena *arena, struct named *out,
    struct note *note);

/*
 * The ids of that kind whose names look like "typed", nearest first, at most
 * "max" of them, into "out".  Returns how many; 0 is possible.
 */
size_t names_near(const struct kb_read *read, const char *kind,
    struct str typed, size_t max, struct arena *arena, struct str *out);

#endif
