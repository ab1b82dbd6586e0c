#include "fcgi/bench.h"

#include <errno.h>
#include <time.h>

enum { MOMENT_NS = 1000000 };

/* Both numbers change in one step, or they could contradict each other. */
struct count {
	unsigned watching, seated;
};

static struct count
unpack(uint64_t state)
{
	return (struct count){ (unsigned)(state >> 32), (unsigned)state };
}

static uint64_t
pack(unsigned watching, unsigned seated)
{
	return (uint64_t)watching << 32 | seated;
}

bool
bench_init(struct bench *bench, int workers)
{
	atomic_init(&bench->state, pack((unsigned)workers, 0));
	atomic_init(&bench->turns, 0);
	return sem_init(&bench->calls, 0, 0) == 0;
}

int
bench_watching(const struct bench *bench)
{
	return (int)unpack(atomic_load(&bench->state)).watching;
}

int
bench_seated(const struct bench *bench)
{
	return (int)unpack(atomic_load(&bench->state)).seated;
}

/* From the seats to the watch; false when all seats are empty. */
static bool
get_up(struct bench *bench)
{
	uint64_t state = atomic_load(&bench->state);
	struct count c;

	do {
		c = unpack(state);
		if (c.seated == 0)
			return false;
	} while (!atomic_compare_exchange_weak(
	    &bench->state, &state, pack(c.watching + 1, c.seated - 1)));
	return true;
}

void
bench_call(struct bench *bench)
{
	/* In the name of whoever hears it. */
	if (get_up(bench))
		sem_post(&bench->calls);
}

void
bench_leave_watch(struct bench *bench)
{
	uint64_t state = atomic_load(&bench->state), next;
	struct count c;
	bool call;

	do {
		c = unpack(state);
		call = c.watching == 1 && c.seated > 0;
		next = call ? pack(1, c.seated - 1)
			    : pack(c.watching - 1, c.seated);
	} while (!atomic_compare_exchange_weak(&bench->state, &state, next));
	if (call)
		sem_post(&bench->calls);
}

void
bench_take_watch(struct bench *bench)
{
	atomic_fetch_add(&bench->state, pack(1, 0));
}

void
bench_turn(struct bench *bench)
{
	atomic_fetch_add_explicit(&bench->turns, 1, memory_order_relaxed);
}

/* False when nobody called for a moment. */
static bool
is_called(struct bench *bench)
{
	struct timespec end;
	int rc;

	clock_gettime(CLOCK_REALTIME, &end);
	end.tv_nsec += MOMENT_NS;
	if (end.tv_nsec >= 1000000000) {
		end.tv_nsec -= 1000000000;
		end.tv_sec++;
	}
	do
		rc = sem_timedwait(&bench->calls, &end);
	while (rc != 0 && errno == EINTR);
	return rc == 0;
}

bool
bench_sit(struct bench *bench)
{
	uint64_t state = atomic_load(&bench->state);
	unsigned before, now;
	struct count c;

	do {
		c = unpack(state);
		if (c.watching <= 1)
			return false;
	} while (!atomic_compare_exchange_weak(
	    &bench->state, &state, pack(c.watching - 1, c.seated + 1)));
	now = atomic_load(&bench->turns);
	do {
		before = now;
		if (is_called(bench))
			return true;
		now = atomic_load(&bench->turns);
	} while (now != before);
	/* Of one's own accord; or somebody called just now, for this seat. */
	if (!get_up(bench))
		while (sem_wait(&bench->calls) != 0 && errno == EINTR)
			;
	return true;
}

void
bench_clear(struct bench *bench, int workers)
{
	while (workers-- > 0)
		sem_post(&bench->calls);
}
