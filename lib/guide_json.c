#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/guide_writing.h"
#include "lib/store/kb.h"

enum { MEMBER_MAX = 64 * 1024 };

static void
add_member(struct guide_writing *w, const char *name, struct str json)
{
	slices_puts(w->body, ",\"");
	slices_puts(w->body, name);
	slices_puts(w->body, "\":");
	slices_add(w->body, json);
}

static void
add_text(struct guide_writing *w, const char *name, struct str text)
{
	struct buf out = buf_new(w->arena, MEMBER_MAX);

	if (text.at == NULL)
		return;
	json_write_str(&out, text);
	add_member(w, name, buf_str(&out));
}

/* A member that the view has already, or none. */
static void
add_view(struct guide_writing *w, const char *name)
{
	struct buf out = buf_new(w->arena, MEMBER_MAX);
	struct value v = value_get(w->view, name);

	if (value_type(v) == VALUE_NONE)
		return;
	json_write(&out, v);
	add_member(w, name, buf_str(&out));
}

static void
add_parts(struct guide_writing *w)
{
	size_t p, i;

	for (p = 0; guide_parts[p].name != NULL; p++) {
		if (!guide_part_is_for(&guide_parts[p], MEDIA_JSON))
			continue;
		add_member(w, guide_parts[p].name, STR("["));
		for (i = 0; i < w->parts[p].count; i++) {
			if (i > 0)
				slices_puts(w->body, ",");
			slices_add(w->body, w->parts[p].items[i].json);
		}
		slices_puts(w->body, "]");
	}
}

static void
add_citations(struct guide_writing *w)
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
	slices_puts(w->body, "}");
}

static void
add_related(struct guide_writing *w)
{
	struct value_each it = value_each(value_get(w->view, "related"));
	struct buf out = buf_new(w->arena, MEMBER_MAX);

	while (value_next(&it)) {
		buf_puts(&out, it.index == 0 ? "{\"id\":" : ",{\"id\":");
		json_write_str(&out, value_text(it.item, "id"));
		buf_puts(&out, ",\"title\":");
		json_write_str(&out, value_text(it.item, "title"));
		buf_putc(&out, '}');
	}
	add_member(w, "related", STR("["));
	slices_add(w->body, buf_str(&out));
	slices_puts(w->body, "]");
}

void
guide_write_json(struct guide_writing *w)
{
	const struct guide *g = w->guide;

	slices_printf(w->body, "{\"kind\":\"guide\",\"id\":\"%.*s/%.*s/%.*s\"",
	    STR_ARG(g->insurer), STR_ARG(g->treatment), STR_ARG(g->reason));
	add_text(w, "title", g->title);
	add_text(w, "verdict", str_from(verdict_name(g->verdict)));
	add_text(w, "verdict_why", g->verdict_why);
	add_view(w, "refused");
	add_member(w, "insurer", w->insurer.json);
	add_member(w, "treatment", w->treatment.json);
	add_member(w, "reason", w->reason.json);
	add_text(w, "plan", g->plan);
	add_text(w, "indication", g->indication);
	add_text(w, "state", g->state);
	add_view(w, "deadlines_plan");
	add_view(w, "deadlines");
	add_parts(w);
	add_citations(w);
	add_related(w);
	add_text(w, "generation", kb_generation(w->read->kb));
	add_text(w, "built", kb_built(w->read->kb));
	slices_puts(w->body, "}\n");
}
