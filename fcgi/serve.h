#ifndef FCGI_SERVE_H
#define FCGI_SERVE_H

#include "fcgi/http.h"
#include "lib/base/date.h"

struct arena;
struct current;
struct press;

/* What requests are served from; shared by all threads, never written. */
struct service {
	struct current *current;
	struct press *press; /* NULL: no fonts were found, so no PDF */
	bool has_today; /* "today" is fixed, for tests and examples */
	struct date today;
};

/*
 * Answer one request: an http_handler whose context is a struct service.
 * Knows no socket, so tests call it with requests made in memory.  Fills
 * "response" whatever happens.
 */
void serve(void *service, const struct http_request *request,
    struct arena *arena, struct http_response *response);

#endif
