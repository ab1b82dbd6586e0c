#ifndef LIB_GUIDE_DEADLINES_H
#define LIB_GUIDE_DEADLINES_H

#include "lib/base/err.h"
#include "lib/base/value.h"

struct guide;
struct kb_read;

/*
 * What a guide says of last days when it was asked with a date: the members
 * "deadlines" (docs/API.md, "Deadlines") and "deadlines_plan", the id and
 * name of the plan they are counted for: the one asked for, else the
 * insurer's likeliest.  Writes nothing when there is no date or no plan.
 * Fails with ERR_MEMORY.
 */
enum err guide_deadlines(struct value_writer *out, const struct kb_read *read,
    const struct guide *guide, struct arena *arena, struct note *note);

#endif
