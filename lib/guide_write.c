#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/guide_writing.h"
#include "lib/render/render.h"
#include "lib/store/kb.h"

enum { FILLED_MAX = 256 * 1024 };

static void
cite(struct guide_writing *w, const struct section *section)
{
	size_t i, number;

	for (i = 0; i < section->citations; i++) {
		number = section_citation(section, i);
		if (number < kb_citations(w->read->kb))
			w->cited[number] = 1;
	}
}

/* Citations in the view are ids; those in sections are numbers. */
static void
cite_deadlines(struct guide_writing *w)
{
	struct value_each it, id;
	size_t i, count = kb_citations(w->read->kb);

	for (it = value_each(value_get(w->view, "deadlines")); value_next(&it);)
		for (id = value_each(value_get(it.item, "citations"));
		     value_next(&id);)
			for (i = 0; i < count; i++)
				if (str_equal(kb_citation_id(w->read->kb, i),
					value_str(id.item)))
					w->cited[i] = 1;
}

static struct section
cited(struct guide_writing *w, const char *name, struct str key)
{
	struct section section =
	    kb_section(w->read, str_from(name), key, STR_NONE);

	cite(w, &section);
	return section;
}

static void
gather_all(struct guide_writing *w, enum media media)
{
	size_t p, i;

	w->insurer = cited(w, "insurer", w->guide->insurer);
	w->treatment = cited(w, "treatment", w->guide->treatment);
	w->reason = cited(w, "reason", w->guide->reason);
	for (p = 0; guide_parts[p].name != NULL; p++) {
		w->parts[p].arena = w->arena;
		if (!guide_part_is_for(&guide_parts[p], media) ||
		    (w->guide->verdict == VERDICT_REFUSED &&
			!guide_parts[p].refused))
			continue;
		guide_parts[p].gather(w->read, w->guide, &w->parts[p]);
		for (i = 0; i < w->parts[p].count; i++)
			cite(w, &w->parts[p].items[i]);
	}
}

enum err
guide_fill(struct guide_writing *w, const char *template)
{
	struct buf out = buf_new(w->arena, FILLED_MAX);
	enum err err = template_fill(
	    w->templates, str_from(template), w->view, &out, w->note);

	if (err == OK)
		slices_add(w->body, buf_str(&out));
	return err;
}

enum err
guide_render(struct guide_writing *w, const char *template)
{
	static const struct print_options terminal = { .width = GUIDE_WIDTH };
	struct buf out = buf_new(w->arena, FILLED_MAX);
	enum err err = render(w->templates, str_from(template), w->view,
	    MEDIA_TEXT, &terminal, w->arena, &out, w->note);

	if (err == OK)
		slices_add(w->body, buf_str(&out));
	return err;
}

enum err
guide_write(const struct kb_read *read, const struct guide *guide,
    const struct template_set *templates, enum media media, struct arena *arena,
    struct slices *body, struct note *note)
{
	struct guide_writing w = { .read = read,
		.guide = guide,
		.templates = templates,
		.arena = arena,
		.body = body,
		.cited = arena_alloc(arena, kb_citations(read->kb) + 1),
		.note = note };
	enum err err = OK;

	if (w.cited == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	gather_all(&w, media);
	if ((err = guide_view(&w, STR("../../../"))) != OK)
		return err;
	cite_deadlines(&w);
	switch (media) {
	case MEDIA_JSON:
		guide_write_json(&w);
		break;
	case MEDIA_TEXT:
		err = guide_write_text(&w);
		break;
	case MEDIA_HTML:
		err = guide_write_html(&w);
		break;
	case MEDIA_PDF:
	case MEDIA_DOCX:
		err = err_set(note, ERR_INVALID,
		    "A guide is not printed as %s.", media_type(media));
		break;
	}
	if (err == OK && (arena_failed(arena) || body->failed))
		err = err_set(note, ERR_MEMORY, "out of memory");
	return err;
}
