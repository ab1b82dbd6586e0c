#ifndef FCGI_ROUTES_CODES_H
#define FCGI_ROUTES_CODES_H

#include "fcgi/exchange.h"
#include "lib/base/err.h"

/* Handlers of the table in routes.c. */

/* GET /codes?code=...: any number of texts; without one, the systems. */
enum err get_codes(struct exchange *exchange);

/* GET /codes/{system}/{code}: one code by its name. */
enum err get_code(struct exchange *exchange);

#endif
