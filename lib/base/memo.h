#ifndef LIB_BASE_MEMO_H
#define LIB_BASE_MEMO_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/slices.h"
#include "lib/base/str.h"

/*
 * Answers that were put together once, kept under their keys for as long as
 * the memo lives.  Nothing is ever replaced or thrown out: it fills up to
 * its size and then keeps what it has, so what it hands out stays valid and
 * any number of threads use it without a lock.
 *
 * For answers that hold no patient data only: they stay in memory.
 */
struct memo;

/* Room for "bytes" of keys and answers.  NULL: no memory, or no bytes. */
struct memo *memo_new(size_t bytes);
void memo_free(struct memo *memo); /* NULL is allowed */

/* The answer kept under "key"; false when there is none, or no memo. */
bool memo_find(const struct memo *memo, struct str key, struct str *out);

/*
 * Keep a copy of an answer, and hand the copy out.  False, and "out"
 * untouched, when there is no room (or no memo); the answer is then used as
 * it is.
 */
bool memo_keep(struct memo *memo, struct str key,
    const struct slices *answer, struct str *out);

#endif
