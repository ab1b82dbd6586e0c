#include "fcgi/routes_search.h"

#include <stdio.h>

#include "fcgi/reply.h"
#include "lib/base/buf.h"
#include "lib/search.h"

enum { KEY_MAX = 1024, NAME_SHOWN = 40 };

static enum err
check_parameters(struct exchange *x)
{
	struct str name;
	char pointer[64];
	size_t i;

	for (i = 0; i < x->target.query.count; i++) {
		name = x->target.query.pairs[i].name;
		if (str_is(name, "q"))
			continue;
		snprintf(pointer, sizeof(pointer), "/%.*s",
		    STR_ARG(str_shown(name, NAME_SHOWN, x->arena)));
		problems_add(&x->problems, str_from(pointer),
		    "no such parameter; there is only q");
	}
	return x->problems.count == 0
	    ? OK
	    : err_set(&x->note, ERR_SYNTAX,
		  "The question has a parameter that cannot be used.");
}

/* A text too long for a key is too long to be searched for, too. */
static struct str
key_of(struct exchange *x, struct str text)
{
	struct buf key = buf_new(x->arena, KEY_MAX);

	buf_printf(&key, "search %s/%.*s", media_suffix(x->media),
	    STR_ARG(text));
	return buf_failed(&key) ? STR_NONE : buf_str(&key);
}

enum err
get_search(struct exchange *x)
{
	struct str text = url_query_get(&x->target.query, "q");
	struct search_answer answer;
	enum err err;

	if ((err = check_parameters(x)) != OK ||
	    (err = search(&x->read, x->edition->templates, text, x->media,
		 x->arena, &answer, &x->problems, &x->note)) != OK)
		return err;
	x->key = key_of(x, text);
	x->response->body = answer.body;
	return OK;
}
