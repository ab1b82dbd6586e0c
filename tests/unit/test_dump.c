#include "kb/dump.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static char *dir;
static struct build_result built;
static struct kb *kb;
static struct note note;

static void
setup(void)
{
	const char *path;

	dir = kb_folder();
	path = store_path(dir, "a.mdb");
	built = store_build("tests/data/kb-good", path);
	ck_assert_int_eq(OK, kb_open(path, 1 << 30, &kb, &note));
}

static void
teardown(void)
{
	kb_close(kb);
	kb_copy_free(dir);
}

START_TEST(gives_sources_that_build_the_same_generation)
{
	const char *out = store_path(dir, "out");
	struct build_result again;

	ck_assert_msg(dump(kb, out, &note) == OK, "%s", note.text);
	again = store_build(out, NULL);
	ck_assert_str_eq(built.generation, again.generation);
	ck_assert_uint_eq(built.facts, again.facts);
}
END_TEST

START_TEST(gives_the_knowledge_base_itself_back)
{
	const char *out = store_path(dir, "all");
	struct build_result again;
	struct kb *all;

	ck_assert_msg(
	    kb_open(store_kb(), 1 << 30, &all, &note) == OK, "%s", note.text);
	ck_assert_msg(dump(all, out, &note) == OK, "%s", note.text);
	again = store_build(out, NULL);
	ck_assert(str_is(kb_generation(all), again.generation));
	kb_close(all);
}
END_TEST

START_TEST(refuses_to_overwrite_a_file)
{
	const char *old;
	struct str still;

	kb_write(dir, "out/reasons/step-therapy.json", "mine");
	ck_assert_int_eq(ERR_INVALID, dump(kb, store_path(dir, "out"), &note));
	ck_assert_ptr_nonnull(strstr(note.text, "step-therapy.json"));
	old = store_path(dir, "out/reasons/step-therapy.json");
	still = store_bytes(old);
	ck_assert(str_is(still, "mine"));
	free((char *)(uintptr_t)still.at);
}
END_TEST

START_TEST(fails_where_no_folder_can_be_made)
{
	ck_assert_int_eq(
	    ERR_SYSTEM, dump(kb, store_path(dir, "no/such/place"), &note));
	kb_write(dir, "file", "");
	ck_assert_int_eq(ERR_SYSTEM, dump(kb, store_path(dir, "file"), &note));
}
END_TEST

Suite *suite_dump(void);

Suite *
suite_dump(void)
{
	Suite *suite = suite_create("dump");
	TCase *tcase = tcase_create("dump");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, gives_sources_that_build_the_same_generation);
	tcase_add_test(tcase, gives_the_knowledge_base_itself_back);
	tcase_add_test(tcase, refuses_to_overwrite_a_file);
	tcase_add_test(tcase, fails_where_no_folder_can_be_made);
	suite_add_tcase(suite, tcase);
	return suite;
}
