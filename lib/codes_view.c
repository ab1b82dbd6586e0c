#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/codes.h"
#include "lib/codes_writing.h"
#include "lib/store/kb.h"

enum { VIEW_MAX = 512 * 1024, LINE_MAX = 4096 };

static void
add_hidden(struct codes_viewing *v, const char *key, bool truth)
{
	if (truth && !v->views->public_only)
		value_add_bool(&v->out, key, true);
}

/* Were all its codes shown for what was asked before it? */
static bool
is_again(const struct codes_viewing *v, const struct code_asked *asked)
{
	const struct code_asked *first = v->views->codes->list.items, *p;
	size_t shown = 0, i, k;

	for (k = 0; k < asked->count; k++)
		for (p = first; p < asked; p++) {
			for (i = 0; i < p->count; i++)
				if (str_equal(
					p->codes[i].id, asked->codes[k].id))
					break;
			if (i < p->count) {
				shown++;
				break;
			}
		}
	return asked->count > 0 && shown == asked->count;
}

static void
add_phrases(struct codes_viewing *v, const struct code_asked *asked)
{
	size_t i;

	if (asked->phrase_count == 0)
		return;
	value_key(&v->out, "phrases");
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < asked->phrase_count; i++)
		value_put(&v->out, asked->phrases[i]);
	value_close(&v->out);
}

static void
add_asked(struct codes_viewing *v, const struct code_asked *asked)
{
	const struct code *first = &asked->codes[0];

	value_open(&v->out, VALUE_OBJECT);
	value_add_str(&v->out, "asked", asked->typed);
	value_add_str(
	    &v->out, "status", str_from(code_status_name(asked->status)));
	if (value_type(asked->system) != VALUE_NONE)
		value_add(&v->out, "system", value_get(asked->system, "id"));
	if (value_type(asked->group) != VALUE_NONE)
		value_add(&v->out, "group", asked->group);
	codes_add_ids(v, "codes", asked->codes, asked->count);
	if (asked->aside_count > 0) {
		codes_add_ids(v, "aside", asked->aside, asked->aside_count);
		value_add_str(&v->out, "decided_by", asked->decided_by);
	}
	add_phrases(v, asked);
	codes_add_choice(
	    v, "_status", str_from(code_status_name(asked->status)));
	if (!v->views->public_only && asked->status == CODE_UNKNOWN)
		value_add_text(
		    &v->out, "_system", value_text(asked->system, "name"));
	codes_add_links(v, "_aside", asked->aside, asked->aside_count);
	if (asked->aside_count > 0) {
		struct code by = { asked->decided_by,
			kb_fact(v->views->read, "codes", asked->decided_by) };

		codes_add_label(v, "_decided_by", &by, 1);
	}
	add_hidden(v, "_again", is_again(v, asked));
	if (asked->status == CODE_FOUND) {
		codes_add_listed(
		    v, "_replaced_by", value_get(first->fact, "replaced_by"));
		codes_add_listed(
		    v, "_also_in", value_get(first->fact, "also_in"));
	}
	value_close(&v->out);
}

static void
add_outcomes(struct codes_viewing *v, struct value outcomes)
{
	struct value_each it = value_each(outcomes);

	if (value_count(outcomes) == 0)
		return;
	value_add(&v->out, "outcomes", outcomes);
	if (v->views->public_only)
		return;
	value_key(&v->out, "_outcomes");
	value_open(&v->out, VALUE_ARRAY);
	while (value_next(&it)) {
		value_open(&v->out, VALUE_OBJECT);
		codes_add_choice(v, "is", value_str(it.item));
		value_close(&v->out);
	}
	value_close(&v->out);
}

