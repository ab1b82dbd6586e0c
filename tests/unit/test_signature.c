#include "lib/store/signature.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kb/signing.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

/* What minisign 0.11 made; see tests/data/minisign/README.md. */
#define DATA "tests/data/minisign/"

static char *dir;
static struct note note;
static struct signature_key key;

static void
setup(void)
{
	dir = kb_folder();
	note.text[0] = '\0';
	ck_assert_int_eq(OK, signature_key_load(DATA "test.pub", &key, &note));
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

/* Check bytes against the signature beside "path". */
static enum err
check_bytes(const char *path, struct str bytes)
{
	struct signature_check *check;
	enum err err = signature_begin(path, &key, &check, &note);

	if (err != OK)
		return err;
	signature_add(check, str_first(bytes, 2));
	signature_add(check, str_from_index(bytes, 2));
	return signature_end(check, path, &note);
}

static const char *
here(const char *name)
{
	return store_path(dir, name);
}

/* Copy a file of tests/data/minisign into DIR. */
static void
bring(const char *from, const char *to)
{
	char path[256];
	struct str bytes;

	snprintf(path, sizeof(path), DATA "%s", from);
	bytes = store_bytes(path);
	store_put(here(to), bytes);
	free((void *)(uintptr_t)bytes.at);
}

/* In the text of DIR/NAME put another letter at this place of a line. */
static void
change_letter(const char *name, int line, size_t place)
{
	struct str bytes = store_bytes(here(name));
	char *at = strndup(bytes.at, bytes.length), *letter = at;

	for (; line > 1; line--)
		letter = strchr(letter, '\n') + 1;
	letter[place] = letter[place] == 'A' ? 'B' : 'A';
	store_put(here(name), str_from(at));
	free(at);
	free((void *)(uintptr_t)bytes.at);
}

START_TEST(takes_what_minisign_signed)
{
	ck_assert_int_eq(OK, check_bytes(DATA "hello.txt", STR("hello\n")));
}
END_TEST

START_TEST(refuses_other_bytes)
{
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(DATA "hello.txt", STR("hello!")));
	ck_assert_str_eq(DATA "hello.txt: its bytes are not the ones that were "
			 "signed",
	    note.text);
}
END_TEST

START_TEST(refuses_a_signature_that_was_changed)
{
	/* Line 2: the signature; 3: the trusted comment; 4: over both. */
	static const struct {
		int line;
		size_t place;
	} places[] = { { 2, 30 }, { 3, 20 }, { 4, 10 } };

	bring("hello.txt.minisig", "hello.txt.minisig");
	change_letter("hello.txt.minisig", places[_i].line, places[_i].place);
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(here("hello.txt"), STR("hello\n")));
	ck_assert_ptr_nonnull(strstr(note.text, "hello.txt.minisig: is not"));
}
END_TEST

START_TEST(does_not_mind_the_untrusted_comment)
{
	bring("hello.txt.minisig", "hello.txt.minisig");
	change_letter("hello.txt.minisig", 1, 25);
	ck_assert_int_eq(OK, check_bytes(here("hello.txt"), STR("hello\n")));
}
END_TEST

START_TEST(refuses_a_signature_of_another_key)
{
	key.id[0] ^= 1;
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(DATA "hello.txt", STR("hello\n")));
	ck_assert_ptr_nonnull(strstr(note.text, "another key"));
}
END_TEST

START_TEST(refuses_another_key_under_the_same_id)
{
	key.key[5] ^= 1;
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(DATA "hello.txt", STR("hello\n")));
}
END_TEST

START_TEST(refuses_a_signature_that_is_not_of_the_hash)
{
	bring("legacy.minisig", "hello.txt.minisig");
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(here("hello.txt"), STR("hello\n")));
	ck_assert_ptr_nonnull(strstr(note.text, "sign the file's hash"));
}
END_TEST

START_TEST(refuses_what_has_no_signature)
{
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(here("hello.txt"), STR("hello\n")));
	ck_assert_ptr_nonnull(strstr(note.text, "hello.txt.minisig: No such"));
}
END_TEST

static const char *const not_signatures[] = { "", "\n\n\n\n",
	"untrusted comment: x\n", "untrusted comment: x\nAAAA\n",
	"untrusted comment: x\nAAAA\ntrusted comment: y\nAAAA\n" };

START_TEST(refuses_what_is_no_signature)
{
	kb_write(dir, "hello.txt.minisig", not_signatures[_i]);
	ck_assert_int_eq(
	    ERR_CORRUPT, check_bytes(here("hello.txt"), STR("hello\n")));
	ck_assert_ptr_nonnull(strstr(note.text, "is no signature"));
}
END_TEST

