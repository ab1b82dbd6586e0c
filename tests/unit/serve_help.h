#ifndef TESTS_UNIT_SERVE_HELP_H
#define TESTS_UNIT_SERVE_HELP_H

#include <check.h>

#include "fcgi/serve.h"
#include "lib/base/arena.h"
#include "lib/base/err.h"
#include "lib/base/value.h"

/* Asking serve() for things, one after the other, without a socket. */

#define GUIDE "/guides/cigna/upadacitinib/medical-necessity"

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

extern struct service service; /* of kb/sources, unless a test's own */
extern struct arena *serve_arena; /* of the request */
extern struct http_request request; /* what the next ask() sends */
extern struct http_response response; /* to the last one */

/* A test case with a service of kb/sources and a fresh request each time. */
TCase *serve_tcase(const char *name);

/* What its fixtures do: a service of the file at "path", and its end. */
void serve_open(const char *path);
void serve_close(void);
void serve_setup(void);
void serve_teardown(void);

/* Ask for an address; gives the status.  The last response ends with it. */
int ask(const char *uri);
int ask_as(const char *accept, const char *uri);
int post(const char *uri, const char *type, const char *body);
void let_go(void); /* of the last response */

/* Of the last response: its body, a header's value (NULL: none), its JSON. */
const char *serve_body(void);
const char *serve_header(const char *name);
struct value serve_parsed(void);

#endif
