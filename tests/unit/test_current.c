#include "fcgi/current.h"

#include <check.h>
#include <pthread.h>
#include <stdio.h>

#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static char *dir;
static char path[1024];
static struct current *current;
static struct note note;

static void
setup(void)
{
	dir = kb_folder();
	snprintf(path, sizeof(path), "%s", store_path(dir, "kb.mdb"));
	current = current_new(path, 1 << 30);
	ck_assert_ptr_nonnull(current);
}

static void
teardown(void)
{
	current_free(current);
	kb_copy_free(dir);
}

static void
load(const char *generation)
{
	store_small(dir, "kb.mdb", generation);
	ck_assert_msg(current_load(current, &note) == OK, "%s", note.text);
}

static bool
is_of(const struct edition *edition, const char *generation)
{
	return str_is(kb_generation(edition->kb), generation);
}

START_TEST(has_nothing_before_something_was_loaded)
{
	ck_assert_ptr_null(current_take(current));
}
END_TEST

START_TEST(says_that_there_is_no_file_and_has_nothing)
{
	ck_assert_int_eq(ERR_NOT_FOUND, current_load(current, &note));
	ck_assert_ptr_null(current_take(current));
}
END_TEST

START_TEST(hands_out_what_was_loaded)
{
	struct edition *edition;

	load("aaaaaaaaaaaaaaaa");
	edition = current_take(current);
	ck_assert(is_of(edition, "aaaaaaaaaaaaaaaa"));
	current_give_back(current, edition);
}
END_TEST

START_TEST(keeps_the_old_one_for_who_took_it)
{
	struct edition *old, *new;

	load("aaaaaaaaaaaaaaaa");
	old = current_take(current);
	load("bbbbbbbbbbbbbbbb");
	new = current_take(current);
	ck_assert(is_of(old, "aaaaaaaaaaaaaaaa"));
	ck_assert(is_of(new, "bbbbbbbbbbbbbbbb"));
	current_give_back(current, new);
	ck_assert(is_of(old, "aaaaaaaaaaaaaaaa"));
	current_give_back(current, old);
}
END_TEST

START_TEST(keeps_the_old_one_when_the_new_file_is_corrupt)
{
	struct edition *edition;

	load("aaaaaaaaaaaaaaaa");
	store_put(path, STR("this is no knowledge base"));
	ck_assert_int_eq(ERR_CORRUPT, current_load(current, &note));
	edition = current_take(current);
	ck_assert(is_of(edition, "aaaaaaaaaaaaaaaa"));
	current_give_back(current, edition);
}
END_TEST

START_TEST(keeps_the_old_one_when_the_file_is_gone)
{
	struct edition *edition;

	load("aaaaaaaaaaaaaaaa");
	remove(path);
	ck_assert_int_eq(ERR_NOT_FOUND, current_load(current, &note));
	edition = current_take(current);
	ck_assert(is_of(edition, "aaaaaaaaaaaaaaaa"));
	current_give_back(current, edition);
}
END_TEST

START_TEST(closes_an_old_one_with_its_last_user)
{
	size_t before;
	struct edition *edition;
	int i;

	load("aaaaaaaaaaaaaaaa");
	before = store_entries("/proc/self/fd");
	for (i = 0; i < 20; i++) {
		edition = current_take(current);
		load(i % 2 == 0 ? "bbbbbbbbbbbbbbbb" : "aaaaaaaaaaaaaaaa");
		current_give_back(current, edition);
	}
	ck_assert_uint_eq(before, store_entries("/proc/self/fd"));
}
END_TEST

static void *
use_often(void *unused)
{
	struct edition *edition;
	size_t good = 0;
	int i;

	(void)unused;
	for (i = 0; i < 3000; i++) {
		edition = current_take(current);
		good += is_of(edition, "aaaaaaaaaaaaaaaa") ||
			is_of(edition, "bbbbbbbbbbbbbbbb");
		current_give_back(current, edition);
	}
	return good == 3000 ? current : NULL;
}

START_TEST(is_loaded_while_others_read)
{
	pthread_t thread;
	void *said;
	int i;

	load("aaaaaaaaaaaaaaaa");
	ck_assert_int_eq(0, pthread_create(&thread, NULL, use_often, NULL));
	for (i = 0; i < 30; i++)
		load(i % 2 == 0 ? "bbbbbbbbbbbbbbbb" : "aaaaaaaaaaaaaaaa");
	pthread_join(thread, &said);
	ck_assert_ptr_eq(current, said);
}
END_TEST

START_TEST(frees_one_that_is_not_there)
{
	current_free(NULL);
}
END_TEST

Suite *suite_current(void);

Suite *
suite_current(void)
{
	Suite *suite = suite_create("current");
	TCase *tcase = tcase_create("current");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, has_nothing_before_something_was_loaded);
	tcase_add_test(tcase, says_that_there_is_no_file_and_has_nothing);
	tcase_add_test(tcase, hands_out_what_was_loaded);
	tcase_add_test(tcase, keeps_the_old_one_for_who_took_it);
	tcase_add_test(tcase, keeps_the_old_one_when_the_new_file_is_corrupt);
	tcase_add_test(tcase, keeps_the_old_one_when_the_file_is_gone);
	tcase_add_test(tcase, closes_an_old_one_with_its_last_user);
	tcase_add_test(tcase, is_loaded_while_others_read);
	tcase_add_test(tcase, frees_one_that_is_not_there);
	suite_add_tcase(suite, tcase);
	return suite;
}
