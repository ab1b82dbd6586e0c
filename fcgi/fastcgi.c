#include "fcgi/fastcgi.h"

#include <fcgiapp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fcgi/http.h"
#include "fcgi/log.h"
#include "fcgi/outbox.h"
#include "fcgi/server.h"
#include "fcgi/wipe.h"
#include "lib/base/arena.h"

/*
 * We set fields that the header asks to leave alone; they have been the same
 * from 2.4.2 to 2.4.7.  Do not build against a library where they moved.
 */
#define AFTER_POINTERS (2 * sizeof(int) + 5 * sizeof(void *))
_Static_assert(offsetof(FCGX_Request, ipcFd) == AFTER_POINTERS,
    "libfcgi: FCGX_Request.ipcFd moved");
_Static_assert(
    offsetof(FCGX_Request, keepConnection) == AFTER_POINTERS + 2 * sizeof(int),
    "libfcgi: FCGX_Request.keepConnection moved");
_Static_assert(
    offsetof(FCGX_Request, detached) == AFTER_POINTERS + 7 * sizeof(int),
    "libfcgi: FCGX_Request.detached moved");

enum { SCRATCH_SIZE = 4096, BODY_MAX_INT = 1 << 30 };

struct fastcgi {
	const struct server_config *config;
	FCGX_Request request;
	struct arena *arena;
	struct outbox *outbox;
	struct http_response response;
	struct str refusal; /* the body of our own answers */
	struct log_entry entry;
	struct timespec started;
	bool open; /* the library's request is to be freed */
	bool keep; /* as the peer asked */
	bool wipes; /* there is a body */
};

struct parameter {
	const char *name;
	size_t offset; /* of the struct str in struct http_request */
};

static const struct parameter parameters[] = {
	{ "REQUEST_METHOD", offsetof(struct http_request, method) },
	{ "SCRIPT_NAME", offsetof(struct http_request, script_name) },
	{ "REQUEST_URI", offsetof(struct http_request, uri) },
	{ "PATH_INFO", offsetof(struct http_request, path_info) },
	{ "QUERY_STRING", offsetof(struct http_request, query) },
	{ "HTTP_ACCEPT", offsetof(struct http_request, accept) },
	{ "HTTP_IF_NONE_MATCH", offsetof(struct http_request, if_none_match) },
	{ "CONTENT_TYPE", offsetof(struct http_request, content_type) },
	{ "CONTENT_LENGTH", offsetof(struct http_request, content_length) },
};

enum err
fastcgi_init(struct note *note)
{
	int rc = FCGX_Init();

	if (rc != 0)
		return err_set(note, ERR_SYSTEM, "libfcgi: error %d", rc);
	/* It has put its own handlers on these. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGUSR1, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	return OK;
}

struct fastcgi *
fastcgi_new(const struct server_config *config)
{
	struct fastcgi *fastcgi = calloc(1, sizeof(*fastcgi));

	if (fastcgi == NULL)
		return NULL;
	fastcgi->config = config;
	if ((fastcgi->arena = arena_new(config->arena_max)) == NULL ||
	    (fastcgi->outbox = outbox_new()) == NULL) {
		fastcgi_free(fastcgi);
		return NULL;
	}
	return fastcgi;
}

static void
start(struct fastcgi *fastcgi, const struct fastcgi_input *input)
{
	FCGX_Request *request = &fastcgi->request;

	clock_gettime(CLOCK_MONOTONIC, &fastcgi->started);
	fastcgi->wipes = input->body_length > 0;
	if (fastcgi->wipes)
		wipe_start();
	fastcgi->entry = (struct log_entry){ .method = "other" };
	fastcgi->response = (struct http_response){ 0 };
	FCGX_InitRequest(request, -1, 0);
	request->ipcFd = input->source;
	request->keepConnection = 1; /* or Accept closes it first of all */
	request->detached = 1; /* or closing waits for the peer */
}

/* Let go of everything the request and its response held. */
static void
finish(struct fastcgi *fastcgi)
{
	if (fastcgi->response.release != NULL)
		fastcgi->response.release(fastcgi->response.payload);
	fastcgi->response = (struct http_response){ 0 };
	arena_reset(fastcgi->arena);
	if (fastcgi->open)
		FCGX_Free(&fastcgi->request, 0);
	fastcgi->open = false;
	if (fastcgi->wipes)
		wipe_stop();
	fastcgi->wipes = false;
}

static void
map_parameters(FCGX_Request *request, struct http_request *out)
{
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(parameters) / sizeof(parameters[0]); i++) {
		value = FCGX_GetParam(parameters[i].name, request->envp);
		*(struct str *)((char *)out + parameters[i].offset) =
		    str_from(value);
	}
}

/* A body that does not fit the arena is as good as too large. */
static bool
keep_body(struct fastcgi *fastcgi, size_t length, struct http_request *out)
{
	FCGX_Stream *in = fastcgi->request.in;
	char *body;

	if (length == 0)
		return true;
	if (length > fastcgi->config->body_max || length > BODY_MAX_INT ||
	    (body = arena_alloc(fastcgi->arena, length)) == NULL) {
		out->body_too_large = true;
		return true;
	}
	if (FCGX_GetStr(body, (int)length, in) != (int)length)
		return false;
	out->body = (struct str){ body, length };
	return true;
}

