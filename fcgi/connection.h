#ifndef FCGI_CONNECTION_H
#define FCGI_CONNECTION_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fastcgi;
struct inbox;

/*
 * A connection belongs to the worker that got its event until that worker
 * arms it again; then to nobody.  Others only ever look at "state", and may
 * move it from one of the waiting states to DOOMED, after which shutdown(2)
 * wakes a worker to close it.
 */
enum connection_state {
	CONNECTION_BUSY, /* with a worker */
	CONNECTION_IDLE, /* nothing of a request has arrived */
	CONNECTION_PARTIAL, /* a request, an answer or an end is under way */
	CONNECTION_DOOMED
};

struct connection {
	int fd;
	atomic_int state;
	_Atomic int64_t deadline; /* ms, for as long as it waits; 0: none */
	struct inbox *inbox; /* a request that came in pieces */
	struct fastcgi *sending; /* an answer that did not go out at once */
	bool lingering; /* answered; discarding what still comes */
	struct connection *next;
	struct connection *previous;
};

/* All of them.  The lock guards the list, not the connections. */
struct connections {
	pthread_mutex_t lock;
	struct connection *first;
	size_t count;
};

/* Milliseconds on the monotonic clock. */
int64_t connection_clock(void);

void connections_init(struct connections *connections);

/*
 * A new one for "fd", which it owns from here on, in state IDLE with a
 * deadline.  NULL when the machine has no memory; "fd" is then closed.
 */
struct connection *connections_add(
    struct connections *connections, int fd, int64_t deadline);

/* Close and free; only by its owner. */
void connections_drop(
    struct connections *connections, struct connection *connection);

size_t connections_count(struct connections *connections);

/* Doom what is past its deadline. */
void connections_expire(struct connections *connections, int64_t now);

/* Doom what waits with nothing to read. */
void connections_end_idle(struct connections *connections);

/* Doom whatever waits for its peer. */
void connections_end_waiting(struct connections *connections);

/* Free all; no other thread uses them any more. */
void connections_clear(struct connections *connections);

#endif
