#include "lib/store/kb_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/digest.h"
#include "lib/store/format.h"
#include "lib/store/signature.h"

enum { CHUNK = 256 * 1024 };

static uint64_t
get_le(const unsigned char *at, int bytes)
{
	uint64_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | at[bytes];
	return n;
}

static enum err
check_trailer(const char *path, int fd, uint64_t size,
    unsigned char trailer[KB_TRAILER], struct note *note)
{
	if (size <= KB_TRAILER ||
	    pread(fd, trailer, KB_TRAILER, (off_t)(size - KB_TRAILER)) !=
		KB_TRAILER ||
	    memcmp(trailer, KB_MAGIC, sizeof(KB_MAGIC) - 1) != 0)
		return err_set(note, ERR_CORRUPT,
		    "%s: not a knowledge base, or cut short", path);
	if (get_le(trailer + KB_TRAILER_FORMAT, 4) != KB_FORMAT)
		return err_set(note, ERR_CORRUPT,
		    "%s: of format %u, and this program reads format %d; "
		    "build it again",
		    path, (unsigned)get_le(trailer + KB_TRAILER_FORMAT, 4),
		    KB_FORMAT);
	if (get_le(trailer + KB_TRAILER_LENGTH, 8) != size - KB_TRAILER)
		return err_set(
		    note, ERR_CORRUPT, "%s: its length is not right", path);
	return OK;
}

static bool
write_all(int fd, const char *at, size_t length)
{
	ssize_t wrote;

	for (; length > 0; at += wrote, length -= (size_t)wrote) {
		wrote = write(fd, at, length);
		if (wrote < 0 && errno == EINTR)
			wrote = 0;
		if (wrote < 0)
			return false;
	}
	return true;
}

/* What the bytes of a file must add up to. */
struct sums {
	struct digest *digest;
	struct signature_check *signature; /* NULL: none is asked for */
};

static void
add_to_sums(struct sums *sums, struct str bytes)
{
	digest_add(sums->digest, bytes);
	signature_add(sums->signature, bytes);
}

/* Hash "length" bytes of "from", copying them to "to" unless it is -1. */
static enum err
hash_and_copy(const char *path, int from, int to, uint64_t length,
    struct sums *sums, struct note *note)
{
	char *chunk = malloc(CHUNK);
	enum err err = OK;
	uint64_t at = 0;
	ssize_t got;

	if (chunk == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	while (err == OK && at < length) {
		size_t want = length - at < CHUNK ? length - at : CHUNK;

		got = pread(from, chunk, want, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			err = err_set(note, ERR_CORRUPT,
			    "%s: changed or failed while it was read", path);
			break;
		}
		add_to_sums(sums, (struct str){ chunk, (size_t)got });
		if (to >= 0 && !write_all(to, chunk, (size_t)got))
			err = err_set(note, ERR_SYSTEM, "%s: memory copy: %s",
			    path, strerror(errno));
		at += (uint64_t)got;
	}
	free(chunk);
	return err;
}

/* The copy of the verified bytes, which nothing can change from here on. */
static enum err
seal(int fd, struct note *note)
{
	if (fcntl(fd, F_ADD_SEALS,
		F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) < 0)
		return err_set(
		    note, ERR_SYSTEM, "sealing memory: %s", strerror(errno));
	return OK;
}

/* Hash everything; the digest is used up. */
static enum err
verify_bytes(const char *path, int file, int memory,
    const unsigned char trailer[KB_TRAILER], struct sums *sums,
    struct note *note)
{
	unsigned char digest[DIGEST_SIZE];
	enum err err;

	err = hash_and_copy(path, file, memory,
	    get_le(trailer + KB_TRAILER_LENGTH, 8), sums, note);
	add_to_sums(
	    sums, (struct str){ (const char *)trailer, KB_TRAILER_SHA256 });
	digest_end(sums->digest, digest);
	signature_add(sums->signature,
	    (struct str){ (const char *)trailer + KB_TRAILER_SHA256,
		KB_TRAILER - KB_TRAILER_SHA256 });
	if (err == OK &&
	    memcmp(digest, trailer + KB_TRAILER_SHA256, DIGEST_SIZE) != 0)
		err = err_set(note, ERR_CORRUPT,
		    "%s: its bytes are not the ones that were built", path);
	return err;
}

static enum err
verify(const char *path, int file, int memory, const struct signature_key *key,
    struct note *note)
{
	struct sums sums = { NULL, NULL };
	unsigned char trailer[KB_TRAILER];
	struct stat st;
	enum err err;

	if (fstat(file, &st) < 0)
		return err_set(
		    note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	err = check_trailer(path, file, (uint64_t)st.st_size, trailer, note);
	if (err != OK ||
	    (key != NULL &&
		(err = signature_begin(path, key, &sums.signature, note)) !=
		    OK))
		return err;
	if ((sums.digest = digest_new()) == NULL)
		err = err_set(note, ERR_MEMORY, "out of memory");
	else
		err = verify_bytes(path, file, memory, trailer, &sums, note);
	if (err == OK && key != NULL)
		err = signature_end(sums.signature, path, note);
	else
		signature_free(sums.signature);
	if (err == OK && memory >= 0)
		err = seal(memory, note);
	return err;
}

static enum err
open_named(const char *path, size_t copy_max, const struct signature_key *key,
    int *out, struct note *note)
{
	int file, memory = -1;
	struct stat st;
	enum err err;

	if ((file = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return err_set(note,
		    errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM, "%s: %s",
		    path, strerror(errno));
	if (fstat(file, &st) == 0 && (uint64_t)st.st_size <= copy_max &&
	    (memory = memfd_create("appealkb",
		 MFD_CLOEXEC | MFD_ALLOW_SEALING)) < 0)
		err = err_set(note, ERR_SYSTEM, "memfd: %s", strerror(errno));
	else
		err = verify(path, file, memory, key, note);
	if (memory >= 0) {
		close(file);
		file = memory;
	}
	if (err != OK)
		close(file);
	else
		*out = file;
	return err;
}

enum err
kb_file_open(const char *path, size_t copy_max,
    const struct signature_key *key, int *out, struct note *note)
{
	char *real = key == NULL ? NULL : realpath(path, NULL);
	enum err err;

	/* A link that is switched meanwhile must not part file and
	 * signature. */
	err = open_named(
	    real == NULL ? path : real, copy_max, key, out, note);
	free(real);
	return err;
}
