#include "kb/letter_trial.h"

#include <stdio.h>

#include "lib/base/arena.h"
#include "lib/base/problems.h"
#include "lib/base/slices.h"

enum { LETTER_BYTES = 64 << 20 };

struct trial {
	const struct appeal_tools *tools;
	const struct template_file *sample;
	struct date today;
	struct arena *arena;
	struct report *report;
	size_t printed;
};

static void
fail(const struct trial *t, enum media media, const char *pointer,
    const char *what, struct str more)
{
	char where[1024];

	if (t->sample->path != NULL)
		snprintf(where, sizeof(where), "%s", t->sample->path);
	else
		snprintf(where, sizeof(where), "samples/%.*s.json",
		    STR_ARG(t->sample->name));
	report_error(t->report, where, 0, pointer, "as %s: %s%.*s",
	    media_suffix(media), what, STR_ARG(more));
}

static void
print_one(struct trial *t, enum media media)
{
	struct problems problems = problems_new(t->arena);
	const struct problem *p;
	struct appeal appeal;
	struct note note = { "" };
	char *pointer;
	enum err err;

	err = appeal_letter(t->tools, t->sample->text, t->today, media,
	    t->arena, &appeal, &problems, &note);
	for (p = problems.first; p != NULL; p = p->next) {
		pointer = str_to_c(p->pointer, t->arena);
		fail(t, media, pointer, "", p->message);
	}
	if (err != OK)
		fail(t, media, NULL, note.text, STR_NONE);
	else if (str_trim(slices_join(&appeal.body)).length == 0)
		fail(t, media, NULL, "nothing is printed", STR_NONE);
	else
		t->printed++;
	arena_reset(t->arena);
}

enum err
letter_trial(const struct template_files *files,
    const struct appeal_tools *tools, struct date today, struct report *report,
    size_t *printed, struct note *note)
{
	struct trial t = { .tools = tools, .today = today, .report = report };
	size_t i, samples = 0;
	enum media media;

	if ((t.arena = arena_new(LETTER_BYTES)) == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (i = 0; i < files->count; i++) {
		if (files->items[i].kind != TEMPLATE_SAMPLE)
			continue;
		t.sample = &files->items[i];
		samples++;
		for (media = 0; media < MEDIA_COUNT; media++)
			print_one(&t, media);
	}
	arena_free(t.arena);
	if (samples == 0)
		return err_set(note, ERR_INVALID,
		    "there is no sample case to print: samples/NAME.json");
	*printed = t.printed;
	return OK;
}
