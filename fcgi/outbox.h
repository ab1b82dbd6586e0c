#ifndef FCGI_OUTBOX_H
#define FCGI_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "fcgi/http.h"

/*
 * A response as FastCGI records: one list of borrowed pieces that goes out
 * in as few sendmsg(2) as the socket allows, and can be continued later
 * when the peer does not take it all at once.
 */
struct outbox;

enum outbox_state { OUTBOX_SENT, OUTBOX_MORE, OUTBOX_BROKEN };

/* Reused from response to response.  NULL when the machine has no memory. */
struct outbox *outbox_new(void);

/*
 * Lay out "response" (STDOUT records, the empty one, END_REQUEST).  Its
 * pieces stay borrowed until it is sent.  Fails only for want of memory.
 */
bool outbox_fill(struct outbox *outbox, const struct http_response *response);

/*
 * Send what is left without blocking.  OUTBOX_MORE: the peer's end is full,
 * call again when "fd" is writable.
 */
enum outbox_state outbox_send(struct outbox *outbox, int fd);

void outbox_free(struct outbox *outbox); /* NULL is allowed */

#endif
