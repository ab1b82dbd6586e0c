#ifndef KB_HISTORY_H
#define KB_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;

/* One step from one generation to the next: see lib/store/changes.h. */
struct history_entry {
	struct str generation;
	struct str built;
	struct str from;
	struct str published; /* YYYY-MM-DDThh:mm:ssZ */
	bool rollback;
	struct value changes; /* what diff() gives; none of the first one */
};

enum {
	HISTORY_MAX = 50,	    /* entries kept */
	HISTORY_BYTES = 4 << 20,    /* of them together, as JSON */
	HISTORY_ENTRY_BYTES = 2 << 20 /* of one; else only their number */
};

/*
 * The text of KB.changes.json: the new entry, and behind it the "older" ones
 * (none if there are none), as many as fit.  Fails with ERR_MEMORY.
 */
enum err history_write(const struct history_entry *entry, struct value older,
    struct arena *arena, struct str *out, struct note *note);

/*
 * The generation to go back to from the newest one: the one it took the
 * place of, where what was rolled back no longer counts.  Of A, B, C, a
 * rollback to B, then D it is B.  "skip" more of them are gone further back.
 * STR_NONE when nothing is known.
 */
struct str history_before(struct value entries, size_t skip);

#endif
