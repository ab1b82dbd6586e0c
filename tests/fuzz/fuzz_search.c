/*
 * Any bytes may come as a question.  The first byte cuts them in two: before
 * it a table of spellings that may be damaged, behind it the question.
 * Whatever is read stays inside; runs of words lie in order inside the text
 * and the key; a key folds to itself.
 */
#include <stdint.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/search/search_spelling.h"
#include "lib/search/search_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int truth)
{
	if (!truth)
		abort();
}

static void
check_words(struct str text, struct arena *arena)
{
	struct search_words words;
	struct str key;
	size_t i;

	key = search_key(text, arena);
	must(key.length <= 3 * text.length);
	if (search_words(text, arena, &words, NULL) != OK)
		return;
	must(words.count >= 1 && words.count <= SEARCH_WORDS_MAX);
	must(str_equal(search_words_key(&words, 0, words.count),
	    search_key(words.text, arena)));
	for (i = 0; i < words.count; i++) {
		must(words.list[i].start < words.list[i].end);
		must(words.list[i].end <= words.text.length);
		must(words.list[i].at < words.list[i].until);
		must(i == 0 ||
		    (words.list[i - 1].end <= words.list[i].start &&
			words.list[i - 1].until == words.list[i].at));
		must(str_is_utf8(search_words_typed(&words, i, 1)));
		search_words_is_filler(&words, i);
	}
}

static void
check_spelling(struct str table, struct str typed)
{
	struct str out[SPELLING_FOUND];
	size_t found, i;
	int edits = -1;

	/* The same bytes serve as table and as keys: both may be damaged. */
	found = spelling_find(table, table, typed, out, &edits);
	must(found <= SPELLING_FOUND);
	for (i = 0; i < found; i++) {
		must(out[i].at >= table.at);
		must(out[i].at + out[i].length <= table.at + table.length);
		must(edits >= 0 && edits <= 2);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = { (const char *)data, size };
	struct arena *arena = arena_new(16 << 20);
	size_t cut = size == 0 ? 0 : 1 + data[0] % size;

	check_words(all, arena);
	check_words(str_from_index(all, cut), arena);
	check_spelling(
	    str_from_index(str_first(all, cut), 1), str_from_index(all, cut));
	arena_free(arena);
	return 0;
}
