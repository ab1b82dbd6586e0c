#include "lib/base/json_keys.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "lib/base/arena.h"

/* A node's type and payload length, see value.h; FEW: compared in pairs. */
enum { HEAD = 5, FEW = 16, FIRST_SIZE = 64 };

struct json_key {
	uint32_t hash;
	uint32_t index;
	const unsigned char *node;
};

static size_t
length_of(const unsigned char *node)
{
	return (size_t)node[1] | (size_t)node[2] << 8 |
	    (size_t)node[3] << 16 | (size_t)node[4] << 24;
}

static const unsigned char *
after(const unsigned char *node)
{
	return node + HEAD + length_of(node);
}

static bool
same(const unsigned char *a, const unsigned char *b)
{
	size_t length = length_of(a);

	return length == length_of(b) &&
	    memcmp(a + HEAD, b + HEAD, length) == 0;
}

static size_t
check_few(const unsigned char *pairs, size_t count)
{
	const unsigned char *seen[FEW];
	size_t i, j;

	for (i = 0; i < count; i++, pairs = after(after(pairs))) {
		for (j = 0; j < i; j++)
			if (same(seen[j], pairs))
				return i;
		seen[i] = pairs;
	}
	return count;
}

/* FNV-1a. */
static uint32_t
hash_of(const unsigned char *node)
{
	const unsigned char *at = node + HEAD, *end = after(node);
	uint32_t hash = 2166136261u;

	for (; at < end; at++)
		hash = (hash ^ *at) * 16777619u;
	return hash;
}

static bool
before(const struct json_key *a, const struct json_key *b)
{
	size_t length;
	int order;

	if (a->hash != b->hash)
		return a->hash < b->hash;
	length = length_of(a->node);
	if (length != length_of(b->node))
		return length < length_of(b->node);
	order = memcmp(a->node + HEAD, b->node + HEAD, length);
	return order != 0 ? order < 0 : a->index < b->index;
}

/* Let the item at "root" sink to where both below it come before it. */
static void
sink(struct json_key *items, size_t root, size_t count)
{
	struct json_key item = items[root];
	size_t child;

	while ((child = 2 * root + 1) < count) {
		if (child + 1 < count &&
		    before(&items[child], &items[child + 1]))
			child++;
		if (!before(&item, &items[child]))
			break;
		items[root] = items[child];
		root = child;
	}
	items[root] = item;
}

/* Heap sort: in place, and no order of the input makes it slow. */
static void
sort(struct json_key *items, size_t count)
{
	struct json_key last;
	size_t i;

	for (i = count / 2; i > 0; i--)
		sink(items, i - 1, count);
	for (i = count - 1; i > 0; i--) {
		last = items[i];
		items[i] = items[0];
		items[0] = last;
		sink(items, 0, i);
	}
}

static bool
make_room(struct json_keys *keys, size_t count, struct arena *arena)
{
	size_t size = keys->size == 0 ? FIRST_SIZE : keys->size;
	struct json_key *items;

	if (count <= keys->size)
		return true;
	while (size < count)
		size *= 2;
	items = arena_alloc(arena, size * sizeof(*items));
	if (items == NULL)
		return false;
	keys->items = items;
	keys->size = size;
	return true;
}

enum err
json_keys_check(const unsigned char *pairs, size_t count,
    struct json_keys *keys, struct arena *arena, size_t *twice)
{
	struct json_key *items;
	size_t i, first = count;

	if (count <= FEW) {
		*twice = check_few(pairs, count);
		return OK;
	}
	if (!make_room(keys, count, arena))
		return ERR_MEMORY;
	items = keys->items;
	for (i = 0; i < count; i++, pairs = after(after(pairs)))
		items[i] = (struct json_key){ hash_of(pairs), (uint32_t)i,
			pairs };
	sort(items, count);
	for (i = 1; i < count; i++)
		if (items[i].hash == items[i - 1].hash &&
		    same(items[i].node, items[i - 1].node) &&
		    items[i].index < first)
			first = items[i].index;
	*twice = first;
	return OK;
}
