#ifndef LIB_APPEAL_H
#define LIB_APPEAL_H

#include <stdbool.h>

#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/slices.h"
#include "lib/base/str.h"
#include "lib/render/media.h"

struct arena;
struct kb_read;
struct template_set;

/* A letter, ready to be signed or a draft that says what is missing. */
struct appeal {
	bool ready; /* no finding of severity error */
	struct slices body;
};

/*
 * From the facts of a case, as JSON, to the letter in one medium: JSON is
 * the answer with findings and criteria, text and HTML are the document.
 * "today" dates a letter whose case gives no date.
 *
 * Fails with ERR_SYNTAX (not JSON), ERR_INVALID (JSON, but no case: each
 * problem is added to "problems" with its JSON pointer), ERR_TOO_LARGE or
 * ERR_MEMORY.  Neither "note" nor "problems" ever repeats what the case
 * says, which may be a patient's.
 */
enum err appeal_letter(const struct kb_read *read,
    const struct template_set *templates, struct str json, struct date today,
    enum media media, struct arena *arena, struct appeal *out,
    struct problems *problems, struct note *note);

#endif
