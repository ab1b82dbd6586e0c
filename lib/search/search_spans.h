#ifndef LIB_SEARCH_SEARCH_SPANS_H
#define LIB_SEARCH_SEARCH_SPANS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/search/search_words.h"

struct arena;
struct kb_read;

/* What a key of the index stands for; borrowed from the knowledge base. */
struct search_entry {
	struct str kind;  /* "treatments", "codes" ... */
	struct str id;
	struct str as;    /* "brand", "alias", "code" ... */
	struct str name;  /* as it is properly written: "Stelara" */
	struct str title; /* of the thing: "ustekinumab" */
	struct str note;  /* what a reader must know about this name */
};

/* How sure a match is, the surest first. */
enum search_trust {
	SEARCH_EXACT,      /* an id, name, brand, product or code */
	SEARCH_ALIAS,      /* another name, or a code with less than all of it */
	SEARCH_PREFIX,     /* the beginning of a name */
	SEARCH_SPELLING_1, /* one edit away */
	SEARCH_SPELLING_2
};
const char *search_trust_name(enum search_trust trust); /* "spelling-1" */

/* A run of words and all that it can stand for. */
struct search_span {
	size_t first;
	size_t count;
	enum search_trust trust; /* of how the key was found */
	struct search_entry *entries;
	size_t entry_count;
	bool more; /* it can stand for more things than are kept */
};

/* The trust in one entry of a span: of an exact key, an alias is less. */
enum search_trust search_entry_trust(
    const struct search_span *span, const struct search_entry *entry);

struct search_spans {
	struct search_span *list;
	size_t count;
};

/*
 * All runs of words that the index knows: written so; then, only where words
 * are left over, runs that begin a name or are up to two edits away from
 * one.  Runs overlap.  ERR_MEMORY is the only failure; a knowledge base
 * without an index knows nothing.
 */
enum err search_spans(const struct kb_read *read,
    const struct search_words *words, struct arena *arena,
    struct search_spans *out, struct note *note);

/*
 * Keep the spans that explain the most words with the most trust, and the
 * fewest of them; they no longer overlap and are in the order of the words.
 * "unknown[i]" is set for each word that is in none and is no filler.
 */
void search_choose(const struct search_words *words,
    struct search_spans *spans, bool unknown[SEARCH_WORDS_MAX]);

#endif
