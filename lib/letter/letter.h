#ifndef LIB_LETTER_LETTER_H
#define LIB_LETTER_LETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/clinical/criteria.h"
#include "lib/clinical/facts.h"
#include "lib/clinical/label.h"
#include "lib/letter/case.h"
#include "lib/letter/deadline.h"
#include "lib/letter/finding.h"
#include "lib/letter/resolve.h"

struct arena;
struct kb_read;

enum { LETTER_ARGUMENTS = 8 };

/* All there is to say, before it is put into words for a medium. */
struct letter {
	const struct kb_read *read;
	struct arena *arena;
	const struct lcase *c;
	const struct resolved *names;
	struct date date; /* of the letter */
	struct facts facts;
	struct criteria criteria;
	struct label label;
	struct value regimen; /* labeled, equal to the order; or none */
	struct value arguments[LETTER_ARGUMENTS];
	size_t argument_count;
	struct deadlines filing;   /* the member's last day for this letter */
	struct deadlines decision; /* the plan's, if it comes on its date */
	struct findings findings;
};

/* Turn the case, its names resolved, into facts to test.  ERR_MEMORY. */
enum err letter_facts(struct letter *letter, struct note *note);

/*
 * Choose the arguments of the knowledge base that fit drug, condition and
 * reason, were seen in their sources, and whose own "test" the facts meet.
 * One without a test needs a person's judgment and is left out.
 */
void letter_argue(struct letter *letter);

/* Count the days to file in and to decide in.  ERR_MEMORY. */
enum err letter_deadlines(struct letter *letter, struct note *note);

/* Find what is missing, doubtful or worth knowing. */
void letter_check(struct letter *letter);

/* Does the denial turn on two therapies at once; on a quantity? */
bool letter_is_about(const struct letter *letter, const char *kind);

#endif
