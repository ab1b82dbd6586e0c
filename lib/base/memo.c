#include "lib/base/memo.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A power of two; a key is looked for in a few slots only. */
enum { SLOTS = 16384, PROBES = 8 };

struct entry {
	uint64_t hash;
	size_t key_length;
	size_t length;
	char bytes[]; /* the key, then the answer */
};

struct memo {
	atomic_size_t left;
	_Atomic(struct entry *) slots[SLOTS];
};

struct memo *
memo_new(size_t bytes)
{
	struct memo *memo = bytes == 0 ? NULL : calloc(1, sizeof(*memo));

	if (memo != NULL)
		atomic_init(&memo->left, bytes);
	return memo;
}

void
memo_free(struct memo *memo)
{
	size_t i;

	for (i = 0; memo != NULL && i < SLOTS; i++)
		free(atomic_load(&memo->slots[i]));
	free(memo);
}

/* FNV-1a, 64 bits. */
static uint64_t
hash_of(struct str key)
{
	uint64_t hash = 14695981039346656037u;
	size_t i;

	for (i = 0; i < key.length; i++)
		hash = (hash ^ (unsigned char)key.at[i]) * 1099511628211u;
	return hash;
}

static bool
holds(const struct entry *entry, uint64_t hash, struct str key)
{
	return entry->hash == hash && entry->key_length == key.length &&
	    memcmp(entry->bytes, key.at, key.length) == 0;
}

static struct str
answer_of(const struct entry *entry)
{
	return (struct str){ entry->bytes + entry->key_length, entry->length };
}

bool
memo_find(const struct memo *memo, struct str key, struct str *out)
{
	uint64_t hash = hash_of(key);
	const struct entry *entry;
	size_t i;

	for (i = 0; memo != NULL && i < PROBES; i++) {
		entry = atomic_load_explicit(
		    &memo->slots[(hash + i) % SLOTS], memory_order_acquire);
		if (entry == NULL)
			return false;
		if (holds(entry, hash, key)) {
			*out = answer_of(entry);
			return true;
		}
	}
	return false;
}

/* Take "bytes" of what is left; false when that is too little. */
static bool
reserve(struct memo *memo, size_t bytes)
{
	size_t left = atomic_load(&memo->left);

	do
		if (left < bytes)
			return false;
	while (!atomic_compare_exchange_weak(&memo->left, &left, left - bytes));
	return true;
}

static struct entry *
make_entry(struct str key, const struct slices *answer)
{
	struct entry *entry =
	    malloc(sizeof(*entry) + key.length + answer->length);
	size_t i, at;

	if (entry == NULL)
		return NULL;
	entry->hash = hash_of(key);
	entry->key_length = key.length;
	entry->length = answer->length;
	memcpy(entry->bytes, key.at, key.length);
	at = key.length;
	for (i = 0; i < answer->count; i++) {
		memcpy(entry->bytes + at, answer->items[i].at,
		    answer->items[i].length);
		at += answer->items[i].length;
	}
	return entry;
}

bool
memo_keep(struct memo *memo, struct str key, const struct slices *answer,
    struct str *out)
{
	size_t size = sizeof(struct entry) + key.length + answer->length, i;
	struct entry *entry, *there;

	if (memo == NULL || answer->failed || !reserve(memo, size))
		return false;
	entry = make_entry(key, answer);
	for (i = 0; entry != NULL && i < PROBES; i++) {
		there = NULL;
		if (atomic_compare_exchange_strong(
			&memo->slots[(entry->hash + i) % SLOTS], &there,
			entry)) {
			*out = answer_of(entry);
			return true;
		}
		/* Another thread was faster with the same answer. */
		if (holds(there, entry->hash, key)) {
			*out = answer_of(there);
			free(entry);
			atomic_fetch_add(&memo->left, size);
			return true;
		}
	}
	free(entry);
	atomic_fetch_add(&memo->left, size);
	return false;
}
