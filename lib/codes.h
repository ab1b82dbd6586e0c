#ifndef LIB_CODES_H
#define LIB_CODES_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/slices.h"
#include "lib/base/str.h"
#include "lib/codes/code_find.h"
#include "lib/codes/code_judge.h"
#include "lib/guide.h"
#include "lib/render/media.h"

struct arena;
struct kb_read;
struct template_set;

/*
 * What denial codes mean, and what to do about them.  The codes of a
 * remittance or a pharmacy's screen come together, because one often decides
 * what another means.
 */

/* What somebody asked, as typed; STR_NONE is "not given". */
struct codes_query {
	const struct str *typed;
	size_t count;
	struct str insurer; /* to name the guide that fits, with "treatment" */
	struct str treatment;
};

/* That, resolved; borrows from the knowledge base and the arena. */
struct codes {
	struct code_list list;
	struct code_judged judged;
	struct str insurer; /* ids; STR_NONE: not given */
	struct str treatment;
};

/*
 * Resolve a query.  An unknown code is no failure.  What cannot be used is
 * added to "problems" by its parameter ("/code/2", from 0; "/insurer") and
 * gives ERR_INVALID: more than CODES_MAX codes, an empty one, one of more
 * than CODE_BYTES or with control characters, an unknown name.
 */
enum err codes_find(const struct kb_read *read, const struct codes_query *query,
    struct arena *arena, struct codes *out, struct problems *problems,
    struct note *note);

/*
 * The one code that "system" and "code" name, as ids or as typed ("carc",
 * "7"), in "*id", its address below /codes/ in "*path" ("x12-carc/50").
 * ERR_NOT_FOUND otherwise, with the nearest systems in "near" if the system
 * is what is not known.
 */
enum err codes_named(const struct kb_read *read, struct str system,
    struct str code, struct arena *arena, struct str *id, struct str *path,
    struct guide_near *near, struct note *note);

/*
 * Write the answer: JSON and text are whole answers, HTML a whole page from
 * which "root" leads to the service's root ("../../").  The pieces added to
 * "body" are borrowed from the knowledge base and the arena.  A medium that
 * is not in MEDIA_SCREEN fails with ERR_INVALID.
 */
enum err codes_write(const struct kb_read *read, const struct codes *codes,
    const struct template_set *templates, enum media media, struct str root,
    struct arena *arena, struct slices *body, struct note *note);

/* The same for what can be asked: the code systems, and how to read them. */
enum err codes_write_systems(const struct kb_read *read,
    const struct template_set *templates, enum media media, struct str root,
    struct arena *arena, struct slices *body, struct note *note);

#endif
