/* appealctl search: the responder's answer, offline. */

#include <stdio.h>

#include "kb/commands.h"
#include "kb/options.h"
#include "kb/output.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/edition.h"
#include "lib/search.h"
#include "lib/store/kb.h"

enum { ARENA_MAX = 16 << 20, TEXT_MAX = 64 << 10 };

/* The words of the command line are one question. */
static struct str
join(const struct options *options, struct arena *arena)
{
	struct buf text = buf_new(arena, TEXT_MAX);
	int i;

	for (i = 0; i < options->count; i++) {
		if (i > 0)
			buf_putc(&text, ' ');
		buf_puts(&text, options->words[i]);
	}
	return buf_str(&text);
}

static enum err
ask(const struct options *options, struct arena *arena,
    struct search_answer *out, struct problems *problems, struct note *note)
{
	struct edition edition;
	struct kb_read read;
	enum err err;

	if ((err = edition_open(options->kb, 0, &edition, note)) != OK)
		return err;
	if ((err = kb_begin(edition.kb, &read, note)) == OK) {
		err = search(&read, edition.templates, join(options, arena),
		    options->media, arena, out, problems, note);
		/* Written while what it borrows is open. */
		if (err == OK)
			err = output_write(options->output, &out->body, note);
		kb_end(&read);
	}
	edition_close(&edition);
	return err;
}

int
command_search(int argc, char **argv)
{
	struct arena *arena = arena_new(ARENA_MAX);
	struct problems problems = problems_new(arena);
	const struct problem *problem;
	struct search_answer answer;
	struct options options;
	struct note note;
	enum err err;
	int status;

	if (!options_read(argc, argv, &options) || options.count == 0 ||
	    !media_is_in(MEDIA_SCREEN, options.media)) {
		arena_free(arena);
		return options_usage("search");
	}
	err = arena == NULL
	    ? err_set(&note, ERR_MEMORY, "out of memory")
	    : ask(&options, arena, &answer, &problems, &note);
	if (err == OK)
		status = answer.found ? EXIT_FOUND : EXIT_NOT_HELD;
	else
		status = options_fail(err, &note);
	for (problem = problems.first; problem != NULL; problem = problem->next)
		fprintf(stderr, "  %.*s\n", STR_ARG(problem->message));
	arena_free(arena);
	return status;
}
