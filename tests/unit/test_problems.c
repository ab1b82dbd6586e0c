#include "lib/base/problems.h"

#include <check.h>
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

START_TEST(keeps_them_in_the_order_found)
{
	struct problems problems = problems_new(arena);

	ck_assert_ptr_null(problems.first);
	problems_add(&problems, STR("/plan"), "no such plan: %s", "x");
	problems_add(&problems, STR(""), "second");
	ck_assert_uint_eq(2, problems.count);
	ck_assert(str_is(problems.first->pointer, "/plan"));
	ck_assert(str_is(problems.first->message, "no such plan: x"));
	ck_assert(str_is(problems.first->next->pointer, ""));
	ck_assert(str_is(problems.first->next->message, "second"));
	ck_assert_ptr_null(problems.first->next->next);
}
END_TEST

START_TEST(copies_the_pointer)
{
	struct problems problems = problems_new(arena);
	char pointer[] = "/plan";

	problems_add(&problems, str_from(pointer), "m");
	memset(pointer, 'x', 5);
	ck_assert(str_is(problems.first->pointer, "/plan"));
}
END_TEST

START_TEST(counts_on_but_keeps_a_sane_number)
{
	struct problems problems = problems_new(arena);
	struct problem *problem;
	size_t kept = 0, i;

	for (i = 0; i < 1000; i++)
		problems_add(&problems, STR("/a"), "%zu", i);
	for (problem = problems.first; problem != NULL; problem = problem->next)
		kept++;
	ck_assert_uint_eq(1000, problems.count);
	ck_assert_uint_eq(PROBLEMS_MAX, kept);
}
END_TEST

START_TEST(cuts_a_message_that_is_too_long)
{
	struct problems problems = problems_new(arena);

	problems_add(&problems, STR("/a"), "%02000d", 1);
	ck_assert_uint_lt(problems.first->message.length, 2000);
	ck_assert_uint_gt(problems.first->message.length, 100);
}
END_TEST

START_TEST(still_counts_when_there_is_no_memory_to_keep_them)
{
	struct arena *full = arena_new(0);
	struct problems problems = problems_new(full);

	problems_add(&problems, STR("/a"), "m");
	ck_assert_uint_eq(1, problems.count);
	ck_assert_ptr_null(problems.first);
	ck_assert(arena_failed(full));
	arena_free(full);
}
END_TEST

Suite *suite_problems(void);

Suite *
suite_problems(void)
{
	Suite *suite = suite_create("problems");
	TCase *tcase = tcase_create("problems");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, keeps_them_in_the_order_found);
	tcase_add_test(tcase, copies_the_pointer);
	tcase_add_test(tcase, counts_on_but_keeps_a_sane_number);
	tcase_add_test(tcase, cuts_a_message_that_is_too_long);
	tcase_add_test(
	    tcase, still_counts_when_there_is_no_memory_to_keep_them);
	suite_add_tcase(suite, tcase);
	return suite;
}
