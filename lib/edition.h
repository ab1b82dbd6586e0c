#ifndef LIB_EDITION_H
#define LIB_EDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

struct changes;
struct kb;
struct memo;
struct signature_key;
struct template_set;

/*
 * One generation of a knowledge base with its templates compiled: what
 * answers come from.  Immutable; used by any number of threads.
 */
struct edition {
	struct kb *kb;
	struct template_set *templates;
	struct memo *memo; /* of look-ups; ends with the edition; NULL: none */
	struct changes *changes; /* what led to it; NULL: not told */
	bool changes_damaged; /* they are there, but cannot be used */
};

/*
 * Open and verify the file, compile the templates it holds; without a memo.
 * Errors as kb_open(), and ERR_CORRUPT when a template does not compile.
 */
enum err edition_open(const char *path, size_t copy_max,
    struct edition *out, struct note *note);

/*
 * The same; with a key (NULL: none) the file must be signed with it, and so
 * must the list of changes beside it (lib/store/changes.h), which is read
 * here.  A list that cannot be used is no failure: it is only left out, and
 * the note then says why.
 */
enum err edition_open_signed(const char *path, size_t copy_max,
    const struct signature_key *key, struct edition *out, struct note *note);

/* Everything borrowed from it is gone after this. */
void edition_close(struct edition *edition);

#endif
