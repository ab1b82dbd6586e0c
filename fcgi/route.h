#ifndef FCGI_ROUTE_H
#define FCGI_ROUTE_H

#include "fcgi/exchange.h"
#include "lib/base/err.h"

/*
 * One line of the table in routes.c.  A pattern is the segments of a path;
 * "*" stands for any one.  "names" is for the log and never a path itself.
 */
struct route {
	const char *method; /* "GET" serves HEAD, too */
	const char *pattern;
	const char *name;
	unsigned media; /* what the answer comes as, a set of media.h; 0: in a
			   type of its own */
	enum err (*handle)(struct exchange *exchange);
};

extern const struct route routes[]; /* ends with a NULL method */

/*
 * The route for this method and target.  NULL when there is none: "*allow"
 * is then the methods that the path does have ("GET, HEAD, OPTIONS"), or
 * NULL when nobody knows the path.
 */
const struct route *route_find(struct str method, const struct target *target,
    struct arena *arena, const char **allow);

#endif
