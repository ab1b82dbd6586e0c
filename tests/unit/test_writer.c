#include "kb/writer.h"

#include <check.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static struct arena *arena;
static struct note note;
static char *dir;

static void
setup(void)
{
	arena = arena_new(64 << 20);
	dir = kb_folder();
}

static void
teardown(void)
{
	kb_copy_free(dir);
	arena_free(arena);
}

static void
forget(struct str bytes)
{
	free((char *)(uintptr_t)bytes.at);
}

static bool
same_bytes(const char *a, const char *b)
{
	struct str left = store_bytes(a), right = store_bytes(b);
	bool same = str_equal(left, right);

	forget(left);
	forget(right);
	return same;
}

START_TEST(writes_the_same_bytes_for_the_same_records)
{
	const char *a = store_small(dir, "a.mdb", "0123456789abcdef");
	const char *b = store_small(dir, "b.mdb", "0123456789abcdef");

	ck_assert(same_bytes(a, b));
}
END_TEST

START_TEST(writes_the_same_bytes_over_an_old_file)
{
	const char *a = store_small(dir, "a.mdb", "0123456789abcdef");

	store_small(dir, "b.mdb", "fedcba9876543210");
	ck_assert(same_bytes(a, store_small(dir, "b.mdb", "0123456789abcdef")));
}
END_TEST

START_TEST(leaves_nothing_beside_the_file)
{
	store_small(dir, "a.mdb", "0123456789abcdef");
	ck_assert_uint_eq(1, store_entries(dir));
}
END_TEST

START_TEST(makes_a_file_that_nobody_may_write)
{
	struct stat st;

	ck_assert_int_eq(
	    0, stat(store_small(dir, "a.mdb", "0123456789abcdef"), &st));
	ck_assert_int_eq(0444, st.st_mode & 0777);
}
END_TEST

START_TEST(replaces_the_file_rather_than_writing_into_it)
{
	const char *path = store_small(dir, "a.mdb", "0123456789abcdef");
	struct str before = store_bytes(path), still;
	int fd = open(path, O_RDONLY);
	char *held = malloc(before.length);

	store_small(dir, "a.mdb", "fedcba9876543210");
	ck_assert_int_eq(
	    (long)before.length, pread(fd, held, before.length, 0));
	still = (struct str){ held, before.length };
	ck_assert(str_equal(before, still));
	close(fd);
	free(held);
	forget(before);
}
END_TEST

START_TEST(holds_large_records_and_many)
{
	struct records records = store_records(arena, "0123456789abcdef");
	const char *path = store_path(dir, "large.mdb");
	char *big = malloc(3 << 20), name[32];
	struct kb_read read;
	struct kb *kb;
	int i;

	memset(big, 'x', 3 << 20);
	records_add(&records, STR("asset"), STR("big"), STR_NONE,
	    (struct str){ big, 3 << 20 });
	for (i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		records_add(&records, STR("many"), str_from(name), STR_NONE,
		    (struct str){ big, (size_t)i });
	}
	ck_assert_int_eq(OK, records_sort(&records, &note));
	ck_assert_msg(
	    writer_write(path, &records, &note) == OK, "%s", note.text);
	ck_assert_int_eq(OK, kb_open(path, 1 << 30, &kb, &note));
	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	ck_assert(str_equal((struct str){ big, 3 << 20 },
	    kb_get(&read, STR("asset"), STR("big"), STR_NONE)));
	ck_assert_uint_eq(
	    4999, kb_get(&read, STR("many"), STR("4999"), STR_NONE).length);
	kb_end(&read);
	kb_close(kb);
	free(big);
}
END_TEST

START_TEST(fails_where_there_is_no_such_folder)
{
	struct records records = store_records(arena, "0123456789abcdef");

	ck_assert_int_eq(ERR_SYSTEM,
	    writer_write(store_path(dir, "none/a.mdb"), &records, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "none/a.mdb"));
}
END_TEST