static void
add_conclusion(struct codes_viewing *v, const struct code_conclusion *c)
{
	struct value_writer *out = &v->out;

	value_open(out, VALUE_OBJECT);
	codes_add_ids(v, "codes", c->codes, c->count);
	value_add_str(out, "by", str_from(code_basis_name(c->basis)));
	value_add_str(out, "route", c->route);
	value_key(out, "reasons");
	if (c->basis == BASIS_PHRASE) {
		value_open(out, VALUE_ARRAY);
		value_put_str(out, c->reason);
		value_close(out);
		if (!v->views->public_only)
			value_add_text(out, "_reasons",
			    value_text(
				kb_fact(v->views->read, "reasons", c->reason),
				"name"));
	} else {
		value_put(out, c->reasons);
		codes_add_names(v, "_reasons", "reasons", c->reasons);
	}
	add_outcomes(v, c->outcomes);
	value_add_text(out, "text", c->text);
	if (c->preliminary)
		value_add_bool(out, "preliminary", true);
	if (c->informs)
		value_add_bool(out, "informs", true);
	if (c->unverified)
		value_add_bool(out, "unverified", true);
	if (c->count > 0)
		codes_add_label(v, "_codes", c->codes, c->count);
	codes_add_choice(v, "_route", c->route);
	value_close(out);
}

static void
add_missing(struct codes_viewing *v, const struct code *code)
{
	struct value needs = value_get(code->fact, "needs");
	struct value systems = value_get(needs, "systems");
	struct buf line = buf_new(v->views->arena, LINE_MAX);
	struct value_each it = value_each(systems);

	value_open(&v->out, VALUE_OBJECT);
	value_add_str(&v->out, "code", code->id);
	value_add(&v->out, "systems", systems);
	if (value_is_true(value_get(needs, "or_note")))
		value_add_bool(&v->out, "or_note", true);
	codes_add_label(v, "_code", code, 1);
	while (value_next(&it)) {
		if (it.index > 0)
			buf_puts(&line, " or ");
		buf_put(&line, codes_system_short(v, value_str(it.item)));
	}
	if (!v->views->public_only)
		value_add_str(&v->out, "_systems", buf_str(&line));
	value_close(&v->out);
}

static void
add_right(struct codes_viewing *v, const struct code *code)
{
	static const char *const shared[] = { "rights", "deadline", "plans" };
	struct value member;
	size_t i;

	value_open(&v->out, VALUE_OBJECT);
	value_add_str(&v->out, "code", code->id);
	for (i = 0; i < sizeof(shared) / sizeof(*shared); i++) {
		member = value_get(code->fact, shared[i]);
		if (value_type(member) != VALUE_NONE)
			value_add(&v->out, shared[i], member);
	}
	if (value_is_true(value_get(code->fact, "unverified")))
		value_add_bool(&v->out, "unverified", true);
	codes_add_label(v, "_code", code, 1);
	add_hidden(
	    v, "_may", str_is(value_text(code->fact, "rights"), "may-appeal"));
	add_hidden(v, "_may_not",
	    str_is(value_text(code->fact, "rights"), "no-appeal"));
	codes_add_names(v, "_plans", "plans", value_get(code->fact, "plans"));
	value_close(&v->out);
}

/* "guides/cigna/upadacitinib/step-therapy" */
static struct str
guide_path(const struct codes_viewing *v, struct str reason)
{
	const struct codes *codes = v->views->codes;
	struct buf path = buf_new(v->views->arena, LINE_MAX);

	if (codes->insurer.at == NULL || codes->treatment.at == NULL)
		return STR_NONE;
	buf_printf(&path, "guides/%.*s/%.*s/%.*s", STR_ARG(codes->insurer),
	    STR_ARG(codes->treatment), STR_ARG(reason));
	return buf_str(&path);
}

static void
add_reason(struct codes_viewing *v, struct str id)
{
	struct value fact = kb_fact(v->views->read, "reasons", id);
	struct str path = guide_path(v, id);
	struct buf line = buf_new(v->views->arena, LINE_MAX);

	if (value_type(fact) != VALUE_OBJECT)
		return;
	value_open(&v->out, VALUE_OBJECT);
	value_add_str(&v->out, "id", id);
	value_add(&v->out, "name", value_get(fact, "name"));
	value_add(&v->out, "route", value_get(fact, "route"));
	if (path.at != NULL) {
		buf_putc(&line, '/');
		buf_put(&line, path);
		value_add_str(&v->out, "guide", buf_str(&line));
		if (!v->views->public_only) {
			line = buf_new(v->views->arena, LINE_MAX);
			buf_put(&line, v->views->root);
			buf_put(&line, path);
			value_add_str(&v->out, "_path", buf_str(&line));
		}
	}
	value_close(&v->out);
}

