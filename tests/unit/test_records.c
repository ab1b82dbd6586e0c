#include "kb/records.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/store/format.h"

static struct arena *arena;
static struct note note;

static void
setup(void)
{
	arena = arena_new(1 << 20);
	note.text[0] = '\0';
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct records
two(const char *first_key, const char *first, const char *second_key,
    const char *second)
{
	struct records records = records_new(arena);

	records_add(
	    &records, str_from(first_key), STR_NONE, STR_NONE, str_from(first));
	records_add(&records, str_from(second_key), STR_NONE, STR_NONE,
	    str_from(second));
	return records;
}

static const char *
generation_of(struct records records)
{
	char *out = arena_alloc(arena, 17);

	ck_assert_int_eq(OK, records_sort(&records, &note));
	ck_assert_int_eq(OK, records_generation(&records, out, &note));
	return out;
}

START_TEST(joins_the_parts_of_a_key)
{
	struct records records = records_new(arena);

	records_add(&records, STR("a"), STR("b"), STR("c"), STR("1"));
	records_add(&records, STR("a"), STR_NONE, STR("c"), STR("2"));
	records_add(&records, STR("a"), STR_NONE, STR_NONE, STR("3"));
	ck_assert(str_is(records.items[0].key, "a/b/c"));
	ck_assert(str_is(records.items[1].key, "a/c"));
	ck_assert(str_is(records.items[2].key, "a"));
}
END_TEST

START_TEST(copies_what_is_added)
{
	struct records records = records_new(arena);
	char bytes[] = "bytes";

	records_add(
	    &records, str_from(bytes), STR_NONE, STR_NONE, str_from(bytes));
	memset(bytes, 'x', 5);
	ck_assert(str_is(records.items[0].key, "bytes"));
	ck_assert(str_is(records.items[0].bytes, "bytes"));
}
END_TEST

START_TEST(sorts_by_the_bytes_of_the_key)
{
	struct records records = two("b", "", "a", "");

	records_add(&records, STR("\xc3\xa9"), STR_NONE, STR_NONE, STR(""));
	records_add(&records, STR("a/b"), STR_NONE, STR_NONE, STR(""));
	records_add(&records, STR("a-b"), STR_NONE, STR_NONE, STR(""));
	ck_assert_int_eq(OK, records_sort(&records, &note));
	ck_assert(str_is(records.items[0].key, "a"));
	ck_assert(str_is(records.items[1].key, "a-b"));
	ck_assert(str_is(records.items[2].key, "a/b"));
	ck_assert(str_is(records.items[3].key, "b"));
	ck_assert(str_is(records.items[4].key, "\xc3\xa9"));
}
END_TEST

START_TEST(refuses_two_of_one_name_and_names_it)
{
	struct records records = two("same", "1", "same", "2");

	ck_assert_int_eq(ERR_INVALID, records_sort(&records, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "same"));
}
END_TEST

START_TEST(refuses_a_name_that_is_too_long)
{
	struct records records = records_new(arena);
	char name[KB_KEY_MAX + 1];

	memset(name, 'x', sizeof(name));
	records_add(&records, (struct str){ name, KB_KEY_MAX }, STR_NONE,
	    STR_NONE, STR(""));
	ck_assert_int_eq(OK, records_sort(&records, &note));
	records_add(&records, (struct str){ name, KB_KEY_MAX + 1 }, STR_NONE,
	    STR_NONE, STR(""));
	ck_assert_int_eq(ERR_INVALID, records_sort(&records, &note));
}
END_TEST

START_TEST(fails_when_there_was_no_memory_for_all)
{
	struct arena *small = arena_new(256 * sizeof(struct record) + 64);
	struct records records = records_new(small);
	int i;

	for (i = 0; i < 10; i++)
		records_add(&records, STR("a"), STR_NONE, STR_NONE, STR("b"));
	ck_assert_int_eq(ERR_MEMORY, records_sort(&records, &note));
	arena_free(small);
}
END_TEST

START_TEST(names_the_same_records_the_same_whatever_their_order)
{
	ck_assert_str_eq(generation_of(two("a", "1", "b", "2")),
	    generation_of(two("b", "2", "a", "1")));
	ck_assert_uint_eq(16, strlen(generation_of(two("a", "1", "b", "2"))));
}
END_TEST

START_TEST(names_other_records_otherwise)
{
	const char *name = generation_of(two("a", "1", "b", "2"));

	ck_assert_str_ne(name, generation_of(two("a", "1", "b", "3")));
	ck_assert_str_ne(name, generation_of(two("a", "1", "c", "2")));
	ck_assert_str_ne(name, generation_of(two("a1", "", "b", "2")));
	ck_assert_str_ne(name, generation_of(two("a", "1b", "2", "")));
}
END_TEST

Suite *suite_records(void);

Suite *
suite_records(void)
{
	Suite *suite = suite_create("records");
	TCase *tcase = tcase_create("records");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, joins_the_parts_of_a_key);
	tcase_add_test(tcase, copies_what_is_added);
	tcase_add_test(tcase, sorts_by_the_bytes_of_the_key);
	tcase_add_test(tcase, refuses_two_of_one_name_and_names_it);
	tcase_add_test(tcase, refuses_a_name_that_is_too_long);
	tcase_add_test(tcase, fails_when_there_was_no_memory_for_all);
	tcase_add_test(
	    tcase, names_the_same_records_the_same_whatever_their_order);
	tcase_add_test(tcase, names_other_records_otherwise);
	suite_add_tcase(suite, tcase);
	return suite;
}
