#include <string.h>

#include "lib/base/arena.h"
#include "lib/guide_writing.h"
#include "lib/store/kb.h"

/* Underlined, as lib/render's printer does it inside the sections. */
static void
add_heading(struct guide_writing *w, const char *title)
{
	size_t length = strlen(title);
	char *rule = arena_alloc(w->arena, length + 2);

	if (rule == NULL)
		return;
	memset(rule, '-', length);
	memcpy(rule + length, "\n\n", 2);
	slices_puts(w->body, "\n");
	slices_puts(w->body, title);
	slices_puts(w->body, "\n");
	slices_add(w->body, (struct str){ rule, length + 2 });
}

/* A section may have nothing to say in a terminal. */
static void
add_part(struct guide_writing *w, const struct guide_part *part,
    const struct gathered *sections)
{
	bool started = false;
	struct str text;
	size_t i;

	for (i = 0; i < sections->count; i++) {
		text = sections->items[i].text;
		if (text.length == 0)
			continue;
		if (started)
			slices_puts(w->body, "\n");
		else
			add_heading(w, part->title);
		started = true;
		slices_add(w->body, text);
	}
}

static void
add_parts(struct guide_writing *w)
{
	size_t p;

	for (p = 0; guide_parts[p].name != NULL; p++)
		add_part(w, &guide_parts[p], &w->parts[p]);
}

static void
add_citations(struct guide_writing *w)
{
	size_t i, count = kb_citations(w->read->kb);

	add_heading(w, "Citations");
	for (i = 0; i < count; i++)
		if (w->cited[i])
			slices_add(w->body, kb_citation(w->read->kb, i).text);
}

enum err
guide_write_text(struct guide_writing *w)
{
	enum err err;

	if ((err = guide_render(w, "guide/head.md")) != OK)
		return err;
	slices_puts(w->body, "\n");
	slices_add(w->body, w->reason.text);
	slices_puts(w->body, "\n");
	slices_add(w->body, w->treatment.text);
	add_parts(w);
	add_heading(w, "The insurer");
	slices_add(w->body, w->insurer.text);
	add_citations(w);
	return guide_fill(w, "guide/foot.txt");
}
