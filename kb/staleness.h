#ifndef KB_STALENESS_H
#define KB_STALENESS_H

#include <stdbool.h>
#include <stddef.h>

#include "kb/source.h"
#include "lib/base/date.h"
#include "lib/base/err.h"

struct arena;
struct json_object;

/*
 * How long facts stay good: the table in staleness.json, beside the schemas.
 * A class is made of kinds of sources, or of kinds of citations; the first
 * class that lists a source has it.
 */
struct staleness {
	struct staleness_class *classes;
	size_t count;
};

struct staleness_class {
	const char *name; /* "label" */
	const char *const *kinds; /* of sources; ends with NULL */
	const char *const *citations; /* kinds of citations; ends with NULL */
	int warn_days; /* from this age on it is warned about, */
	int fail_days; /* and from this one refused */
};

/*
 * Read DIR/staleness.json into "arena".  Fails with ERR_SYSTEM, ERR_SYNTAX
 * (no JSON, a field missing, "fail_days" not above "warn_days"), ERR_MEMORY.
 */
enum err staleness_load(const char *dir, struct arena *arena,
    struct staleness *out, struct note *note);

/* The class of a source; NULL when it never grows old. */
const struct staleness_class *staleness_of(
    const struct staleness *staleness, const struct source *source);

/* The newest day on which any source was checked; false when there is none. */
bool staleness_newest(const struct sources *sources, struct date *out);

/* The day a source was checked, if it is one. */
bool staleness_checked(const struct source *source, struct date *out);

/*
 * For each class its oldest fact: [{"class","facts","oldest","fact","warn",
 * "fail"}], the dates being those on which that fact will be warned about
 * and refused.  Classes without facts are left out.  The caller owns it.
 */
struct json_object *staleness_ages(
    const struct staleness *staleness, const struct sources *sources);

#endif
