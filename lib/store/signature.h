#ifndef LIB_STORE_SIGNATURE_H
#define LIB_STORE_SIGNATURE_H

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * Detached signatures as minisign makes them (jedisct1.github.io/minisign):
 * Ed25519 over the BLAKE2b-512 of the file, beside it in FILE.minisig.  This
 * is the half that checks; kb/signing.h makes them.
 *
 *	public key   "Ed" key-id[8] key[32]
 *	signature    "ED" key-id[8] signature[64]
 *	             signature[64] of the one above and the trusted comment
 *
 * each in base64, below a line of comment.
 */
enum {
	SIGNATURE_ID = 8,
	SIGNATURE_PUBLIC = 32,
	SIGNATURE_BYTES = 64,
	SIGNATURE_HASH = 64
};

#define SIGNATURE_SUFFIX ".minisig"
#define SIGNATURE_COMMENT "untrusted comment: "
#define SIGNATURE_TRUSTED "trusted comment: "

/* A public key; a plain value. */
struct signature_key {
	unsigned char id[SIGNATURE_ID];
	unsigned char key[SIGNATURE_PUBLIC];
};

/*
 * Read the public key in the file at "path".  Fails with ERR_NOT_FOUND (no
 * such file), ERR_SYNTAX (it holds no public key), ERR_SYSTEM.
 */
enum err signature_key_load(
    const char *path, struct signature_key *out, struct note *note);

/* A file on its way through the check, piece by piece. */
struct signature_check;

/*
 * Read the signature beside the file at "path", and check that "key" made it
 * and its trusted comment.  End with signature_end() or signature_free().
 *
 * Fails with ERR_CORRUPT when there is none, or one that is not of this key;
 * ERR_MEMORY, ERR_SYSTEM.
 */
enum err signature_begin(const char *path, const struct signature_key *key,
    struct signature_check **out, struct note *note);

/* The bytes of the file, in their order; NULL for "check" is allowed. */
void signature_add(struct signature_check *check, struct str bytes);

/*
 * Frees "check".  Fails with ERR_CORRUPT when the bytes added are not the
 * ones that were signed; "path" is for the sentence.
 */
enum err signature_end(
    struct signature_check *check, const char *path, struct note *note);

void signature_free(struct signature_check *check); /* NULL is allowed */

#endif
