#ifndef TESTS_UNIT_STORE_HELP_H
#define TESTS_UNIT_STORE_HELP_H

#include <stddef.h>

#include "kb/build.h"
#include "kb/records.h"
#include "lib/base/str.h"

struct arena;

/*
 * The records of a small knowledge base: two citations (law-a, trial-b), two
 * reasons (quantity-limits, step-therapy), one name (rinvoq), sorted.
 */
struct records store_records(struct arena *arena, const char *generation);

/* Write them as DIR/NAME; the path, which lives until the next call. */
const char *store_small(
    const char *dir, const char *name, const char *generation);

/* DIR/NAME, until the call after the next three. */
const char *store_path(const char *dir, const char *name);

/* All bytes of a file; free() them.  And the other way round. */
struct str store_bytes(const char *path);
void store_put(const char *path, struct str bytes);

/* How many entries a folder has, without "." and "..". */
size_t store_entries(const char *dir);

/*
 * Build the sources at "dir" with templates/ and kb/schema into "out"; it
 * must succeed.
 */
struct build_result store_build(const char *dir, const char *out);

/* The knowledge base of kb/sources: UNIT_KB, else build/kb.mdb. */
const char *store_kb(void);

#endif
