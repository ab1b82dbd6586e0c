#include "fcgi/routes_changes.h"

#include "fcgi/reply.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/store/changes.h"
#include "lib/template/template.h"

enum {
	KEY_MAX = 256,
	GENERATION_DIGITS = 16,
	POINTER_MAX = 64,
	NAME_SHOWN = 40
};

/* Larger than any list can be: what limits is the request's arena. */
#define ANSWER_MAX ((size_t)64 << 20)

/* The question, and the entries that answer it. */
struct asked {
	struct str since; /* STR_NONE: all */
	struct value entries;
	size_t count;	  /* of them, the newest ones */
};

static bool
is_generation(struct str text)
{
	size_t i;

	for (i = 0; i < text.length; i++)
		if ((text.at[i] < '0' || text.at[i] > '9') &&
		    (text.at[i] < 'a' || text.at[i] > 'f'))
			return false;
	return text.length == GENERATION_DIGITS;
}

static enum err
check_parameters(struct exchange *x, struct asked *asked)
{
	const struct url_query *query = &x->target.query;
	size_t i;

	for (i = 0; i < query->count; i++)
		if (!str_is(query->pairs[i].name, "since")) {
			struct buf pointer = buf_new(x->arena, POINTER_MAX);

			buf_printf(&pointer, "/%.*s",
			    STR_ARG(str_shown(query->pairs[i].name, NAME_SHOWN,
				x->arena)));
			problems_add(&x->problems, buf_str(&pointer),
			    "no such parameter; there is only since");
		}
	asked->since = url_query_get(query, "since");
	if (asked->since.length == 0)
		asked->since = STR_NONE;
	else if (!is_generation(asked->since))
		problems_add(&x->problems, STR("/since"),
		    "must be a generation: 16 hexadecimal digits");
	return x->problems.count == 0
	    ? OK
	    : err_set(&x->note, ERR_INVALID,
		  "The question has a parameter that cannot be used.");
}

/* Count the entries after "since"; one may lead back to an old generation. */
static enum err
find_since(struct exchange *x, struct asked *asked)
{
	struct value_each it = value_each(asked->entries);
	struct str reached = kb_generation(x->edition->kb);

	asked->count = 0;
	if (asked->since.at == NULL) {
		asked->count = value_count(asked->entries);
		return OK;
	}
	while (!str_equal(reached, asked->since)) {
		if (!value_next(&it))
			return err_set(&x->note, ERR_NOT_FOUND,
			    "The changes since generation %.*s are not held. "
			    "Take all answers anew.",
			    STR_ARG(asked->since));
		asked->count++;
		reached = value_text(it.item, "from");
	}
	return OK;
}

/* The list may be another one for the same generation, after a rollback. */
static struct str
key_of(const struct exchange *x, const struct asked *asked)
{
	struct buf key = buf_new(x->arena, KEY_MAX);
	struct value newest = value_at(asked->entries, 0);

	buf_printf(&key, "changes/%.*s/%.*s/%s", STR_ARG(asked->since),
	    STR_ARG(value_text(newest, "published")),
	    media_suffix(x->media));
	return buf_str(&key);
}

static void
write_json(const struct exchange *x, const struct asked *asked,
    struct buf *out)
{
	const struct kb *kb = x->edition->kb;
	struct value_each it = value_each(asked->entries);
	size_t i;

	buf_puts(out, "{\"kind\":\"changes\",\"generation\":");
	json_write_str(out, kb_generation(kb));
	buf_puts(out, ",\"built\":");
	json_write_str(out, kb_built(kb));
	if (asked->since.at != NULL) {
		buf_puts(out, ",\"since\":");
		json_write_str(out, asked->since);
	}
	buf_puts(out, ",\"entries\":[");
	for (i = 0; i < asked->count && value_next(&it); i++) {
		buf_puts(out, i == 0 ? "\n" : ",\n");
		json_write(out, it.item);
	}
	buf_puts(out, "]}\n");
}

static void
add_entry(struct value_writer *w, struct value entry)
{
	static const char *const shared[] = { "generation", "from",
		"published", "rollback" };
	struct value_each it;
	struct value member;
	size_t i;

	value_open(w, VALUE_OBJECT);
	for (i = 0; i < sizeof(shared) / sizeof(*shared); i++) {
		member = value_get(entry, shared[i]);
		if (value_type(member) != VALUE_NONE)
			value_add(w, shared[i], member);
	}
	value_key(w, "changes");
	value_open(w, VALUE_ARRAY);
	for (it = value_each(value_get(entry, "changes")); value_next(&it);) {
		value_open(w, VALUE_OBJECT);
		value_add_str(w, "text", value_text(it.item, "text"));
		value_close(w);
	}
	value_close(w);
	value_close(w);
}

/* templates/views/changes.json: the words, without what they are made of. */
static struct value
view_of(const struct exchange *x, const struct asked *asked)
{
	struct buf flat = buf_new(x->arena, ANSWER_MAX);
	struct value_writer w = value_writer(&flat);
	struct value_each it = value_each(asked->entries);
	size_t i;

	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "kind", STR("changes"));
	value_add_str(&w, "title", STR("Changes of the knowledge base"));
	value_add_str(&w, "_title", STR(""));
	value_add_str(&w, "root", STR(""));
	value_add_str(&w, "generation", kb_generation(x->edition->kb));
	value_add_str(&w, "built", kb_built(x->edition->kb));
	value_add_text(&w, "since", asked->since);
	value_key(&w, "entries");
	value_open(&w, VALUE_ARRAY);
	for (i = 0; i < asked->count && value_next(&it); i++)
		add_entry(&w, it.item);
	value_close(&w);
	value_close(&w);
	return value_written(&w);
}

static enum err
fill(struct exchange *x, const char *const *names, const struct asked *asked,
    struct buf *out)
{
	struct value view = view_of(x, asked);
	enum err err = OK;

	for (; err == OK && *names != NULL; names++)
		err = template_fill(x->edition->templates, str_from(*names),
		    view, out, &x->note);
	return err;
}

static enum err
write_answer(struct exchange *x, const struct asked *asked, struct buf *out)
{
	static const char *const text[] = { "changes.txt", NULL };
	static const char *const html[] = { "page/head.html", "changes.html",
		"page/foot.html", NULL };

	if (x->media == MEDIA_HTML)
		return fill(x, html, asked, out);
	if (x->media == MEDIA_TEXT)
		return fill(x, text, asked, out);
	write_json(x, asked, out);
	return OK;
}

enum err
get_changes(struct exchange *x)
{
	struct buf out = buf_new(x->arena, ANSWER_MAX);
	struct asked asked = { .count = 0 };
	enum err err;

	if ((err = check_parameters(x, &asked)) != OK)
		return err;
	if (x->edition->changes_damaged)
		return err_set(&x->note, ERR_CORRUPT,
		    "The list of changes beside the knowledge base cannot be "
		    "used.");
	asked.entries = changes_entries(x->edition->changes);
	if ((err = find_since(x, &asked)) != OK)
		return err;
	x->key = key_of(x, &asked);
	if (reply_is_cached(x))
		return OK;
	if ((err = write_answer(x, &asked, &out)) != OK)
		return err;
	if (buf_failed(&out))
		return err_set(&x->note, ERR_TOO_LARGE,
		    "Answering this needs more memory than one request may "
		    "use.");
	slices_add(&x->response->body, buf_str(&out));
	return OK;
}
