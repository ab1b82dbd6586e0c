#ifndef FCGI_BENCH_H
#define FCGI_BENCH_H

#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Where workers sit that are not needed.  Quick requests are served fastest
 * by one thread that takes them as they come; a second one only makes the
 * processor change threads.  So while requests come quickly, all but one sit
 * down; one gets up when the last that watches begins what may last, when
 * there is more to do than one can take, and of its own accord when nothing
 * was finished for a moment: then either the one that watches is held up, or
 * there is time for all to watch.
 */
struct bench {
	_Atomic uint64_t state; /* how many watch, how many sit */
	atomic_uint turns;      /* things done by those that watch */
	sem_t calls;
};

/* For so many workers, all of them watching.  False: no semaphore. */
bool bench_init(struct bench *bench, int workers);

/* Workers that take what comes, and those that sit. */
int bench_watching(const struct bench *bench);
int bench_seated(const struct bench *bench);

/* Call one that sits, if one does. */
void bench_call(struct bench *bench);

/* Around a request that may last: somebody else watches meanwhile. */
void bench_leave_watch(struct bench *bench);
void bench_take_watch(struct bench *bench);

/* One more thing is done. */
void bench_turn(struct bench *bench);

/*
 * May this worker sit down?  If another one watches, it does, and true is
 * returned when it got up; else false at once.
 */
bool bench_sit(struct bench *bench);

/* Call "workers" of them, whether they sit or are about to: the end. */
void bench_clear(struct bench *bench, int workers);

#endif