START_TEST(tells_a_public_key_from_other_files)
{
	ck_assert_int_eq(
	    ERR_SYNTAX, signature_key_load(DATA "test.key", &key, &note));
	ck_assert_str_eq(DATA "test.key: holds no public key", note.text);
	ck_assert_int_eq(
	    ERR_NOT_FOUND, signature_key_load(here("none"), &key, &note));
}
END_TEST

/* All of a file but its first line, which is free text; free() it. */
static char *
signed_part(const char *path)
{
	struct str bytes = store_bytes(path), rest = bytes;
	char *text;

	str_cut(&rest, '\n');
	text = strndup(rest.at, rest.length);
	free((void *)(uintptr_t)bytes.at);
	return text;
}

START_TEST(signs_as_minisign_does)
{
	char *theirs = signed_part(DATA "hello.txt.minisig"), *ours;

	bring("hello.txt", "hello.txt");
	ck_assert_int_eq(OK, signing_sign(here("hello.txt"), DATA "test.key",
				 "hi there", &note));
	ours = signed_part(here("hello.txt.minisig"));
	ck_assert_str_eq(theirs, ours);
	free(theirs);
	free(ours);
}
END_TEST

START_TEST(makes_keys_that_sign_and_check)
{
	char secret[256], public[256], path[256], *ours;
	struct stat about;

	strcpy(secret, here("s"));
	strcpy(public, here("p"));
	strcpy(path, here("hello.txt"));
	ck_assert_int_eq(OK, signing_keygen(secret, public, &note));
	ck_assert_int_eq(0, stat(secret, &about));
	ck_assert_int_eq(0600, about.st_mode & 0777);
	kb_write(dir, "hello.txt", "hello\n");
	ck_assert_int_eq(OK, signing_sign(path, secret, NULL, &note));
	ck_assert_int_eq(OK, signature_key_load(public, &key, &note));
	ck_assert_int_eq(OK, check_bytes(path, STR("hello\n")));
	ours = signed_part(here("hello.txt.minisig"));
	ck_assert_ptr_nonnull(strstr(ours, "file:hello.txt\thashed"));
	free(ours);
}
END_TEST

START_TEST(replaces_no_key)
{
	char secret[256], public[256];

	strcpy(secret, here("s"));
	strcpy(public, here("p"));
	kb_write(dir, "p", "mine");
	ck_assert_int_eq(ERR_INVALID, signing_keygen(secret, public, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "p: is there already"));
	ck_assert_uint_eq(1, store_entries(dir));
}
END_TEST

START_TEST(takes_no_secret_key_with_a_password)
{
	kb_write(dir, "hello.txt", "hello\n");
	ck_assert_int_eq(ERR_SYNTAX, signing_sign(here("hello.txt"),
					 DATA "with-password.key", NULL,
					 &note));
	ck_assert_ptr_nonnull(strstr(note.text, "has a password"));
	ck_assert_int_eq(ERR_SYNTAX,
	    signing_sign(here("hello.txt"), DATA "test.pub", NULL, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "holds no secret key"));
	ck_assert_uint_eq(1, store_entries(dir));
}
END_TEST

START_TEST(takes_no_comment_of_two_lines)
{
	kb_write(dir, "hello.txt", "hello\n");
	ck_assert_int_eq(ERR_INVALID, signing_sign(here("hello.txt"),
					  DATA "test.key", "a\nb", &note));
	ck_assert_ptr_nonnull(strstr(note.text, "must be one line"));
}
END_TEST

Suite *suite_signature(void);

Suite *
suite_signature(void)
{
	Suite *suite = suite_create("signature");
	TCase *checks = tcase_create("checks"), *signs = tcase_create("signs");

	tcase_add_checked_fixture(checks, setup, teardown);
	tcase_add_test(checks, takes_what_minisign_signed);
	tcase_add_test(checks, refuses_other_bytes);
	tcase_add_loop_test(
	    checks, refuses_a_signature_that_was_changed, 0, 3);
	tcase_add_test(checks, does_not_mind_the_untrusted_comment);
	tcase_add_test(checks, refuses_a_signature_of_another_key);
	tcase_add_test(checks, refuses_another_key_under_the_same_id);
	tcase_add_test(checks, refuses_a_signature_that_is_not_of_the_hash);
	tcase_add_test(checks, refuses_what_has_no_signature);
	tcase_add_loop_test(checks, refuses_what_is_no_signature, 0, 5);
	tcase_add_test(checks, tells_a_public_key_from_other_files);
	suite_add_tcase(suite, checks);
	tcase_add_checked_fixture(signs, setup, teardown);
	tcase_add_test(signs, signs_as_minisign_does);
	tcase_add_test(signs, makes_keys_that_sign_and_check);
	tcase_add_test(signs, replaces_no_key);
	tcase_add_test(signs, takes_no_secret_key_with_a_password);
	tcase_add_test(signs, takes_no_comment_of_two_lines);
	suite_add_tcase(suite, signs);
	return suite;
}
