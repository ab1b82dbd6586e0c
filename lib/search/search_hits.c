#include "lib/search/search_hits.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/url.h"
#include "lib/store/kb.h"

enum {
	GUIDES_MAX = 24,
	NAMED_MAX = 24, /* things of one kind that guides are made of */
	TEXT_MAX = 2048
};

/* All things of one kind that were named. */
struct named_things {
	struct search_part list[NAMED_MAX];
	size_t count;
};

struct gathering {
	const struct kb_read *read;
	struct arena *arena;
	struct search_hits hits;
	struct named_things insurers;
	struct named_things treatments;
	struct named_things reasons;
	struct named_things plans;
	struct named_things conditions;
	bool bare; /* look at codes that may be mere numbers, or at others */
};

/* Once for each thing: said twice, the surer time counts. */
static void
add_thing(struct named_things *things, struct search_part part)
{
	struct search_part *old;
	size_t i;

	for (i = 0; i < things->count; i++) {
		old = &things->list[i];
		if (!str_equal(old->entry->id, part.entry->id))
			continue;
		if (part.trust < old->trust)
			*old = part;
		return;
	}
	if (things->count < NAMED_MAX)
		things->list[things->count++] = part;
}

/* A reason that nobody named, but what was named stands for. */
static void
add_reason(struct gathering *g, struct str id, struct search_part from)
{
	struct value fact = kb_fact(g->read, "reasons", id);
	struct search_entry *entry = arena_alloc(g->arena, sizeof(*entry));

	if (entry == NULL || value_type(fact) == VALUE_NONE)
		return;
	*entry = (struct search_entry){ .kind = STR("reasons"),
		.id = id,
		.as = from.entry == NULL ? STR("") : from.entry->as,
		.name = from.entry == NULL ? STR("") : from.entry->name,
		.title = value_text(fact, "name") };
	from.entry = entry;
	add_thing(&g->reasons, from);
}

static void
add_reasons_of_code(struct gathering *g, struct search_part part)
{
	struct value_each it = value_each(value_get(
	    kb_fact(g->read, "codes", part.entry->id), "reasons"));

	while (value_next(&it))
		add_reason(g, value_str(it.item), part);
}

static void
sort_out(struct gathering *g, struct search_part part)
{
	struct str kind = part.entry->kind;

	if (str_is(kind, "insurers"))
		add_thing(&g->insurers, part);
	else if (str_is(kind, "treatments"))
		add_thing(&g->treatments, part);
	else if (str_is(kind, "reasons"))
		add_thing(&g->reasons, part);
	else if (str_is(kind, "plans"))
		add_thing(&g->plans, part);
	else if (str_is(kind, "conditions"))
		add_thing(&g->conditions, part);
}

static struct search_hit *
new_hit(struct gathering *g)
{
	if (g->hits.count == SEARCH_HITS_MAX) {
		g->hits.more = true;
		return NULL;
	}
	return &g->hits.list[g->hits.count++];
}

static void
add_part(struct search_hit *hit, const struct search_part *part)
{
	if (part == NULL)
		return;
	if (part->trust > hit->trust)
		hit->trust = part->trust;
	/* A reason that only completes the list was not in the question. */
	if (part->span != NULL)
		hit->parts[hit->part_count++] = *part;
}

/* "Ustekinumab denied by Cigna for not meeting step therapy". */
static struct str
guide_title(const struct gathering *g, const struct search_part *const parts[])
{
	struct buf title = buf_new(g->arena, TEXT_MAX);
	struct str name = parts[1]->entry->title;
	size_t i;

	if (name.length > 0 && name.at[0] >= 'a' && name.at[0] <= 'z') {
		buf_putc(&title, (char)(name.at[0] - ('a' - 'A')));
		name = str_from_index(name, 1);
	}
	buf_printf(&title, "%.*s denied by %.*s %.*s", STR_ARG(name),
	    STR_ARG(parts[0]->entry->title),
	    STR_ARG(value_text(
		kb_fact(g->read, "reasons", parts[2]->entry->id), "phrase")));
	for (i = 3; i < SEARCH_PARTS_MAX; i++)
		if (parts[i] != NULL)
			buf_printf(&title, ", %.*s",
			    STR_ARG(parts[i]->entry->title));
	return buf_str(&title);
}

static struct str
guide_id(const struct gathering *g, const struct search_part *const parts[])
{
	struct buf id = buf_new(g->arena, TEXT_MAX);

	buf_printf(&id, "%.*s/%.*s/%.*s", STR_ARG(parts[0]->entry->id),
	    STR_ARG(parts[1]->entry->id), STR_ARG(parts[2]->entry->id));
	return buf_str(&id);
}

static struct str
guide_path(const struct gathering *g, const struct search_part *const parts[])
{
	struct buf path = buf_new(g->arena, TEXT_MAX);
	size_t i;

	buf_puts(&path, "/guides");
	for (i = 0; i < 3; i++) {
		buf_putc(&path, '/');
		url_encode(&path, parts[i]->entry->id);
	}
	if (parts[3] != NULL) {
		buf_puts(&path, "?plan=");
		url_encode(&path, parts[3]->entry->id);
	}
	if (parts[4] != NULL) {
		buf_puts(&path, parts[3] != NULL ? "&" : "?");
		buf_puts(&path, "indication=");
		url_encode(&path, parts[4]->entry->id);
	}
	return buf_str(&path);
}

