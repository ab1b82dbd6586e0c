#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/codes.h"
#include "lib/codes_writing.h"
#include "lib/render/render.h"
#include "lib/store/kb.h"
#include "lib/template/template.h"

enum { FILLED_MAX = 512 * 1024 };

/* An answer while it is being written. */
struct writing {
	const struct kb_read *read;
	const struct template_set *templates;
	enum media media;
	struct arena *arena;
	struct slices *body;
	unsigned char *cited; /* a flag for each citation of the base */
	struct note *note;
};

static void
cite(struct writing *w, const struct section *section)
{
	size_t i, number;

	for (i = 0; i < section->citations; i++) {
		number = section_citation(section, i);
		if (number < kb_citations(w->read->kb))
			w->cited[number] = 1;
	}
}

static struct section
cited(struct writing *w, const char *kind, struct str id)
{
	struct section section =
	    kb_section(w->read, str_from(kind), id, STR_NONE);

	cite(w, &section);
	return section;
}

/* A page's head or foot. */
static enum err
fill(struct writing *w, const char *template, struct value view)
{
	struct buf out = buf_new(w->arena, FILLED_MAX);
	enum err err = template_fill(
	    w->templates, str_from(template), view, &out, w->note);

	if (err == OK)
		slices_add(w->body, buf_str(&out));
	return err;
}

/* Light markup, as the medium has it; its headings below one of "above". */
static enum err
print(struct writing *w, const char *template, struct value view, int above,
    const char *prefix)
{
	struct print_options options = { .width = GUIDE_WIDTH,
		.heading_above = above,
		.id_prefix = prefix };
	struct buf out = buf_new(w->arena, FILLED_MAX);
	enum err err = render(w->templates, str_from(template), view, w->media,
	    &options, w->arena, &out, w->note);

	if (err == OK)
		slices_add(w->body, buf_str(&out));
	return err;
}

static void
add_section(struct writing *w, const struct section *section)
{
	slices_puts(w->body, w->media == MEDIA_TEXT ? "\n" : "");
	slices_add(
	    w->body, w->media == MEDIA_TEXT ? section->text : section->html);
}

static void
add_citations(struct writing *w, const char *heading)
{
	size_t i, count = kb_citations(w->read->kb);
	bool first = true;

	for (i = 0; i < count; i++) {
		if (!w->cited[i])
			continue;
		if (first)
			slices_puts(w->body, heading);
		first = false;
		if (w->media == MEDIA_TEXT) {
			slices_add(w->body, kb_citation(w->read->kb, i).text);
			continue;
		}
		slices_puts(w->body, "<div class=\"citation\" id=\"cite-");
		slices_add(w->body, kb_citation_id(w->read->kb, i));
		slices_puts(w->body, "\">\n");
		slices_add(w->body, kb_citation(w->read->kb, i).html);
		slices_puts(w->body, "</div>\n");
	}
	if (!first && w->media == MEDIA_HTML)
		slices_puts(w->body, "</section>\n");
}

/* The rest of a page or text: citations, and of a page its foot. */
static enum err
finish(struct writing *w, struct value view)
{
	if (w->media == MEDIA_TEXT) {
		add_citations(w, "\nCitations\n---------\n\n");
		slices_puts(w->body, "\n");
		return print(w, "codes/foot.md", view, 0, NULL);
	}
	add_citations(w, "<section id=\"citations\">\n<h2>Citations</h2>\n");
	return fill(w, "page/foot.html", view);
}

/* Was this code's section written for an earlier text? */
static bool
was_written(const struct code_list *list, size_t before, struct str id)
{
	size_t i, k;

	for (i = 0; i < before; i++)
		for (k = 0; k < list->items[i].count; k++)
			if (str_equal(list->items[i].codes[k].id, id))
				return true;
	return false;
}

/* One text that was asked about, and each code that it may be. */
static enum err
print_asked(struct writing *w, const struct code_list *list, size_t i,
    struct value view)
{
	const struct code_asked *asked = &list->items[i];
	struct section section;
	char prefix[32];
	enum err err;
	size_t k;

	snprintf(prefix, sizeof(prefix), "asked-%zu-", i + 1);
	slices_puts(w->body, w->media == MEDIA_TEXT ? "\n" : "");
	err = print(w, "codes/asked.md", view, 1, prefix);
	for (k = 0; err == OK && k < asked->count; k++) {
		if (was_written(list, i, asked->codes[k].id))
			continue;
		section = cited(w, "code", asked->codes[k].id);
		add_section(w, &section);
	}
	return err;
}

static enum err
write_page(struct writing *w, const struct codes *codes, struct value view)
{
	struct value_each it = value_each(value_get(view, "asked"));
	enum err err = OK;

	if (w->media == MEDIA_HTML)
		err = fill(w, "page/head.html", view);
	if (err == OK)
		err = print(w, "codes/head.md", view, 0, NULL);
	while (err == OK && value_next(&it))
		err = print_asked(w, &codes->list, it.index, it.item);
	return err == OK ? finish(w, view) : err;
}

