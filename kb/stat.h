#ifndef KB_STAT_H
#define KB_STAT_H

#include <stddef.h>
#include <stdio.h>

#include "lib/base/err.h"

struct kb;

enum { STAT_VERDICTS = 8 }; /* room; verdicts are counted by their number */

/*
 * What a knowledge base holds, beyond the number of files of each kind that
 * its "meta" has.
 */
struct stat_numbers {
	size_t classes; /* of treatments, no drug is one */
	size_t full; /* drugs with indications and regimens */
	size_t named; /* drugs known by name only */
	size_t biosimilars; /* names with a suffix of its own, among the
			       products of these drugs; no drug is one */
	size_t guides; /* each insurer, treatment and reason */
	size_t by_verdict[STAT_VERDICTS]; /* how many of them */
};

/*
 * Count: finds every guide there is, without writing it.  Fails with
 * ERR_CORRUPT where a guide of ids from the base's own lists is not found,
 * ERR_MEMORY, ERR_SYSTEM.
 */
enum err stat_count(
    const struct kb *kb, struct stat_numbers *out, struct note *note);

/* All of it as lines: generation, days, facts of each kind, the numbers. */
void stat_print(
    const struct kb *kb, const struct stat_numbers *numbers, FILE *to);

#endif
