#ifndef KB_TEMPLATES_H
#define KB_TEMPLATES_H

#include <stddef.h>

#include "kb/records.h"
#include "lib/base/err.h"

struct template_set;

/*
 * Read DIR/(sub-folder/)NAME.mustache of each directory, later ones over
 * earlier ones by name, compile them, and add their texts as template/NAME;
 * files in DIR/assets become asset/NAME.  The set is the caller's.
 *
 * Fails with ERR_SYSTEM when a directory cannot be read, and as
 * template_add() and template_link() do.
 */
enum err templates_load(const char *const *dirs, size_t count,
    struct records *records, struct template_set **out, struct note *note);

#endif
