#include "kb/history.h"

#include "lib/base/arena.h"
#include "lib/base/json.h"

enum { FILE_MAX = 32 << 20 };

static struct str
entry_text(const struct history_entry *e, struct arena *arena)
{
	struct buf flat = buf_new(arena, FILE_MAX), json;
	struct value_writer w = value_writer(&flat);

	json = buf_new(arena, FILE_MAX);
	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "generation", e->generation);
	value_add_str(&w, "built", e->built);
	value_add_str(&w, "from", e->from);
	value_add_str(&w, "published", e->published);
	if (e->rollback)
		value_add_bool(&w, "rollback", true);
	value_add_long(&w, "count", (long)value_count(e->changes));
	value_key(&w, "changes");
	if (value_type(e->changes) == VALUE_ARRAY) {
		value_put(&w, e->changes);
	} else { /* of the first one */
		value_open(&w, VALUE_ARRAY);
		value_close(&w);
	}
	value_close(&w);
	json_write(&json, value_written(&w));
	return buf_failed(&json) ? STR_NONE : buf_str(&json);
}

/* The entry; without its changes, where there are more than can be told. */
static struct str
new_entry(const struct history_entry *entry, struct arena *arena)
{
	struct history_entry brief = *entry;
	struct buf flat = buf_new(arena, 4096);
	struct value_writer w = value_writer(&flat);
	struct str text = entry_text(entry, arena);

	if (text.at != NULL && text.length <= HISTORY_ENTRY_BYTES)
		return text;
	value_open(&w, VALUE_ARRAY);
	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "change", STR("changed"));
	value_add_str(&w, "text", STR("too much changed to be listed here"));
	value_close(&w);
	value_close(&w);
	brief.changes = value_written(&w);
	return entry_text(&brief, arena);
}

enum err
history_write(const struct history_entry *entry, struct value older,
    struct arena *arena, struct str *out, struct note *note)
{
	struct buf file = buf_new(arena, FILE_MAX);
	struct value_each it = value_each(older);
	struct str next = new_entry(entry, arena);
	size_t count = 1;

	if (next.at == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	buf_puts(&file, "{\"kind\":\"changes\",\"generation\":");
	json_write_str(&file, entry->generation);
	buf_puts(&file, ",\"entries\":[\n");
	buf_put(&file, next);
	for (; count < HISTORY_MAX && value_next(&it); count++) {
		struct buf old = buf_new(arena, FILE_MAX);

		json_write(&old, it.item);
		if (buf_str(&file).length + buf_str(&old).length >
		    HISTORY_BYTES)
			break;
		buf_puts(&file, ",\n");
		buf_put(&file, buf_str(&old));
	}
	buf_puts(&file, "\n]}\n");
	if (buf_failed(&file))
		return err_set(note, ERR_MEMORY, "out of memory");
	*out = buf_str(&file);
	return OK;
}

struct str
history_before(struct value entries, size_t skip)
{
	struct str line[HISTORY_MAX + 1] = { STR_NONE };
	size_t count = value_count(entries), length = 0, i, at;
	struct value entry;
	struct str to;

	if (count > HISTORY_MAX)
		count = HISTORY_MAX;
	for (i = count; i-- > 0;) { /* the oldest first */
		entry = value_at(entries, i);
		to = value_text(entry, "generation");
		if (length == 0 && value_text(entry, "from").length > 0)
			line[length++] = value_text(entry, "from");
		at = length;
		if (value_is_true(value_get(entry, "rollback")))
			for (at = 0; at < length; at++)
				if (str_equal(line[at], to))
					break;
		/* Back to one on the line: what came after it is gone. */
		line[at] = to;
		length = at + 1;
	}
	return length >= 2 + skip ? line[length - 2 - skip] : STR_NONE;
}
