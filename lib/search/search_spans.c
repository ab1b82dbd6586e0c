#include "lib/search/search_spans.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/search/search_spelling.h"
#include "lib/store/format.h"
#include "lib/store/kb.h"

enum {
	SPANS_MAX = 96,
	ENTRIES_MAX = 8,     /* things one run of words can stand for */
	PREFIX_SHORTEST = 3, /* bytes */
	PREFIX_WALK = 64,    /* keys looked at below one prefix */
	MISSPELT_WORDS = 4,  /* the most words of a name that is not exact */
	LOOSE_MAX = 32,      /* runs looked at that way; the shortest first */
	ICD_SHORTEST = 3,    /* "L20" */
	ICD_LONGEST = 7
};

struct gathering {
	const struct kb_read *read;
	const struct search_words *words;
	struct arena *arena;
	struct search_spans *spans;
	struct str table;
	struct str keys;
	bool covered[SEARCH_WORDS_MAX]; /* by a run written as in the index */
};

const char *
search_trust_name(enum search_trust trust)
{
	switch (trust) {
	case SEARCH_EXACT:
		return "exact";
	case SEARCH_ALIAS:
		return "alias";
	case SEARCH_PREFIX:
		return "prefix";
	case SEARCH_SPELLING_1:
		return "spelling-1";
	case SEARCH_SPELLING_2:
		return "spelling-2";
	}
	return "alias";
}

enum search_trust
search_entry_trust(
    const struct search_span *span, const struct search_entry *entry)
{
	static const char *const surest[] = { "id", "name", "abbreviation",
		"brand", "product", "code", "diagnosis" };
	size_t i;

	if (span->trust != SEARCH_EXACT)
		return span->trust;
	for (i = 0; i < sizeof(surest) / sizeof(*surest); i++)
		if (str_is(entry->as, surest[i]))
			return SEARCH_EXACT;
	return SEARCH_ALIAS;
}

/* The span for these words and this trust, with room for entries. */
static struct search_span *
add_span(struct gathering *g, size_t first, size_t count,
    enum search_trust trust)
{
	struct search_span *span = &g->spans->list[g->spans->count];
	struct search_entry *entries;

	if (g->spans->count == SPANS_MAX)
		return NULL;
	entries = arena_alloc(g->arena, ENTRIES_MAX * sizeof(*entries));
	if (entries == NULL)
		return NULL;
	g->spans->count++;
	*span = (struct search_span){ .first = first,
		.count = count,
		.trust = trust,
		.entries = entries };
	return span;
}

/* A thing that has several of the names is kept once. */
static void
add_entry(struct search_span *span, struct value item)
{
	struct search_entry entry = { .kind = value_text(item, "kind"),
		.id = value_text(item, "id"),
		.as = value_text(item, "as"),
		.name = value_text(item, "name"),
		.title = value_text(item, "title"),
		.note = value_text(item, "note") };
	size_t i;

	for (i = 0; i < span->entry_count; i++)
		if (str_equal(span->entries[i].id, entry.id) &&
		    str_equal(span->entries[i].kind, entry.kind))
			return;
	if (span->entry_count < ENTRIES_MAX)
		span->entries[span->entry_count++] = entry;
	else
		span->more = true;
}

static bool
is_excluding(struct value item)
{
	return str_is(value_text(item, "as"), "not this diagnosis");
}

static void
add_record(struct search_span *span, struct str bytes)
{
	struct value_each it = value_each(value_of(bytes));

	while (value_next(&it))
		if (!is_excluding(it.item))
			add_entry(span, it.item);
}

static void
drop_if_empty(struct gathering *g, const struct search_span *span)
{
	if (span != NULL && span->entry_count == 0)
		g->spans->count--;
}

/* Does a key look like a diagnosis: a letter, two digits, up to four more? */
static bool
is_diagnosis(struct str key)
{
	return key.length > ICD_SHORTEST && key.length <= ICD_LONGEST &&
	    key.at[0] >= 'a' && key.at[0] <= 'z' && key.at[1] >= '0' &&
	    key.at[1] <= '9' && key.at[2] >= '0' && key.at[2] <= '9';
}

/* Is the thing one that a longer diagnosis has excluded? */
static bool
is_excluded(const struct search_entry *excluded, size_t count, struct str id)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (str_equal(excluded[i].id, id))
			return true;
	return false;
}

/*
 * One length of a diagnosis: "L20" of "L20.89".  What it is excluded from
 * is remembered for the shorter ones.
 */
static void
add_family(const struct gathering *g, struct str key, struct search_span *span,
    struct search_entry *excluded, size_t *count)
{
	struct value_each it = value_each(
	    kb_value(g->read, STR("find"), key, STR_NONE));
	struct str as, id;

	while (value_next(&it)) {
		as = value_text(it.item, "as");
		id = value_text(it.item, "id");
		if (is_excluding(it.item) && *count < ENTRIES_MAX)
			excluded[(*count)++].id = id;
		else if ((str_is(as, "diagnosis") ||
			     str_is(as, "secondary diagnosis")) &&
		    !is_excluded(excluded, *count, id))
			add_entry(span, it.item);
	}
}

