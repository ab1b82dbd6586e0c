#ifndef LIB_CODES_CODE_BOOK_H
#define LIB_CODES_CODE_BOOK_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;
struct kb_read;

/*
 * The ways in which codes are written, as the code systems of a knowledge
 * base list them, ready for matching.  For one question, by one thread.
 */
struct code_book;

/* One way in which a text was understood. */
struct code_spelling {
	struct value system; /* its fact */
	struct str code; /* without what stands before it */
	struct str group; /* CO in CO-50; STR_NONE: none */
	bool decides; /* something before the code names the system */
};

/*
 * Compile the patterns.  Fails with ERR_CORRUPT (a pattern that cannot be
 * used, which no build lets pass) and ERR_MEMORY.  End with
 * code_book_close().
 */
enum err code_book_open(const struct kb_read *read, struct arena *arena,
    struct code_book **out, struct note *note);
void code_book_close(struct code_book *book); /* NULL is allowed */

/*
 * Is all of "text" a code as one of the systems writes it?  A spelling that
 * decides is preferred; among equals, the system and pattern listed first.
 * "text" must hold no NUL.  What is found lies in "text" and the knowledge
 * base.
 */
bool code_book_match(
    const struct code_book *book, struct str text, struct code_spelling *out);

/* The system of this id; none if there is none. */
struct value code_book_system(const struct code_book *book, struct str id);

#endif