/* Is the reason one of an earlier conclusion, or earlier in this one? */
static bool
was_given(const struct code_judged *judged, size_t conclusion, struct str id)
{
	size_t i;

	for (i = 0; i < conclusion; i++)
		if (value_has(judged->conclusions[i].reasons, id) ||
		    str_equal(judged->conclusions[i].reason, id))
			return true;
	return false;
}

/* Every reason of the conclusions once, in their order. */
static void
add_reasons(struct codes_viewing *v)
{
	const struct code_judged *judged = &v->views->codes->judged;
	struct value_each it;
	size_t i;

	value_key(&v->out, "reasons");
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < judged->count; i++) {
		if (judged->conclusions[i].reason.length > 0 &&
		    !was_given(judged, i, judged->conclusions[i].reason))
			add_reason(v, judged->conclusions[i].reason);
		it = value_each(judged->conclusions[i].reasons);
		while (value_next(&it))
			if (!was_given(judged, i, value_str(it.item)))
				add_reason(v, value_str(it.item));
	}
	value_close(&v->out);
}

/* "CO-50 and N115" */
static void
add_title(struct codes_viewing *v)
{
	const struct code_list *list = &v->views->codes->list;
	struct buf line = buf_new(v->views->arena, VIEW_MAX);
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (i > 0)
			buf_puts(&line, i + 1 < list->count ? ", " : " and ");
		buf_put(&line, list->items[i].typed);
	}
	value_add_str(&v->out, "title", buf_str(&line));
}

static void
add_lists(struct codes_viewing *v)
{
	const struct codes *codes = v->views->codes;
	const struct code_judged *judged = &codes->judged;
	size_t i;

	value_key(&v->out, "asked");
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < codes->list.count; i++)
		add_asked(v, &codes->list.items[i]);
	value_close(&v->out);
	value_key(&v->out, "conclusions");
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < judged->count; i++)
		add_conclusion(v, &judged->conclusions[i]);
	value_close(&v->out);
	value_key(&v->out, "missing");
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < judged->missing_count; i++)
		add_missing(v, &judged->missing[i]);
	value_close(&v->out);
	value_key(&v->out, "rights");
	value_open(&v->out, VALUE_ARRAY);
	for (i = 0; i < judged->rights_count; i++)
		add_right(v, &judged->rights[i]);
	value_close(&v->out);
	add_reasons(v);
}

enum err
codes_view(
    const struct codes_views *views, struct value *out, struct note *note)
{
	struct buf buf = buf_new(views->arena, VIEW_MAX);
	struct codes_viewing v = { views, value_writer(&buf) };
	const struct code_judged *judged = &views->codes->judged;

	value_open(&v.out, VALUE_OBJECT);
	add_title(&v);
	if (!views->public_only)
		value_add_str(&v.out, "root", views->root);
	value_add_text(&v.out, "insurer", views->codes->insurer);
	value_add_text(&v.out, "treatment", views->codes->treatment);
	add_lists(&v);
	add_hidden(&v, "_has_conclusions", judged->count > 0);
	add_hidden(&v, "_has_missing", judged->missing_count > 0);
	add_hidden(&v, "_has_rights", judged->rights_count > 0);
	add_hidden(&v, "_has_guides",
	    views->codes->insurer.at != NULL &&
		views->codes->treatment.at != NULL);
	value_add_str(&v.out, "generation", kb_generation(views->read->kb));
	value_add_str(&v.out, "built", kb_built(views->read->kb));
	value_close(&v.out);
	*out = value_written(&v.out);
	return value_type(*out) == VALUE_OBJECT
		   ? OK
		   : err_set(note, ERR_MEMORY, "out of memory");
}
