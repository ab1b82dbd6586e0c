#include "lib/index.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/value.h"
#include "lib/render/template.h"
#include "lib/store/kb.h"

enum { INDEX_MAX = 4 << 20, PATH_BYTES = 1024 };

/* Are there label facts to make a guide of? */
static bool
has_guide(const struct kb_read *read, struct value treatment)
{
	return kb_section(read, STR("indications"),
		   value_text(treatment, "id"), STR_NONE)
		   .items > 0;
}

/* Treatments that a guide can be asked for. */
static void
add_treatments(struct value_writer *out, const struct kb_read *read)
{
	struct value_each it =
	    value_each(value_get(kb_meta(read->kb), "treatments"));

	value_key(out, "treatments");
	value_open(out, VALUE_ARRAY);
	while (value_next(&it))
		if (has_guide(read, it.item))
			value_put(out, it.item);
	value_close(out);
}

static void
add_guide(struct value_writer *out, struct arena *arena, struct str insurer,
    struct str treatment, struct value reason)
{
	struct buf path = buf_new(arena, PATH_BYTES);

	buf_printf(&path, "guides/%.*s/%.*s/%.*s", STR_ARG(insurer),
	    STR_ARG(treatment), STR_ARG(value_text(reason, "id")));
	value_open(out, VALUE_OBJECT);
	value_add_str(out, "path", buf_str(&path));
	value_add(out, "name", value_get(reason, "name"));
	value_close(out);
}

/* Insurer, treatment, reason: the table of guides on the first page. */
static void
add_grid(struct value_writer *out, const struct kb_read *read,
    struct arena *arena)
{
	struct value meta = kb_meta(read->kb);
	struct value_each i, t, r;

	value_key(out, "grid");
	value_open(out, VALUE_ARRAY);
	for (i = value_each(value_get(meta, "insurers")); value_next(&i);) {
		value_open(out, VALUE_OBJECT);
		value_add(out, "name", value_get(i.item, "name"));
		value_key(out, "rows");
		value_open(out, VALUE_ARRAY);
		t = value_each(value_get(meta, "treatments"));
		while (value_next(&t)) {
			if (!has_guide(read, t.item))
				continue;
			value_open(out, VALUE_OBJECT);
			value_add(out, "name", value_get(t.item, "name"));
			value_key(out, "guides");
			value_open(out, VALUE_ARRAY);
			r = value_each(value_get(meta, "reasons"));
			while (value_next(&r))
				add_guide(out, arena,
				    value_text(i.item, "id"),
				    value_text(t.item, "id"), r.item);
			value_close(out);
			value_close(out);
		}
		value_close(out);
		value_close(out);
	}
	value_close(out);
}

static struct value
index_view(const struct kb_read *read, bool grid, struct arena *arena,
    struct buf *buf)
{
	static const char *const shared[] = { "generation", "built", "oldest",
		"counts", "insurers", "reasons", "plans" };
	struct value_writer out = value_writer(buf);
	struct value meta = kb_meta(read->kb);
	size_t i;

	value_open(&out, VALUE_OBJECT);
	value_add_str(&out, "kind", STR("index"));
	value_add_str(&out, "title", STR("appeald"));
	value_add_str(&out, "root", STR(""));
	for (i = 0; i < sizeof(shared) / sizeof(*shared); i++)
		value_add(&out, shared[i], value_get(meta, shared[i]));
	add_treatments(&out, read);
	if (grid)
		add_grid(&out, read, arena);
	value_add_str(&out, "guide",
	    STR("/guides/{insurer}/{treatment}/{reason}{?plan,state,"
		"indication,received,notice}"));
	value_close(&out);
	return value_written(&out);
}

enum err
index_write(const struct kb_read *read, const struct template_set *templates,
    enum media media, struct arena *arena, struct slices *body,
    struct note *note)
{
	static const char *const page[] = { "page/head.html", "index.html",
		"page/foot.html" };
	struct buf flat = buf_new(arena, INDEX_MAX);
	struct buf out = buf_new(arena, INDEX_MAX);
	struct value view = 
	    index_view(read, media == MEDIA_HTML, arena, &flat);
	enum err err = OK;
	size_t i;

	switch (media) {
	case MEDIA_JSON:
		json_write(&out, view);
		buf_putc(&out, '\n');
		break;
	case MEDIA_TEXT:
		err = template_fill(
		    templates, STR("index.txt"), view, &out, note);
		break;
	case MEDIA_HTML:
		for (i = 0; err == OK && i < 3; i++)
			err = template_fill(
			    templates, str_from(page[i]), view, &out, note);
		break;
	}
	slices_add(body, buf_str(&out));
	return err;
}
