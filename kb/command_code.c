/* appealctl code: the responder's answer about denial codes, offline. */

#include <stdio.h>

#include "kb/commands.h"
#include "kb/options.h"
#include "kb/output.h"
#include "lib/base/arena.h"
#include "lib/codes.h"
#include "lib/edition.h"
#include "lib/store/kb.h"

enum { ARENA_MAX = 16 << 20 };

/* What one question needs. */
struct asking {
	const struct options *options;
	struct arena *arena;
	struct problems problems;
	struct note note;
	bool known; /* everything is one code or words that were found */
};

static enum err
write_answer(struct asking *a, const struct edition *edition,
    const struct kb_read *read, struct slices *body)
{
	struct str typed[CODES_MAX];
	struct codes_query query = { typed, (size_t)a->options->count,
		str_from(a->options->insurer),
		str_from(a->options->treatment) };
	struct codes codes;
	enum err err;
	size_t i;

	for (i = 0; i < query.count && i < CODES_MAX; i++)
		typed[i] = str_from(a->options->words[i]);
	if ((err = codes_find(
		 read, &query, a->arena, &codes, &a->problems, &a->note)) != OK)
		return err;
	a->known = true;
	for (i = 0; i < codes.list.count; i++)
		if (codes.list.items[i].status == CODE_UNKNOWN ||
		    codes.list.items[i].status == CODE_SEVERAL)
			a->known = false;
	return codes_write(read, &codes, edition->templates, a->options->media,
	    STR(""), a->arena, body, &a->note);
}

static enum err
ask(struct asking *a)
{
	struct slices body = slices_new(a->arena);
	struct edition edition;
	struct kb_read read;
	enum err err;

	if ((err = edition_open(a->options->kb, 0, &edition, &a->note)) != OK)
		return err;
	if ((err = kb_begin(edition.kb, &read, &a->note)) == OK) {
		err = a->options->count > 0
			  ? write_answer(a, &edition, &read, &body)
			  : codes_write_systems(&read, edition.templates,
				a->options->media, STR(""), a->arena, &body,
				&a->note);
		/* Written while what it borrows is open. */
		if (err == OK)
			err = output_write(a->options->output, &body, &a->note);
		kb_end(&read);
	}
	edition_close(&edition);
	return err;
}

int
command_code(int argc, char **argv)
{
	struct asking a = { .arena = arena_new(ARENA_MAX) };
	const struct problem *p;
	struct options options;
	enum err err;
	int status;

	a.problems = problems_new(a.arena);
	a.options = &options;
	if (!options_read(argc, argv, &options) ||
	    !media_is_in(MEDIA_SCREEN, options.media)) {
		arena_free(a.arena);
		return options_usage("code");
	}
	a.known = options.count == 0;
	err = a.arena == NULL ? err_set(&a.note, ERR_MEMORY, "out of memory")
			      : ask(&a);
	if (err == OK)
		status = a.known ? EXIT_FOUND : EXIT_NOT_HELD;
	else
		status = options_fail(err, &a.note);
	for (p = a.problems.first; p != NULL; p = p->next)
		fprintf(stderr, "  %.*s: %.*s\n", STR_ARG(p->pointer),
		    STR_ARG(p->message));
	arena_free(a.arena);
	return status;
}
