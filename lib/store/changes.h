#ifndef LIB_STORE_CHANGES_H
#define LIB_STORE_CHANGES_H

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct signature_key;

/*
 * What led to a published knowledge base: the file KB.changes.json beside it,
 * which "appealctl kb publish" writes before it switches to the new file, so
 * that one switch changes both.
 *
 *	{"kind":"changes","generation":"...","entries":[
 *	   {"generation":"...","built":"...","from":"...","published":"...",
 *	    "rollback":true,
 *	    "changes":[{"change":"changed","kind":"policies","id":"...",
 *	      "name":"...","field":"...","pointer":"/...",
 *	      "before":...,"after":...,"text":"..."}]}]}
 *
 * Entries are newest first; "from" is the generation that was served before
 * and "generation" the one from then on, so each one's "from" is the next
 * one's "generation".  A generation may come back, after a rollback.
 */
#define CHANGES_SUFFIX ".changes.json"

enum { CHANGES_BYTES = 8 << 20 }; /* of such a file, at most */

struct changes;

/*
 * Read the file beside the knowledge base at "path", which is of this
 * generation.  "*out" is NULL when there is none.  With a "key" (NULL: none)
 * it must be signed with it, as the knowledge base is.
 *
 * Fails with ERR_CORRUPT (not such a file, of another generation, not
 * signed), ERR_MEMORY, ERR_SYSTEM.
 */
enum err changes_open(const char *path, const struct signature_key *key,
    struct str generation, struct changes **out, struct note *note);
void changes_close(struct changes *changes); /* NULL is allowed */

/* The list "entries"; none for NULL.  Borrowed. */
struct value changes_entries(const struct changes *changes);

#endif
