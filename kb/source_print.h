#ifndef KB_SOURCE_PRINT_H
#define KB_SOURCE_PRINT_H

#include <stdio.h>

#include "lib/base/err.h"

struct json_object;

/*
 * Print a source's tree the way sources are laid out: members in the order
 * they have, two spaces a level, one item a line, nothing escaped that need
 * not be, a newline at the end.  Printing what was read from a file so laid
 * out gives the same bytes.
 *
 * Fails with ERR_SYSTEM when "out" cannot be written.
 */
enum err source_print(struct json_object *json, FILE *out, struct note *note);

#endif
