#ifndef FCGI_BENCH_H
#define FCGI_BENCH_H

#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>

/*
 * Where workers sit that are not needed.  Quick requests are served fastest
 * by one thread that takes them as they come; a second one only makes the
 * processor change threads.  So all but one sit down while there is little
 * to do, and one gets up when the last that watches begins what may last, or
 * when there is more to do than one can take.
 */
struct bench {
	atomic_int watching; /* workers that take what comes */
	atomic_int seated;
	sem_t calls;
};

/* For so many workers, all of them watching.  False: no semaphore. */
bool bench_init(struct bench *bench, int workers);

/* Call one that sits, if one does. */
void bench_call(struct bench *bench);

/* Around a request that may last: somebody else watches meanwhile. */
void bench_leave_watch(struct bench *bench);
void bench_take_watch(struct bench *bench);

/*
 * May this worker sit down?  If another one watches, it does, and true is
 * returned when it was called; else false at once.
 */
bool bench_sit(struct bench *bench);

/* Call "workers" of them, whether they sit or are about to: the end. */
void bench_clear(struct bench *bench, int workers);

#endif
