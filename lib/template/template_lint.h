#ifndef LIB_TEMPLATE_TEMPLATE_LINT_H
#define LIB_TEMPLATE_TEMPLATE_LINT_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;
struct contracts;
struct template_set;

/*
 * Walks compiled templates as filling does, with contracts (contract.h) in
 * the place of views, and reports what filling would pass over in silence:
 * a name that no view holds, a value that is a list or an object, a partial
 * that is missing, a block that is given and never taken; and a value written
 * without escaping where the view holds what a case says.
 *
 * What is called by a name of the view ({{>*name}}) is not known, and not
 * followed.
 */
struct template_lint;

/*
 * Told of each problem once, wherever it is reached from.  "template" is the
 * name of the template it lies in, "sentence" reads "name:line:column: what".
 */
typedef void template_lint_report(
    void *payload, struct str template, const char *sentence);

/*
 * The set must be linked (template_link(); ERR_NOT_FOUND will do), the
 * contracts too.  Everything lies in "arena"; NULL when it is full.
 */
struct template_lint *template_lint_new(const struct template_set *set,
    const struct contracts *contracts, struct arena *arena,
    template_lint_report *report, void *payload);

/*
 * Check a template that is filled from a view, and all that it calls.  That
 * there is no contract for it is a problem, too.  Fails with ERR_NOT_FOUND
 * for an unknown name, and ERR_MEMORY.
 */
enum err template_lint_check(
    struct template_lint *lint, struct str name, struct note *note);

/* Was it, or may it have been, called by a template checked so far? */
bool template_lint_reached(const struct template_lint *lint, struct str name);

#endif
