#include "kb/diff.h"

#include "kb/diff_value.h"
#include "kb/diff_words.h"
#include "lib/base/arena.h"
#include "lib/store/kb.h"

enum { TEXT_MAX = 64 * 1024, NAME_MAX_BYTES = 4096 };

#define LIST_MAX ((size_t)512 << 20)
#define SCRATCH ((size_t)64 << 20)

/* Two knowledge bases and the list of what differs. */
struct differ {
	struct kb_read from;
	struct kb_read to;
	struct arena *arena;
	struct arena *scratch; /* for names that are only compared */
	struct value_writer list;
	/* of the fact being compared */
	struct str kind;
	struct str id;
	struct str name;
};

static struct str
split_kind(struct str key, struct str *id)
{
	*id = key;
	return str_cut(id, '/');
}

static struct str
name_of(struct str kind, struct value fact, const struct kb_read *read,
    struct arena *arena)
{
	struct buf name = buf_new(arena, NAME_MAX_BYTES);

	diff_put_name(&name, read, kind, fact);
	return buf_str(&name);
}

/* Is another fact of the kind called the same? */
static bool
is_shared(struct differ *d, const struct kb_read *read, struct str name)
{
	struct buf prefix = buf_new(d->scratch, NAME_MAX_BYTES);
	struct kb_walk walk;
	bool shared = false;

	buf_printf(&prefix, "fact/%.*s/", STR_ARG(d->kind));
	walk = kb_walk(read, buf_str(&prefix));
	while (!shared && kb_next(&walk))
		shared = !str_equal(walk.rest, d->id) &&
		    str_equal(name, name_of(d->kind, value_of(walk.bytes),
					read, d->scratch));
	kb_walk_end(&walk);
	arena_reset(d->scratch);
	return shared;
}

/* From now on changes are of this fact. */
static void
begin_fact(struct differ *d, const struct kb_read *read, struct str key,
    struct value fact)
{
	struct buf name = buf_new(d->arena, NAME_MAX_BYTES);

	d->kind = split_kind(key, &d->id);
	d->name = name_of(d->kind, fact, read, d->arena);
	if (!is_shared(d, read, d->name))
		return;
	buf_printf(&name, "%.*s (%.*s)", STR_ARG(d->name), STR_ARG(d->id));
	d->name = buf_str(&name);
}

static void
open_change(struct differ *d, const char *change)
{
	value_open(&d->list, VALUE_OBJECT);
	value_add_str(&d->list, "change", str_from(change));
	value_add_str(&d->list, "kind", d->kind);
	value_add_str(&d->list, "id", d->id);
	value_add_str(&d->list, "name", d->name);
}

/* "policy added: Cigna ustekinumab PsO" */
static void
tell_whole(struct differ *d, const char *change)
{
	struct buf text = buf_new(d->arena, TEXT_MAX);

	buf_printf(&text, "%.*s %s: %.*s", STR_ARG(diff_kind_word(d->kind)),
	    change, STR_ARG(d->name));
	open_change(d, change);
	value_add_str(&d->list, "text", buf_str(&text));
	value_close(&d->list);
}

/* A policy is known by insurer and drug; all else says what it is. */
static void
put_fact(struct buf *text, const struct differ *d)
{
	if (!str_is(d->kind, "policies"))
		buf_printf(text, "%.*s ", STR_ARG(diff_kind_word(d->kind)));
	buf_printf(text, "%.*s: ", STR_ARG(d->name));
}

static void
tell_field(const struct diff_place *place, void *payload)
{
	struct differ *d = payload;
	struct buf field = buf_new(d->arena, TEXT_MAX);
	struct buf pointer = buf_new(d->arena, TEXT_MAX);
	struct buf text = buf_new(d->arena, TEXT_MAX);

	diff_put_field(&field, place->step);
	diff_put_pointer(&pointer, place->step);
	put_fact(&text, d);
	diff_put_words(&text, place);
	open_change(d, "changed");
	value_add_str(&d->list, "field", buf_str(&field));
	value_add_str(&d->list, "pointer", buf_str(&pointer));
	if (value_type(place->before) != VALUE_NONE)
		value_add(&d->list, "before", place->before);
	if (value_type(place->after) != VALUE_NONE)
		value_add(&d->list, "after", place->after);
	value_add_str(&d->list, "text", buf_str(&text));
	value_close(&d->list);
}

/* Both are there under the key, or one of them is none. */
typedef void compare_fn(struct differ *d, struct str key, struct str before,
    struct str after);

static void
compare_facts(struct differ *d, struct str key, struct str before,
    struct str after)
{
	if (before.at == NULL) {
		begin_fact(d, &d->to, key, value_of(after));
		tell_whole(d, "added");
	} else if (after.at == NULL) {
		begin_fact(d, &d->from, key, value_of(before));
		tell_whole(d, "removed");
	} else if (!str_equal(before, after)) {
		begin_fact(d, &d->to, key, value_of(after));
		diff_values(value_of(before), value_of(after), d->arena,
		    tell_field, d);
	}
}

static void
compare_texts(struct differ *d, struct str key, struct str before,
    struct str after)
{
	d->id = d->name = key;
	if (before.at == NULL)
		tell_whole(d, "added");
	else if (after.at == NULL)
		tell_whole(d, "removed");
	else if (!str_equal(before, after))
		tell_whole(d, "changed");
}

/* Two walks in key order, side by side. */
static void
merge(struct differ *d, const char *prefix, compare_fn *tell)
{
	struct kb_walk a = kb_walk(&d->from, str_from(prefix));
	struct kb_walk b = kb_walk(&d->to, str_from(prefix));
	bool more_a = kb_next(&a), more_b = kb_next(&b);
	int order;

	while (more_a || more_b) {
		order = !more_a ? 1
		    : !more_b	? -1
				: str_compare(a.rest, b.rest);
		tell(d, order > 0 ? b.rest : a.rest,
		    order > 0 ? STR_NONE : a.bytes,
		    order < 0 ? STR_NONE : b.bytes);
		more_a = order > 0 ? more_a : kb_next(&a);
		more_b = order < 0 ? more_b : kb_next(&b);
	}
	kb_walk_end(&a);
	kb_walk_end(&b);
}

static void
merge_all(struct differ *d)
{
	static const struct {
		const char *prefix;
		const char *word;
	} texts[] = { { "template/", "template" }, { "asset/", "asset" },
		{ "contract/", "contract" }, { "sample/", "sample" } };
	size_t i;

	merge(d, "fact/", compare_facts);
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		d->kind = str_from(texts[i].word);
		merge(d, texts[i].prefix, compare_texts);
	}
}

enum err
diff(const struct kb *from, const struct kb *to, struct arena *arena,
    struct value *out, struct note *note)
{
	struct differ d = { .arena = arena, .scratch = arena_new(SCRATCH) };
	struct buf buf = buf_new(arena, LIST_MAX);
	enum err err;

	if (d.scratch == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	d.list = value_writer(&buf);
	if ((err = kb_begin(from, &d.from, note)) != OK)
		goto out;
	if ((err = kb_begin(to, &d.to, note)) == OK) {
		value_open(&d.list, VALUE_ARRAY);
		merge_all(&d);
		value_close(&d.list);
		kb_end(&d.to);
	}
	kb_end(&d.from);
	if (err == OK &&
	    (arena_failed(arena) ||
		value_type(value_written(&d.list)) == VALUE_NONE))
		err = err_set(note, ERR_MEMORY, "out of memory");
	if (err == OK)
		*out = value_written(&d.list);
out:
	arena_free(d.scratch);
	return err;
}