START_TEST(keeps_the_old_file_when_the_new_one_cannot_be_put_there)
{
	const char *path = store_small(dir, "a.mdb", "0123456789abcdef");
	struct records records = store_records(arena, "fedcba9876543210");
	struct str before = store_bytes(path), after;
	enum err err;

	/* For root no folder is closed. */
	ck_assert_int_eq(0, chmod(dir, 0500));
	if (geteuid() == 0)
		ck_assert_int_eq(0, seteuid(65534));
	err = writer_write(path, &records, &note);
	if (getuid() == 0)
		ck_assert_int_eq(0, seteuid(0));
	ck_assert_int_eq(0, chmod(dir, 0700));
	ck_assert_int_eq(ERR_SYSTEM, err);
	after = store_bytes(path);
	ck_assert(str_equal(before, after));
	ck_assert_uint_eq(1, store_entries(dir));
	forget(before);
	forget(after);
}
END_TEST

START_TEST(cleans_up_when_its_place_is_taken_by_a_folder)
{
	struct records records = store_records(arena, "0123456789abcdef");

	ck_assert_int_eq(0, mkdir(store_path(dir, "a.mdb"), 0700));
	ck_assert_int_eq(ERR_SYSTEM,
	    writer_write(store_path(dir, "a.mdb"), &records, &note));
	ck_assert_uint_eq(1, store_entries(dir));
}
END_TEST

START_TEST(refuses_two_records_of_one_name_and_leaves_nothing)
{
	struct records records = records_new(arena);

	records_add(&records, STR("a"), STR_NONE, STR_NONE, STR("1"));
	records_add(&records, STR("a"), STR_NONE, STR_NONE, STR("2"));
	ck_assert_int_eq(ERR_SYSTEM,
	    writer_write(store_path(dir, "a.mdb"), &records, &note));
	ck_assert_uint_eq(0, store_entries(dir));
}
END_TEST

START_TEST(refuses_records_out_of_order_and_leaves_nothing)
{
	struct records records = records_new(arena);

	records_add(&records, STR("b"), STR_NONE, STR_NONE, STR("1"));
	records_add(&records, STR("a"), STR_NONE, STR_NONE, STR("2"));
	ck_assert_int_eq(ERR_SYSTEM,
	    writer_write(store_path(dir, "a.mdb"), &records, &note));
	ck_assert_uint_eq(0, store_entries(dir));
}
END_TEST

START_TEST(refuses_a_path_that_is_too_long)
{
	struct records records = store_records(arena, "0123456789abcdef");
	char path[5000];

	memset(path, 'x', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	ck_assert_int_eq(ERR_SYSTEM, writer_write(path, &records, &note));
}
END_TEST

Suite *suite_writer(void);

Suite *
suite_writer(void)
{
	Suite *suite = suite_create("writer");
	TCase *tcase = tcase_create("writer");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, writes_the_same_bytes_for_the_same_records);
	tcase_add_test(tcase, writes_the_same_bytes_over_an_old_file);
	tcase_add_test(tcase, leaves_nothing_beside_the_file);
	tcase_add_test(tcase, makes_a_file_that_nobody_may_write);
	tcase_add_test(tcase, replaces_the_file_rather_than_writing_into_it);
	tcase_add_test(tcase, holds_large_records_and_many);
	tcase_add_test(tcase, fails_where_there_is_no_such_folder);
	tcase_add_test(
	    tcase, keeps_the_old_file_when_the_new_one_cannot_be_put_there);
	tcase_add_test(tcase, cleans_up_when_its_place_is_taken_by_a_folder);
	tcase_add_test(
	    tcase, refuses_two_records_of_one_name_and_leaves_nothing);
	tcase_add_test(tcase, refuses_records_out_of_order_and_leaves_nothing);
	tcase_add_test(tcase, refuses_a_path_that_is_too_long);
	suite_add_tcase(suite, tcase);
	return suite;
}
