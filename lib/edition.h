#ifndef LIB_EDITION_H
#define LIB_EDITION_H

#include <stddef.h>

#include "lib/base/err.h"

struct kb;
struct memo;
struct template_set;

/*
 * One generation of a knowledge base with its templates compiled: what
 * answers come from.  Immutable; used by any number of threads.
 */
struct edition {
	struct kb *kb;
	struct template_set *templates;
	struct memo *memo; /* of look-ups; ends with the edition; NULL: none */
};

/*
 * Open and verify the file, compile the templates it holds; without a memo.
 * Errors as kb_open(), and ERR_CORRUPT when a template does not compile.
 */
enum err edition_open(const char *path, size_t copy_max,
    struct edition *out, struct note *note);

/* Everything borrowed from it is gone after this. */
void edition_close(struct edition *edition);

#endif
