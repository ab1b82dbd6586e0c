#include "kb/verify.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/commands.h"
#include "kb/writer.h"
#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/command_help.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static char *dir;
static char path[256];

static void
setup(void)
{
	dir = kb_folder();
	strcpy(path, store_path(dir, "kb.mdb"));
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

static int
run(const char *a, const char *b, const char *c)
{
	const char *const words[] = { a, b, c, NULL };

	return command_run(command_kb_verify, "", words);
}

START_TEST(passes_what_was_built)
{
	char *sources = kb_copy();

	store_build(sources, path);
	kb_copy_free(sources);
	ck_assert_msg(run(path, NULL, NULL) == EXIT_FOUND, "%s",
	    command_said);
	ck_assert_ptr_nonnull(strstr(command_out, " 26 facts, "));
	ck_assert_str_eq("", command_said);
}
END_TEST

START_TEST(passes_the_whole_knowledge_base)
{
	ck_assert_msg(run(store_kb(), NULL, NULL) == EXIT_FOUND, "%s",
	    command_said);
}
END_TEST

/* store_small() is a sound file of unsound records. */
static const char *const wrong[] = {
	"cite/law-a: there is no \"law-a\" among the citations\n",
	"name/treatments/rinvoq: there is no \"upadacitinib\" among the "
	"treatments\n",
	"meta: says generation 0123456789abcdef, and the records make ",
};

START_TEST(says_all_that_cannot_be_right)
{
	store_small(dir, "kb.mdb", "0123456789abcdef");
	ck_assert_int_eq(EXIT_SYSTEM, run(path, NULL, NULL));
	ck_assert_msg(strstr(command_said, wrong[_i]) != NULL, "%s",
	    command_said);
	ck_assert_ptr_nonnull(strstr(command_said, "cannot be right"));
	ck_assert_str_eq("", command_out);
}
END_TEST

/* A fact more than meta counts; the rest is as the build wrote it. */
START_TEST(holds_counts_to_what_is_there)
{
	struct arena *arena = arena_new(64 << 20);
	struct records records = records_new(arena);
	char *sources = kb_copy();
	struct kb_read read;
	struct kb_walk walk;
	struct note note;
	struct kb *kb;

	store_build(sources, path);
	kb_copy_free(sources);
	ck_assert_int_eq(OK, kb_open(path, 1 << 30, &kb, &note));
	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	for (walk = kb_walk(&read, STR("")); kb_next(&walk);)
		if (!str_is(walk.rest, "fact/topics/internal"))
			records_add(&records, walk.rest, STR_NONE, STR_NONE,
			    walk.bytes);
	kb_walk_end(&walk);
	kb_end(&read);
	ck_assert_int_eq(OK, records_sort(&records, &note));
	ck_assert_int_eq(OK, writer_write(path, &records, &note));
	kb_close(kb);
	arena_free(arena);
	ck_assert_int_eq(EXIT_SYSTEM, run(path, NULL, NULL));
	ck_assert_ptr_nonnull(
	    strstr(command_said, "meta: counts 1 topics, and there are 0\n"));
}
END_TEST

START_TEST(refuses_a_file_with_a_changed_byte)
{
	struct str bytes;
	char *at;

	store_small(dir, "kb.mdb", "0123456789abcdef");
	bytes = store_bytes(path);
	at = malloc(bytes.length);
	memcpy(at, bytes.at, bytes.length);
	at[bytes.length / 2] ^= 1;
	store_put(path, (struct str){ at, bytes.length });
	ck_assert_int_eq(EXIT_SYSTEM, run(path, NULL, NULL));
	ck_assert_ptr_nonnull(strstr(command_said, "its bytes are not"));
	free((void *)(uintptr_t)bytes.at);
	free(at);
}
END_TEST

START_TEST(wants_the_signature_where_a_key_is_given)
{
	char *sources = kb_copy();
	const char *const sign[] = { "--key", "tests/data/minisign/test.key",
		path, NULL };

	store_build(sources, path);
	kb_copy_free(sources);
	ck_assert_int_eq(
	    EXIT_SYSTEM, run("--key", "tests/data/minisign/test.pub", path));
	ck_assert_ptr_nonnull(strstr(command_said, "kb.mdb.minisig: No such"));
	ck_assert_int_eq(EXIT_FOUND, command_run(command_kb_sign, "", sign));
	ck_assert_msg(run("--key", "tests/data/minisign/test.pub", path) ==
		EXIT_FOUND,
	    "%s", command_said);
	ck_assert_ptr_nonnull(strstr(command_out, ", signed\n"));
}
END_TEST

Suite *suite_verify(void);

Suite *
suite_verify(void)
{
	Suite *suite = suite_create("verify");
	TCase *tcase = tcase_create("verify");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, passes_what_was_built);
	tcase_add_test(tcase, passes_the_whole_knowledge_base);
	tcase_add_loop_test(tcase, says_all_that_cannot_be_right, 0, 3);
	tcase_add_test(tcase, holds_counts_to_what_is_there);
	tcase_add_test(tcase, refuses_a_file_with_a_changed_byte);
	tcase_add_test(tcase, wants_the_signature_where_a_key_is_given);
	suite_add_tcase(suite, tcase);
	return suite;
}
