#include "fcgi/bench.h"

#include <errno.h>

bool
bench_init(struct bench *bench, int workers)
{
	atomic_init(&bench->watching, workers);
	atomic_init(&bench->seated, 0);
	return sem_init(&bench->calls, 0, 0) == 0;
}

/* One less, unless that leaves fewer than "least"; false then. */
static bool
take_one(atomic_int *count, int least)
{
	int now = atomic_load(count);

	do
		if (now <= least)
			return false;
	while (!atomic_compare_exchange_weak(count, &now, now - 1));
	return true;
}

static void
wait_for_call(struct bench *bench)
{
	while (sem_wait(&bench->calls) != 0 && errno == EINTR)
		;
}

void
bench_call(struct bench *bench)
{
	if (!take_one(&bench->seated, 0))
		return;
	/* In the name of the one that gets up, so that no two count on it. */
	atomic_fetch_add(&bench->watching, 1);
	sem_post(&bench->calls);
}

void
bench_leave_watch(struct bench *bench)
{
	if (atomic_fetch_sub(&bench->watching, 1) == 1)
		bench_call(bench);
}

void
bench_take_watch(struct bench *bench)
{
	atomic_fetch_add(&bench->watching, 1);
}

bool
bench_sit(struct bench *bench)
{
	/*
	 * Seated first: whoever leaves the watch after us, and was the last,
	 * then finds somebody to call.
	 */
	atomic_fetch_add(&bench->seated, 1);
	if (take_one(&bench->watching, 1)) {
		wait_for_call(bench);
		return true;
	}
	if (take_one(&bench->seated, 0))
		return false;
	/* Called before we sat: we watch, and are counted twice. */
	wait_for_call(bench);
	atomic_fetch_sub(&bench->watching, 1);
	return false;
}

void
bench_clear(struct bench *bench, int workers)
{
	while (workers-- > 0)
		sem_post(&bench->calls);
}
