#ifndef FCGI_ACCEPT_H
#define FCGI_ACCEPT_H

#include <stdbool.h>

#include "fcgi/worker.h"

/*
 * Accept what is queued, at most "most" of it, into the workshop's epoll
 * set.  False when the process or the system is out of descriptors or
 * memory.
 */
bool accept_queued(struct workshop *workshop, int most);

/* Watch the listening socket for one event; again after each. */
bool accept_watch(struct workshop *workshop, bool first);

/*
 * A worker's turn at the listening socket.  Out of descriptors, the
 * conductor watches it again after a pause.  Once it drains, the conductor
 * alone accepts, and waits for those that had begun before.
 */
void accept_turn(struct workshop *workshop);

#endif
