#ifndef TESTS_UNIT_GUIDE_HELP_H
#define TESTS_UNIT_GUIDE_HELP_H

#include <check.h>

#include "lib/base/arena.h"
#include "lib/base/value.h"
#include "lib/edition.h"
#include "lib/guide.h"
#include "lib/store/kb.h"

/* Guides of the knowledge base of kb/sources. */

extern struct edition guide_edition;
extern struct kb_read guide_reading;
extern struct arena *guide_arena;
extern struct problems guide_problems;
extern struct guide_near guide_near_names;

/* A test case with all of the above, fresh for each test. */
TCase *guide_tcase(const char *name);

/* A question to Cigna, without parameters. */
struct guide_query guide_asking(const char *treatment, const char *reason);

enum err guide_try(const struct guide_query *query, struct guide *out);

/* These must succeed: resolved, written in one medium, its JSON read. */
struct guide guide_found(const struct guide_query *query);
struct str guide_written(const struct guide_query *query, enum media media);
struct value guide_parsed(const struct guide_query *query);

bool guide_holds(struct str text, const char *part);

#endif
