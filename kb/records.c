#include "kb/records.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/digest.h"
#include "lib/store/format.h"

enum { FIRST_SIZE = 256 };

struct records
records_new(struct arena *arena)
{
	return (struct records){ .arena = arena };
}

static struct str
join(struct arena *arena, struct str first, struct str second,
    struct str third)
{
	struct str parts[3] = { first, second, third };
	size_t length = 0, i;
	char *key;

	key = arena_alloc(
	    arena, first.length + second.length + third.length + 3);
	if (key == NULL)
		return STR_NONE;
	for (i = 0; i < 3; i++) {
		if (parts[i].at == NULL)
			continue;
		if (length > 0)
			key[length++] = '/';
		memcpy(key + length, parts[i].at, parts[i].length);
		length += parts[i].length;
	}
	return (struct str){ key, length };
}

void
records_add(struct records *records, struct str first, struct str second,
    struct str third, struct str bytes)
{
	size_t size = records->size == 0 ? FIRST_SIZE : records->size * 2;
	struct record *items;

	if (records->count == records->size) {
		items = arena_grow(records->arena, records->items,
		    records->size * sizeof(*items), size * sizeof(*items));
		if (items == NULL) {
			records->failed = true;
			return;
		}
		records->items = items;
		records->size = size;
	}
	items = &records->items[records->count];
	items->key = join(records->arena, first, second, third);
	items->bytes = str_copy(bytes, records->arena);
	if (items->key.at == NULL || items->bytes.at == NULL)
		records->failed = true;
	else
		records->count++;
}

static int
compare(const void *a, const void *b)
{
	const struct record *left = a, *right = b;

	return str_compare(left->key, right->key);
}

enum err
records_sort(struct records *records, struct note *note)
{
	size_t i;

	if (records->failed)
		return err_set(note, ERR_MEMORY, "out of memory");
	qsort(records->items, records->count, sizeof(*records->items), compare);
	for (i = 0; i < records->count; i++) {
		if (records->items[i].key.length > KB_KEY_MAX)
			return err_set(note, ERR_INVALID,
			    "%.*s: this name is too long",
			    STR_ARG(records->items[i].key));
		if (i > 0 &&
		    str_equal(records->items[i - 1].key, records->items[i].key))
			return err_set(note, ERR_INVALID,
			    "%.*s: two records of this name",
			    STR_ARG(records->items[i].key));
	}
	return OK;
}

static void
add_length(struct digest *digest, size_t length)
{
	char bytes[8];
	size_t i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(length >> (8 * i));
	digest_add(digest, (struct str){ bytes, sizeof(bytes) });
}

enum err
records_generation(
    const struct records *records, char out[17], struct note *note)
{
	unsigned char sum[DIGEST_SIZE];
	char hex[DIGEST_HEX];
	struct digest *digest = digest_new();
	size_t i;

	if (digest == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	add_length(digest, KB_FORMAT);
	for (i = 0; i < records->count; i++) {
		add_length(digest, records->items[i].key.length);
		digest_add(digest, records->items[i].key);
		add_length(digest, records->items[i].bytes.length);
		digest_add(digest, records->items[i].bytes);
	}
	digest_end(digest, sum);
	digest_hex(sum, hex);
	memcpy(out, hex, 16);
	out[16] = '\0';
	return OK;
}
