#include "kb/output.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "tests/unit/store_help.h"

static char dir[] = "/tmp/appeald-output-XXXXXX";
static struct arena *arena;
static struct slices body;
static struct note note;

static void
setup(void)
{
	memcpy(dir + sizeof(dir) - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	arena = arena_new(1 << 20);
	body = slices_new(arena);
	slices_puts(&body, "one ");
	slices_add(&body, (struct str){ "t\0wo", 4 });
	note.text[0] = '\0';
}

static void
teardown(void)
{
	unlink(store_path(dir, "letter"));
	rmdir(dir);
	arena_free(arena);
}

static void
check_written(const char *path)
{
	struct str bytes = store_bytes(path);

	ck_assert_uint_eq(8, bytes.length);
	ck_assert_int_eq(0, memcmp(bytes.at, "one t\0wo", 8));
	free((char *)(uintptr_t)bytes.at);
}

START_TEST(writes_a_file_that_only_its_owner_reads)
{
	const char *path = store_path(dir, "letter");
	struct stat st;

	umask(0);
	ck_assert_int_eq(OK, output_write(path, &body, &note));
	check_written(path);
	ck_assert_int_eq(0, stat(path, &st));
	ck_assert_int_eq(0600, st.st_mode & 07777);
	ck_assert_uint_eq(1, store_entries(dir));
}
END_TEST

START_TEST(takes_the_place_of_an_older_file)
{
	const char *path = store_path(dir, "letter");
	struct stat st;

	store_put(path, STR("something longer than the new one"));
	ck_assert_int_eq(0, chmod(path, 0644));
	ck_assert_int_eq(OK, output_write(path, &body, &note));
	check_written(path);
	ck_assert_int_eq(0, stat(path, &st));
	ck_assert_int_eq(0600, st.st_mode & 07777);
	ck_assert_uint_eq(1, store_entries(dir));
}
END_TEST

START_TEST(names_the_file_it_cannot_write)
{
	const char *path = store_path(dir, "missing/letter");

	ck_assert_int_eq(ERR_SYSTEM, output_write(path, &body, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "missing/letter: "));
	ck_assert_uint_eq(0, store_entries(dir));
}
END_TEST

START_TEST(leaves_nothing_of_a_file_it_could_not_finish)
{
	/* A folder stands where the file is to go: renaming fails. */
	ck_assert_int_eq(ERR_SYSTEM, output_write(dir, &body, &note));
	ck_assert_uint_eq(0, store_entries(dir));
	ck_assert_int_eq(ERR_SYSTEM, output_write("/dev/full", &body, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "No space left"));
}
END_TEST

START_TEST(writes_into_what_is_no_regular_file)
{
	const char *path = store_path(dir, "letter");
	struct stat st;
	char got[16];
	FILE *pipe;

	ck_assert_int_eq(0, mkfifo(path, 0600));
	ck_assert_ptr_nonnull(pipe = fopen(path, "r+"));
	ck_assert_int_eq(OK, output_write(path, &body, &note));
	ck_assert_uint_eq(8, fread(got, 1, 8, pipe));
	ck_assert_int_eq(0, memcmp(got, "one t\0wo", 8));
	fclose(pipe);
	ck_assert_int_eq(0, stat(path, &st));
	ck_assert(S_ISFIFO(st.st_mode));
}
END_TEST

START_TEST(takes_a_dash_for_standard_output)
{
	const char *const words[] = { NULL, "-" };
	FILE *file = tmpfile();
	int out = dup(STDOUT_FILENO);
	char got[16] = "";

	fflush(stdout);
	dup2(fileno(file), STDOUT_FILENO);
	ck_assert_int_eq(OK, output_write(words[_i], &body, &note));
	dup2(out, STDOUT_FILENO);
	close(out);
	rewind(file);
	ck_assert_uint_eq(8, fread(got, 1, sizeof(got), file));
	ck_assert_int_eq(0, memcmp(got, "one t\0wo", 8));
	fclose(file);
}
END_TEST

Suite *suite_output(void);

Suite *
suite_output(void)
{
	Suite *suite = suite_create("output");
	TCase *tcase = tcase_create("output");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, writes_a_file_that_only_its_owner_reads);
	tcase_add_test(tcase, takes_the_place_of_an_older_file);
	tcase_add_test(tcase, names_the_file_it_cannot_write);
	tcase_add_test(tcase, leaves_nothing_of_a_file_it_could_not_finish);
	tcase_add_test(tcase, writes_into_what_is_no_regular_file);
	tcase_add_loop_test(tcase, takes_a_dash_for_standard_output, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
