#include "fcgi/reply.h"

#include <stdint.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

enum { PROBLEM_MAX = 128 * 1024, TAG_MAX = 80 };

/* A page loads its style sheet from us and nothing from anybody else. */
static const char page_headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

static void
add_security(struct exchange *x)
{
	slices_puts(&x->response->headers, "X-Content-Type-Options: nosniff\r\n"
	    "Cross-Origin-Resource-Policy: same-origin\r\n");
	slices_puts(&x->response->headers, page_headers);
}

static uint64_t
fnv64(uint64_t hash, struct str s)
{
	size_t i;

	for (i = 0; i < s.length; i++)
		hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
	return hash;
}

/* Strong: the same generation, selectors and program give the same bytes. */
static struct str
entity_tag(const struct exchange *x)
{
	struct buf tag = buf_new(x->arena, TAG_MAX);
	uint64_t hash = fnv64(14695981039346656037u, STR(APPEALD_VERSION));

	hash = fnv64(hash, x->key);
	buf_printf(&tag, "\"%.*s-%016llx\"",
	    STR_ARG(kb_generation(x->edition->kb)), (unsigned long long)hash);
	return buf_str(&tag);
}

/* If-None-Match compares weakly (RFC 9110, 13.1.2). */
static bool
is_listed(struct str list, struct str tag)
{
	struct str one;

	while (list.at != NULL) {
		one = str_trim(str_cut(&list, ','));
		if (str_starts(one, STR("W/")))
			one = str_from_index(one, 2);
		if (str_equal(one, tag) || str_is(one, "*"))
			return true;
	}
	return false;
}

bool
reply_is_cached(const struct exchange *x)
{
	return x->key.at != NULL && x->request->if_none_match.at != NULL &&
	    is_listed(x->request->if_none_match, entity_tag(x));
}

static void
add_caching(struct exchange *x, bool negotiated)
{
	struct slices *headers = &x->response->headers;

	if (negotiated)
		slices_puts(headers, "Vary: Accept\r\n");
	if (x->key.at == NULL) {
		slices_puts(headers, "Cache-Control: no-store\r\n");
		return;
	}
	slices_puts(headers, "ETag: ");
	slices_add(headers, entity_tag(x));
	if (x->max_age > 0)
		slices_printf(headers,
		    "\r\nCache-Control: public, max-age=%ld\r\n", x->max_age);
	else
		slices_puts(headers, "\r\nCache-Control: public, no-cache\r\n");
}

static void
redirect(struct exchange *x)
{
	struct str mount = x->request->script_name;

	if (str_ends(mount, STR("/")))
		mount.length--;
	x->response->status = 308;
	x->response->content_type = STR_NONE;
	slices_puts(&x->response->headers, "Location: ");
	slices_add(&x->response->headers, mount);
	slices_add(&x->response->headers, x->location);
	slices_puts(&x->response->headers,
	    "\r\nCache-Control: public, no-cache\r\n");
	add_security(x);
}

void
reply_found(struct exchange *x, bool negotiated)
{
	if (x->location.at != NULL) {
		redirect(x);
		return;
	}
	add_caching(x, negotiated);
	add_security(x);
	x->response->status = reply_is_cached(x) ? 304 : 200;
	x->response->content_type = x->type.at != NULL
	    ? x->type
	    : str_from(media_content_type(x->media));
	if (x->response->status == 304) {
		x->response->content_type = STR_NONE;
		x->response->body = slices_new(x->arena);
	}
}

static int
status_of(enum err err)
{
	switch (err) {
	case OK:
		return 200;
	case ERR_SYNTAX:
		return 400;
	case ERR_INVALID:
		return 422;
	case ERR_NOT_FOUND:
		return 404;
	case ERR_TOO_LARGE:
		return 413;
	case ERR_MEMORY:
	case ERR_CORRUPT:
		return 503;
	case ERR_SYSTEM:
		return 500;
	}
	return 500;
}

static void
add_near(struct value_writer *out, const struct guide_near *near)
{
	size_t i;

	if (near->count == 0)
		return;
	value_key(out, "near");
	value_open(out, VALUE_ARRAY);
	for (i = 0; i < near->count; i++)
		value_put_str(out, near->ids[i]);
	value_close(out);
}

