#include "fcgi/serve.h"

#include <time.h>

#include "fcgi/current.h"
#include "fcgi/exchange.h"
#include "fcgi/negotiate.h"
#include "fcgi/reply.h"
#include "fcgi/route.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"

enum { TYPES_MAX = 256 };

/* What the response borrows lives until the transport has sent it. */
struct keep {
	struct current *current;
	struct edition *edition;
};

static void
release(void *payload)
{
	struct keep *keep = payload;

	current_give_back(keep->current, keep->edition);
}

/* The generation this request is answered from, whatever is loaded later. */
static void
take_edition(struct exchange *x, struct current *current)
{
	struct keep *keep = arena_alloc(x->arena, sizeof(*keep));

	if (keep == NULL)
		return;
	*keep = (struct keep){ current, current_take(current) };
	if (keep->edition == NULL)
		return;
	x->edition = keep->edition;
	x->response->release = release;
	x->response->payload = keep;
}

static struct date
today(const struct service *service)
{
	time_t now = time(NULL);
	struct date date = service->today;
	struct tm local;

	if (!service->has_today && localtime_r(&now, &local) != NULL)
		date_make(local.tm_year + 1900, local.tm_mon + 1,
		    local.tm_mday, &date);
	return date;
}

/* What a failure is told in: nobody is sent a page of paper for it. */
static void
decide_told(struct exchange *x)
{
	x->told = MEDIA_TEXT;
	if (x->target.suffix && media_is_in(MEDIA_SCREEN, x->target.media))
		x->told = x->target.media;
	else
		negotiate(x->request->accept, MEDIA_SCREEN, &x->told);
}

/* Decide the medium; false if there is none the client accepts. */
static bool
decide_media(struct exchange *x, unsigned offered)
{
	x->media = x->target.suffix ? x->target.media : x->told;
	return x->target.suffix
	    ? media_is_in(offered, x->media)
	    : negotiate(x->request->accept, offered, &x->media);
}

/* A failure before there is a medium is told as the client would like it. */
static int
without_route(struct exchange *x)
{
	if (x->allow == NULL) {
		err_set(&x->note, ERR_NOT_FOUND,
		    "There is nothing at this address.");
		return 404;
	}
	if (str_is(x->request->method, "OPTIONS"))
		return 204;
	err_set(&x->note, ERR_INVALID, "This address answers to %s.",
	    x->allow);
	return 405;
}

/* "This answer comes as text/html or application/json." */
static void
not_acceptable(struct exchange *x, unsigned offered)
{
	struct buf types = buf_new(x->arena, TYPES_MAX);
	enum media media;

	for (media = 0; media < MEDIA_COUNT; media++) {
		if (!media_is_in(offered, media))
			continue;
		offered &= ~MEDIA_ONE(media);
		if (buf_str(&types).length > 0)
			buf_puts(&types, offered == 0 ? " or " : ", ");
		buf_puts(&types, media_type(media));
	}
	err_set(&x->note, ERR_INVALID, "This answer comes as %.*s.",
	    STR_ARG(buf_str(&types)));
}

/* What must hold before a handler sees the request; 0 when it does. */
static int
refused(struct exchange *x, const struct route *route)
{
	unsigned offered = route == NULL ? MEDIA_ALL : route->media;
	bool acceptable = decide_media(x, offered) || offered == 0;

	if (!acceptable) {
		not_acceptable(x, offered);
		return 406;
	}
	if (route == NULL)
		return without_route(x);
	if (x->request->body_too_large) {
		err_set(&x->note, ERR_TOO_LARGE,
		    "The request's body is larger than this service takes.");
		return 413;
	}
	if (x->edition == NULL && route->media != 0) {
		err_set(&x->note, ERR_CORRUPT,
		    "No knowledge base can be served at the moment.");
		return 503;
	}
	return 0;
}

static void
handle(struct exchange *x, const struct route *route)
{
	enum err err = OK;

	if (x->edition != NULL)
		err = kb_begin(x->edition->kb, &x->read, &x->note);
	if (err == OK) {
		err = route->handle(x);
		if (x->edition != NULL)
			kb_end(&x->read);
	}
	if (err == OK && arena_failed(x->arena))
		err = err_set(&x->note, ERR_TOO_LARGE,
		    "Answering this needs more memory than one request "
		    "may use.");
	if (err != OK)
		reply_failed(x, err);
	else if (x->response->status == 0)
		reply_found(x, route->media != 0 && !x->target.suffix);
	/* No half of an answer: its headers may have been the last straw. */
	if (err == OK && arena_failed(x->arena)) {
		err_set(&x->note, ERR_MEMORY, "There is no memory left.");
		reply_failed(x, ERR_MEMORY);
	}
}

static void
answer(struct exchange *x, const struct service *service)
{
	const struct route *route;
	enum err err;
	int status;

	take_edition(x, service->current);
	err = target_read(x->request, x->arena, &x->target, &x->note);
	decide_told(x);
	if (err != OK) {
		reply_failed(x, err);
		return;
	}
	route = route_find(
	    x->request->method, &x->target, x->arena, &x->allow);
	if (route != NULL)
		x->response->route = route->name;
	status = refused(x, route);
	if (status == 204)
		reply_options(x);
	else if (status != 0)
		reply_status(x, status);
	else
		handle(x, route);
}

void
serve(void *context, const struct http_request *request, struct arena *arena,
    struct http_response *response)
{
	const struct service *service = context;
	struct exchange x = { .request = request,
		.arena = arena,
		.response = response,
		.press = service->press,
		.problems = problems_new(arena),
		.today = today(service) };

	*response = (struct http_response){ .headers = slices_new(arena),
		.body = slices_new(arena),
		.head = str_is(request->method, "HEAD") };
	answer(&x, service);
}
