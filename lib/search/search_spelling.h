#ifndef LIB_SEARCH_SEARCH_SPELLING_H
#define LIB_SEARCH_SEARCH_SPELLING_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"

/*
 * Which keys are up to two edits away from a misspelt one, without looking
 * at all of them.
 *
 * Cut a key in two halves.  Of two edits, one half has at most one, so that
 * half and its counterpart in the misspelt key become equal when at most one
 * letter is left out of each.  The table holds a hash of every half, whole
 * and with each letter left out: about as many as the key has letters.
 * What shares a hash is compared for real (nearest_distance()).
 *
 * Writing and reading stand side by side here, since both must cut alike.
 */
enum {
	SPELLING_SHORTEST = 4, /* bytes of a key that can be misspelt */
	SPELLING_LONGEST = 48,
	SPELLING_PAIRS = SPELLING_LONGEST + 2, /* the most for one key */
	SPELLING_FOUND = 8
};

/*
 * One hash of a half, where its key is in the list of keys, and the key's
 * sign: its length and which letters it has, by which most that cannot be
 * near are passed over without a look at the key.
 */
struct spelling_pair {
	uint32_t hash;
	uint32_t key;
	uint32_t sign;
};

uint32_t spelling_sign(struct str key);

/*
 * The hashes of one key's halves.  How many; 0 for a key that is too short
 * or too long.
 */
size_t spelling_hashes(struct str key, uint32_t out[SPELLING_PAIRS]);

/* Append a key to the list of keys; it has at most SPELLING_LONGEST bytes. */
void spelling_add_key(struct buf *keys, struct str key);

/*
 * Write the table of the pairs, which are sorted by hash and then key, and of
 * which none occurs twice.
 */
void spelling_write(
    struct buf *table, const struct spelling_pair *pairs, size_t count);

/*
 * Find the keys nearest to "typed": those with one edit (see
 * nearest_distance()), else those with two.  Under six bytes one edit is the
 * most, under SPELLING_SHORTEST none.  The digits of both must be the same in
 * the same order: "il-17" is no misspelling of "il-12".
 *
 * "out" borrows from "keys".  Returns how many were found, and in "*edits"
 * their distance.  At most SPELLING_FOUND are kept, and where
 * thousands of keys share a half only the first thousands are looked at, so
 * that the work has a bound.
 */
size_t spelling_find(struct str table, struct str keys, struct str typed,
    struct str out[SPELLING_FOUND], int *edits);

#endif
