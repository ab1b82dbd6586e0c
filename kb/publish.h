#ifndef KB_PUBLISH_H
#define KB_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include "kb/report.h"
#include "kb/shelf.h"
#include "lib/base/err.h"

struct arena;

/* How a knowledge base gets into service: see kb/shelf.h for the folder. */
struct publish_options {
	const char *dir;
	const char *secret; /* key to sign with; NULL: as FILE.minisig says */
	const char *public; /* key its signature must be of; NULL: any */
	size_t keep;	    /* files kept, at least 1 */
	const char *now;    /* YYYY-MM-DDThh:mm:ssZ */
};

struct publish_result {
	char name[SHELF_NAME];
	char generation[SHELF_GENERATION];
	char before[SHELF_GENERATION]; /* served until now; "" for none */
	size_t changes;
	bool switched; /* false: it was being served already */
};

/*
 * Copy "file" in, with its signature, verify the copy as kb_open() and
 * verify() do, write what changed since the one served now, switch to it,
 * and remove what is older than the last "keep".  What is wrong with the
 * file goes to "report".  Where kb.mdb is a plain file it is taken in first,
 * as the one served until now.
 *
 * Fails with ERR_NOT_FOUND, ERR_CORRUPT (not a sound file, or its signature
 * is not), ERR_INVALID (unsigned, where the one served now is signed),
 * ERR_MEMORY, ERR_SYSTEM.  kb.mdb is then as it was.
 */
enum err publish(const struct publish_options *options, const char *file,
    struct report *report, struct publish_result *out, struct note *note);

/*
 * Go back to the newest kept file of this generation; NULL: to the one that
 * was served before.  Nothing is removed.  Fails with ERR_NOT_FOUND when
 * there is none, else as publish().
 */
enum err publish_rollback(const struct publish_options *options,
    const char *generation, struct report *report, struct publish_result *out,
    struct note *note);

#endif
