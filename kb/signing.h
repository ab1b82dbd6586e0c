#ifndef KB_SIGNING_H
#define KB_SIGNING_H

#include "lib/base/err.h"

/*
 * Keys and signatures that minisign understands, and the other way round;
 * lib/store/signature.h checks them.  A secret key file is what minisign
 * writes with -W, without a password: "Ed", no key derivation, "B2", unused
 * bytes, key id, secret key, a checksum that is not used; in base64 below a
 * line of comment.  Guard it by the file's permissions.
 */

/*
 * Make a key pair: "secret" with mode 0600, "public" with 0644.  Neither may
 * be there.  Fails with ERR_INVALID if one is, ERR_SYSTEM.
 */
enum err signing_keygen(
    const char *secret, const char *public, struct note *note);

/*
 * Sign the file at "path" with the secret key in the file "secret": writes
 * "path".minisig beside its place, synced and renamed.  "comment" is the
 * trusted comment, one line; NULL: the file's name and the time.
 *
 * Fails with ERR_NOT_FOUND (no such file), ERR_SYNTAX (no secret key, or one
 * with a password), ERR_INVALID (a comment of several lines, or too long),
 * ERR_MEMORY, ERR_SYSTEM.
 */
enum err signing_sign(const char *path, const char *secret,
    const char *comment, struct note *note);

#endif
