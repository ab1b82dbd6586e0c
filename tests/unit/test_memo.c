#include <check.h>
#include <pthread.h>
#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/base/memo.h"

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

static struct slices
answer(const char *first, const char *second)
{
	struct slices slices = slices_new(arena);

	slices_puts(&slices, first);
	slices_puts(&slices, second);
	return slices;
}

START_TEST(finds_an_answer_under_its_key_in_one_piece)
{
	struct memo *memo = memo_new(4096);
	struct slices body = answer("one, ", "two");
	struct str kept, found;

	ck_assert(memo_keep(memo, STR("key"), &body, &kept));
	ck_assert(memo_find(memo, STR("key"), &found));
	ck_assert(str_is(found, "one, two"));
	ck_assert_ptr_eq(kept.at, found.at);
	memo_free(memo);
}
END_TEST

START_TEST(finds_nothing_under_another_key)
{
	struct memo *memo = memo_new(4096);
	struct slices body = answer("a", "b");
	struct str kept;

	ck_assert(memo_keep(memo, STR("key"), &body, &kept));
	ck_assert(!memo_find(memo, STR("kez"), &kept));
	ck_assert(!memo_find(memo, STR(""), &kept));
	memo_free(memo);
}
END_TEST

START_TEST(keeps_the_first_answer_given_under_a_key)
{
	struct memo *memo = memo_new(4096);
	struct slices first = answer("first", ""), second = answer("later", "");
	struct str kept;

	ck_assert(memo_keep(memo, STR("key"), &first, &kept));
	ck_assert(memo_keep(memo, STR("key"), &second, &kept));
	ck_assert(str_is(kept, "first"));
	memo_free(memo);
}
END_TEST

START_TEST(keeps_nothing_more_when_it_is_full)
{
	struct memo *memo = memo_new(200);
	struct slices body = answer("0123456789012345678901234567890123456789",
	    "0123456789012345678901234567890123456789");
	struct str kept = STR_NONE;

	ck_assert(memo_keep(memo, STR("one"), &body, &kept));
	kept = STR_NONE;
	ck_assert(!memo_keep(memo, STR("two"), &body, &kept));
	ck_assert_ptr_null(kept.at);
	ck_assert(memo_find(memo, STR("one"), &kept));
	memo_free(memo);
}
END_TEST

START_TEST(is_no_memo_where_there_are_no_bytes)
{
	struct slices body = answer("a", "b");
	struct str kept;

	ck_assert_ptr_null(memo_new(0));
	ck_assert(!memo_find(NULL, STR("key"), &kept));
	ck_assert(!memo_keep(NULL, STR("key"), &body, &kept));
	memo_free(NULL);
}
END_TEST

/* Many threads keep and find the same hundred answers. */
static void *
use_it(void *argument)
{
	struct memo *memo = argument;
	struct arena *own = arena_new(1 << 20);
	char key[16];
	int i;

	for (i = 0; i < 20000; i++) {
		struct str found;
		int length = snprintf(key, sizeof(key), "key %d", i % 100);
		struct str name = { key, (size_t)length };

		if (!memo_find(memo, name, &found)) {
			struct slices body = slices_new(own);

			slices_printf(&body, "%s", key);
			if (!memo_keep(memo, name, &body, &found))
				return argument;
		}
		if (!str_equal(found, name))
			return argument;
		arena_reset(own);
	}
	arena_free(own);
	return NULL;
}

START_TEST(serves_many_threads_without_a_lock)
{
	struct memo *memo = memo_new(1 << 20);
	pthread_t threads[4];
	void *wrong;
	int i;

	for (i = 0; i < 4; i++)
		ck_assert_int_eq(
		    0, pthread_create(&threads[i], NULL, use_it, memo));
	for (i = 0; i < 4; i++) {
		pthread_join(threads[i], &wrong);
		ck_assert_ptr_null(wrong);
	}
	memo_free(memo);
}
END_TEST

Suite *suite_memo(void);

Suite *
suite_memo(void)
{
	Suite *suite = suite_create("memo");
	TCase *tcase = tcase_create("memo");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, finds_an_answer_under_its_key_in_one_piece);
	tcase_add_test(tcase, finds_nothing_under_another_key);
	tcase_add_test(tcase, keeps_the_first_answer_given_under_a_key);
	tcase_add_test(tcase, keeps_nothing_more_when_it_is_full);
	tcase_add_test(tcase, is_no_memo_where_there_are_no_bytes);
	tcase_add_test(tcase, serves_many_threads_without_a_lock);
	suite_add_tcase(suite, tcase);
	return suite;
}
