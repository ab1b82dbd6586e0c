#include "lib/base/digest.h"

#include <openssl/evp.h>

/* struct digest is libcrypto's context under our name. */
static EVP_MD_CTX *
context(struct digest *digest)
{
	return (EVP_MD_CTX *)digest;
}

struct digest *
digest_new(void)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	if (ctx != NULL && EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) != 1) {
		EVP_MD_CTX_free(ctx);
		ctx = NULL;
	}
	return (struct digest *)ctx;
}

void
digest_add(struct digest *digest, struct str bytes)
{
	EVP_DigestUpdate(context(digest), bytes.at, bytes.length);
}

void
digest_end(struct digest *digest, unsigned char out[DIGEST_SIZE])
{
	EVP_DigestFinal_ex(context(digest), out, NULL);
	EVP_MD_CTX_free(context(digest));
}

void
digest_hex(const unsigned char digest[DIGEST_SIZE], char out[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < DIGEST_SIZE; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[2 * DIGEST_SIZE] = '\0';
}
