#ifndef KB_DUMP_H
#define KB_DUMP_H

#include "lib/base/err.h"

struct kb;

/*
 * Write every fact back as DIR/KIND/ID.json, making the folders.  Built
 * again with the same templates they give the same generation.  Files that
 * exist are not touched: ERR_INVALID then, and for other trouble ERR_SYSTEM
 * or ERR_MEMORY.
 */
enum err dump(const struct kb *kb, const char *dir, struct note *note);

#endif