/* The parts: insurer, treatment, reason; plan and condition or NULL. */
static void
add_guide(struct gathering *g, const struct search_part *const parts[])
{
	struct search_hit *hit;
	size_t i;

	if (g->hits.count == GUIDES_MAX) {
		g->hits.more = true;
		return;
	}
	if ((hit = new_hit(g)) == NULL)
		return;
	hit->kind = STR("guides");
	hit->id = guide_id(g, parts);
	hit->title = guide_title(g, parts);
	hit->path = guide_path(g, parts);
	for (i = 0; i < SEARCH_PARTS_MAX; i++)
		add_part(hit, parts[i]);
}

/* Of things that need not be named: each one, or once none. */
static const struct search_part *
optional(const struct named_things *things, size_t i)
{
	return things->count == 0 ? NULL : &things->list[i];
}

/* One guide for each meaning of what was named. */
static void
add_guides_of_cell(struct gathering *g, const struct search_part *insurer,
    const struct search_part *treatment, const struct search_part *reason)
{
	size_t plans = g->plans.count == 0 ? 1 : g->plans.count;
	size_t conditions = g->conditions.count == 0 ? 1
						     : g->conditions.count;
	size_t p, c;

	for (p = 0; p < plans; p++)
		for (c = 0; c < conditions; c++) {
			const struct search_part *const parts[] = { insurer,
				treatment, reason, optional(&g->plans, p),
				optional(&g->conditions, c) };

			add_guide(g, parts);
		}
}

static void
add_guides(struct gathering *g)
{
	struct value_each it =
	    value_each(value_get(kb_meta(g->read->kb), "reasons"));
	struct search_part nothing = { .span = NULL };
	size_t i, t, r;

	if (g->insurers.count == 0 || g->treatments.count == 0)
		return;
	if (g->reasons.count == 0)
		while (value_next(&it))
			add_reason(g, value_text(it.item, "id"), nothing);
	for (i = 0; i < g->insurers.count; i++)
		for (t = 0; t < g->treatments.count; t++)
			for (r = 0; r < g->reasons.count; r++)
				add_guides_of_cell(g, &g->insurers.list[i],
				    &g->treatments.list[t],
				    &g->reasons.list[r]);
}

/* "/codes/x12-carc/50"; what has no page of its own has no path. */
static struct str
thing_path(const struct gathering *g, const struct search_entry *entry)
{
	struct buf path = buf_new(g->arena, TEXT_MAX);
	struct value fact;

	if (!str_is(entry->kind, "codes"))
		return STR_NONE;
	fact = kb_fact(g->read, "codes", entry->id);
	buf_puts(&path, "/codes/");
	url_encode(&path, value_text(fact, "system"));
	buf_putc(&path, '/');
	url_encode(&path, value_text(fact, "code"));
	return buf_str(&path);
}

static void
add_thing_hit(struct gathering *g, struct search_part part)
{
	struct search_hit *hit;
	size_t i;

	for (i = 0; i < g->hits.count; i++)
		if (str_equal(g->hits.list[i].kind, part.entry->kind) &&
		    str_equal(g->hits.list[i].id, part.entry->id)) {
			hit = &g->hits.list[i];
			if (hit->part_count < SEARCH_PARTS_MAX)
				add_part(hit, &part);
			return;
		}
	if ((hit = new_hit(g)) == NULL)
		return;
	hit->kind = part.entry->kind;
	hit->id = part.entry->id;
	hit->title = part.entry->title;
	hit->path = thing_path(g, part.entry);
	hit->bare = str_is(part.entry->as, "bare code");
	add_part(hit, &part);
}

/* Guides before things, numbers that may be codes last, else the surest. */
static int
rank(const struct search_hit *hit)
{
	return (int)hit->trust +
	    (str_is(hit->kind, "guides") ? 0 : 10 + (hit->bare ? 10 : 0));
}

/* By insertion: few, mostly in order, and equals stay as they were. */
static void
sort_hits(struct search_hits *hits)
{
	struct search_hit hit;
	size_t i, k;

	for (i = 1; i < hits->count; i++) {
		hit = hits->list[i];
		for (k = i; k > 0 && rank(&hits->list[k - 1]) > rank(&hit); k--)
			hits->list[k] = hits->list[k - 1];
		hits->list[k] = hit;
	}
}

/* Call "use" for all that the spans stand for, in the order of the words. */
static void
each_part(struct gathering *g, const struct search_spans *spans,
    void (*use)(struct gathering *g, struct search_part part))
{
	const struct search_span *span;
	size_t i, k;

	for (i = 0; i < spans->count; i++) {
		span = &spans->list[i];
		for (k = 0; k < span->entry_count; k++)
			use(g,
			    (struct search_part){ span, &span->entries[k],
				search_entry_trust(span, &span->entries[k]) });
		g->hits.more = g->hits.more || span->more;
	}
}

static void
add_reasons_of_codes(struct gathering *g, struct search_part part)
{
	if (str_is(part.entry->kind, "codes") &&
	    str_is(part.entry->as, "bare code") == g->bare)
		add_reasons_of_code(g, part);
}

enum err
search_hits(const struct kb_read *read, const struct search_spans *spans,
    struct arena *arena, struct search_hits *out, struct note *note)
{
	struct gathering g = { .read = read, .arena = arena };

	g.hits.list = arena_alloc(arena,
	    SEARCH_HITS_MAX * sizeof(*g.hits.list));
	if (g.hits.list == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	each_part(&g, spans, sort_out);
	each_part(&g, spans, add_reasons_of_codes);
	g.bare = true;
	if (g.reasons.count == 0)
		each_part(&g, spans, add_reasons_of_codes);
	g.hits.insurer = g.insurers.count > 0;
	g.hits.treatment = g.treatments.count > 0;
	g.hits.reason = g.reasons.count > 0;
	add_guides(&g);
	each_part(&g, spans, add_thing_hit);
	sort_hits(&g.hits);
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "out of memory");
	*out = g.hits;
	return OK;
}
