#ifndef FCGI_FASTCGI_H
#define FCGI_FASTCGI_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

struct log_batch;
struct server_config;

/*
 * One request from libfcgi's reading of it to the last byte of its answer:
 * the library's request, an arena, an outbox.  Reused by a worker from
 * request to request; the only file that knows libfcgi.
 */
struct fastcgi;

enum fastcgi_next {
	FASTCGI_KEEP, /* answered; the connection waits for another request */
	FASTCGI_CLOSE, /* answered, or not to be answered: close */
	FASTCGI_MORE, /* the peer is slow: fastcgi_send() when writable */
	FASTCGI_GONE /* libfcgi closed "source" */
};

/* A request that is complete: screened, and there to be read. */
struct fastcgi_input {
	int source; /* libfcgi reads it from here without waiting */
	int fd; /* the connection; often the same */
	size_t body_length; /* as the peer sent it */
};

/* Once, before threads exist.  Undoes what the library does to signals. */
enum err fastcgi_init(struct note *note);

/* NULL when the machine has no memory.  "config" is borrowed. */
struct fastcgi *fastcgi_new(const struct server_config *config);

/*
 * Read the request, call the handler, send the answer, note it in "log".  Never blocks on the
 * peer.  After FASTCGI_MORE everything the response borrows stays alive
 * until fastcgi_send() or fastcgi_free().
 */
enum fastcgi_next fastcgi_serve(struct fastcgi *fastcgi,
    const struct fastcgi_input *input, struct log_batch *log);

/* Go on sending to "fd". */
enum fastcgi_next fastcgi_send(
    struct fastcgi *fastcgi, int fd, struct log_batch *log);

/*
 * Answer a request that was refused before libfcgi saw it, as far as the
 * socket takes it: 431.
 */
void fastcgi_refuse(struct fastcgi *fastcgi, int fd);

void fastcgi_free(struct fastcgi *fastcgi); /* NULL is allowed */

#endif
