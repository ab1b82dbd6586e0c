#ifndef KB_OUTPUT_H
#define KB_OUTPUT_H

#include "lib/base/err.h"
#include "lib/base/slices.h"

/*
 * Write the pieces to the file "path": beside its place with mode 0600,
 * synced, and renamed over it, so that it is there whole or not at all.  What
 * is there and no regular file (a device, a pipe) is written to instead.
 * NULL or "-" is standard output.
 *
 * Fails with ERR_SYSTEM; "path" is then as it was.
 */
enum err output_write(
    const char *path, const struct slices *body, struct note *note);

#endif
