#include "lib/store/kb.h"

#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/store/format.h"
#include "lib/store/kb_file.h"

struct kb {
	MDB_env *env;
	MDB_dbi dbi;
	struct value meta;
	struct section *citations;
	struct str *citation_ids;
	size_t citation_count;
};

static enum err
open_env(struct kb *kb, int fd, struct note *note)
{
	char path[64];
	MDB_txn *txn;
	int rc;

	/* NOLOCK is safe: nobody ever writes these bytes.  LMDB opens them
	 * by name, so the descriptor is named and may be closed after. */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if ((rc = mdb_env_create(&kb->env)) != 0 ||
	    (rc = mdb_env_open(kb->env, path,
		 MDB_RDONLY | MDB_NOLOCK | MDB_NOSUBDIR | MDB_NOTLS, 0)) !=
		0 ||
	    (rc = mdb_txn_begin(kb->env, NULL, MDB_RDONLY, &txn)) != 0)
		return err_set(note, ERR_CORRUPT, "knowledge base: %s",
		    mdb_strerror(rc));
	if ((rc = mdb_dbi_open(txn, NULL, 0, &kb->dbi)) != 0) {
		mdb_txn_abort(txn);
		return err_set(note, ERR_CORRUPT, "knowledge base: %s",
		    mdb_strerror(rc));
	}
	mdb_txn_commit(txn); /* keeps the database handle */
	return OK;
}

