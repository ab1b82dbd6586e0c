#ifndef LIB_GUIDE_H
#define LIB_GUIDE_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/slices.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/render/media.h"

struct arena;
struct kb_read;
struct template_set;

/* What somebody asked for, as typed; STR_NONE is "not given". */
struct guide_query {
	struct str insurer;
	struct str treatment;
	struct str reason;
	struct str plan;
	struct str state;
	struct str indication;
	struct str received; /* YYYY-MM-DD */
	struct str notice;
};

/*
 * Whether the insurer's criteria for this cell are in the knowledge base; or
 * that the cell makes no sense by the facts held.
 */
enum verdict {
	VERDICT_HELD,
	VERDICT_PARTIAL,
	VERDICT_NOT_HELD,
	VERDICT_REFUSED
};
const char *verdict_name(enum verdict verdict); /* "not-held" */

/* What it names, resolved; borrows from the knowledge base and the query. */
struct guide {
	struct str insurer; /* ids */
	struct str treatment;
	struct str reason;
	struct str plan; /* STR_NONE: all */
	struct str indication; /* STR_NONE: all */
	struct str state;
	struct str received;
	struct str notice;
	bool canonical; /* the path was made of ids */
	struct value insurer_fact;
	struct value treatment_fact;
	struct value reason_fact;
	struct value answered_by; /* criterion kinds that answer the reason */
	struct value shown_facts; /* the label facts that the guide shows */
	struct str phase; /* "initial", or "continuation" at a renewal */
	struct value cover; /* none: the insurer's criteria are not held */
	struct value held; /* the cover's part for that phase */
	enum verdict verdict;
	struct str verdict_why;
	const char *refused_by; /* the rule; NULL unless refused */
	struct str instead; /* reason to read instead; STR_NONE: none */
	struct str title;
};

/*
 * Resolve a query.  A name in the path that is not known gives ERR_NOT_FOUND
 * and the nearest ids in "near" (at most GUIDE_NEAR; "*near_count" of them)
 * for the part "near_kind"; a parameter that is not acceptable is added to
 * "problems" under its name ("/plan"), all of them, and gives ERR_INVALID.
 */
enum { GUIDE_NEAR = 5, GUIDE_WIDTH = 78 /* columns of text */ };
struct guide_near {
	const char *kind;
	size_t count;
	struct str ids[GUIDE_NEAR];
};
enum err guide_find(const struct kb_read *read, const struct guide_query *query,
    struct arena *arena, struct guide *out, struct guide_near *near,
    struct problems *problems, struct note *note);

/*
 * Write the guide: JSON and text are whole answers, HTML a whole page that
 * expects to be three folders below the service's root.  The pieces added
 * to "body" are borrowed from the knowledge base and the arena.  A medium that
 * is not in MEDIA_SCREEN fails with ERR_INVALID.
 */
enum err guide_write(const struct kb_read *read, const struct guide *guide,
    const struct template_set *templates, enum media media, struct arena *arena,
    struct slices *body, struct note *note);

/*
 * What identifies these bytes within one generation: equal for equal
 * selectors, whatever names they were asked by.
 */
struct str guide_key(
    const struct guide *guide, enum media media, struct arena *arena);

#endif
