#ifndef FCGI_WORKER_H
#define FCGI_WORKER_H

#include <stdatomic.h>
#include <stdbool.h>

#include "fcgi/connection.h"
#include "fcgi/server.h"

/*
 * What the workers share.  Everything waits in one epoll set, where each
 * event is given to one thread only (EPOLLONESHOT), so that any idle thread
 * takes whatever comes next: a slow request never holds up another.
 */
struct workshop {
	const struct server_config *config;
	int epoll_fd;
	int stop_fd; /* eventfd: readable when workers are to return */
	int wake_fd; /* eventfd: something for the conductor to watch */
	struct connections connections;
	atomic_bool draining; /* answer, then close */
	atomic_int accepting; /* workers that are just doing so */
	atomic_bool accept_paused; /* out of descriptors */
	atomic_bool asleep; /* the conductor wants to be woken */
};

/* One thread's seat.  NULL when memory or descriptors are exhausted. */
struct worker;
struct worker *worker_new(struct workshop *workshop);
void worker_free(struct worker *worker); /* NULL is allowed */

/* The thread: "argument" is a worker.  Returns NULL once stop_fd is set. */
void *worker_main(void *argument);

#endif
