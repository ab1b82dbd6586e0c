#ifndef KB_PROSE_H
#define KB_PROSE_H

#include <stdbool.h>

#include "lib/base/str.h"

struct place;

/* Is the text at this place our own, and shown to readers? */
bool prose_is(const struct place *place);

/*
 * Is the phrase in the text, at the start of a word, in either case?  A
 * phrase also stands for longer words.  Right after a double quote it is
 * spoken about, not said.
 */
bool prose_says(struct str text, const char *phrase);

/* The same, but for whole words only. */
bool prose_has_word(struct str text, const char *word);

/* One of a list that ends with NULL: which, or NULL for none. */
const char *prose_says_any(struct str text, const char *const *phrases);

/*
 * Cut the first sentence off "*rest"; false when nothing is left.  It ends
 * with '.', '!' or '?' before a blank, unless that point belongs to an
 * abbreviation.
 */
bool prose_sentence(struct str *rest, struct str *sentence);

/* How many words a sentence has: runs between blanks with a letter or digit. */
unsigned prose_words(struct str sentence);

#endif
