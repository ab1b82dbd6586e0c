#include "kb/diff_value.h"

#include "lib/base/arena.h"

struct walk {
	struct arena *arena;
	diff_visit *visit;
	void *payload;
};

static void compare(const struct walk *walk, const struct diff_step *step,
    struct value before, struct value after);

static bool
is_same(struct value a, struct value b)
{
	return str_equal(value_bytes(a), value_bytes(b));
}

static void
tell(const struct walk *walk, enum diff_change change,
    const struct diff_step *step, struct value before, struct value after)
{
	struct diff_place place = { change, step, before, after };

	walk->visit(&place, walk->payload);
}

static void
compare_objects(const struct walk *walk, const struct diff_step *up,
    struct value before, struct value after)
{
	const struct value none = { NULL, NULL };
	struct diff_step step = { .up = up };
	struct value_each it;
	struct value other;

	for (it = value_each(before); value_next(&it);) {
		step.name = it.key;
		other = value_get_str(after, it.key);
		if (value_type(other) == VALUE_NONE)
			tell(walk, DIFF_REMOVED, &step, it.item, none);
		else
			compare(walk, &step, it.item, other);
	}
	for (it = value_each(after); value_next(&it);) {
		step.name = it.key;
		if (value_type(value_get_str(before, it.key)) == VALUE_NONE)
			tell(walk, DIFF_ADDED, &step, none, it.item);
	}
}

/* A list with its items at hand. */
struct items {
	struct value *at;
	size_t *pair; /* index in the other list, or its count: none */
	size_t count;
};

static bool
take_items(const struct walk *walk, struct value list, size_t none,
    struct items *out)
{
	struct value_each it;

	out->count = value_count(list);
	out->at =
	    arena_alloc(walk->arena, (out->count + 1) * sizeof(*out->at));
	out->pair =
	    arena_alloc(walk->arena, (out->count + 1) * sizeof(*out->pair));
	if (out->at == NULL || out->pair == NULL)
		return false;
	for (it = value_each(list); value_next(&it);) {
		out->at[it.index] = it.item;
		out->pair[it.index] = none;
	}
	return true;
}

/* What an item is called; STR_NONE where it has no name of its own. */
static struct str
item_name(struct value item)
{
	static const char *const names[] = { "id", "plan", "brand", "name" };
	struct str name = STR_NONE;
	size_t i;

	for (i = 0; i < 4 && name.length == 0; i++)
		name = value_text(item, names[i]);
	return name;
}

static bool
has_same_name(struct value a, struct value b)
{
	struct str name = item_name(a);

	return name.length > 0 && str_equal(name, item_name(b));
}

static bool
has_same_text(struct value a, struct value b)
{
	struct str text = value_text(a, "text");

	return text.length > 0 && str_equal(text, value_text(b, "text"));
}

static bool
are_both_objects(struct value a, struct value b)
{
	return value_type(a) == VALUE_OBJECT && value_type(b) == VALUE_OBJECT;
}

/* Give each item that has none yet the first free one that fits. */
static void
pair_items(struct items *a, struct items *b,
    bool (*fits)(struct value a, struct value b))
{
	size_t i, k;

	for (i = 0; i < a->count; i++)
		for (k = 0; a->pair[i] == b->count && k < b->count; k++)
			if (b->pair[k] == a->count &&
			    fits(a->at[i], b->at[k])) {
				a->pair[i] = k;
				b->pair[k] = i;
			}
}

/* Tell what the pairs say; true when nothing but the order can differ. */
static bool
tell_items(const struct walk *walk, const struct diff_step *up,
    const struct items *a, const struct items *b)
{
	const struct value none = { NULL, NULL };
	struct diff_step step = { .up = up, .item = true };
	bool same = true;
	size_t i;

	for (i = 0; i < a->count; i++) {
		step.index = i;
		step.name = item_name(a->at[i]);
		if (a->pair[i] < b->count &&
		    is_same(a->at[i], b->at[a->pair[i]]))
			continue;
		same = false;
		if (a->pair[i] < b->count)
			compare(walk, &step, a->at[i], b->at[a->pair[i]]);
		else
			tell(walk, DIFF_REMOVED, &step, a->at[i], none);
	}
	for (i = 0; i < b->count; i++) {
		step.index = i;
		step.name = item_name(b->at[i]);
		if (b->pair[i] == a->count) {
			same = false;
			tell(walk, DIFF_ADDED, &step, none, b->at[i]);
		}
	}
	return same;
}

static void
compare_lists(const struct walk *walk, const struct diff_step *step,
    struct value before, struct value after)
{
	struct items a, b;

	if (!take_items(walk, before, value_count(after), &a) ||
	    !take_items(walk, after, a.count, &b))
		return;
	pair_items(&a, &b, is_same);
	pair_items(&a, &b, has_same_name);
	pair_items(&a, &b, has_same_text);
	pair_items(&a, &b, are_both_objects);
	if (tell_items(walk, step, &a, &b))
		tell(walk, DIFF_MOVED, step, before, after);
}

static void
compare(const struct walk *walk, const struct diff_step *step,
    struct value before, struct value after)
{
	if (is_same(before, after))
		return;
	if (are_both_objects(before, after))
		compare_objects(walk, step, before, after);
	else if (value_type(before) == VALUE_ARRAY &&
	    value_type(after) == VALUE_ARRAY)
		compare_lists(walk, step, before, after);
	else
		tell(walk, DIFF_CHANGED, step, before, after);
}

void
diff_values(struct value before, struct value after, struct arena *arena,
    diff_visit *visit, void *payload)
{
	struct walk walk = { arena, visit, payload };

	compare(&walk, NULL, before, after);
}
