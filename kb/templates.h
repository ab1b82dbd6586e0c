#ifndef KB_TEMPLATES_H
#define KB_TEMPLATES_H

#include <stddef.h>

#include "kb/records.h"
#include "kb/report.h"
#include "kb/template_files.h"
#include "lib/base/err.h"

struct template_set;

/*
 * Read the templates of each directory, later ones over earlier ones by
 * name, into "files"; compile them, and add a record for each file
 * (template_files.h).  The set is the caller's.
 *
 * Fails with ERR_SYSTEM when a directory cannot be read, and as
 * template_add() and template_link() do.
 */
enum err templates_load(const char *const *dirs, size_t count,
    struct template_files *files, struct records *records,
    struct template_set **out, struct note *note);

/*
 * Compile all templates.  Each that does not compile goes to "report", and
 * the last one's failure is returned at the end.  A missing partial is no
 * failure here: templates_lint() reports it.
 */
enum err templates_compile(const struct template_files *files,
    struct report *report, struct template_set **out, struct note *note);

/*
 * Hold every template to the contract of its view (lib/template/contract.h):
 * all but those in a folder "parts", which are held to it where they are
 * called.  Problems go to "report", each with path or name, line and column.
 * A file that nothing asks for gives a warning: a part that nobody calls, or
 * one laid over others that replaces none of them.
 *
 * Fails with ERR_INVALID when the contracts are wrong or there was an error,
 * and ERR_MEMORY.
 */
enum err templates_lint(const struct template_files *files,
    const struct template_set *set, struct report *report, struct note *note);

/* One problem: "sentence" begins with the template's name, and a place. */
void templates_report(const struct template_file *file, const char *sentence,
    struct report *report);

#endif
