#include "fcgi/routes_codes.h"

#include <stdio.h>

#include "fcgi/reply.h"
#include "lib/base/buf.h"
#include "lib/codes.h"

enum { PATH_MAX_BYTES = 4096, KEY_MAX = 16 * 1024, NAME_SHOWN = 40 };

/* What a question holds besides its path. */
static enum err
read_query(struct exchange *x, bool with_codes, struct str typed[TARGET_PAIRS],
    struct codes_query *out)
{
	const struct url_pair *pair;
	char pointer[64];
	size_t i;

	*out = (struct codes_query){ .typed = typed };
	for (i = 0; i < x->target.query.count; i++) {
		pair = &x->target.query.pairs[i];
		if (with_codes && str_is(pair->name, "code")) {
			typed[out->count++] = pair->value;
			continue;
		}
		if (str_is(pair->name, "insurer") && out->insurer.at == NULL) {
			out->insurer = pair->value;
			continue;
		}
		if (str_is(pair->name, "treatment") &&
		    out->treatment.at == NULL) {
			out->treatment = pair->value;
			continue;
		}
		snprintf(pointer, sizeof(pointer), "/%.*s",
		    STR_ARG(str_shown(pair->name, NAME_SHOWN, x->arena)));
		problems_add(&x->problems, str_from(pointer),
		    "no such parameter; there are %sinsurer and treatment, "
		    "once each",
		    with_codes ? "code, " : "");
	}
	return x->problems.count == 0
		   ? OK
		   : err_set(&x->note, ERR_INVALID,
			 "The question has a parameter that cannot be used.");
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

/*
 * What identifies the answer.  A text cannot hold what stands between two, so
 * that no two questions have the same key.
 */
static struct str
key_of(struct exchange *x, const struct codes_query *query,
    const struct codes *codes)
{
	struct buf key = buf_new(x->arena, KEY_MAX);
	size_t i;

	buf_printf(&key, "codes %s %.*s\n%.*s\n%.*s", media_suffix(x->media),
	    STR_ARG(way_to_root(x)), STR_ARG(codes->insurer),
	    STR_ARG(codes->treatment));
	for (i = 0; i < query->count; i++) {
		buf_putc(&key, '\0');
		buf_put(&key, query->typed[i]);
	}
	return buf_failed(&key) ? STR_NONE : buf_str(&key);
}

static enum err
answer(struct exchange *x, const struct codes_query *query)
{
	struct codes codes;
	enum err err;

	if ((err = codes_find(&x->read, query, x->arena, &codes, &x->problems,
		 &x->note)) != OK)
		return err;
	x->key = key_of(x, query, &codes);
	if (reply_is_cached(x))
		return OK;
	return codes_write(&x->read, &codes, x->edition->templates, x->media,
	    way_to_root(x), x->arena, &x->response->body, &x->note);
}

static enum err
answer_systems(struct exchange *x)
{
	struct buf key = buf_new(x->arena, KEY_MAX);

	buf_printf(&key, "code systems %s %.*s", media_suffix(x->media),
	    STR_ARG(way_to_root(x)));
	x->key = buf_str(&key);
	if (reply_is_cached(x))
		return OK;
	return codes_write_systems(&x->read, x->edition->templates, x->media,
	    way_to_root(x), x->arena, &x->response->body, &x->note);
}

enum err
get_codes(struct exchange *x)
{
	struct str typed[TARGET_PAIRS];
	struct codes_query query;
	enum err err;

	if ((err = read_query(x, true, typed, &query)) != OK)
		return err;
	return x->target.query.count == 0 ? answer_systems(x)
					  : answer(x, &query);
}

/* The same code under its own name, with the suffix and the query. */
static enum err
redirect(struct exchange *x, struct str path)
{
	struct buf location = buf_new(x->arena, PATH_MAX_BYTES);
	size_t i;

	buf_puts(&location, "/codes/");
	buf_put(&location, path);
	if (x->target.suffix)
		buf_printf(&location, ".%s", media_suffix(x->target.media));
	for (i = 0; i < x->target.query.count; i++) {
		buf_putc(&location, i == 0 ? '?' : '&');
		url_encode(&location, x->target.query.pairs[i].name);
		buf_putc(&location, '=');
		url_encode(&location, x->target.query.pairs[i].value);
	}
	if (buf_failed(&location))
		return err_set(&x->note, ERR_TOO_LARGE,
		    "The address of this code would be too long.");
	x->location = buf_str(&location);
	return OK;
}

enum err
get_code(struct exchange *x)
{
	struct str system = x->target.segments[1];
	struct str code = x->target.segments[2], id, path, none[TARGET_PAIRS];
	struct buf asked = buf_new(x->arena, PATH_MAX_BYTES);
	struct codes_query query;
	enum err err;

	if ((err = read_query(x, false, none, &query)) != OK ||
	    (err = codes_named(&x->read, system, code, x->arena, &id, &path,
		 &x->near, &x->note)) != OK)
		return err;
	url_encode(&asked, system);
	buf_putc(&asked, '/');
	url_encode(&asked, code);
	if (!str_equal(buf_str(&asked), path))
		return redirect(x, path);
	query.typed = &id;
	query.count = 1;
	return answer(x, &query);
}
