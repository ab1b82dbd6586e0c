#ifndef LIB_CODES_CODE_FIND_H
#define LIB_CODES_CODE_FIND_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/codes/code.h"

struct arena;
struct code_book;
struct kb_read;

/* What was asked so far. */
struct code_list {
	struct code_asked items[CODES_MAX];
	size_t count;
};

/*
 * Read one text as somebody typed it and append what it asks about.  In this
 * order it is taken for
 *
 *	a code with something before it that names its system ("CO-50",
 *	"reject 76", "carc:50", "RARC N130"): that system's code only;
 *	a bare code ("50", "MA130", "07"): all codes that are written so;
 *	several of these with ',' or ';' between;
 *	a sentence with codes in it, of which only those count that a pattern
 *	of a system recognizes, and numbers never do;
 *	words that point to reasons.
 *
 * Else it is one entry of status CODE_UNKNOWN, with the system if the
 * spelling names one.  "typed" must hold no NUL.  Fails with ERR_TOO_LARGE
 * if there would be more than CODES_MAX, and with ERR_MEMORY; the list is as
 * it was then.
 */
enum err code_find(const struct kb_read *read, const struct code_book *book,
    struct str typed, struct arena *arena, struct code_list *list,
    struct note *note);

/*
 * The code of one system, by ids or as they are typed ("carc", "07").  False
 * if there is none; "*system" is the system's id, if that is known.
 */
bool code_find_in(const struct kb_read *read, struct str system_typed,
    struct str code_typed, struct arena *arena, struct str *system,
    struct code *out);

#endif