static void
find_diagnosis(struct gathering *g, size_t first, size_t count)
{
	struct str key = search_words_key(g->words, first, count);
	struct search_entry excluded[ENTRIES_MAX];
	struct search_span *span;
	size_t length, excluded_count = 0, i;

	if (!is_diagnosis(key) ||
	    (span = add_span(g, first, count, SEARCH_ALIAS)) == NULL)
		return;
	for (length = key.length; length >= ICD_SHORTEST; length--) {
		add_family(g, str_first(key, length), span, excluded,
		    &excluded_count);
		if (span->entry_count > 0)
			break;
	}
	for (i = 0; span->entry_count > 0 && i < count; i++)
		g->covered[first + i] = true;
	drop_if_empty(g, span);
}

/* Start a walk over the keys that begin with these words. */
static bool
first_key(const struct gathering *g, size_t first, size_t count,
    char name[KB_KEY_MAX], struct kb_walk *walk)
{
	struct str key = search_words_key(g->words, first, count);

	/* A question of SEARCH_TEXT_MAX bytes folds to less than it. */
	if (key.length + sizeof("find/") > KB_KEY_MAX)
		return false;
	memcpy(name, "find/", 5);
	memcpy(name + 5, key.at, key.length);
	*walk = kb_walk(g->read, (struct str){ name, key.length + 5 });
	if (kb_next(walk))
		return true;
	kb_walk_end(walk);
	return false;
}

/* False when no key begins with these words, so no longer run is one. */
static bool
find_exact(struct gathering *g, size_t first, size_t count)
{
	struct search_span *span = NULL;
	char name[KB_KEY_MAX];
	struct kb_walk walk;
	size_t i;

	if (!first_key(g, first, count, name, &walk))
		return false;
	if (walk.rest.length == 0 &&
	    (span = add_span(g, first, count, SEARCH_EXACT)) != NULL) {
		add_record(span, walk.bytes);
		for (i = 0; span->entry_count > 0 && i < count; i++)
			g->covered[first + i] = true;
		drop_if_empty(g, span);
	}
	kb_walk_end(&walk);
	return true;
}

/* Is there a word in the run that names something and is not explained? */
static bool
is_left_over(const struct gathering *g, size_t first, size_t count)
{
	size_t i;

	for (i = first; i < first + count; i++)
		if (!g->covered[i] && !search_words_is_filler(g->words, i))
			return true;
	return false;
}

static bool
has_letter(struct str key)
{
	size_t i;

	for (i = 0; i < key.length; i++)
		if (key.at[i] < '0' || key.at[i] > '9')
			return true;
	return false;
}

static void
find_prefix(struct gathering *g, size_t first, size_t count)
{
	struct search_span *span;
	char name[KB_KEY_MAX];
	struct kb_walk walk;
	size_t walked = 1;

	if (!first_key(g, first, count, name, &walk))
		return;
	span = walk.rest.length == 0
	    ? NULL
	    : add_span(g, first, count, SEARCH_PREFIX);
	if (span != NULL) {
		do
			add_record(span, walk.bytes);
		while (!span->more && walked++ < PREFIX_WALK && kb_next(&walk));
		span->more = span->more || walked > PREFIX_WALK;
		drop_if_empty(g, span);
	}
	kb_walk_end(&walk);
}

static void
find_spelling(struct gathering *g, size_t first, size_t count)
{
	struct str keys[SPELLING_FOUND];
	struct search_span *span;
	size_t found, i;
	int edits = 0;

	found = spelling_find(g->table, g->keys,
	    search_words_key(g->words, first, count), keys, &edits);
	if (found == 0)
		return;
	span = add_span(g, first, count,
	    edits < 2 ? SEARCH_SPELLING_1 : SEARCH_SPELLING_2);
	if (span == NULL)
		return;
	for (i = 0; i < found; i++)
		add_record(span,
		    kb_get(g->read, STR("find"), keys[i], STR_NONE));
	span->more = span->more || found == SPELLING_FOUND;
	drop_if_empty(g, span);
}

/* A run that may be a name in another form: it has a letter, and length. */
static bool
is_worth_a_look(const struct gathering *g, size_t first, size_t count)
{
	struct str key = search_words_key(g->words, first, count);

	return key.length >= PREFIX_SHORTEST && has_letter(key) &&
	    is_left_over(g, first, count);
}

static void
find_loose(struct gathering *g)
{
	size_t first, count, looked = 0;

	for (count = 1; count <= MISSPELT_WORDS; count++)
		for (first = 0; first + count <= g->words->count; first++) {
			if (!is_worth_a_look(g, first, count))
				continue;
			if (looked++ == LOOSE_MAX)
				return;
			find_prefix(g, first, count);
			find_spelling(g, first, count);
		}
}

enum err
search_spans(const struct kb_read *read, const struct search_words *words,
    struct arena *arena, struct search_spans *out, struct note *note)
{
	struct search_spans spans = { .list = arena_alloc(
					  arena, SPANS_MAX *
						  sizeof(*spans.list)) };
	struct gathering g = { .read = read,
		.words = words,
		.arena = arena,
		.spans = &spans,
		.table = kb_get(read, STR("spelling"), STR("table"), STR_NONE),
		.keys = kb_get(read, STR("spelling"), STR("keys"), STR_NONE) };
	size_t first, count;

	if (spans.list == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (first = 0; first < words->count; first++) {
		for (count = 1; first + count <= words->count; count++)
			if (!find_exact(&g, first, count))
				break;
		/* "L20 89" is two words. */
		for (count = 1; count <= 2 && first + count <= words->count;
		     count++)
			find_diagnosis(&g, first, count);
	}
	find_loose(&g);
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "out of memory");
	*out = spans;
	return OK;
}
