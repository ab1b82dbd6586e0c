#include "lib/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct block {
	struct block *next;
	size_t size; /* of data[] */
	size_t used;
	_Alignas(ALIGNMENT) unsigned char data[];
};

struct arena {
	size_t cap;
	size_t total;
	size_t peak;
	bool failed;
	struct block *blocks; /* the one in use first; the oldest last */
};

static size_t
round_up(size_t size)
{
	return (size + (ALIGNMENT - 1)) & ~(size_t)(ALIGNMENT - 1);
}

struct arena *
arena_new(size_t cap)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (arena != NULL)
		arena->cap = cap;
	return arena;
}

static struct block *
add_block(struct arena *arena, size_t least)
{
	size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;
	struct block *block = calloc(1, sizeof(*block) + size);

	if (block == NULL)
		return NULL;
	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;
	size_t need;
	void *at;

	if (size > arena->cap)
		goto fail;
	need = round_up(size == 0 ? 1 : size);
	if (need > arena->cap - arena->total)
		goto fail;
	if (block == NULL || block->size - block->used < need)
		block = add_block(arena, need);
	if (block == NULL)
		goto fail;
	at = block->data + block->used;
	block->used += need;
	arena->total += need;
	if (arena->total > arena->peak)
		arena->peak = arena->total;
	return at;
fail:
	arena->failed = true;
	return NULL;
}

void *
arena_grow(struct arena *arena, void *at, size_t old, size_t size)
{
	struct block *block = arena->blocks;
	size_t had = round_up(old == 0 ? 1 : old), need = round_up(size);
	void *copy;

	if (at != NULL && size <= had)
		return at;
	if (at != NULL && block != NULL &&
	    (unsigned char *)at + had == block->data + block->used &&
	    size <= arena->cap && need - had <= block->size - block->used &&
	    need - had <= arena->cap - arena->total) {
		block->used += need - had;
		arena->total += need - had;
		if (arena->total > arena->peak)
			arena->peak = arena->total;
		return at;
	}
	copy = arena_alloc(arena, size);
	if (copy != NULL && at != NULL)
		memcpy(copy, at, old);
	return copy;
}

bool
arena_failed(const struct arena *arena)
{
	return arena->failed;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->total;
}

size_t
arena_peak(const struct arena *arena)
{
	return arena->peak;
}

void
arena_reset(struct arena *arena)
{
	struct block *block = arena->blocks, *next;

	while (block != NULL) {
		next = block->next;
		explicit_bzero(block->data, block->used);
		block->used = 0;
		if (next != NULL) {
			free(block);
			arena->blocks = next;
		}
		block = next;
	}
	arena->total = 0;
	arena->failed = false;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	free(arena->blocks);
	free(arena);
}
