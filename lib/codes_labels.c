#include "lib/base/buf.h"
#include "lib/base/url.h"
#include "lib/codes.h"
#include "lib/codes_writing.h"
#include "lib/store/kb.h"

enum { LINE_MAX = 4096 };

struct str
codes_system_short(const struct codes_viewing *v, struct str id)
{
	return value_text(kb_fact(v->views->read, "code-systems", id), "short");
}

/* "50 (CARC)" */
static void
put_label(
    struct buf *line, const struct codes_viewing *v, const struct code *code)
{
	buf_put(line, value_text(code->fact, "code"));
	buf_puts(line, " (");
	buf_put(line, codes_system_short(v, value_text(code->fact, "system")));
	buf_putc(line, ')');
}

void
codes_add_label(struct codes_viewing *v, const char *key,
    const struct code *codes, size_t count)
{
	struct buf line = buf_new(v->views->arena, LINE_MAX);
	size_t i;

	if (v->views->public_only)
		return;
	for (i = 0; i < count; i++) {
		if (i > 0)
			buf_puts(&line, " and ");
		put_label(&line, v, &codes[i]);
	}
	value_add_str(&v->out, key, buf_str(&line));
}

void
codes_add_choice(struct codes_viewing *v, const char *key, struct str name)
{
	if (v->views->public_only || name.length == 0)
		return;
	value_key(&v->out, key);
	value_open(&v->out, VALUE_OBJECT);
	value_key_str(&v->out, name);
	value_put_bool(&v->out, true);
	value_close(&v->out);
}

void
codes_add_ids(struct codes_viewing *v, const char *key,
    const struct code *codes, size_t count)
{
	size_t i;

	value_key(&v->out, key);
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < count; i++)
		value_put_str(&v->out, codes[i].id);
	value_close(&v->out);
}

void
codes_add_names(struct codes_viewing *v, const char *key, const char *kind,
    struct value ids)
{
	struct buf line = buf_new(v->views->arena, LINE_MAX);
	struct value_each it = value_each(ids);

	if (v->views->public_only || value_count(ids) == 0)
		return;
	while (value_next(&it)) {
		if (it.index > 0)
			buf_puts(&line, ", ");
		buf_put(&line, value_text(kb_fact(v->views->read, kind,
					      value_str(it.item)),
				   "name"));
	}
	value_add_str(&v->out, key, buf_str(&line));
}

/* Where a code has a page of its own. */
static void
add_link(struct codes_viewing *v, const struct code *code)
{
	struct buf path = buf_new(v->views->arena, LINE_MAX);

	buf_put(&path, v->views->root);
	buf_puts(&path, "codes/");
	url_encode(&path, value_text(code->fact, "system"));
	buf_putc(&path, '/');
	url_encode(&path, value_text(code->fact, "code"));
	value_open(&v->out, VALUE_OBJECT);
	codes_add_label(v, "_label", code, 1);
	value_add_str(&v->out, "_path", buf_str(&path));
	value_close(&v->out);
}

void
codes_add_links(struct codes_viewing *v, const char *key,
    const struct code *codes, size_t count)
{
	size_t i;

	if (v->views->public_only || count == 0)
		return;
	value_key(&v->out, key);
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < count; i++)
		add_link(v, &codes[i]);
	value_close(&v->out);
}

/* Links to codes that a fact lists by id. */
void
codes_add_listed(struct codes_viewing *v, const char *key, struct value ids)
{
	struct code codes[CODE_CANDIDATES];
	struct value_each it = value_each(ids);
	size_t count = 0;

	while (count < CODE_CANDIDATES && value_next(&it)) {
		codes[count].id = value_str(it.item);
		codes[count].fact =
		    kb_fact(v->views->read, "codes", codes[count].id);
		count++;
	}
	codes_add_links(v, key, codes, count);
}
