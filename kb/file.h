#ifndef KB_FILE_H
#define KB_FILE_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;
struct json_object;

enum { FILE_BYTES = 1024 * 1024 }; /* of one source or schema */

/*
 * The whole file at "path", in "arena", with a NUL after its last byte.
 *
 * Fails with ERR_SYSTEM when it cannot be read or is no regular file,
 * ERR_TOO_LARGE above FILE_BYTES, ERR_MEMORY; the note does not name the
 * path.
 */
enum err file_read(
    const char *path, struct arena *arena, struct str *out, struct note *note);

/*
 * "text" as a json-c tree, after the strict reader (lib/base/json.h) found
 * nothing wrong with it: json-c alone takes the last of two equal keys, cuts
 * a key at NUL, clamps large numbers.  End the tree with json_object_put().
 * "*line" is always set: the line of the error if it has one, else 0.
 *
 * Fails with ERR_SYNTAX, ERR_TOO_LARGE, ERR_MEMORY.
 */
enum err file_parse(
    struct str text, struct json_object **out, size_t *line, struct note *note);

#endif