/*
 * Read on to the end of the body, wanted or not: what is left in the socket
 * would be taken for the next request's records.
 */
static bool
drain(struct fastcgi *fastcgi)
{
	FCGX_Stream *in = fastcgi->request.in;
	char scratch[SCRATCH_SIZE];
	bool used = false;

	while (FCGX_GetStr(scratch, sizeof(scratch), in) > 0)
		used = true;
	if (used)
		explicit_bzero(scratch, sizeof(scratch));
	return FCGX_GetError(in) == 0;
}

/* An answer of the transport itself, as a problem document (RFC 9457). */
static void
refuse(struct fastcgi *fastcgi, int status, struct str problem)
{
	fastcgi->refusal = problem;
	fastcgi->response = (struct http_response){
		.status = status,
		.content_type = STR("application/problem+json"),
		.body = { .items = &fastcgi->refusal,
		    .count = 1,
		    .length = problem.length },
		.route = "refused",
	};
}

static bool
is_short(const struct http_request *request, size_t arrived)
{
	long announced;

	return str_to_long(request->content_length, &announced) &&
	       (unsigned long)announced > arrived;
}

static void
answer(
    struct fastcgi *fastcgi, const struct http_request *request, size_t arrived)
{
	const struct server_config *config = fastcgi->config;

	if (request->method.length == 0) {
		refuse(fastcgi, 400,
		    STR("{\"type\":\"/problems/400\","
			"\"title\":\"Bad Request\",\"status\":400,"
			"\"detail\":\"REQUEST_METHOD: missing\"}\n"));
		return;
	}
	if (is_short(request, arrived)) {
		refuse(fastcgi, 400,
		    STR("{\"type\":\"/problems/400\","
			"\"title\":\"Bad Request\",\"status\":400,"
			"\"detail\":\"body: shorter than announced\"}\n"));
		return;
	}
	config->handler(
	    config->context, request, fastcgi->arena, &fastcgi->response);
}

/* The parameters; false when the library has closed what it read from. */
static bool
read_head(struct fastcgi *fastcgi, struct http_request *out)
{
	FCGX_Request *request = &fastcgi->request;

	if (FCGX_Accept_r(request) != 0)
		return false;
	fastcgi->open = true;
	fastcgi->keep = request->keepConnection != 0;
	/* An error here means parameters cut short, yet accepted. */
	if (FCGX_GetError(request->in) != 0)
		return true;
	map_parameters(request, out);
	fastcgi->entry.method = http_method_name(out->method);
	return true;
}

enum fastcgi_next
fastcgi_serve(struct fastcgi *fastcgi, const struct fastcgi_input *input,
    struct log_batch *log)
{
	struct http_request request = { 0 };

	start(fastcgi, input);
	if (!read_head(fastcgi, &request)) {
		finish(fastcgi);
		return FASTCGI_GONE;
	}
	if (FCGX_GetError(fastcgi->request.in) != 0 ||
	    !keep_body(fastcgi, input->body_length, &request) ||
	    !drain(fastcgi)) {
		finish(fastcgi);
		return FASTCGI_CLOSE;
	}
	answer(fastcgi, &request, input->body_length);
	if (!outbox_fill(fastcgi->outbox, &fastcgi->response)) {
		finish(fastcgi);
		return FASTCGI_CLOSE;
	}
	fastcgi->entry.status = fastcgi->response.status;
	fastcgi->entry.route = fastcgi->response.route;
	fastcgi->entry.bytes =
	    fastcgi->response.head ? 0 : fastcgi->response.body.length;
	return fastcgi_send(fastcgi, input->fd, log);
}

static long
microseconds_since(struct timespec then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)(now.tv_sec - then.tv_sec) * 1000000 +
	       (now.tv_nsec - then.tv_nsec) / 1000;
}

enum fastcgi_next
fastcgi_send(struct fastcgi *fastcgi, int fd, struct log_batch *log)
{
	enum outbox_state state;

	if (fastcgi->wipes)
		wipe_start();
	state = outbox_send(fastcgi->outbox, fd);
	if (state == OUTBOX_MORE) {
		wipe_stop();
		return FASTCGI_MORE;
	}
	fastcgi->entry.microseconds = microseconds_since(fastcgi->started);
	log_request(log, &fastcgi->entry);
	finish(fastcgi);
	if (state == OUTBOX_BROKEN || !fastcgi->keep)
		return FASTCGI_CLOSE;
	return FASTCGI_KEEP;
}

void
fastcgi_refuse(struct fastcgi *fastcgi, int fd)
{
	refuse(fastcgi, 431,
	    STR("{\"type\":\"/problems/431\","
		"\"title\":\"Request Header Fields Too Large\","
		"\"status\":431,\"detail\":\"parameters: too long\"}\n"));
	if (outbox_fill(fastcgi->outbox, &fastcgi->response))
		outbox_send(fastcgi->outbox, fd);
	fastcgi->response = (struct http_response){ 0 };
}

void
fastcgi_free(struct fastcgi *fastcgi)
{
	if (fastcgi == NULL)
		return;
	if (fastcgi->arena != NULL)
		finish(fastcgi);
	arena_free(fastcgi->arena);
	outbox_free(fastcgi->outbox);
	free(fastcgi);
}
