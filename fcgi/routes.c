/* THE table: every address in one line, and above it its short handler. */

#include <stdio.h>

#include "fcgi/reply.h"
#include "fcgi/route.h"
#include "fcgi/routes_changes.h"
#include "fcgi/routes_codes.h"
#include "fcgi/routes_search.h"
#include "lib/appeal.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/memo.h"
#include "lib/guide.h"

enum { PATH_MAX_BYTES = 2048 };

static struct str
parameter(const struct exchange *x, const char *name)
{
	struct str value = url_query_get(&x->target.query, name);

	return value.length == 0 ? STR_NONE : value;
}

/* The same guide under its own name, with the suffix and the query. */
static struct str
canonical_path(const struct exchange *x, const struct guide *guide)
{
	struct str parts[] = { guide->insurer, guide->treatment,
		guide->reason };
	struct buf path = buf_new(x->arena, PATH_MAX_BYTES);
	size_t i;

	buf_puts(&path, "/guides");
	for (i = 0; i < 3; i++) {
		buf_putc(&path, '/');
		url_encode(&path, parts[i]);
	}
	if (x->target.suffix)
		buf_printf(&path, ".%s", media_suffix(x->target.media));
	for (i = 0; i < x->target.query.count; i++) {
		buf_putc(&path, i == 0 ? '?' : '&');
		url_encode(&path, x->target.query.pairs[i].name);
		buf_putc(&path, '=');
		url_encode(&path, x->target.query.pairs[i].value);
	}
	return buf_failed(&path) ? STR_NONE : buf_str(&path);
}

static enum err
check_parameters(struct exchange *x)
{
	static const char *const known[] = { "plan", "state", "indication",
		"received", "notice" };
	struct str name;
	char pointer[64];
	size_t i, k;

	for (i = 0; i < x->target.query.count; i++) {
		name = x->target.query.pairs[i].name;
		for (k = 0; k < 5; k++)
			if (str_is(name, known[k]))
				break;
		snprintf(pointer, sizeof(pointer), "/%.*s",
		    STR_ARG(str_shown(name, 40, x->arena)));
		if (k == 5)
			problems_add(&x->problems, str_from(pointer),
			    "no such parameter; there are plan, state, "
			    "indication, received and notice");
	}
	return x->problems.count == 0
	    ? OK
	    : err_set(&x->note, ERR_INVALID,
		  "The question has a parameter that cannot be used.");
}

/* Put a guide together, or take it as it was put together before. */
static enum err
write_guide(struct exchange *x, const struct guide *guide)
{
	struct slices *body = &x->response->body;
	struct memo *memo = x->edition->memo;
	struct str whole;
	enum err err;

	if (memo_find(memo, x->key, &whole)) {
		slices_add(body, whole);
		return OK;
	}
	err = guide_write(&x->read, guide, x->edition->templates, x->media,
	    x->arena, body, &x->note);
	/* Days there are too many of to keep an answer for each. */
	if (err == OK && guide->received.at == NULL &&
	    guide->notice.at == NULL && guide->state.at == NULL &&
	    memo_keep(memo, x->key, body, &whole)) {
		*body = slices_new(x->arena);
		slices_add(body, whole);
	}
	return err;
}

static enum err
get_guide(struct exchange *x)
{
	struct guide_query query = { .insurer = x->target.segments[1],
		.treatment = x->target.segments[2],
		.reason = x->target.segments[3],
		.plan = parameter(x, "plan"),
		.state = parameter(x, "state"),
		.indication = parameter(x, "indication"),
		.received = parameter(x, "received"),
		.notice = parameter(x, "notice") };
	struct guide guide;
	enum err err;

	if ((err = check_parameters(x)) != OK ||
	    (err = guide_find(&x->read, &query, x->arena, &guide, &x->near,
		 &x->problems, &x->note)) != OK)
		return err;
	if (!guide.canonical) {
		x->location = canonical_path(x, &guide);
		return x->location.at != NULL
		    ? OK
		    : err_set(&x->note, ERR_TOO_LARGE,
			  "The address of this guide would be too long.");
	}
	x->key = guide_key(&guide, x->media, x->arena);
	if (reply_is_cached(x))
		return OK;
	return write_guide(x, &guide);
}

/* Types are compared without regard to case (RFC 9110, 8.3.1). */
static bool
is_json(struct str content_type, struct arena *arena)
{
	struct str essence =
	    str_lower(str_trim(str_cut(&content_type, ';')), arena);

	return str_is(essence, "application/json") ||
	    (str_starts(essence, STR("application/")) &&
		str_ends(essence, STR("+json")));
}

