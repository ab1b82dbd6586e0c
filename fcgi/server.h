#ifndef FCGI_SERVER_H
#define FCGI_SERVER_H

#include <stddef.h>

#include "fcgi/http.h"
#include "lib/base/err.h"

struct server_config {
	int listen_fd;          /* listening, any family; owned by the caller */
	int workers;            /* threads that serve, at least 1 */
	size_t body_max;        /* bytes of a request's body that are kept */
	size_t params_max;      /* bytes of FastCGI parameters */
	size_t arena_max;       /* bytes one request may use */
	int request_timeout_ms; /* for a request to arrive complete */
	int drain_timeout_ms;   /* for requests in flight after SIGTERM */
	http_handler *handler;
	void *context;
	void (*on_reload)(void *context); /* SIGHUP; runs outside the workers */
	/*
	 * Called once when the end begins: make sure that nobody new comes.
	 * Who was queued before is still served.  NULL: the socket is shared
	 * with a successor, who takes what is queued.
	 */
	void (*on_drain)(void *context);
};

/*
 * Serve FastCGI (one responder role, RFC-less: the FastCGI 1.0
 * specification) until SIGTERM or SIGINT, then let the requests in flight
 * finish and return OK.  Installs signal handling for the whole process, so
 * it is called once, before other threads exist.  A second SIGTERM, or
 * requests that outlast the drain's time, end the process with status 1:
 * a thread in a handler cannot be stopped.
 *
 * Fails with ERR_INVALID without workers, and with ERR_SYSTEM when it cannot
 * start.
 */
enum err server_run(const struct server_config *config, struct note *note);

#endif
