#ifndef KB_RECORDS_H
#define KB_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/* What a knowledge base will hold: keys and bytes, before they are written. */
struct record {
	struct str key;
	struct str bytes;
};

struct records {
	struct arena *arena; /* the copies live here */
	struct record *items;
	size_t count;
	size_t size;
	bool failed;
};

struct records records_new(struct arena *arena);

/* Add one; key parts are joined by '/', STR_NONE parts left out.  Copies. */
void records_add(struct records *records, struct str first, struct str second,
    struct str third, struct str bytes);

/*
 * Put them into key order.  Fails with ERR_INVALID when two have the same
 * key or one is too long for the format, ERR_MEMORY when adding failed.
 */
enum err records_sort(struct records *records, struct note *note);

/*
 * The generation: what all records say, as 16 hexadecimal digits and a NUL.
 * The records must be sorted.  Fails with ERR_MEMORY.
 */
enum err records_generation(
    const struct records *records, char out[17], struct note *note);

#endif
