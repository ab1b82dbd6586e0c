#include "lib/base/arena.h"
#include "lib/guide_deadlines.h"
#include "lib/guide_writing.h"
#include "lib/store/kb.h"

enum { VIEW_MAX = 256 * 1024 };

static void
add_name(struct value_writer *w, const char *key, struct value fact)
{
	value_add_text(w, key, value_text(fact, "name"));
}

/* One related guide: "path" leads there from a guide's page. */
static void
add_related(struct value_writer *out, const struct guide_writing *w,
    struct str treatment, struct str reason)
{
	struct buf id = buf_new(w->arena, VIEW_MAX);
	struct buf path = buf_new(w->arena, VIEW_MAX);
	struct buf title = buf_new(w->arena, VIEW_MAX);

	buf_printf(&id, "%.*s/%.*s/%.*s", STR_ARG(w->guide->insurer),
	    STR_ARG(treatment), STR_ARG(reason));
	buf_printf(&path, "../%.*s/%.*s", STR_ARG(treatment), STR_ARG(reason));
	buf_printf(&title, "%.*s: %.*s",
	    STR_ARG(
		value_text(kb_fact(w->read, "treatments", treatment), "name")),
	    STR_ARG(value_text(kb_fact(w->read, "reasons", reason), "name")));
	value_open(out, VALUE_OBJECT);
	value_add_str(out, "id", buf_str(&id));
	value_add_str(out, "title", buf_str(&title));
	value_add_str(out, "_path", buf_str(&path));
	value_close(out);
}

static void
add_treatments(
    struct value_writer *out, const struct guide_writing *w, struct value ids)
{
	struct value_each it;

	for (it = value_each(ids); value_next(&it);)
		if (kb_section(w->read, STR("indications"), value_str(it.item),
			STR_NONE)
			.items > 0)
			add_related(
			    out, w, value_str(it.item), w->guide->reason);
}

/* The other reasons, then the classes of a drug or the drugs of a class. */
static void
add_all_related(struct value_writer *out, const struct guide_writing *w)
{
	struct value reasons = value_get(kb_meta(w->read->kb), "reasons");
	struct value_each it;

	value_key(out, "related");
	value_open(out, VALUE_ARRAY);
	for (it = value_each(reasons); value_next(&it);)
		if (!str_equal(value_text(it.item, "id"), w->guide->reason))
			add_related(out, w, w->guide->treatment,
			    value_text(it.item, "id"));
	add_treatments(out, w, value_get(w->guide->treatment_fact, "classes"));
	add_treatments(out, w,
	    kb_value(w->read, STR("members"), w->guide->treatment, STR_NONE));
	value_close(out);
}

static void
add_plans(struct value_writer *out, const struct guide_writing *w)
{
	struct value_each it =
	    value_each(value_get(kb_meta(w->read->kb), "plans"));

	value_key(out, "plans");
	value_open(out, VALUE_ARRAY);
	while (value_next(&it)) {
		value_open(out, VALUE_OBJECT);
		value_add(out, "id", value_get(it.item, "id"));
		value_add(out, "name", value_get(it.item, "short"));
		value_add_bool(out, "current",
		    str_equal(w->guide->plan, value_text(it.item, "id")));
		value_close(out);
	}
	value_close(out);
}

/* Which rule refuses the guide, and the reason to read instead. */
static void
add_refused(struct value_writer *out, const struct guide_writing *w)
{
	struct str instead = w->guide->instead;

	if (w->guide->refused_by == NULL)
		return;
	value_key(out, "refused");
	value_open(out, VALUE_OBJECT);
	value_add_str(out, "rule", str_from(w->guide->refused_by));
	if (instead.length > 0) {
		value_add_str(out, "instead", instead);
		value_add_text(out, "instead_name",
		    value_text(kb_fact(w->read, "reasons", instead), "name"));
	}
	value_close(out);
}

enum err
guide_view(struct guide_writing *w, struct str root)
{
	struct buf buf = buf_new(w->arena, VIEW_MAX);
	struct value_writer out = value_writer(&buf);
	const struct guide *g = w->guide;
	const struct kb *kb = w->read->kb;
	enum err err;

	value_open(&out, VALUE_OBJECT);
	value_add_str(&out, "title", g->title);
	value_add_str(&out, "root", root);
	value_add_str(&out, "verdict", str_from(verdict_name(g->verdict)));
	value_add_str(&out, "verdict_why", g->verdict_why);
	add_refused(&out, w);
	add_name(&out, "insurer", g->insurer_fact);
	add_name(&out, "treatment", g->treatment_fact);
	add_name(&out, "reason", g->reason_fact);
	value_add_text(&out, "route", value_text(g->reason_fact, "route"));
	if (g->plan.at != NULL)
		add_name(&out, "plan", kb_fact(w->read, "plans", g->plan));
	if (g->indication.at != NULL)
		add_name(&out, "indication",
		    kb_fact(w->read, "conditions", g->indication));
	value_add_text(&out, "state", g->state);
	value_add(
	    &out, "likely", value_at(value_get(g->insurer_fact, "plans"), 0));
	add_plans(&out, w);
	add_all_related(&out, w);
	if ((err = guide_deadlines(&out, w->read, g, w->arena, w->note)) != OK)
		return err;
	value_add_str(&out, "generation", kb_generation(kb));
	value_add_str(&out, "built", kb_built(kb));
	value_close(&out);
	w->view = value_written(&out);
	return OK;
}
