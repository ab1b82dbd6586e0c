#ifndef LIB_STORE_KB_H
#define LIB_STORE_KB_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/store/section.h"

/*
 * A knowledge base open for reading: one immutable generation.  May be used
 * by any number of threads at once.  Whatever is read from it is borrowed
 * and stays valid until kb_close(), not only until kb_end(): the bytes are
 * sealed and nothing ever writes them.
 */
struct kb;
struct signature_key;

/*
 * Open the file at "path" after verifying all of it: format, length and
 * SHA-256.  Files up to "copy_max" bytes are copied into sealed memory while
 * they are hashed, so that what is served is what was hashed, whatever
 * happens to the file afterwards; larger ones are hashed and then served in
 * place, and must not be overwritten (publish by rename).
 *
 * Fails with ERR_NOT_FOUND (no such file), ERR_CORRUPT (not a knowledge
 * base, cut short, altered, or of another format), ERR_SYSTEM, ERR_MEMORY.
 */
enum err kb_open(
    const char *path, size_t copy_max, struct kb **out, struct note *note);

/*
 * The same, and the file's signature must be of this key
 * (lib/store/signature.h); ERR_CORRUPT if it is not.  NULL: none is needed.
 */
enum err kb_open_signed(const char *path, size_t copy_max,
    const struct signature_key *key, struct kb **out, struct note *note);

void kb_close(struct kb *kb); /* NULL is allowed */

struct str kb_generation(const struct kb *kb); /* 16 hexadecimal digits */
struct str kb_built(const struct kb *kb); /* day of its newest fact */
struct value kb_meta(const struct kb *kb);

/* All citations, in the order their numbers mean. */
size_t kb_citations(const struct kb *kb);
struct section kb_citation(const struct kb *kb, size_t number);
struct str kb_citation_id(const struct kb *kb, size_t number);

/* One thread's read; begin and end around each request. */
struct kb_read {
	const struct kb *kb;
	void *txn;
};
enum err kb_begin(
    const struct kb *kb, struct kb_read *out, struct note *note);
void kb_end(struct kb_read *read);

/*
 * The record under first/second[/third]; STR_NONE parts are left out.
 * STR_NONE when there is none.
 */
struct str kb_get(const struct kb_read *read, struct str first,
    struct str second, struct str third);
struct value kb_value(const struct kb_read *read, struct str first,
    struct str second, struct str third);
struct section kb_section(const struct kb_read *read, struct str first,
    struct str second, struct str third);

/* The source of this kind and id, as it was written; none if none. */
struct value kb_fact(
    const struct kb_read *read, const char *kind, struct str id);

/*
 * Walk the records whose key starts with "prefix" ("": all), in key order:
 *
 *	walk = kb_walk(read, STR("fact/reasons/"));
 *	while (kb_next(&walk))
 *		use(walk.rest, walk.bytes);
 *	kb_walk_end(&walk);
 */
struct kb_walk {
	void *cursor;
	bool started;
	struct str prefix;
	struct str rest; /* of the key, after the prefix */
	struct str bytes;
};
struct kb_walk kb_walk(const struct kb_read *read, struct str prefix);
bool kb_next(struct kb_walk *walk);
void kb_walk_end(struct kb_walk *walk);

#endif
