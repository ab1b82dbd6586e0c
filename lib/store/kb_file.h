#ifndef LIB_STORE_KB_FILE_H
#define LIB_STORE_KB_FILE_H

#include <stddef.h>

#include "lib/base/err.h"

/*
 * Verify the knowledge base file at "path" (lib/store/format.h) and give a
 * descriptor of bytes that are what was verified: a sealed copy in memory up
 * to "copy_max" bytes, else the file itself.  The descriptor is the
 * caller's.  Errors as kb_open().
 */
enum err kb_file_open(
    const char *path, size_t copy_max, int *out, struct note *note);

#endif
