#ifndef KB_CHECK_H
#define KB_CHECK_H

#include "kb/report.h"
#include "kb/source.h"
#include "lib/base/date.h"
#include "lib/base/err.h"

/*
 * Hold the sources to their schemas and to the rules of kb/rules.c; every
 * problem goes to "report".  "schema_dir" holds KIND.schema.json for every
 * kind and staleness.json.  "today" is the day on which facts are judged to
 * be in force or stale; NULL is the newest "checked" of all sources, so that
 * the same sources give the same result on any day.
 *
 * Fails with ERR_SYSTEM or ERR_SYNTAX when a schema itself cannot be read,
 * ERR_MEMORY.
 */
enum err check_sources(const struct sources *sources, const char *schema_dir,
    const struct date *today, struct report *report, struct note *note);

#endif
