#include "kb/first_page.h"

#include <json-c/json.h>

#include "kb/compose.h"
#include "kb/flatten.h"
#include "kb/json_help.h"
#include "lib/base/json.h"
#include "lib/template/template.h"
#include "lib/store/section.h"

enum { PAGE_MAX = 16 << 20 };

/* A row of the table: an insurer, and for each treatment a search that
   lists the guides of both, one for each reason. */
static struct json_object *
row_of(const struct sources *sources, const struct source *insurer)
{
	struct json_object *row = json_object_new_object();
	struct json_object *links = json_object_new_array(), *link;
	const struct source *treatment;
	size_t i;

	json_share(row, insurer->json, "name");
	for (i = 0; i < sources_count(sources, "treatments"); i++) {
		treatment = sources_at(sources, "treatments", i);
		if (!treatment_is_held(sources, treatment))
			continue;
		link = json_object_new_object();
		json_setf(link, "path", "search?q=%s+%s", insurer->id,
		    treatment->id);
		json_share(link, treatment->json, "name");
		json_object_array_add(links, link);
	}
	json_object_object_add(row, "treatments", links);
	return row;
}

static struct json_object *
held_treatments(const struct sources *sources)
{
	struct json_object *list = json_object_new_array(), *entry;
	const struct source *s;
	size_t i;

	for (i = 0; i < sources_count(sources, "treatments"); i++) {
		s = sources_at(sources, "treatments", i);
		if (!treatment_is_held(sources, s))
			continue;
		entry = json_object_new_object();
		json_set(entry, "id", s->id);
		json_share(entry, s->json, "name");
		json_share(entry, s->json, "kind");
		json_object_array_add(list, entry);
	}
	return list;
}

static struct json_object *
make_view(const struct sources *sources, struct json_object *meta)
{
	static const char *const shared[] = { "generation", "built", "oldest",
		"ages", "counts", "insurers", "reasons", "plans", NULL };
	struct json_object *view = json_object_new_object();
	struct json_object *rows = json_object_new_array();
	size_t i;

	json_set(view, "kind", "index");
	json_share_all(view, meta, shared);
	json_object_object_add(view, "warnings",
	    json_object_new_int64((int64_t)json_count(meta, "warnings")));
	json_object_object_add(view, "treatments", held_treatments(sources));
	json_set(view, "guide", "/guides/{insurer}/{treatment}/{reason}"
		"{?plan,state,indication,received,notice}");
	for (i = 0; i < sources_count(sources, "insurers"); i++)
		json_object_array_add(rows,
		    row_of(sources, sources_at(sources, "insurers", i)));
	json_object_object_add(view, "_rows", rows);
	json_set(view, "_title", "appeald: denied drugs and appeals");
	return view;
}

static enum err
fill(const struct template_set *templates, const char *const *names,
    struct value view, struct buf *out, struct note *note)
{
	enum err err = OK;

	for (; err == OK && *names != NULL; names++)
		err = template_fill(
		    templates, str_from(*names), view, out, note);
	return err;
}

enum err
first_page_add(const struct sources *sources,
    const struct template_set *templates, struct json_object *meta,
    struct records *records, struct note *note)
{
	static const char *const text[] = { "index.txt", NULL };
	static const char *const html[] = { "page/head.html", "index.html",
		"page/foot.html", NULL };
	struct json_object *view = make_view(sources, meta);
	struct buf flat = buf_new(records->arena, PAGE_MAX);
	struct buf public = buf_new(records->arena, PAGE_MAX);
	struct buf out[3], bytes = buf_new(records->arena, PAGE_MAX);
	struct section section = { .items = 1 };
	struct value all;
	enum err err;
	int i;

	for (i = 0; i < 3; i++)
		out[i] = buf_new(records->arena, PAGE_MAX);
	all = flatten(view, false, &flat);
	json_write(&out[0], flatten(view, true, &public));
	buf_putc(&out[0], '\n');
	if ((err = fill(templates, text, all, &out[1], note)) != OK ||
	    (err = fill(templates, html, all, &out[2], note)) != OK)
		goto done;
	section.json = buf_str(&out[0]);
	section.text = buf_str(&out[1]);
	section.html = buf_str(&out[2]);
	section_write(&bytes, &section, NULL);
	records_add(records, STR("index"), STR_NONE, STR_NONE, buf_str(&bytes));
done:
	json_object_put(view);
	return err;
}
