#include "lib/search.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/search/search_hits.h"
#include "lib/search/search_spans.h"
#include "lib/search/search_words.h"
#include "lib/store/kb.h"
#include "lib/template/template.h"

enum { ANSWER_MAX = 256 * 1024 };

/* A question on its way. */
struct searching {
	const struct kb_read *read;
	const struct template_set *templates;
	struct arena *arena;
	struct search_words words;
	struct search_spans spans;
	bool unknown[SEARCH_WORDS_MAX];
	struct search_hits hits;
	struct note *note;
};

static void
add_parts(struct value_writer *w, const struct searching *s,
    const struct search_hit *hit)
{
	const struct search_part *part;
	size_t i;

	value_key(w, "matched");
	value_open(w, VALUE_ARRAY);
	for (i = 0; i < hit->part_count; i++) {
		part = &hit->parts[i];
		value_open(w, VALUE_OBJECT);
		value_add_str(w, "words",
		    search_words_typed(
			&s->words, part->span->first, part->span->count));
		value_add_str(w, "as", part->entry->as);
		value_add_str(w, "name", part->entry->name);
		value_add_str(w, "confidence",
		    str_from(search_trust_name(part->trust)));
		if (part->entry->note.length > 0)
			value_add_str(w, "note", part->entry->note);
		value_close(w);
	}
	value_close(w);
}

static void
add_hits(struct value_writer *w, const struct searching *s)
{
	const struct search_hit *hit;
	size_t i;

	value_key(w, "hits");
	value_open(w, VALUE_ARRAY);
	for (i = 0; i < s->hits.count; i++) {
		hit = &s->hits.list[i];
		value_open(w, VALUE_OBJECT);
		value_add_str(w, "kind", hit->kind);
		value_add_str(w, "id", hit->id);
		value_add_str(w, "title", hit->title);
		value_add_text(w, "path", hit->path);
		value_add_str(w, "confidence",
		    str_from(search_trust_name(hit->trust)));
		add_parts(w, s, hit);
		value_close(w);
	}
	value_close(w);
}

static void
add_unknown(struct value_writer *w, const struct searching *s)
{
	size_t i;

	value_key(w, "unknown");
	value_open(w, VALUE_ARRAY);
	for (i = 0; i < s->words.count; i++)
		if (s->unknown[i])
			value_put_str(
			    w, search_words_typed(&s->words, i, 1));
	value_close(w);
}

/* What a name also is as the code of some list does not make it doubtful. */
static size_t
meanings(const struct search_span *span)
{
	size_t i, named = 0;

	for (i = 0; i < span->entry_count; i++)
		if (!str_is(span->entries[i].as, "bare code"))
			named++;
	return named > 0 ? named : span->entry_count;
}

/* The runs of words that stand for more than one thing. */
static void
add_ambiguous(struct value_writer *w, const struct searching *s)
{
	const struct search_span *span;
	size_t i, k;

	value_key(w, "ambiguous");
	value_open(w, VALUE_ARRAY);
	for (i = 0; i < s->spans.count; i++) {
		span = &s->spans.list[i];
		if (meanings(span) < 2)
			continue;
		value_open(w, VALUE_OBJECT);
		value_add_str(w, "words",
		    search_words_typed(&s->words, span->first, span->count));
		value_key(w, "means");
		value_open(w, VALUE_ARRAY);
		for (k = 0; k < span->entry_count; k++)
			value_put_str(w, span->entries[k].id);
		value_close(w);
		value_close(w);
	}
	value_close(w);
}

/* What is still to be named for a guide; nothing if no part of one is. */
static void
add_missing(struct value_writer *w, const struct search_hits *hits)
{
	bool any = hits->insurer || hits->treatment || hits->reason;

	value_key(w, "missing");
	value_open(w, VALUE_ARRAY);
	if (any && !hits->insurer)
		value_put_str(w, STR("insurer"));
	if (any && !hits->treatment)
		value_put_str(w, STR("treatment"));
	if (any && !hits->reason)
		value_put_str(w, STR("reason"));
	value_close(w);
}

static struct value
view_of(const struct searching *s, enum media media)
{
	struct buf buf = buf_new(s->arena, ANSWER_MAX);
	struct value_writer w = value_writer(&buf);

	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "kind", STR("search"));
	value_add_str(&w, "q", s->words.text);
	if (media == MEDIA_HTML) {
		value_add_str(&w, "_title", STR("Search: "));
		value_add_str(&w, "title", s->words.text);
		value_add_str(&w, "root", STR(""));
	}
	add_hits(&w, s);
	if (s->hits.more)
		value_add_bool(&w, "more", true);
	add_unknown(&w, s);
	add_ambiguous(&w, s);
	add_missing(&w, &s->hits);
	value_add_str(&w, "generation", kb_generation(s->read->kb));
	value_add_str(&w, "built", kb_built(s->read->kb));
	value_close(&w);
	return value_written(&w);
}

static enum err
fill(const struct searching *s, const char *const *names, struct value view,
    struct buf *out)
{
	enum err err = OK;

	for (; err == OK && *names != NULL; names++)
		err = template_fill(
		    s->templates, str_from(*names), view, out, s->note);
	return err;
}

static enum err
print(const struct searching *s, enum media media, struct buf *out)
{
	static const char *const text[] = { "search.txt", NULL };
	static const char *const html[] = { "page/head.html", "search.html",
		"page/foot.html", NULL };
	struct value view = view_of(s, media);

	switch (media) {
	case MEDIA_JSON:
		json_write(out, view);
		buf_putc(out, '\n');
		return OK;
	case MEDIA_TEXT:
		return fill(s, text, view, out);
	case MEDIA_HTML:
		return fill(s, html, view, out);
	case MEDIA_PDF:
	case MEDIA_DOCX:
		break;
	}
	return err_set(s->note, ERR_INVALID,
	    "A search is not printed as %s.", media_type(media));
}

/* A text that cannot be searched for is named by its place. */
static enum err
read_words(struct searching *s, struct str text, struct problems *problems)
{
	struct note why;
	enum err err = search_words(text, s->arena, &s->words, &why);

	if (err == OK)
		return OK;
	if (err == ERR_MEMORY)
		return err_set(s->note, err, "%s", why.text);
	problems_add(problems, STR("/q"), "%s", why.text);
	return err_set(s->note, ERR_SYNTAX,
	    "The question cannot be searched for.");
}

enum err
search(const struct kb_read *read, const struct template_set *templates,
    struct str text, enum media media, struct arena *arena,
    struct search_answer *out, struct problems *problems, struct note *note)
{
	struct searching s = { .read = read,
		.templates = templates,
		.arena = arena,
		.note = note };
	struct buf bytes = buf_new(arena, ANSWER_MAX);
	enum err err;

	if ((err = read_words(&s, text, problems)) != OK ||
	    (err = search_spans(read, &s.words, arena, &s.spans, note)) != OK)
		return err;
	search_choose(&s.words, &s.spans, s.unknown);
	if ((err = search_hits(read, &s.spans, arena, &s.hits, note)) != OK ||
	    (err = print(&s, media, &bytes)) != OK)
		return err;
	if (arena_failed(arena) || buf_failed(&bytes))
		return err_set(note, ERR_MEMORY, "out of memory");
	out->body = slices_new(arena);
	slices_add(&out->body, buf_str(&bytes));
	out->found = s.hits.count > 0;
	return OK;
}
