#ifndef FCGI_ROUTES_SEARCH_H
#define FCGI_ROUTES_SEARCH_H

#include "fcgi/exchange.h"
#include "lib/base/err.h"

/* GET /search?q=: a handler of the table in routes.c. */
enum err get_search(struct exchange *exchange);

#endif
