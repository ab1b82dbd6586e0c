#include "lib/store/section.h"

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

static struct str
written(const struct section *section, const size_t *numbers)
{
	struct buf buf = buf_new(arena, 10000);

	section_write(&buf, section, numbers);
	ck_assert(!buf_failed(&buf));
	return buf_str(&buf);
}

static struct str
sample(void)
{
	static const size_t numbers[] = { 0, 258, 70000 };
	struct section section = { .json = STR("{\"a\":1},{\"b\":2}"),
		.text = STR("A and B\n"),
		.html = STR("<p>A and B</p>"),
		.items = 2,
		.citations = 3 };

	return written(&section, numbers);
}

START_TEST(reads_back_what_was_written)
{
	struct section section = section_of(sample());

	ck_assert(str_is(section.json, "{\"a\":1},{\"b\":2}"));
	ck_assert(str_is(section.text, "A and B\n"));
	ck_assert(str_is(section.html, "<p>A and B</p>"));
	ck_assert_uint_eq(2, section.items);
	ck_assert_uint_eq(3, section.citations);
	ck_assert_uint_eq(0, section_citation(&section, 0));
	ck_assert_uint_eq(258, section_citation(&section, 1));
	ck_assert_uint_eq(70000, section_citation(&section, 2));
}
END_TEST

START_TEST(reads_back_a_section_with_nothing_in_it)
{
	struct section none = { .items = 0 };
	struct section section = section_of(written(&none, NULL));

	ck_assert_uint_eq(0, section.items);
	ck_assert_uint_eq(0, section.json.length);
	ck_assert_uint_eq(0, section.citations);
}
END_TEST

START_TEST(reads_nothing_from_no_bytes)
{
	ck_assert_uint_eq(0, section_of(STR_NONE).items);
	ck_assert_ptr_null(section_of(STR_NONE).json.at);
}
END_TEST

START_TEST(reads_nothing_when_the_bytes_are_cut_or_too_many)
{
	struct str whole = sample(), longer;
	struct buf buf = buf_new(arena, 10000);
	size_t length;

	for (length = 0; length < whole.length; length++)
		ck_assert_uint_eq(
		    0, section_of(str_first(whole, length)).html.length);
	buf_put(&buf, whole);
	buf_putc(&buf, 'x');
	longer = buf_str(&buf);
	ck_assert_uint_eq(0, section_of(longer).html.length);
}
END_TEST

START_TEST(stays_inside_its_bytes_whatever_byte_is_changed)
{
	struct str whole = sample();
	char *bytes = malloc(whole.length);
	size_t i, k, sum = 0;
	int change;

	for (i = 0; i < whole.length; i++)
		for (change = 1; change < 256; change++) {
			struct section s;

			memcpy(bytes, whole.at, whole.length);
			bytes[i] = (char)(bytes[i] ^ change);
			s = section_of((struct str){ bytes, whole.length });
			for (k = 0; k < s.citations; k++)
				sum += section_citation(&s, k);
			for (k = 0; k < s.html.length; k++)
				sum += (unsigned char)s.html.at[k];
			if (s.json.length > 0)
				sum += (unsigned char)s.json.at[0];
		}
	ck_assert_uint_gt(sum, 0);
	free(bytes);
}
END_TEST

Suite *suite_section(void);

Suite *
suite_section(void)
{
	Suite *suite = suite_create("section");
	TCase *tcase = tcase_create("section");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, reads_back_what_was_written);
	tcase_add_test(tcase, reads_back_a_section_with_nothing_in_it);
	tcase_add_test(tcase, reads_nothing_from_no_bytes);
	tcase_add_test(tcase, reads_nothing_when_the_bytes_are_cut_or_too_many);
	tcase_add_test(tcase, stays_inside_its_bytes_whatever_byte_is_changed);
	suite_add_tcase(suite, tcase);
	return suite;
}
