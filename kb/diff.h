#ifndef KB_DIFF_H
#define KB_DIFF_H

#include "lib/base/err.h"
#include "lib/base/value.h"

struct arena;
struct kb;

/*
 * What is different in "to", as a list for the members "changes" of
 * lib/store/changes.h, in the order of kinds and ids:
 *
 *	{"change":"added|removed|changed","kind":"policies","id":"...",
 *	 "name":"Cigna ustekinumab PsO","field":"initial duration",
 *	 "pointer":"/duration/initial_months","before":3,"after":6,
 *	 "text":"Cigna ustekinumab PsO: initial duration 3 -> 6 months"}
 *
 * A whole fact has no field, pointer, before and after.  Templates, assets,
 * contracts and samples only say that they changed.  The list lies in
 * "arena".  Fails with ERR_MEMORY, when that is full, too.
 */
enum err diff(const struct kb *from, const struct kb *to, struct arena *arena,
    struct value *out, struct note *note);

#endif
