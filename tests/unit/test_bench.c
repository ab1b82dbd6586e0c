#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "fcgi/bench.h"

static struct bench bench;

START_TEST(the_last_that_watches_does_not_sit_down)
{
	ck_assert(bench_init(&bench, 1));
	ck_assert(!bench_sit(&bench));
	ck_assert_int_eq(1, bench_watching(&bench));
	ck_assert_int_eq(0, bench_seated(&bench));
}
END_TEST

static void *
sit(void *argument)
{
	(void)argument;
	return bench_sit(&bench) ? &bench : NULL;
}

/* Work goes on meanwhile, so that nobody gets up for want of it. */
static void
wait_until_seated(int seated)
{
	int tries;

	for (tries = 0; tries < 40000 && bench_seated(&bench) != seated;
	     tries++) {
		bench_turn(&bench);
		usleep(50);
	}
	ck_assert_int_eq(seated, bench_seated(&bench));
}

START_TEST(one_that_sits_is_called_when_the_last_leaves_the_watch)
{
	pthread_t thread;
	void *sat;

	ck_assert(bench_init(&bench, 2));
	pthread_create(&thread, NULL, sit, NULL);
	wait_until_seated(1);
	bench_leave_watch(&bench);
	pthread_join(thread, &sat);
	ck_assert_ptr_nonnull(sat);
	ck_assert_int_eq(1, bench_watching(&bench));
	bench_take_watch(&bench);
	ck_assert_int_eq(2, bench_watching(&bench));
}
END_TEST

START_TEST(a_call_wakes_one_of_them_and_no_more)
{
	pthread_t threads[2];
	int i;

	ck_assert(bench_init(&bench, 3));
	for (i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, sit, NULL);
	wait_until_seated(2);
	bench_call(&bench);
	wait_until_seated(1);
	ck_assert_int_eq(2, bench_watching(&bench));
	for (i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
}
END_TEST

START_TEST(one_that_sits_gets_up_when_nothing_is_done_for_a_moment)
{
	pthread_t thread;
	void *sat;

	ck_assert(bench_init(&bench, 2));
	pthread_create(&thread, NULL, sit, NULL);
	pthread_join(thread, &sat);
	ck_assert_ptr_nonnull(sat);
	ck_assert_int_eq(2, bench_watching(&bench));
	ck_assert_int_eq(0, bench_seated(&bench));
}
END_TEST

START_TEST(a_call_to_nobody_is_not_remembered)
{
	ck_assert(bench_init(&bench, 2));
	bench_call(&bench);
	ck_assert_int_eq(2, bench_watching(&bench));
	ck_assert_int_eq(0, bench_seated(&bench));
}
END_TEST

enum { CROWD = 4, ROUNDS = 20000 };

/* Sits, or is away for a moment: whoever is last must leave somebody. */
static void *
come_and_go(void *argument)
{
	unsigned seed = (unsigned)(size_t)argument;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if (rand_r(&seed) % 3 == 0) {
			bench_sit(&bench);
		} else {
			bench_leave_watch(&bench);
			bench_take_watch(&bench);
		}
	}
	/* Away for good: whoever still sits must be called. */
	bench_leave_watch(&bench);
	return NULL;
}

START_TEST(nobody_sits_for_ever_while_the_others_come_and_go)
{
	pthread_t threads[CROWD];
	size_t i;

	ck_assert(bench_init(&bench, CROWD));
	for (i = 0; i < CROWD; i++)
		pthread_create(
		    &threads[i], NULL, come_and_go, (void *)(i + 1));
	for (i = 0; i < CROWD; i++)
		pthread_join(threads[i], NULL);
	ck_assert_int_eq(0, bench_watching(&bench));
	ck_assert_int_eq(0, bench_seated(&bench));
}
END_TEST

Suite *suite_bench(void);

Suite *
suite_bench(void)
{
	Suite *suite = suite_create("bench");
	TCase *tcase = tcase_create("bench");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, the_last_that_watches_does_not_sit_down);
	tcase_add_test(
	    tcase, one_that_sits_is_called_when_the_last_leaves_the_watch);
	tcase_add_test(tcase, a_call_wakes_one_of_them_and_no_more);
	tcase_add_test(
	    tcase, one_that_sits_gets_up_when_nothing_is_done_for_a_moment);
	tcase_add_test(tcase, a_call_to_nobody_is_not_remembered);
	tcase_add_test(
	    tcase, nobody_sits_for_ever_while_the_others_come_and_go);
	suite_add_tcase(suite, tcase);
	return suite;
}
