#include "kb/signing.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/str.h"
#include "lib/store/signature.h"

enum {
	COMMENT_MAX = 8 * 1024,
	SECRET_TEXT_MAX = 4096,
	/* A secret key file: where its parts are. */
	SECRET_KDF = 2,
	SECRET_SUM = 4,
	SECRET_ID = 54,
	SECRET_KEY = 62,
	SECRET_BYTES = 158,
	ENCODED_MAX = 256
};

static enum err
system_error(struct note *note, const char *path)
{
	return err_set(note, errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM,
	    "%s: %s", path, strerror(errno));
}

static const char *
encode(const unsigned char *bytes, size_t size, char out[ENCODED_MAX])
{
	return sodium_bin2base64(
	    out, ENCODED_MAX, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

static enum err
write_new(const char *path, mode_t mode, const char *what,
    const unsigned char *id, const char *encoded, struct note *note)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	enum err err = OK;
	int i;

	if (fd < 0)
		return errno == EEXIST
		    ? err_set(note, ERR_INVALID, "%s: is there already", path)
		    : system_error(note, path);
	dprintf(fd, SIGNATURE_COMMENT "%s ", what);
	for (i = SIGNATURE_ID; i-- > 0;)
		dprintf(fd, "%02X", id[i]);
	if (dprintf(fd, "\n%s\n", encoded) < 0 || fsync(fd) != 0)
		err = system_error(note, path);
	close(fd);
	if (err != OK)
		unlink(path);
	return err;
}

enum err
signing_keygen(const char *secret, const char *public, struct note *note)
{
	unsigned char bytes[SECRET_BYTES] = "Ed", open_key[42] = "Ed";
	char encoded[ENCODED_MAX];
	enum err err;

	if (sodium_init() < 0)
		return err_set(
		    note, ERR_SYSTEM, "libsodium cannot be used here");
	if (access(public, F_OK) == 0)
		return err_set(
		    note, ERR_INVALID, "%s: is there already", public);
	memcpy(bytes + SECRET_SUM, "B2", 2);
	randombytes_buf(bytes + SECRET_ID, SIGNATURE_ID);
	memcpy(open_key + 2, bytes + SECRET_ID, SIGNATURE_ID);
	crypto_sign_keypair(open_key + 2 + SIGNATURE_ID, bytes + SECRET_KEY);
	err = write_new(secret, 0600, "secret key, without a password,",
	    open_key + 2, encode(bytes, SECRET_BYTES, encoded), note);
	if (err == OK) {
		encode(open_key, sizeof(open_key), encoded);
		err = write_new(public, 0644, "minisign public key",
		    open_key + 2, encoded, note);
		if (err != OK)
			unlink(secret);
	}
	sodium_memzero(bytes, sizeof(bytes));
	sodium_memzero(encoded, sizeof(encoded));
	return err;
}

/* The bytes of the secret key file; the caller wipes them. */
static enum err
load_secret(const char *path, unsigned char out[SECRET_BYTES],
    struct note *note)
{
	char text[SECRET_TEXT_MAX];
	struct str rest = { text, 0 }, line;
	FILE *file = fopen(path, "rbe");
	size_t length = 0;

	if (file == NULL)
		return system_error(note, path);
	rest.length = fread(text, 1, sizeof(text), file);
	fclose(file);
	line = str_cut(&rest, '\n');
	if (str_starts(line, STR(SIGNATURE_COMMENT)) && rest.at != NULL) {
		line = str_trim(str_cut(&rest, '\n'));
		if (sodium_base642bin(out, SECRET_BYTES, line.at, line.length,
			NULL, &length, NULL,
			sodium_base64_VARIANT_ORIGINAL) != 0)
			length = 0;
	}
	sodium_memzero(text, sizeof(text));
	if (length != SECRET_BYTES || memcmp(out, "Ed", 2) != 0)
		return err_set(
		    note, ERR_SYNTAX, "%s: holds no secret key", path);
	if (out[SECRET_KDF] != 0 || out[SECRET_KDF + 1] != 0)
		return err_set(note, ERR_SYNTAX,
		    "%s: has a password; only keys without one are taken",
		    path);
	return OK;
}

static enum err
hash_file(const char *path, unsigned char out[SIGNATURE_HASH],
    struct note *note)
{
	unsigned char chunk[65536];
	crypto_generichash_state hash;
	FILE *file = fopen(path, "rbe");
	enum err err = OK;
	size_t got;

	if (file == NULL)
		return system_error(note, path);
	crypto_generichash_init(&hash, NULL, 0, SIGNATURE_HASH);
	while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0)
		crypto_generichash_update(&hash, chunk, got);
	crypto_generichash_final(&hash, out, SIGNATURE_HASH);
	if (ferror(file))
		err = system_error(note, path);
	fclose(file);
	return err;
}

