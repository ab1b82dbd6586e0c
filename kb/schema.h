#ifndef KB_SCHEMA_H
#define KB_SCHEMA_H

#include "kb/report.h"
#include "kb/source.h"
#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * A set of JSON Schemas (draft 2020-12) that may refer to each other by file
 * name.  The vocabulary is the part the files in kb/schema/ use; a keyword
 * outside it is an error when the set is readied, so that no schema checks
 * less than it seems to.
 */
struct schemas;

struct schemas *schemas_new(void); /* NULL without memory */
void schemas_free(struct schemas *schemas); /* NULL is allowed */

/*
 * Add one schema under the name others refer to it by.  Fails with
 * ERR_SYNTAX (not strict JSON, or no object), ERR_TOO_LARGE, ERR_MEMORY.
 */
enum err schemas_add(struct schemas *schemas, const char *name, struct str text,
    struct note *note);

/*
 * Look at every keyword of every schema: is it known, has its value the
 * right form, does its $ref lead to a schema of the set?  Needed once,
 * before the first check.  Fails with ERR_SYNTAX, ERR_MEMORY.
 */
enum err schemas_ready(struct schemas *schemas, struct note *note);

/*
 * The above in one: DIR/KIND.schema.json for every kind of source, and
 * DIR/common.schema.json.  Fails with ERR_SYSTEM, ERR_SYNTAX,
 * ERR_TOO_LARGE, ERR_MEMORY.
 */
enum err schemas_load(const char *dir, struct schemas **out, struct note *note);

/* Hold a source to the schema "name"; each problem goes to "report". */
void schemas_check(const struct schemas *schemas, const char *name,
    const struct source *source, struct report *report);

#endif
