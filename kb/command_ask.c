/* appealctl guide, letter: the responder's answers, offline. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kb/commands.h"
#include "kb/options.h"
#include "kb/output.h"
#include "lib/appeal.h"
#include "lib/base/arena.h"
#include "lib/edition.h"
#include "lib/fonts.h"
#include "lib/guide.h"
#include "lib/pdf/press.h"
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

/* Its sentences on stderr; the exit status. */
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

static int
put_out(struct asking *a, const struct options *options,
    const struct slices *body, int status)
{
	enum err err = output_write(options->output, body, &a->note);

	return err == OK ? status : fail(a, err);
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
	if (!media_is_in(MEDIA_SCREEN, options.media)) {
		fprintf(stderr,
		    "appealctl: a guide comes as text, html or json\n");
		return EXIT_USAGE;
	}
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
		status = put_out(&a, &options, &body,
		    guide.verdict == VERDICT_NOT_HELD ||
			    guide.verdict == VERDICT_REFUSED
			? EXIT_NOT_HELD
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

/* Fonts are looked for only where they are needed. */
static enum err
write_letter(struct asking *a, const struct options *options,
    struct str text, struct appeal *out)
{
	struct appeal_tools tools = { &a->read, a->edition.templates, NULL };
	enum err err;

	if (options->media == MEDIA_PDF &&
	    fonts_press(options->fonts, &tools.press, &a->note) != OK)
		return ERR_SYSTEM;
	err = appeal_letter(&tools, text, options->today, options->media,
	    a->arena, out, &a->problems, &a->note);
	press_free(tools.press);
	return err;
}

/* Bytes that are no text would only confuse a terminal. */
static bool
is_for_a_terminal(const struct options *options)
{
	if (!media_is_in(MEDIA_PAGES, options->media) ||
	    (options->output != NULL && strcmp(options->output, "-") != 0) ||
	    !isatty(STDOUT_FILENO))
		return false;
	fprintf(stderr,
	    "appealctl: a letter as %s is not for a terminal; write it to a "
	    "file with -o FILE\n",
	    media_suffix(options->media));
	return true;
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
	if (is_for_a_terminal(&options))
		return EXIT_USAGE;
	if ((err = asking_begin(&options, &a)) == OK &&
	    (err = read_case(options.words[0], &a, &text)) == OK)
		err = write_letter(&a, &options, text, &appeal);
	status = err == OK
	    ? put_out(&a, &options, &appeal.body,
		  appeal.ready ? EXIT_FOUND : EXIT_NOT_HELD)
	    : fail(&a, err);
	asking_end(&a);
	return status;
}