static enum err
write_signature(const char *path, const char *head, const char *comment,
    const char *second, struct note *note)
{
	char name[4096], beside[4112];
	enum err err = OK;
	int fd;

	if (snprintf(name, sizeof(name), "%s" SIGNATURE_SUFFIX, path) >=
	    (int)sizeof(name))
		return err_set(note, ERR_SYSTEM, "%s: name too long", path);
	snprintf(beside, sizeof(beside), "%s.new", name);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		return system_error(note, beside);
	if (dprintf(fd,
		SIGNATURE_COMMENT "signature of a knowledge base\n%s\n"
		SIGNATURE_TRUSTED "%s\n%s\n",
		head, comment, second) < 0 ||
	    fchmod(fd, 0644) != 0 || fsync(fd) != 0 || rename(beside, name) != 0) {
		err = system_error(note, name);
		unlink(beside);
	}
	close(fd);
	return err;
}

static enum err
sign_hash(const unsigned char hash[SIGNATURE_HASH],
    const unsigned char secret[SECRET_BYTES], const char *path,
    const char *comment, struct note *note)
{
	unsigned char head[2 + SIGNATURE_ID + SIGNATURE_BYTES] = "ED";
	unsigned char signed_too[SIGNATURE_BYTES + COMMENT_MAX];
	unsigned char second[SIGNATURE_BYTES];
	char texts[2][ENCODED_MAX];
	size_t length = strlen(comment);

	memcpy(head + 2, secret + SECRET_ID, SIGNATURE_ID);
	crypto_sign_detached(head + 2 + SIGNATURE_ID, NULL, hash,
	    SIGNATURE_HASH, secret + SECRET_KEY);
	memcpy(signed_too, head + 2 + SIGNATURE_ID, SIGNATURE_BYTES);
	memcpy(signed_too + SIGNATURE_BYTES, comment, length);
	crypto_sign_detached(second, NULL, signed_too,
	    SIGNATURE_BYTES + length, secret + SECRET_KEY);
	return write_signature(path, encode(head, sizeof(head), texts[0]),
	    comment, encode(second, sizeof(second), texts[1]), note);
}

/* What minisign puts there, too. */
static void
default_comment(const char *path, char out[COMMENT_MAX])
{
	const char *name = strrchr(path, '/');

	snprintf(out, COMMENT_MAX, "timestamp:%lld\tfile:%s\thashed",
	    (long long)time(NULL), name == NULL ? path : name + 1);
}

enum err
signing_sign(const char *path, const char *secret, const char *comment,
    struct note *note)
{
	unsigned char key[SECRET_BYTES], hash[SIGNATURE_HASH];
	char usual[COMMENT_MAX];
	enum err err;

	if (comment == NULL) {
		default_comment(path, usual);
		comment = usual;
	}
	if (strlen(comment) >= COMMENT_MAX || strpbrk(comment, "\r\n") != NULL)
		return err_set(note, ERR_INVALID,
		    "the comment must be one line of at most %d bytes",
		    COMMENT_MAX - 1);
	if (sodium_init() < 0)
		return err_set(
		    note, ERR_SYSTEM, "libsodium cannot be used here");
	if ((err = load_secret(secret, key, note)) == OK &&
	    (err = hash_file(path, hash, note)) == OK)
		err = sign_hash(hash, key, path, comment, note);
	sodium_memzero(key, sizeof(key));
	return err;
}
