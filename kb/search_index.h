#ifndef KB_SEARCH_INDEX_H
#define KB_SEARCH_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "kb/records.h"
#include "lib/base/err.h"
#include "lib/search/search_spans.h"

struct arena;

/*
 * The index of the search while it is made: names and what they stand for.
 * As records: find/KEY, a value with a list of entries, and spelling/table
 * and spelling/keys (lib/search/search_spelling.h).
 */
struct search_index_item {
	struct str key;
	struct search_entry entry;
	size_t number; /* in the order they were added */
	bool spelled;
};

struct search_index {
	struct arena *arena;
	struct search_index_item *items;
	size_t count;
	size_t size;
	bool failed;
};

struct search_index search_index_new(struct arena *arena);

/*
 * Let "text" find the entry; of what is added twice the first time counts.
 * "spelled": also when it is misspelt, which codes must not be.  Texts without
 * a letter or digit, and those too long for a key, are left out.  The
 * entry's texts are borrowed until search_index_write().
 */
void search_index_add(struct search_index *index, struct str text,
    const struct search_entry *entry, bool spelled);

/*
 * Add the records.  The same items, in whatever order, give the same ones, but
 * for the order of entries under one key, which is that of their adding.
 * Fails with ERR_MEMORY, or ERR_TOO_LARGE when there are more keys than the
 * table of spellings can hold.
 */
enum err search_index_write(struct search_index *index,
    struct records *records, struct note *note);

#endif
