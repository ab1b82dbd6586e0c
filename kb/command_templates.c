/* appealctl templates check: templates of one's own, before they are used. */

#include <stdio.h>
#include <string.h>

#include "kb/commands.h"
#include "kb/letter_trial.h"
#include "kb/options.h"
#include "kb/templates.h"
#include "lib/base/arena.h"
#include "lib/edition.h"
#include "lib/fonts.h"
#include "lib/pdf/press.h"
#include "lib/template/template.h"
#include "lib/store/kb.h"

enum { FILES_BYTES = 128 << 20 };

/* What checking holds open, and its end. */
struct checking {
	struct edition edition;
	struct kb_read read;
	struct arena *arena;
	struct template_files files;
	struct template_set *set;
	struct press *press;
	struct report report;
	size_t printed;
	struct note note;
};

/* The knowledge base's own templates, and over them the directories'. */
static enum err
gather(struct checking *c, const struct options *options, bool whole)
{
	enum err err;
	int i;

	c->files = template_files_new(c->arena);
	if ((err = edition_open(options->kb, 0, &c->edition, &c->note)) != OK ||
	    (err = kb_begin(c->edition.kb, &c->read, &c->note)) != OK)
		return err;
	if (!whole)
		err = template_files_add_kb(&c->files, &c->read, &c->note);
	for (i = 0; err == OK && i < options->count; i++)
		err = template_files_add_dir(
		    &c->files, options->words[i], &c->note);
	return err;
}

/* The letters are tried only with templates that have no fault. */
static enum err
check(struct checking *c, const struct options *options, bool whole)
{
	struct appeal_tools tools;
	enum err err;

	if ((c->arena = arena_new(FILES_BYTES)) == NULL)
		return err_set(&c->note, ERR_MEMORY, "out of memory");
	if ((err = gather(c, options, whole)) != OK ||
	    (err = templates_compile(
		 &c->files, &c->report, &c->set, &c->note)) != OK ||
	    (err = templates_lint(&c->files, c->set, &c->report, &c->note)) !=
		OK ||
	    (err = fonts_press(options->fonts, &c->press, &c->note)) != OK)
		return err;
	tools = (struct appeal_tools){ &c->read, c->set, c->press };
	if ((err = letter_trial(&c->files, &tools, options->today, &c->report,
		 &c->printed, &c->note)) != OK)
		return err;
	if (c->report.errors > 0)
		return err_set(&c->note, ERR_INVALID,
		    "%zu problem%s in the letters", c->report.errors,
		    c->report.errors == 1 ? "" : "s");
	return OK;
}

static void
checking_end(struct checking *c)
{
	press_free(c->press);
	template_set_free(c->set);
	if (c->read.txn != NULL)
		kb_end(&c->read);
	edition_close(&c->edition);
	arena_free(c->arena);
}

/* Take a word that stands alone out of the line; was it there? */
static bool
take_word(int *argc, char **argv, const char *word)
{
	int i, kept = 0;

	for (i = 0; i < *argc; i++)
		if (i == 0 || strcmp(argv[i], word) != 0)
			argv[kept++] = argv[i];
	i = *argc;
	argv[kept] = NULL;
	*argc = kept;
	return kept < i;
}

int
command_templates_check(int argc, char **argv)
{
	struct checking c = { .report = { .out = stderr } };
	bool whole = take_word(&argc, argv, "--whole");
	struct options options;
	int status = EXIT_FOUND;
	enum err err;

	if (!options_read(argc, argv, &options) || options.count == 0)
		return options_usage("templates check");
	if ((err = check(&c, &options, whole)) != OK)
		status = options_fail(err, &c.note);
	else
		printf("no problem: %zu files, %zu letters printed, "
		       "%zu warning%s\n",
		    c.files.count, c.printed, c.report.warnings,
		    c.report.warnings == 1 ? "" : "s");
	checking_end(&c);
	return status;
}
