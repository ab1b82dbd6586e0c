#ifndef LIB_STORE_KB_FILE_H
#define LIB_STORE_KB_FILE_H

#include <stddef.h>

#include "lib/base/err.h"

struct signature_key;

/*
 * Verify the knowledge base file at "path" (lib/store/format.h) and give a
 * descriptor of bytes that are what was verified: a sealed copy in memory up
 * to "copy_max" bytes, else the file itself.  The descriptor is the
 * caller's.  With a "key" (NULL: none) the signature beside the file
 * (lib/store/signature.h) must be of that key; beside, where "path" is a
 * symbolic link, means beside what it leads to.  Errors as kb_open().
 */
enum err kb_file_open(const char *path, size_t copy_max,
    const struct signature_key *key, int *out, struct note *note);

#endif
