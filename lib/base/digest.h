#ifndef LIB_BASE_DIGEST_H
#define LIB_BASE_DIGEST_H

#include <stddef.h>

#include "lib/base/str.h"

enum { DIGEST_SIZE = 32, DIGEST_HEX = 2 * DIGEST_SIZE + 1 };

/* SHA-256 (FIPS 180-4), piece by piece. */
struct digest;

struct digest *digest_new(void); /* NULL: no memory */
void digest_add(struct digest *digest, struct str bytes);
/* Writes the digest and frees "digest". */
void digest_end(struct digest *digest, unsigned char out[DIGEST_SIZE]);

/* Lower case, terminated. */
void digest_hex(const unsigned char digest[DIGEST_SIZE], char out[DIGEST_HEX]);

#endif
