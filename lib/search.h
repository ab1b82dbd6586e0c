#ifndef LIB_SEARCH_H
#define LIB_SEARCH_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/slices.h"
#include "lib/base/str.h"
#include "lib/render/media.h"

struct arena;
struct kb_read;
struct template_set;

/* An answer to free text, in a medium of MEDIA_SCREEN. */
struct search_answer {
	struct slices body;
	bool found; /* is there any hit? */
};

/*
 * Find what "text" names: drugs, insurers, reasons, plans, conditions and
 * codes by any of their names, their beginnings, or with up to two letters
 * wrong; and the guides they make together.  Every meaning is shown, none
 * is chosen.  A page expects to be directly below the service's root.
 *
 * A text that is empty, longer than SEARCH_TEXT_MAX bytes or of more words
 * than SEARCH_WORDS_MAX fails with ERR_SYNTAX and a problem at "/q".
 * Another medium fails with ERR_INVALID; else as template_fill().
 */
enum err search(const struct kb_read *read,
    const struct template_set *templates, struct str text, enum media media,
    struct arena *arena, struct search_answer *out, struct problems *problems,
    struct note *note);

#endif
