#include "lib/pdf/pdf_uri.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static const char *
uri(const char *destination)
{
	const char *out = NULL;
	enum err err = pdf_uri(str_from(destination), arena, &out);

	ck_assert(err == OK || (err == ERR_INVALID && out == NULL));
	return out;
}

START_TEST(takes_web_and_mail_addresses)
{
	ck_assert_str_eq("https://a.example/?q=1&b=%20#c",
	    uri("https://a.example/?q=1&b=%20#c"));
	ck_assert_str_eq("HTTP://a.example", uri("HTTP://a.example"));
	ck_assert_str_eq("mailto:a@b.example", uri("mailto:a@b.example"));
}
END_TEST

START_TEST(takes_nothing_else)
{
	static const char *const others[] = { "", "/path", "#place", "http://",
		"javascript:alert(1)", "file:///etc", "ftp://a.example",
		" https://a.example", "//a.example" };
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		ck_assert_msg(uri(others[i]) == NULL, "%s", others[i]);
}
END_TEST

START_TEST(encodes_what_ends_a_string)
{
	ck_assert_str_eq("https://a/%28%29%27%22%5C%3C%3E%20%0A%7F%C3%A9",
	    uri("https://a/()'\"\\<> \n\x7f\xc3\xa9"));
}
END_TEST

START_TEST(refuses_one_that_is_too_long)
{
	char destination[PDF_URI_MAX + 2] = "https://";

	memset(destination + 8, 'x', PDF_URI_MAX - 8);
	ck_assert_uint_eq(PDF_URI_MAX, strlen(uri(destination)));
	destination[PDF_URI_MAX] = 'x';
	ck_assert_ptr_null(uri(destination));
}
END_TEST

Suite *suite_pdf_uri(void);

Suite *
suite_pdf_uri(void)
{
	Suite *suite = suite_create("pdf_uri");
	TCase *tcase = tcase_create("pdf_uri");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, takes_web_and_mail_addresses);
	tcase_add_test(tcase, takes_nothing_else);
	tcase_add_test(tcase, encodes_what_ends_a_string);
	tcase_add_test(tcase, refuses_one_that_is_too_long);
	suite_add_tcase(suite, tcase);
	return suite;
}
