#ifndef LIB_SEARCH_SEARCH_WORDS_H
#define LIB_SEARCH_SEARCH_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/* The most a question may have. */
enum { SEARCH_TEXT_MAX = 200, SEARCH_WORDS_MAX = 16 };

/*
 * A text as it is looked up: its words in lower case without what stands
 * between them, one behind the other, so that any run of words is one piece
 * of "folded".  "CO-50", "co 50" and "co50" all fold to "co50".
 */
struct search_word {
	size_t start; /* in "text" */
	size_t end;
	size_t at; /* in "folded" */
	size_t until;
};

struct search_words {
	struct str text;
	struct str folded;
	size_t count;
	struct search_word list[SEARCH_WORDS_MAX];
};

/*
 * Split what somebody typed.  Letters and digits make words; letters of
 * Latin with an accent lose it, full-width forms become plain ones, the
 * Greek alpha, beta and gamma become their names, and dashes, quotes and
 * marks of trade part words like a blank does.  A point before a digit stays
 * in a number ("1.5") and is left out of a code ("L40.1" is "l401").  Other
 * characters stay.
 *
 * Fails with ERR_TOO_LARGE (more than SEARCH_TEXT_MAX bytes or
 * SEARCH_WORDS_MAX words; the note fits behind "q: "), ERR_INVALID (no letter
 * and no digit, or not UTF-8) or ERR_MEMORY.  All of "out" lies in "arena";
 * its text is fit to be shown (str_shown()).
 */
enum err search_words(struct str text, struct arena *arena,
    struct search_words *out, struct note *note);

/* "count" words from "first" on: as they were typed, and as they are found. */
struct str search_words_typed(
    const struct search_words *words, size_t first, size_t count);
struct str search_words_key(
    const struct search_words *words, size_t first, size_t count);

/*
 * A name folded in the same way, of any length: the key it is found by.  In
 * "arena"; STR_NONE when it is full.
 */
struct str search_key(struct str name, struct arena *arena);

/*
 * Is this word one that people put around a question ("denied", "by", "as")
 * and that names nothing?  Not if it is the whole question, or is written in
 * capitals where others are not: "AS" is a disease.
 */
bool search_words_is_filler(const struct search_words *words, size_t i);

#endif
