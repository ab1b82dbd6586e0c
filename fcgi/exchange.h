#ifndef FCGI_EXCHANGE_H
#define FCGI_EXCHANGE_H

#include "fcgi/http.h"
#include "fcgi/target.h"
#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/edition.h"
#include "lib/guide.h"
#include "lib/render/media.h"
#include "lib/store/kb.h"

struct arena;
struct press;

/*
 * One request on its way through serve(), route, handler and reply: what
 * came in, what was decided, what goes out.
 */
struct exchange {
	const struct http_request *request;
	struct arena *arena;
	struct edition *edition; /* NULL: none could be loaded */
	struct kb_read read;
	struct press *press; /* NULL: none */
	struct date today;
	struct target target;
	enum media media;     /* decided once, before the handler runs */
	enum media told;      /* what a failure is told in: of MEDIA_SCREEN */
	struct http_response *response;

	/* What a handler says of its answer; reply.c makes headers of it. */
	struct str key;      /* identifies the bytes within a generation;
				STR_NONE: not to be cached */
	struct str location; /* redirect there, below our mount point */
	struct str type;     /* Content-Type, where it is not the medium's */
	long max_age;        /* seconds; 0: ask again each time */

	/* Why it failed. */
	struct note note;
	struct problems problems;
	struct guide_near near;
	const char *allow; /* methods, for 405 and OPTIONS */
};

#endif
