#ifndef LIB_SEARCH_SEARCH_HITS_H
#define LIB_SEARCH_SEARCH_HITS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/search/search_spans.h"

struct arena;
struct kb_read;

enum { SEARCH_HITS_MAX = 48, SEARCH_PARTS_MAX = 5 };

/* One thing that a run of words stands for. */
struct search_part {
	const struct search_span *span;
	const struct search_entry *entry;
	enum search_trust trust;
};

/* One answer, and the words that led to it. */
struct search_hit {
	struct str kind; /* "guides", "treatments" ... */
	struct str id;
	struct str title;
	struct str path; /* below the service's root; STR_NONE: has no page */
	enum search_trust trust; /* the least of its parts */
	bool bare; /* only a number that is a code of some list, too */
	struct search_part parts[SEARCH_PARTS_MAX];
	size_t part_count;
};

struct search_hits {
	struct search_hit *list;
	size_t count;
	bool more; /* there are others than these */
	bool insurer; /* which parts of a guide's name were found */
	bool treatment;
	bool reason;
};

/*
 * What the chosen spans amount to: guides where insurer, treatment and
 * reason are named (all reasons where only that is missing, and the reasons
 * a denial code stands for), for each meaning of each name, of the plan and
 * the indication if they are named; then the things themselves.  The surest
 * come first.  Fails with ERR_MEMORY.
 */
enum err search_hits(const struct kb_read *read,
    const struct search_spans *spans, struct arena *arena,
    struct search_hits *out, struct note *note);

#endif
