#include "lib/store/signature.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	TEXT_MAX = 16 * 1024, /* comments are free text */
	PUBLIC_BYTES = 2 + SIGNATURE_ID + SIGNATURE_PUBLIC,
	HEAD_BYTES = 2 + SIGNATURE_ID + SIGNATURE_BYTES,
	SIGNED_MAX = SIGNATURE_BYTES + TEXT_MAX
};

struct signature_check {
	crypto_generichash_state hash;
	struct signature_key key;
	unsigned char signature[SIGNATURE_BYTES];
};

static enum err
start(struct note *note)
{
	return sodium_init() < 0
	    ? err_set(note, ERR_SYSTEM, "libsodium cannot be used here")
	    : OK;
}

/* A small file of text, whole; "text" must hold TEXT_MAX bytes. */
static enum err
read_text(const char *path, char *text, struct str *out, struct note *note)
{
	FILE *file = fopen(path, "rbe");
	enum err err = OK;
	size_t length;

	if (file == NULL)
		return err_set(note,
		    errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM, "%s: %s",
		    path, strerror(errno));
	length = fread(text, 1, TEXT_MAX, file);
	if (ferror(file))
		err = err_set(
		    note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	else if (length == TEXT_MAX)
		err = err_set(note, ERR_SYNTAX, "%s: too long", path);
	else
		*out = (struct str){ text, length };
	fclose(file);
	return err;
}

static struct str
next_line(struct str *rest)
{
	struct str line = str_cut(rest, '\n');

	if (str_ends(line, STR("\r")))
		line.length--;
	return line;
}

/* Exactly "size" bytes in base64. */
static bool
decode(struct str line, unsigned char *out, size_t size)
{
	const char *end;
	size_t length;

	return line.at != NULL &&
	    sodium_base642bin(out, size, line.at, line.length, NULL, &length,
		&end, sodium_base64_VARIANT_ORIGINAL) == 0 &&
	    end == line.at + line.length && length == size;
}

enum err
signature_key_load(
    const char *path, struct signature_key *out, struct note *note)
{
	unsigned char bytes[PUBLIC_BYTES];
	char text[TEXT_MAX];
	struct str rest;
	enum err err;

	if ((err = start(note)) != OK ||
	    (err = read_text(path, text, &rest, note)) != OK)
		return err;
	if (!str_starts(next_line(&rest), STR(SIGNATURE_COMMENT)) ||
	    !decode(next_line(&rest), bytes, PUBLIC_BYTES) ||
	    memcmp(bytes, "Ed", 2) != 0)
		return err_set(
		    note, ERR_SYNTAX, "%s: holds no public key", path);
	memcpy(out->id, bytes + 2, SIGNATURE_ID);
	memcpy(out->key, bytes + 2 + SIGNATURE_ID, SIGNATURE_PUBLIC);
	return OK;
}

/* The second signature is over the first and the trusted comment. */
static bool
comment_is_signed(const struct signature_check *check, struct str comment,
    const unsigned char signature[SIGNATURE_BYTES])
{
	unsigned char whole[SIGNED_MAX];

	memcpy(whole, check->signature, SIGNATURE_BYTES);
	memcpy(whole + SIGNATURE_BYTES, comment.at, comment.length);
	return crypto_sign_verify_detached(signature, whole,
		   SIGNATURE_BYTES + comment.length, check->key.key) == 0;
}

static enum err
read_signature(const char *path, struct str rest,
    struct signature_check *check, struct note *note)
{
	unsigned char head[HEAD_BYTES], second[SIGNATURE_BYTES];
	struct str comment;

	if (!str_starts(next_line(&rest), STR(SIGNATURE_COMMENT)) ||
	    !decode(next_line(&rest), head, HEAD_BYTES) ||
	    !str_starts(comment = next_line(&rest), STR(SIGNATURE_TRUSTED)) ||
	    !decode(next_line(&rest), second, SIGNATURE_BYTES))
		return err_set(
		    note, ERR_CORRUPT, "%s: is no signature", path);
	if (memcmp(head, "ED", 2) != 0)
		return err_set(note, ERR_CORRUPT,
		    "%s: of a form that is not taken; sign the file's hash",
		    path);
	if (memcmp(head + 2, check->key.id, SIGNATURE_ID) != 0)
		return err_set(note, ERR_CORRUPT,
		    "%s: made with another key than the one required", path);
	memcpy(check->signature, head + 2 + SIGNATURE_ID, SIGNATURE_BYTES);
	comment = str_from_index(comment, sizeof(SIGNATURE_TRUSTED) - 1);
	return comment_is_signed(check, comment, second)
	    ? OK
	    : err_set(note, ERR_CORRUPT, "%s: is not valid", path);
}

enum err
signature_begin(const char *path, const struct signature_key *key,
    struct signature_check **out, struct note *note)
{
	struct signature_check *check;
	char name[4096], text[TEXT_MAX];
	struct str rest;
	enum err err;

	if (snprintf(name, sizeof(name), "%s" SIGNATURE_SUFFIX, path) >=
	    (int)sizeof(name))
		return err_set(note, ERR_SYSTEM, "%s: name too long", path);
	if ((err = start(note)) != OK)
		return err;
	/* What is not there, or not text, is no signature. */
	if ((err = read_text(name, text, &rest, note)) != OK)
		return err == ERR_SYSTEM ? err : ERR_CORRUPT;
	check = aligned_alloc(
	    _Alignof(struct signature_check), sizeof(*check));
	if (check == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	check->key = *key;
	crypto_generichash_init(&check->hash, NULL, 0, SIGNATURE_HASH);
	if ((err = read_signature(name, rest, check, note)) != OK)
		free(check);
	else
		*out = check;
	return err;
}

void
signature_add(struct signature_check *check, struct str bytes)
{
	if (check != NULL)
		crypto_generichash_update(&check->hash,
		    (const unsigned char *)bytes.at, bytes.length);
}

enum err
signature_end(
    struct signature_check *check, const char *path, struct note *note)
{
	unsigned char hash[SIGNATURE_HASH];
	enum err err = OK;

	crypto_generichash_final(&check->hash, hash, SIGNATURE_HASH);
	if (crypto_sign_verify_detached(check->signature, hash,
		SIGNATURE_HASH, check->key.key) != 0)
		err = err_set(note, ERR_CORRUPT,
		    "%s: its bytes are not the ones that were signed", path);
	free(check);
	return err;
}

void
signature_free(struct signature_check *check)
{
	free(check);
}