static enum err
load_citations(struct kb *kb, const struct kb_read *read, struct note *note)
{
	struct value ids = value_get(kb->meta, "citations");
	struct value_each it;

	kb->citation_count = value_count(ids);
	kb->citations = calloc(kb->citation_count + 1, sizeof(struct section));
	kb->citation_ids = calloc(kb->citation_count + 1, sizeof(struct str));
	if (kb->citations == NULL || kb->citation_ids == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (it = value_each(ids); value_next(&it);) {
		kb->citation_ids[it.index] = value_str(it.item);
		kb->citations[it.index] = kb_section(
		    read, STR("cite"), value_str(it.item), STR_NONE);
		if (kb->citations[it.index].json.length == 0)
			return err_set(note, ERR_CORRUPT,
			    "knowledge base: citation %.*s is missing",
			    STR_ARG(value_str(it.item)));
	}
	return OK;
}

static enum err
load_meta(struct kb *kb, struct note *note)
{
	struct kb_read read;
	enum err err;

	if ((err = kb_begin(kb, &read, note)) != OK)
		return err;
	kb->meta = kb_value(&read, STR("meta"), STR_NONE, STR_NONE);
	if (value_text(kb->meta, "generation").length == 0)
		err = err_set(
		    note, ERR_CORRUPT, "knowledge base: no meta record");
	else
		err = load_citations(kb, &read, note);
	kb_end(&read);
	return err;
}

enum err
kb_open(const char *path, size_t copy_max, struct kb **out, struct note *note)
{
	return kb_open_signed(path, copy_max, NULL, out, note);
}

enum err
kb_open_signed(const char *path, size_t copy_max,
    const struct signature_key *key, struct kb **out, struct note *note)
{
	struct kb *kb = NULL;
	enum err err;
	int fd = -1;

	if ((err = kb_file_open(path, copy_max, key, &fd, note)) != OK)
		return err;
	if ((kb = calloc(1, sizeof(*kb))) == NULL) {
		err = err_set(note, ERR_MEMORY, "out of memory");
		goto out;
	}
	if ((err = open_env(kb, fd, note)) != OK ||
	    (err = load_meta(kb, note)) != OK)
		goto out;
	*out = kb;
	kb = NULL; /* the caller's from here on */
out:
	close(fd);
	kb_close(kb);
	return err;
}

void
kb_close(struct kb *kb)
{
	if (kb == NULL)
		return;
	if (kb->env != NULL)
		mdb_env_close(kb->env);
	free(kb->citations);
	free(kb->citation_ids);
	free(kb);
}

struct value
kb_meta(const struct kb *kb)
{
	return kb->meta;
}

struct str
kb_generation(const struct kb *kb)
{
	return value_text(kb->meta, "generation");
}

struct str
kb_built(const struct kb *kb)
{
	return value_text(kb->meta, "built");
}

size_t
kb_citations(const struct kb *kb)
{
	return kb->citation_count;
}

struct section
kb_citation(const struct kb *kb, size_t number)
{
	if (number >= kb->citation_count)
		return section_of(STR_NONE);
	return kb->citations[number];
}

struct str
kb_citation_id(const struct kb *kb, size_t number)
{
	return number < kb->citation_count ? kb->citation_ids[number]
					   : STR_NONE;
}

enum err
kb_begin(const struct kb *kb, struct kb_read *out, struct note *note)
{
	MDB_txn *txn;
	int rc = mdb_txn_begin(kb->env, NULL, MDB_RDONLY, &txn);

	if (rc != 0)
		return err_set(note, ERR_MEMORY, "knowledge base: %s",
		    mdb_strerror(rc));
	*out = (struct kb_read){ kb, txn };
	return OK;
}

void
kb_end(struct kb_read *read)
{
	mdb_txn_abort(read->txn);
	read->txn = NULL;
}

/* Append "/part" to a key; false when it would not fit. */
static bool
add_part(char key[KB_KEY_MAX], size_t *length, struct str part)
{
	if (part.at == NULL)
		return true;
	if (part.length + 1 > KB_KEY_MAX - *length)
		return false;
	if (*length > 0)
		key[(*length)++] = '/';
	memcpy(key + *length, part.at, part.length);
	*length += part.length;
	return true;
}

struct str
kb_get(const struct kb_read *read, struct str first, struct str second,
    struct str third)
{
	char key[KB_KEY_MAX];
	size_t length = 0;
	MDB_val name, found;

	if (!add_part(key, &length, first) ||
	    !add_part(key, &length, second) || !add_part(key, &length, third))
		return STR_NONE;
	name = (MDB_val){ length, key };
	if (mdb_get(read->txn, read->kb->dbi, &name, &found) != 0)
		return STR_NONE;
	return (struct str){ found.mv_data, found.mv_size };
}

struct value
kb_value(const struct kb_read *read, struct str first, struct str second,
    struct str third)
{
	return value_of(kb_get(read, first, second, third));
}

struct section
kb_section(const struct kb_read *read, struct str first, struct str second,
    struct str third)
{
	return section_of(kb_get(read, first, second, third));
}

struct value
kb_fact(const struct kb_read *read, const char *kind, struct str id)
{
	return kb_value(read, STR("fact"), str_from(kind), id);
}

struct kb_walk
kb_walk(const struct kb_read *read, struct str prefix)
{
	struct kb_walk walk = { .prefix = prefix };
	MDB_cursor *cursor;

	if (mdb_cursor_open(read->txn, read->kb->dbi, &cursor) == 0)
		walk.cursor = cursor;
	return walk;
}

bool
kb_next(struct kb_walk *walk)
{
	MDB_val key, bytes;
	struct str name;

	if (walk->cursor == NULL)
		return false;
	key = (MDB_val){ walk->prefix.length, NULL };
	memcpy(&key.mv_data, &walk->prefix.at, sizeof(key.mv_data));
	if (mdb_cursor_get(walk->cursor, &key, &bytes,
		walk->started                  ? MDB_NEXT
		    : walk->prefix.length == 0 ? MDB_FIRST
					       : MDB_SET_RANGE) != 0)
		return false;
	walk->started = true;
	name = (struct str){ key.mv_data, key.mv_size };
	if (!str_starts(name, walk->prefix))
		return false;
	walk->rest = str_from_index(name, walk->prefix.length);
	walk->bytes = (struct str){ bytes.mv_data, bytes.mv_size };
	return true;
}

void
kb_walk_end(struct kb_walk *walk)
{
	if (walk->cursor != NULL)
		mdb_cursor_close(walk->cursor);
	walk->cursor = NULL;
}
