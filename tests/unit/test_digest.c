#include "lib/base/digest.h"

#include <check.h>

/* The digest of "text", given in pieces of at most "step" bytes, as hex. */
static const char *
digest_of(struct str text, size_t step)
{
	static char hex[DIGEST_HEX];
	unsigned char sum[DIGEST_SIZE];
	struct digest *digest = digest_new();
	size_t at;

	ck_assert_ptr_nonnull(digest);
	for (at = 0; at < text.length; at += step)
		digest_add(digest, str_first(str_from_index(text, at), step));
	digest_end(digest, sum);
	digest_hex(sum, hex);
	return hex;
}

/* FIPS 180-4's own examples. */
START_TEST(gives_the_standards_digest_of_abc)
{
	ck_assert_str_eq("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410"
			 "ff61f20015ad",
	    digest_of(STR("abc"), 3));
}
END_TEST

START_TEST(gives_the_standards_digest_of_two_blocks)
{
	ck_assert_str_eq("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ec"
			 "edd419db06c1",
	    digest_of(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomno"
			  "pnopq"),
		64));
}
END_TEST

START_TEST(gives_the_known_digest_of_nothing)
{
	ck_assert_str_eq("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495"
			 "991b7852b855",
	    digest_of(STR(""), 1));
}
END_TEST

START_TEST(gives_the_same_digest_however_the_bytes_are_split)
{
	size_t step;

	for (step = 1; step <= 3; step++)
		ck_assert_str_eq("ba7816bf8f01cfea414140de5dae2223b00361a39617"
				 "7a9cb410ff61f20015ad",
		    digest_of(STR("abc"), step));
}
END_TEST

Suite *suite_digest(void);

Suite *
suite_digest(void)
{
	Suite *suite = suite_create("digest");
	TCase *tcase = tcase_create("digest");

	tcase_add_test(tcase, gives_the_standards_digest_of_abc);
	tcase_add_test(tcase, gives_the_standards_digest_of_two_blocks);
	tcase_add_test(tcase, gives_the_known_digest_of_nothing);
	tcase_add_test(
	    tcase, gives_the_same_digest_however_the_bytes_are_split);
	suite_add_tcase(suite, tcase);
	return suite;
}
