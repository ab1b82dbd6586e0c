#ifndef LIB_CODES_CODE_TEXT_H
#define LIB_CODES_CODE_TEXT_H

#include <stdbool.h>

#include "lib/base/str.h"

struct arena;

/* How codes and phrases are compared, for who writes the index and reads it. */

/*
 * The key of a code: its ASCII letters and digits, in lower case: "MA-130"
 * and "ma130" both give "ma130".  In "arena"; empty where there are none,
 * STR_NONE when the arena is full.
 */
struct str code_key(struct str text, struct arena *arena);

/* A key of digits only without the zeros before them; "0" stays. */
struct str code_key_bare(struct str key);
bool code_key_is_number(struct str key);

/*
 * A text as people type it, for reading codes in it: runs of blanks become
 * one, none is left at the ends, and every dash is '-'.
 */
struct str code_tidy(struct str text, struct arena *arena);

/* Of a tidy text: "CO - 50" as "CO-50". */
struct str code_join(struct str text, struct arena *arena);

/* Lower case words with single blanks between, as phrases are kept. */
struct str code_words(struct str text, struct arena *arena);

/* Does "words" hold all of "phrase", from word to word? */
bool code_words_hold(struct str words, struct str phrase);

#endif
