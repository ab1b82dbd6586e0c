#ifndef FCGI_INBOX_H
#define FCGI_INBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "fcgi/screen.h"

/*
 * Collects a request that did not arrive in one piece, so that no worker
 * ever waits for a peer.  Most requests never need one: they are complete in
 * the socket when they are first looked at.
 */
struct inbox;

enum inbox_state {
	INBOX_WAITING, /* nothing more to read for now */
	INBOX_COMPLETE,
	INBOX_REFUSED, /* see inbox_screen() */
	INBOX_CLOSED /* the peer went away, or no memory */
};

/*
 * An empty one for "params_max" bytes of parameters.  Of a body longer than
 * "body_max" bytes nothing is kept but its length.  Free with inbox_free();
 * NULL when the machine has no memory.
 */
struct inbox *inbox_new(size_t params_max, size_t body_max);

/* Take what "fd" holds, without blocking. */
enum inbox_state inbox_receive(struct inbox *inbox, int fd);

/* What is known about the request so far; borrowed. */
const struct screen *inbox_screen(const struct inbox *inbox);

/*
 * Write the complete request to the file "fd", replacing what it held, and
 * go to its start, ready to be read.  A body that was too long is left out.
 */
bool inbox_replay(const struct inbox *inbox, int fd);

/* Wipes.  NULL is allowed. */
void inbox_free(struct inbox *inbox);

#endif
