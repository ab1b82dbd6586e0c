#ifndef FCGI_REPLY_H
#define FCGI_REPLY_H

#include "fcgi/exchange.h"

/*
 * Headers for the answer a handler has put into the response's body: status
 * 200, or 304 without the body when the client has these bytes already, or
 * 308 to exchange->location.  The only place that knows HTTP's caching.
 */
void reply_found(struct exchange *exchange, bool negotiated);

/* Is what the handler is about to make already in the client's cache? */
bool reply_is_cached(const struct exchange *exchange);

/*
 * The answer to a failure: the only place that maps "err" to a status.  A
 * problem document (RFC 9457) as JSON, or the same as text or a page.
 */
void reply_failed(struct exchange *exchange, enum err err);

/* The same for failures that are HTTP's own: 405, 406, 411, 413, 415, 503. */
void reply_status(struct exchange *exchange, int status);

/* 204 with Allow. */
void reply_options(struct exchange *exchange);

#endif
