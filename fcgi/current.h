#ifndef FCGI_CURRENT_H
#define FCGI_CURRENT_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/edition.h"

/*
 * The edition that new requests get.  A request keeps the one it began with
 * until it gives it back; an old one is closed by whoever lets go last.
 */
struct current;

/* "path" is borrowed.  NULL when the machine has no memory. */
struct current *current_new(const char *path, size_t copy_max);

/* Let each edition keep so many bytes of finished look-ups; 0 at first. */
void current_keep(struct current *current, size_t memo_max);

/*
 * From now on load only what is signed with the public key in the file at
 * "key_path", which is read each time and borrowed; NULL at first: no
 * signature is needed.
 */
void current_require(struct current *current, const char *key_path);

void current_free(struct current *current); /* no request may be left */

/*
 * Open the file again and serve it from now on.  When it does not verify,
 * or its signature does not, the old edition stays and the error is returned.
 * ERR_NOT_FOUND when there is no file.
 */
enum err current_load(struct current *current, struct note *note);

/* NULL when no edition could ever be loaded. */
struct edition *current_take(struct current *current);
void current_give_back(struct current *current, struct edition *edition);

#endif
