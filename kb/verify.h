#ifndef KB_VERIFY_H
#define KB_VERIFY_H

#include <stddef.h>

#include "kb/report.h"
#include "lib/base/err.h"

struct kb;

struct verify_result {
	size_t records;
	size_t facts;
	size_t references; /* names of facts in facts that were looked up */
};

/*
 * Look at all of an open knowledge base, whose file is at "path": as many
 * records as the trailer says, in order; the generation that follows from
 * them; counts as in meta; every name, citation and other reference leads to
 * a fact.  (That format, length and SHA-256 are right is kb_open()'s work.)
 *
 * What is wrong goes to "report", one line each with the record's key.
 * Fails with ERR_CORRUPT when there is any of it, ERR_MEMORY, ERR_SYSTEM.
 */
enum err verify(const char *path, const struct kb *kb, struct report *report,
    struct verify_result *out, struct note *note);

#endif
