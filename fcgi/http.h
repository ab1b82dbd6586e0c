#ifndef FCGI_HTTP_H
#define FCGI_HTTP_H

#include <stdbool.h>

#include "lib/base/slices.h"
#include "lib/base/str.h"

struct arena;

/*
 * A request as the web server handed it over (RFC 3875 names in brackets),
 * whole and in memory.  Everything is borrowed from the transport and valid
 * until the response has been sent; STR_NONE is "not given".
 */
struct http_request {
	struct str method;        /* REQUEST_METHOD */
	struct str script_name;   /* SCRIPT_NAME: where we are mounted */
	struct str uri;           /* REQUEST_URI: raw, still encoded */
	struct str path_info;     /* PATH_INFO: decoded; used without a uri */
	struct str query;         /* QUERY_STRING: raw */
	struct str accept;        /* HTTP_ACCEPT */
	struct str if_none_match; /* HTTP_IF_NONE_MATCH */
	struct str content_type;  /* CONTENT_TYPE */
	struct str content_length;/* CONTENT_LENGTH */
	struct str body;
	bool body_too_large; /* more than the limit: drained, not kept */
};

/*
 * What goes back.  "headers" are complete lines ("Name: value\r\n"),
 * without Status, Content-Type and Content-Length, which the transport
 * writes from the fields.  Pieces are borrowed from the request's arena or
 * from a generation that the handler keeps until http_response.release is
 * called.
 */
struct http_response {
	int status;
	struct str content_type; /* STR_NONE when there is no body */
	struct slices headers;
	struct slices body;
	bool head; /* answer to HEAD: Content-Length of body, but no body */
	const char *route; /* name for the log: never the path itself */
	void (*release)(void *payload); /* may be NULL */
	void *payload;
};

/*
 * What a transport calls for each request.  It must fill "response" whatever
 * happens; memory comes from "arena", which ends after the response is sent.
 */
typedef void http_handler(void *context, const struct http_request *request,
    struct arena *arena, struct http_response *response);

const char *http_reason(int status); /* "Not Found" */

/* The method's name out of a table of known ones, else "other". */
const char *http_method_name(struct str method);

#endif