static enum err
post_letter(struct exchange *x)
{
	struct appeal_tools tools = { &x->read, x->edition->templates,
		x->press };
	struct appeal appeal = { .body = x->response->body };
	enum err err;

	if (!is_json(x->request->content_type, x->arena)) {
		err_set(&x->note, ERR_INVALID,
		    "A case is sent as application/json.");
		reply_status(x, 415);
		return OK;
	}
	if (x->media == MEDIA_PDF && x->press == NULL) {
		err_set(&x->note, ERR_SYSTEM, "This service found no fonts when "
		    "it started, so it makes no PDF.  The other forms of a "
		    "letter are there.");
		reply_status(x, 503);
		return OK;
	}
	err = appeal_letter(&tools, x->request->body, x->today, x->media,
	    x->arena, &appeal, &x->problems, &x->note);
	if (err != OK)
		return err;
	x->response->body = appeal.body;
	if (media_is_in(MEDIA_PAGES, x->media))
		slices_printf(&x->response->headers,
		    "Content-Disposition: inline; "
		    "filename=\"appeal-letter%s.%s\"\r\n",
		    appeal.ready ? "" : "-draft", media_suffix(x->media));
	slices_puts(&x->response->headers, appeal.ready
		? "Appeald-Letter: ready\r\n"
		: "Appeald-Letter: draft\r\n");
	return OK;
}

static enum err
no_knowledge_base(struct exchange *x)
{
	return err_set(&x->note, ERR_CORRUPT,
	    "No knowledge base can be served at the moment.");
}

static struct str
asset_type(struct str name)
{
	if (str_ends(name, STR(".css")))
		return STR("text/css; charset=utf-8");
	if (str_ends(name, STR(".png")))
		return STR("image/png");
	return STR("application/octet-stream");
}

static enum err
get_asset(struct exchange *x)
{
	struct str name = x->target.segments[1], bytes;

	if (x->edition == NULL)
		return no_knowledge_base(x);
	bytes = kb_get(&x->read, STR("asset"), name, STR_NONE);
	if (bytes.at == NULL)
		return err_set(&x->note, ERR_NOT_FOUND,
		    "There is nothing at this address.");
	x->type = asset_type(name);
	x->key = name;
	x->max_age = 3600;
	slices_add(&x->response->body, bytes);
	return OK;
}

static enum err
get_index(struct exchange *x)
{
	struct section page =
	    kb_section(&x->read, STR("index"), STR_NONE, STR_NONE);
	const struct str forms[MEDIA_COUNT] = { [MEDIA_JSON] = page.json,
		[MEDIA_HTML] = page.html,
		[MEDIA_TEXT] = page.text };

	x->key = str_from(media_suffix(x->media));
	slices_add(&x->response->body, forms[x->media]);
	return OK;
}

/* Is the process alive?  Says nothing about what it can serve. */
static enum err
get_healthz(struct exchange *x)
{
	x->type = STR("text/plain; charset=utf-8");
	slices_puts(&x->response->body, "ok\n");
	return OK;
}

static enum err
get_readyz(struct exchange *x)
{
	if (x->edition == NULL)
		return no_knowledge_base(x);
	x->type = STR("text/plain; charset=utf-8");
	slices_printf(&x->response->body, "ready, generation %.*s\n",
	    STR_ARG(kb_generation(x->edition->kb)));
	return OK;
}

const struct route routes[] = {
	{ "GET", "", "index", MEDIA_SCREEN, get_index },
	{ "GET", "index", "index", MEDIA_SCREEN, get_index },
	{ "GET", "guides/*/*/*", "guide", MEDIA_SCREEN, get_guide },
	{ "GET", "search", "search", MEDIA_SCREEN, get_search },
	{ "GET", "changes", "changes", MEDIA_SCREEN, get_changes },
	{ "GET", "codes", "codes", MEDIA_SCREEN, get_codes },
	{ "GET", "codes/*/*", "code", MEDIA_SCREEN, get_code },
	{ "POST", "letters", "letter", MEDIA_ALL, post_letter },
	{ "GET", "assets/*", "asset", 0, get_asset },
	{ "GET", "healthz", "healthz", 0, get_healthz },
	{ "GET", "readyz", "readyz", 0, get_readyz },
	{ NULL, NULL, NULL, 0, NULL },
};
