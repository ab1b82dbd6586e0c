#ifndef KB_SHELF_H
#define KB_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/*
 * A folder of published knowledge bases:
 *
 *	kb.mdb -> kb-GENERATION-SUM.mdb   what is served
 *	kb-GENERATION-SUM.mdb             and earlier ones, never changed
 *	kb-GENERATION-SUM.mdb.minisig     its signature
 *	kb-GENERATION-SUM.mdb.changes.json[.minisig]
 *	.lock                             held by whoever changes anything
 *
 * SUM is the start of the file's SHA-256.  Everything appears under its name
 * whole and synced; kb.mdb changes by one rename.  Whoever dies at any moment
 * leaves the old one or the new one, and at most files that nobody looks at,
 * which the next one removes.
 */
struct shelf;

#define SHELF_CURRENT "kb.mdb"

enum { SHELF_NAME = 64, SHELF_GENERATION = 17 };

struct shelf_item {
	char name[SHELF_NAME];
	char generation[SHELF_GENERATION];
	long long served; /* nanoseconds since 1970: when it was last chosen */
	bool current;
};

/*
 * Open the folder.  To "change" it, it is made if it is not there, and
 * nobody else can change it until shelf_close().  Fails with ERR_NOT_FOUND,
 * ERR_MEMORY, ERR_SYSTEM.
 */
enum err shelf_open(const char *dir, bool change, struct shelf **out,
    struct note *note);
void shelf_close(struct shelf *shelf); /* NULL is allowed */

/* All items, the last chosen first, in "arena". */
enum err shelf_list(struct shelf *shelf, struct arena *arena,
    struct shelf_item **out, size_t *count, struct note *note);

/* The name kb.mdb leads to; "" when there is none. */
void shelf_current(const struct shelf *shelf, char out[SHELF_NAME]);

/* DIR/NAME and a suffix (""), in a buffer of "size" bytes. */
void shelf_path(const struct shelf *shelf, const char *name,
    const char *suffix, char *out, size_t size);

/*
 * Copy the file at "path" in, synced, under a name that nobody looks at, and
 * tell that name.  shelf_name() gives it its own.
 */
enum err shelf_take(struct shelf *shelf, const char *path,
    char out[SHELF_NAME], struct note *note);
enum err shelf_name(struct shelf *shelf, const char *taken,
    struct str generation, char out[SHELF_NAME], struct note *note);

/* Write NAME+suffix: beside its place, synced, renamed. */
enum err shelf_put(struct shelf *shelf, const char *name, const char *suffix,
    struct str bytes, struct note *note);

/* Let kb.mdb lead to "name" from now on. */
enum err shelf_choose(
    struct shelf *shelf, const char *name, struct note *note);

/* Keep the "keep" last chosen, at least the current one; remove the rest. */
enum err shelf_prune(struct shelf *shelf, size_t keep, struct note *note);

#endif
