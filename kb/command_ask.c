/* appealctl guide, letter: the responder's answers, offline. */

#include <stdio.h>
#include <string.h>

#include "kb/commands.h"
#include "kb/options.h"
#include "lib/appeal.h"
#include "lib/base/arena.h"
#include "lib/edition.h"
#include "lib/guide.h"
#include "lib/store/kb.h"

enum { ARENA_MAX = 64 << 20, CASE_MAX = 4 << 20 };

/* What one question needs, and its end. */
struct asking {
	struct edition edition;
	struct kb_read read;
	struct arena *arena;
	struct problems problems;
	struct note note;
};

static enum err
asking_begin(const struct options *options, struct asking *a)
{
	enum err err;

	*a = (struct asking){ .arena = arena_new(ARENA_MAX) };
	if (a->arena == NULL)
		return err_set(&a->note, ERR_MEMORY, "out of memory");
	a->problems = problems_new(a->arena);
	if ((err = edition_open(
		 options->kb, 0, &a->edition, &a->note)) != OK)
		return err;
	return kb_begin(a->edition.kb, &a->read, &a->note);
}

static void
asking_end(struct asking *a)
{
	if (a->read.txn != NULL)
		kb_end(&a->read);
	edition_close(&a->edition);
	arena_free(a->arena);
}

static int
print_body(const struct slices *body, int status)
{
	size_t i;

	for (i = 0; i < body->count; i++)
		fwrite(body->items[i].at, 1, body->items[i].length, stdout);
	return fflush(stdout) == 0 ? status : EXIT_SYSTEM;
}

static int
fail(const struct asking *a, enum err err)
{
	const struct problem *p;
	int status = options_fail(err, &a->note);

	for (p = a->problems.first; p != NULL; p = p->next)
		fprintf(stderr, "  %.*s: %.*s\n", STR_ARG(p->pointer),
		    STR_ARG(p->message));
	return status;
}

int
command_guide(int argc, char **argv)
{
	struct guide_near near = { .count = 0 };
	struct guide_query query;
	struct options options;
	struct slices body;
	struct asking a;
	struct guide guide;
	enum err err;
	int status;
	size_t i;

	if (!options_read(argc, argv, &options) || options.count != 3)
		return options_usage("guide");
	query = (struct guide_query){ str_from(options.words[0]),
		str_from(options.words[1]), str_from(options.words[2]),
		str_from(options.plan), str_from(options.state),
		str_from(options.indication), str_from(options.received),
		str_from(options.notice) };
	if ((err = asking_begin(&options, &a)) == OK) {
		body = slices_new(a.arena);
		if ((err = guide_find(&a.read, &query, a.arena, &guide, &near,
			 &a.problems, &a.note)) == OK)
			err = guide_write(&a.read, &guide,
			    a.edition.templates, options.media, a.arena, &body,
			    &a.note);
	}
	if (err == OK)
		status = print_body(&body,
		    guide.verdict == VERDICT_NOT_HELD ? EXIT_NOT_HELD
						      : EXIT_FOUND);
	else
		status = fail(&a, err);
	for (i = 0; err != OK && i < near.count; i++)
		fprintf(stderr, "  did you mean %.*s?\n",
		    STR_ARG(near.ids[i]));
	asking_end(&a);
	return status;
}

/* The whole case; "-" is standard input. */
static enum err
read_case(const char *path, struct asking *a, struct str *out)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	char *text = arena_alloc(a->arena, CASE_MAX);
	size_t length;

	if (file == NULL || text == NULL)
		return err_set(&a->note, ERR_SYSTEM, "%s: cannot be read",
		    path);
	length = fread(text, 1, CASE_MAX, file);
	if (file != stdin)
		fclose(file);
	if (length == CASE_MAX)
		return err_set(&a->note, ERR_TOO_LARGE,
		    "%s: larger than a case can be", path);
	*out = (struct str){ text, length };
	return OK;
}

int
command_letter(int argc, char **argv)
{
	struct options options;
	struct appeal appeal;
	struct asking a;
	struct str text;
	enum err err;
	int status;

	if (!options_read(argc, argv, &options) || options.count != 1)
		return options_usage("letter");
	if ((err = asking_begin(&options, &a)) == OK &&
	    (err = read_case(options.words[0], &a, &text)) == OK)
		err = appeal_letter(&a.read, a.edition.templates, text,
		    options.today, options.media, a.arena, &appeal,
		    &a.problems, &a.note);
	status = err == OK
	    ? print_body(&appeal.body,
		  appeal.ready ? EXIT_FOUND : EXIT_NOT_HELD)
	    : fail(&a, err);
	asking_end(&a);
	return status;
}
