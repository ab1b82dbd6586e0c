/* appealctl kb diff. */

#include <stdio.h>

#include "kb/commands.h"
#include "kb/diff.h"
#include "kb/options.h"
#include "kb/output.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/store/kb.h"

#define MEMORY ((size_t)4 << 30)
#define TEXT_MAX ((size_t)1 << 30)

static void
put_lines(struct buf *out, struct value changes)
{
	struct value_each it;

	for (it = value_each(changes); value_next(&it);) {
		buf_put(out, value_text(it.item, "text"));
		buf_putc(out, '\n');
	}
}

static void
put_json(struct buf *out, const struct kb *from, const struct kb *to,
    struct value changes, struct arena *arena)
{
	struct buf flat = buf_new(arena, TEXT_MAX);
	struct value_writer w = value_writer(&flat);

	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "kind", STR("diff"));
	value_add_str(&w, "from", kb_generation(from));
	value_add_str(&w, "generation", kb_generation(to));
	value_add(&w, "changes", changes);
	value_close(&w);
	json_write_pretty(out, value_written(&w));
	buf_putc(out, '\n');
}

static enum err
print(const struct options *options, const struct kb *from,
    const struct kb *to, struct arena *arena, size_t *count,
    struct note *note)
{
	struct buf out = buf_new(arena, TEXT_MAX);
	struct slices body = slices_new(arena);
	struct value changes;
	enum err err;

	if ((err = diff(from, to, arena, &changes, note)) != OK)
		return err;
	*count = value_count(changes);
	if (options->media == MEDIA_JSON)
		put_json(&out, from, to, changes, arena);
	else
		put_lines(&out, changes);
	if (buf_failed(&out))
		return err_set(note, ERR_MEMORY, "out of memory");
	slices_add(&body, buf_str(&out));
	return output_write(options->output, &body, note);
}

int
command_kb_diff(int argc, char **argv)
{
	struct arena *arena = NULL;
	struct kb *from = NULL, *to = NULL;
	struct options options;
	struct note note = { "out of memory" };
	enum err err = ERR_MEMORY;
	size_t count = 0;

	if (!options_read(argc, argv, &options) || options.count != 2 ||
	    (options.media != MEDIA_TEXT && options.media != MEDIA_JSON))
		return options_usage("kb diff");
	if ((arena = arena_new(MEMORY)) != NULL &&
	    (err = kb_open(options.words[0], 0, &from, &note)) == OK &&
	    (err = kb_open(options.words[1], 0, &to, &note)) == OK)
		err = print(&options, from, to, arena, &count, &note);
	kb_close(to);
	kb_close(from);
	arena_free(arena);
	if (err != OK)
		return options_fail(err, &note);
	return count == 0 ? EXIT_FOUND : EXIT_NOT_HELD;
}
