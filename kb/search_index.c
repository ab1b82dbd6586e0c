#include "kb/search_index.h"

#include <stdint.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/value.h"
#include "lib/search/search_spelling.h"
#include "lib/search/search_words.h"
#include "lib/store/format.h"

enum { FIRST_SIZE = 1024, RECORD_MAX = 1 << 20 };

static const size_t table_max = UINT32_MAX;

struct search_index
search_index_new(struct arena *arena)
{
	return (struct search_index){ .arena = arena };
}

static struct search_index_item *
new_item(struct search_index *index)
{
	size_t size = index->size == 0 ? FIRST_SIZE : index->size * 2;
	struct search_index_item *items;

	if (index->count == index->size) {
		items = arena_grow(index->arena, index->items,
		    index->size * sizeof(*items), size * sizeof(*items));
		if (items == NULL) {
			index->failed = true;
			return NULL;
		}
		index->items = items;
		index->size = size;
	}
	return &index->items[index->count];
}

void
search_index_add(struct search_index *index, struct str text,
    const struct search_entry *entry, bool spelled)
{
	struct str key = search_key(text, index->arena);
	struct search_index_item *item = new_item(index);

	if (key.at == NULL)
		index->failed = true;
	if (item == NULL || key.length == 0 ||
	    key.length > KB_KEY_MAX - sizeof("find/"))
		return;
	*item = (struct search_index_item){ .key = key,
		.entry = *entry,
		.number = index->count++,
		.spelled = spelled };
}

static int
compare_items(const void *a, const void *b)
{
	const struct search_index_item *x = a, *y = b;
	int order = str_compare(x->key, y->key);

	return order != 0 ? order
			  : (x->number > y->number) - (x->number < y->number);
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct spelling_pair *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->key > y->key) - (x->key < y->key);
}

static bool
is_repeated(const struct search_index_item *first,
    const struct search_index_item *item)
{
	for (; first < item; first++)
		if (str_equal(first->entry.kind, item->entry.kind) &&
		    str_equal(first->entry.id, item->entry.id) &&
		    str_equal(first->entry.as, item->entry.as))
			return true;
	return false;
}

static void
write_entry(struct value_writer *w, const struct search_entry *entry)
{
	value_open(w, VALUE_OBJECT);
	value_add_str(w, "kind", entry->kind);
	value_add_str(w, "id", entry->id);
	value_add_str(w, "as", entry->as);
	value_add_str(w, "name", entry->name);
	value_add_str(w, "title", entry->title);
	if (entry->note.length > 0)
		value_add_str(w, "note", entry->note);
	value_close(w);
}

/* One key's record from its items; "bytes" is used again for each. */
static bool
write_key(const struct search_index_item *items, size_t count,
    struct buf *bytes, struct records *records)
{
	struct value_writer w;
	struct value value;
	size_t i;

	bytes->length = 0;
	w = value_writer(bytes);
	value_open(&w, VALUE_ARRAY);
	for (i = 0; i < count; i++)
		if (!is_repeated(items, &items[i]))
			write_entry(&w, &items[i].entry);
	value_close(&w);
	value = value_written(&w);
	if (value_type(value) == VALUE_NONE)
		return false;
	records_add(records, STR("find"), items[0].key, STR_NONE,
	    value_bytes(value));
	return true;
}

static bool
is_spelled(const struct search_index_item *items, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (items[i].spelled)
			return true;
	return false;
}

/* The table of spellings, growing. */
struct spellings {
	struct buf keys;
	struct spelling_pair *pairs;
	size_t count;
};

static void
add_spelling(struct spellings *s, struct str key)
{
	uint32_t hashes[SPELLING_PAIRS];
	size_t i, count = spelling_hashes(key, hashes);

	for (i = 0; i < count; i++)
		s->pairs[s->count++] = (struct spelling_pair){ hashes[i],
			(uint32_t)s->keys.length, spelling_sign(key) };
	if (count > 0)
		spelling_add_key(&s->keys, key);
}

/* A doubled letter gives one hash twice. */
static size_t
without_repeats(struct spelling_pair *pairs, size_t count)
{
	size_t i, kept = 0;

	for (i = 0; i < count; i++)
		if (kept == 0 || compare_pairs(&pairs[kept - 1], &pairs[i]) != 0)
			pairs[kept++] = pairs[i];
	return kept;
}

static enum err
write_spellings(struct spellings *s, struct search_index *index,
    struct records *records, struct note *note)
{
	struct buf table = buf_new(index->arena, table_max);

	qsort(s->pairs, s->count, sizeof(*s->pairs), compare_pairs);
	s->count = without_repeats(s->pairs, s->count);
	spelling_write(&table, s->pairs, s->count);
	if (buf_failed(&table) || buf_failed(&s->keys))
		return err_set(note, ERR_TOO_LARGE,
		    "too many names for the table of spellings");
	records_add(records, STR("spelling"), STR("table"), STR_NONE,
	    buf_str(&table));
	records_add(records, STR("spelling"), STR("keys"), STR_NONE,
	    buf_str(&s->keys));
	return OK;
}

/* How many items, from this one on, have the same key. */
static size_t
same_key(const struct search_index *index, size_t from)
{
	size_t until = from + 1;

	while (until < index->count &&
	    str_equal(index->items[until].key, index->items[from].key))
		until++;
	return until - from;
}

/* An upper bound for the pairs of all keys. */
static size_t
count_pairs(const struct search_index *index)
{
	size_t i, pairs = 0;

	for (i = 0; i < index->count; i++)
		if (index->items[i].key.length <= SPELLING_LONGEST)
			pairs += index->items[i].key.length + 2;
	return pairs;
}

enum err
search_index_write(struct search_index *index, struct records *records,
    struct note *note)
{
	struct buf bytes = buf_new(index->arena, RECORD_MAX);
	struct spellings s = { .keys = buf_new(index->arena, table_max) };
	size_t i, count;

	s.pairs = arena_alloc(index->arena,
	    (count_pairs(index) + 1) * sizeof(*s.pairs));
	if (index->failed || s.pairs == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if (index->count > 0)
		qsort(index->items, index->count, sizeof(*index->items),
		    compare_items);
	for (i = 0; i < index->count; i += count) {
		count = same_key(index, i);
		if (!write_key(&index->items[i], count, &bytes, records))
			return err_set(note, ERR_MEMORY,
			    "%.*s: stands for too much",
			    STR_ARG(index->items[i].key));
		if (is_spelled(&index->items[i], count))
			add_spelling(&s, index->items[i].key);
	}
	return write_spellings(&s, index, records, note);
}
