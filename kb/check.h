#ifndef KB_CHECK_H
#define KB_CHECK_H

#include "kb/report.h"
#include "kb/source.h"
#include "lib/base/err.h"

/*
 * Hold the sources to their schemas and to each other; every problem goes to
 * "report".  "schema_dir" holds KIND.schema.json for every kind.
 *
 * Fails with ERR_SYSTEM or ERR_SYNTAX when a schema itself cannot be read.
 */
enum err check_sources(const struct sources *sources, const char *schema_dir,
    struct report *report, struct note *note);

#endif
