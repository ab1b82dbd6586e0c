#ifndef LIB_BASE_JSON_KEYS_H
#define LIB_BASE_JSON_KEYS_H

#include <stddef.h>

#include "lib/base/err.h"

struct arena;

/* Room to sort an object's keys in, used again for the next object. */
struct json_keys {
	struct json_key *items;
	size_t size;
};

/*
 * Of the "count" pairs of nodes (value.h) at "pairs", find the first whose
 * key occurred before; "twice" is its index, or "count" if there is none.
 *
 * Takes n log n steps whatever the keys are: they are sorted by a hash that
 * needs no secret, because equal hashes are sorted by the bytes behind them.
 * Fails with ERR_MEMORY.
 */
enum err json_keys_check(const unsigned char *pairs, size_t count,
    struct json_keys *keys, struct arena *arena, size_t *twice);

#endif
