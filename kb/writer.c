#include "kb/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/digest.h"
#include "lib/store/format.h"

/* Where the file grows up: two names beside its place. */
struct workplace {
	char build[4096];  /* LMDB's own file */
	char lock[4112];   /* and the lock file LMDB puts beside it */
	char result[4096]; /* the compact copy with its trailer */
};

static enum err
system_error(struct note *note, const char *path)
{
	return err_set(note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
}

static enum err
name_workplace(struct workplace *at, const char *path, struct note *note)
{
	int length = snprintf(at->build, sizeof(at->build), "%s.build.%ld",
	    path, (long)getpid());

	snprintf(at->lock, sizeof(at->lock), "%s-lock", at->build);
	snprintf(at->result, sizeof(at->result), "%s.new.%ld", path,
	    (long)getpid());
	if (length < 0 || (size_t)length >= sizeof(at->build) - 8)
		return err_set(note, ERR_SYSTEM, "%s: name too long", path);
	return OK;
}

static size_t
map_size(const struct records *records)
{
	size_t bytes = (size_t)1 << 20, i;

	/* Each value above half a page takes whole pages of its own. */
	for (i = 0; i < records->count; i++)
		bytes += 2 * (records->items[i].key.length +
				 records->items[i].bytes.length + 4096);
	return (bytes + 0xfffff) & ~(size_t)0xfffff;
}

static int
put_all(MDB_txn *txn, const struct records *records)
{
	MDB_dbi dbi;
	size_t i;
	int rc;

	if ((rc = mdb_dbi_open(txn, NULL, 0, &dbi)) != 0)
		return rc;
	for (i = 0; i < records->count && rc == 0; i++) {
		struct str bytes = records->items[i].bytes;
		struct str name = records->items[i].key;
		MDB_val key = { name.length, NULL };
		MDB_val value = { bytes.length, NULL };

		memcpy(&key.mv_data, &name.at, sizeof(key.mv_data));
		memcpy(&value.mv_data, &bytes.at, sizeof(value.mv_data));
		rc = mdb_put(txn, dbi, &key, &value, MDB_APPEND);
	}
	return rc;
}

/* One transaction, then a compact copy: same records, same bytes. */
static enum err
write_pages(const struct workplace *at, const struct records *records,
    struct note *note)
{
	MDB_env *env = NULL;
	MDB_txn *txn = NULL;
	int rc, fd;

	fd = open(at->result, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		return system_error(note, at->result);
	if ((rc = mdb_env_create(&env)) != 0 ||
	    (rc = mdb_env_set_mapsize(env, map_size(records))) != 0 ||
	    (rc = mdb_env_open(env, at->build, MDB_NOSUBDIR | MDB_NOSYNC,
		 0644)) != 0 ||
	    (rc = mdb_txn_begin(env, NULL, 0, &txn)) != 0 ||
	    (rc = put_all(txn, records)) != 0)
		goto out;
	rc = mdb_txn_commit(txn);
	txn = NULL;
	if (rc == 0)
		rc = mdb_env_copyfd2(env, fd, MDB_CP_COMPACT);
out:
	mdb_txn_abort(txn);
	mdb_env_close(env);
	close(fd);
	if (rc != 0)
		return err_set(
		    note, ERR_SYSTEM, "%s: %s", at->build, mdb_strerror(rc));
	return OK;
}

static void
put_le(unsigned char *at, uint64_t n, int bytes)
{
	for (; bytes-- > 0; n >>= 8)
		*at++ = (unsigned char)n;
}

static enum err
hash_file(FILE *file, struct digest *digest)
{
	char chunk[65536];
	size_t got;

	while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0)
		digest_add(digest, (struct str){ chunk, got });
	return ferror(file) ? ERR_SYSTEM : OK;
}

static enum err
add_trailer(const char *path, size_t records, struct note *note)
{
	unsigned char trailer[KB_TRAILER] = KB_MAGIC;
	struct digest *digest = digest_new();
	FILE *file = fopen(path, "r+");
	enum err err = OK;

	if (file == NULL || digest == NULL ||
	    hash_file(file, digest) != OK) {
		err = system_error(note, path);
		goto out;
	}
	put_le(trailer + KB_TRAILER_FORMAT, KB_FORMAT, 4);
	put_le(trailer + KB_TRAILER_LENGTH, (uint64_t)ftell(file), 8);
	put_le(trailer + KB_TRAILER_RECORDS, records, 8);
	digest_add(digest, (struct str){ (char *)trailer, KB_TRAILER_SHA256 });
	digest_end(digest, trailer + KB_TRAILER_SHA256);
	digest = NULL;
	if (fseek(file, 0, SEEK_END) != 0 ||
	    fwrite(trailer, sizeof(trailer), 1, file) != 1 ||
	    fflush(file) != 0 || fchmod(fileno(file), 0444) != 0 ||
	    fsync(fileno(file)) != 0)
		err = system_error(note, path);
out:
	if (digest != NULL) {
		unsigned char unused[DIGEST_SIZE];

		digest_end(digest, unused);
	}
	if (file != NULL && fclose(file) != 0 && err == OK)
		err = system_error(note, path);
	return err;
}

/* The new name is only safe on disk when its directory is. */
static enum err
publish(const char *from, const char *path, struct note *note)
{
	char copy[4096];
	enum err err = OK;
	int dir;

	if (rename(from, path) != 0)
		return system_error(note, path);
	snprintf(copy, sizeof(copy), "%s", path);
	dir = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0 || fsync(dir) != 0)
		err = system_error(note, path);
	if (dir >= 0)
		close(dir);
	return err;
}

enum err
writer_write(const char *path, const struct records *records,
    struct note *note)
{
	struct workplace at;
	enum err err;

	if ((err = name_workplace(&at, path, note)) != OK)
		return err;
	if ((err = write_pages(&at, records, note)) == OK &&
	    (err = add_trailer(at.result, records->count, note)) == OK)
		err = publish(at.result, path, note);
	unlink(at.build);
	unlink(at.lock);
	if (err != OK)
		unlink(at.result);
	return err;
}
