#ifndef LIB_LETTER_ANSWER_H
#define LIB_LETTER_ANSWER_H

#include "lib/base/err.h"
#include "lib/base/slices.h"
#include "lib/base/str.h"
#include "lib/letter/cites.h"
#include "lib/letter/letter.h"

/*
 * Add the JSON answer of the contract (docs/API.md, "A letter") to "body":
 * the document as "text" of the media type "type", with criteria, findings,
 * deadlines and every citation that any of these names.
 */
enum err answer_write(const struct letter *letter, const struct cites *cites,
    const char *type, struct str text, struct slices *body,
    struct note *note);

#endif
