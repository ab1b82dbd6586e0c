#include <string.h>

#include "lib/search/search_spans.h"

/* What is paid for each run, and for each word that no run explains. */
enum {
	COST_SPAN = 2,
	COST_FAMILY = 1,
	COST_BARE = 3, /* a number that is a code of some list, too */
	COST_PREFIX = 2,
	COST_SPELLING_1 = 3,
	COST_SPELLING_2 = 5,
	COST_UNKNOWN = 9,
	COST_FILLER = 1
};

static int
cost_of_trust(enum search_trust trust)
{
	switch (trust) {
	case SEARCH_EXACT:
		return 0;
	case SEARCH_ALIAS:
		return COST_FAMILY;
	case SEARCH_PREFIX:
		return COST_PREFIX;
	case SEARCH_SPELLING_1:
		return COST_SPELLING_1;
	case SEARCH_SPELLING_2:
		return COST_SPELLING_2;
	}
	return COST_UNKNOWN;
}

static int
cost_of(const struct search_span *span)
{
	int cost = COST_SPAN + cost_of_trust(span->trust);
	size_t i;

	for (i = 0; i < span->entry_count; i++)
		if (!str_is(span->entries[i].as, "bare code"))
			return cost;
	return cost + COST_BARE;
}

/* The cheapest way on from each word, found from the last one back. */
struct way {
	int cost;
	const struct search_span *span; /* NULL: the word stays unexplained */
};

static void
find_ways(const struct search_words *words, const struct search_spans *spans,
    struct way ways[SEARCH_WORDS_MAX + 1])
{
	const struct search_span *span;
	size_t i, k;
	int cost;

	ways[words->count] = (struct way){ 0, NULL };
	for (i = words->count; i-- > 0;) {
		ways[i].span = NULL;
		ways[i].cost = ways[i + 1].cost +
		    (search_words_is_filler(words, i)
			    ? COST_FILLER
			    : COST_UNKNOWN);
		for (k = 0; k < spans->count; k++) {
			span = &spans->list[k];
			if (span->first != i)
				continue;
			cost = cost_of(span) + ways[i + span->count].cost;
			if (cost < ways[i].cost ||
			    (cost == ways[i].cost && ways[i].span != NULL &&
				span->count > ways[i].span->count))
				ways[i] = (struct way){ cost, span };
		}
	}
}

void
search_choose(const struct search_words *words, struct search_spans *spans,
    bool unknown[SEARCH_WORDS_MAX])
{
	struct search_span kept[SEARCH_WORDS_MAX];
	struct way ways[SEARCH_WORDS_MAX + 1];
	size_t i, count = 0;

	find_ways(words, spans, ways);
	memset(unknown, 0, SEARCH_WORDS_MAX * sizeof(*unknown));
	for (i = 0; i < words->count;) {
		if (ways[i].span == NULL) {
			unknown[i] = !search_words_is_filler(words, i);
			i++;
			continue;
		}
		kept[count++] = *ways[i].span;
		i += ways[i].span->count;
	}
	if (count > 0)
		memcpy(spans->list, kept, count * sizeof(*kept));
	spans->count = count;
}
