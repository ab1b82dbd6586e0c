#include "lib/pdf/pdf_catalog.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;
static struct note note;

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

/* A file of three objects: one, a figure, the catalog. */
static const char whole[] =
    "%PDF-1.5\n"
    "1 0 obj\n<< /A >>\nendobj\n"
    "2 0 obj\n<< /Type /StructElem\n   /S /Figure\n>>\nendobj\n"
    "3 0 obj\n<< /Type /Catalog\n>>\nendobj\n"
    "xref\n0 4\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000033 00000 n \n"
    "0000000086 00000 n \n"
    "trailer\n<< /Root 3 0 R >>\nstartxref\n122\n%%EOF\n";

static enum err
add(const char *file, size_t limit, struct str *out)
{
	struct buf pdf = buf_new(arena, limit);
	enum err err;

	buf_puts(&pdf, "before");
	buf_puts(&pdf, file);
	err = pdf_catalog_add(&pdf, 6, &note);
	if (err == OK)
		*out = buf_str(&pdf);
	return err;
}

START_TEST(tells_the_language_and_moves_the_offsets)
{
	static const char *const rest[] = {
		"before%PDF-1.5\n1 0 obj\n<< /A >>\nendobj\n",
		"/S /Figure\n   /Alt (Logo)\n>>\nendobj\n3 0 obj\n",
		"<< /Type /Catalog\n   /Lang (en-US)\n",
		"0000000000 65535 f \n0000000009 00000 n \n"
		"0000000033 00000 n \n0000000101 00000 n \n"
		"trailer\n<< /Root 3 0 R >>\nstartxref\n",
		"\n%%EOF\n",
	};
	const char *text, *start, *at;
	struct str out;
	size_t i;

	ck_assert_int_eq(OK, add(whole, 4096, &out));
	at = text = str_to_c(out, arena);
	for (i = 0; i < sizeof(rest) / sizeof(*rest); i++) {
		at = strstr(at, rest[i]);
		ck_assert_msg(at != NULL, "%s", rest[i]);
	}
	ck_assert_ptr_eq(text + 6 + 101, strstr(text, "3 0 obj"));
	start = strstr(text, "startxref\n") + 10;
	ck_assert_ptr_eq(text + 6 + atoi(start), strstr(text, "xref\n0 4"));
}
END_TEST

START_TEST(refuses_a_file_of_another_shape)
{
	static const char *const broken[][2] = {
		{ "startxref\n122", "startxref\n121" },
		{ "startxref\n122", "startxref\n999" },
		{ "startxref\n122", "startxref\nabc" },
		{ "startxref\n122", "startxxxx\n120" },
		{ "/Type /Catalog", "/Type /Cataxxx" },
		{ "xref\n0 4\n", "xref\n0 9\n" },
		{ "xref\n0 4\n", "xref\n0 -\n" },
		{ "0000000033", "00000000x3" },
	};
	struct str out = STR_NONE;
	char copy[sizeof(whole)], *at;
	size_t i;

	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		memcpy(copy, whole, sizeof(whole));
		at = strstr(copy, broken[i][0]);
		ck_assert_ptr_nonnull(at);
		memcpy(at, broken[i][1], strlen(broken[i][1]));
		ck_assert_msg(add(copy, 4096, &out) == ERR_SYSTEM, "%s",
		    broken[i][1]);
		ck_assert_str_eq("PDF: not as cairo writes it", note.text);
	}
	ck_assert_int_eq(ERR_SYSTEM, add("", 4096, &out));
	ck_assert_ptr_null(out.at);
}
END_TEST

START_TEST(takes_the_last_catalog_for_the_catalog)
{
	char copy[sizeof(whole)];
	struct str out;
	const char *text;

	memcpy(copy, whole, sizeof(whole));
	memcpy(strstr(copy, "%PDF-1.5"), "<< /Type", 8);
	ck_assert_int_eq(OK, add(copy, 4096, &out));
	text = str_to_c(out, arena);
	ck_assert_ptr_eq(strstr(text, "/Type /Catalog\n   /Lang"),
	    strstr(text, "/Type /Catalog"));
}
END_TEST

START_TEST(fails_cleanly_when_it_is_full)
{
	struct str out;
	size_t limit;

	ck_assert_int_eq(OK, add(whole, 4096, &out));
	for (limit = sizeof(whole) + 5; limit < out.length; limit++)
		ck_assert_int_eq(ERR_TOO_LARGE, add(whole, limit, &out));
	ck_assert_int_eq(OK, add(whole, out.length, &out));
}
END_TEST

Suite *suite_pdf_catalog(void);

Suite *
suite_pdf_catalog(void)
{
	Suite *suite = suite_create("pdf_catalog");
	TCase *tcase = tcase_create("pdf_catalog");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, tells_the_language_and_moves_the_offsets);
	tcase_add_test(tcase, refuses_a_file_of_another_shape);
	tcase_add_test(tcase, takes_the_last_catalog_for_the_catalog);
	tcase_add_test(tcase, fails_cleanly_when_it_is_full);
	suite_add_tcase(suite, tcase);
	return suite;
}
