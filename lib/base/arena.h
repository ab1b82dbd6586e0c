#ifndef LIB_BASE_ARENA_H
#define LIB_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The one owner of a request's memory.  Pieces are never freed one by one:
 * arena_reset() ends them all, overwriting what they held.
 */
struct arena;

/*
 * A new arena that will hand out at most "cap" bytes between two resets.
 * NULL when the machine has no memory.  Free with arena_free().
 */
struct arena *arena_new(size_t cap);

/*
 * "size" bytes, zeroed, aligned for any type; they live until arena_reset().
 * NULL when the cap is reached or the machine has no memory; from then on
 * arena_failed() is true, so a run of calls may be checked once.
 */
void *arena_alloc(struct arena *arena, size_t size);

/*
 * Make the piece "at" of "old" bytes "size" bytes long, in place where it was
 * the last one handed out, else by copying.  "at" may be NULL.  NULL on
 * failure, "at" then stays as it was.
 */
void *arena_grow(struct arena *arena, void *at, size_t old, size_t size);

bool arena_failed(const struct arena *arena);

/* Bytes handed out since the last reset, and the most there ever were. */
size_t arena_used(const struct arena *arena);
size_t arena_peak(const struct arena *arena);

/* Wipe and take everything back; the first block is kept for reuse. */
void arena_reset(struct arena *arena);

/* Wipe and free.  NULL is allowed. */
void arena_free(struct arena *arena);

#endif