static void
add_errors(struct value_writer *out, const struct problems *problems)
{
	const struct problem *problem;

	if (problems->first == NULL)
		return;
	value_key(out, "errors");
	value_open(out, VALUE_ARRAY);
	for (problem = problems->first; problem != NULL;
	     problem = problem->next) {
		value_open(out, VALUE_OBJECT);
		value_add_str(out, "pointer", problem->pointer);
		value_add_str(out, "message", problem->message);
		value_close(out);
	}
	value_close(out);
}

/* A page is as many folders down as its address has slashes in it. */
static struct str
way_to_root(const struct exchange *x)
{
	struct buf way = buf_new(x->arena, 3 * TARGET_SEGMENTS + 1);
	size_t i;

	for (i = x->target.slash ? 0 : 1; i < x->target.count; i++)
		buf_puts(&way, "../");
	return buf_str(&way);
}

/* The problem document of RFC 9457, with two members of our own. */
static struct value
problem_view(struct exchange *x, int status, struct buf *buf)
{
	struct value_writer out = value_writer(buf);
	struct buf type = buf_new(x->arena, TAG_MAX);

	buf_printf(&type, "/problems/%d", status);
	value_open(&out, VALUE_OBJECT);
	value_add_str(&out, "type", buf_str(&type));
	value_add_str(&out, "title", str_from(http_reason(status)));
	value_add_long(&out, "status", status);
	value_add_str(&out, "detail", str_from(x->note.text));
	if (x->told == MEDIA_HTML)
		value_add_str(&out, "root", way_to_root(x));
	add_near(&out, &x->near);
	add_errors(&out, &x->problems);
	value_close(&out);
	return value_written(&out);
}

static void
problem_as_text(struct buf *out, struct value view)
{
	struct value_each it;
	struct str pointer;

	buf_printf(out, "%.*s %.*s\n%.*s\n",
	    STR_ARG(value_text(view, "status")),
	    STR_ARG(value_text(view, "title")),
	    STR_ARG(value_text(view, "detail")));
	for (it = value_each(value_get(view, "errors")); value_next(&it);) {
		pointer = value_text(it.item, "pointer");
		buf_printf(out, "  %.*s: %.*s\n",
		    pointer.length == 0 ? 3 : (int)pointer.length,
		    pointer.length == 0 ? "(/)" : pointer.at,
		    STR_ARG(value_text(it.item, "message")));
	}
	if (value_count(value_get(view, "near")) > 0)
		buf_puts(out, "Nearest names:\n");
	for (it = value_each(value_get(view, "near")); value_next(&it);)
		buf_printf(out, "  %.*s\n", STR_ARG(value_str(it.item)));
}

static enum err
problem_as_page(struct exchange *x, struct buf *out, struct value view)
{
	if (x->edition == NULL)
		return ERR_NOT_FOUND;
	return template_fill(x->edition->templates,
	    STR("page/problem.html"), view, out, NULL);
}

static void
write_problem(struct exchange *x, int status)
{
	struct buf flat = buf_new(x->arena, PROBLEM_MAX);
	struct buf out = buf_new(x->arena, PROBLEM_MAX);
	struct value view = problem_view(x, status, &flat);
	struct str type = str_from(media_content_type(x->told));

	switch (x->told) {
	case MEDIA_JSON:
		type = STR("application/problem+json");
		json_write(&out, view);
		buf_putc(&out, '\n');
		break;
	case MEDIA_HTML:
		if (problem_as_page(x, &out, view) == OK)
			break;
		/* fall through */
	case MEDIA_TEXT:
	case MEDIA_PDF:
	case MEDIA_DOCX:
		type = str_from(media_content_type(MEDIA_TEXT));
		problem_as_text(&out, view);
		break;
	}
	x->response->content_type = type;
	x->response->body = slices_new(x->arena);
	if (!buf_failed(&out))
		slices_add(&x->response->body, buf_str(&out));
}

void
reply_status(struct exchange *x, int status)
{
	struct slices *headers = &x->response->headers;

	*headers = slices_new(x->arena);
	slices_puts(headers, "Cache-Control: no-store\r\n");
	if (status == 405 && x->allow != NULL)
		slices_printf(headers, "Allow: %s\r\n", x->allow);
	if (status == 503)
		slices_puts(headers, "Retry-After: 10\r\n");
	add_security(x);
	x->response->status = status;
	write_problem(x, status);
}

void
reply_failed(struct exchange *x, enum err err)
{
	reply_status(x, status_of(err));
}

void
reply_options(struct exchange *x)
{
	x->response->status = 204;
	slices_printf(&x->response->headers, "Allow: %s\r\n", x->allow);
	add_security(x);
}