/* "codes" of the answer: what is known of each, by its id. */
static void
json_codes(struct writing *w, const struct code_list *list)
{
	const char *before = "\"";
	struct section section;
	size_t i, k;

	slices_puts(w->body, ",\"codes\":{");
	for (i = 0; i < list->count; i++)
		for (k = 0; k < list->items[i].count; k++) {
			struct str id = list->items[i].codes[k].id;

			if (was_written(list, i, id))
				continue;
			section = cited(w, "code", id);
			slices_puts(w->body, before);
			slices_add(w->body, id);
			slices_puts(w->body, "\":");
			slices_add(w->body, section.json);
			before = ",\"";
		}
	slices_puts(w->body, "}");
}

static void
json_citations(struct writing *w)
{
	size_t i, count = kb_citations(w->read->kb);
	const char *before = "\"";

	slices_puts(w->body, ",\"citations\":{");
	for (i = 0; i < count; i++) {
		if (!w->cited[i])
			continue;
		slices_puts(w->body, before);
		slices_add(w->body, kb_citation_id(w->read->kb, i));
		slices_puts(w->body, "\":");
		slices_add(w->body, kb_citation(w->read->kb, i).json);
		before = ",\"";
	}
	slices_puts(w->body, "}}\n");
}

/* The members of an object, without its brackets. */
static void
json_members(struct writing *w, const char *kind, struct value object)
{
	struct buf out = buf_new(w->arena, FILLED_MAX);
	struct str text;

	json_write(&out, object);
	text = buf_str(&out);
	slices_printf(w->body, "{\"kind\":\"%s\",", kind);
	if (text.length > 2)
		slices_add(w->body,
		    str_first(str_from_index(text, 1), text.length - 2));
}

static struct writing
begin(const struct kb_read *read, const struct template_set *templates,
    enum media media, struct arena *arena, struct slices *body,
    struct note *note)
{
	return (struct writing){ .read = read,
		.templates = templates,
		.media = media,
		.arena = arena,
		.body = body,
		.cited = arena_alloc(arena, kb_citations(read->kb) + 1),
		.note = note };
}

/* Can this be written at all? */
static enum err
check(const struct writing *w)
{
	if (!media_is_in(MEDIA_SCREEN, w->media))
		return err_set(w->note, ERR_INVALID,
		    "Codes are not printed as %s.", media_type(w->media));
	return w->cited != NULL ? OK
				: err_set(w->note, ERR_MEMORY, "out of memory");
}

static enum err
end(const struct writing *w, enum err err)
{
	return err == OK && (arena_failed(w->arena) || w->body->failed)
		   ? err_set(w->note, ERR_MEMORY, "out of memory")
		   : err;
}

enum err
codes_write(const struct kb_read *read, const struct codes *codes,
    const struct template_set *templates, enum media media, struct str root,
    struct arena *arena, struct slices *body, struct note *note)
{
	struct writing w = begin(read, templates, media, arena, body, note);
	struct codes_views views = { read, codes, arena,
		media == MEDIA_TEXT ? STR("/") : root, media == MEDIA_JSON };
	struct value view;
	enum err err;

	if ((err = check(&w)) != OK ||
	    (err = codes_view(&views, &view, note)) != OK)
		return err;
	if (media != MEDIA_JSON)
		return end(&w, write_page(&w, codes, view));
	json_members(&w, "codes", view);
	json_codes(&w, &codes->list);
	json_citations(&w);
	return end(&w, OK);
}

/* The view of the list of systems: what a page's head and foot need. */
static struct value
systems_view(const struct writing *w, struct str root)
{
	struct buf *buf = arena_alloc(w->arena, sizeof(*buf));
	struct value_writer out;

	if (buf == NULL)
		return (struct value){ NULL, NULL };
	*buf = buf_new(w->arena, FILLED_MAX);
	out = value_writer(buf);
	value_open(&out, VALUE_OBJECT);
	if (w->media != MEDIA_JSON)
		value_add_str(&out, "root", root);
	value_add_str(&out, "title", STR("Denial codes"));
	value_add_str(&out, "generation", kb_generation(w->read->kb));
	value_add_str(&out, "built", kb_built(w->read->kb));
	value_close(&out);
	return value_written(&out);
}

static enum err
write_systems(struct writing *w, struct value view)
{
	struct section all = cited(w, "code-systems", STR("all"));
	enum err err = OK;

	if (w->media == MEDIA_JSON) {
		json_members(w, "code-systems", view);
		slices_puts(w->body, ",\"systems\":[");
		slices_add(w->body, all.json);
		slices_puts(w->body, "]");
		json_citations(w);
		return OK;
	}
	if (w->media == MEDIA_HTML)
		err = fill(w, "page/head.html", view);
	if (err == OK)
		err = print(w, "codes/systems.md", view, 0, NULL);
	if (err != OK)
		return err;
	add_section(w, &all);
	return finish(w, view);
}

enum err
codes_write_systems(const struct kb_read *read,
    const struct template_set *templates, enum media media, struct str root,
    struct arena *arena, struct slices *body, struct note *note)
{
	struct writing w = begin(read, templates, media, arena, body, note);
	struct value view;
	enum err err;

	if ((err = check(&w)) != OK)
		return err;
	view = systems_view(&w, media == MEDIA_TEXT ? STR("/") : root);
	return end(&w, write_systems(&w, view));
}
