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
struct press;
struct template_set;

/* What letters are written from, and printed with. */
struct appeal_tools {
	const struct kb_read *read;
	const struct template_set *templates;
	struct press *press; /* NULL: no PDF can be made */
};

/* A letter, ready to be signed or a draft that says what is missing. */
struct appeal {
	bool ready; /* no finding of severity error */
	struct slices body;
};

/*
 * From the facts of a case, as JSON, to the letter in one medium: JSON is
 * the answer with findings and criteria, the others are the document.  "today"
 * dates a letter whose case gives no date.  The title of a file of pages is the
 * letter's subject, which names no person; its running line names the patient.
 *
 * Fails with ERR_SYNTAX (not JSON), ERR_INVALID (JSON, but no case: each
 * problem is added to "problems" with its JSON pointer; or a character that
 * no font has, for PDF), ERR_TOO_LARGE, ERR_MEMORY, or ERR_SYSTEM (pages
 * could not be made).  Neither "note" nor "problems" ever repeats what the
 * case says, which may be a patient's.
 */
enum err appeal_letter(const struct appeal_tools *tools, struct str json,
    struct date today, enum media media, struct arena *arena,
    struct appeal *out, struct problems *problems, struct note *note);

#endif
