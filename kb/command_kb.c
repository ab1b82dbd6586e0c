/* appealctl kb build, check, stat, dump. */

#include <getopt.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/build.h"
#include "kb/commands.h"
#include "kb/dump.h"
#include "kb/options.h"
#include "kb/stat.h"
#include "kb/warnings.h"
#include "lib/store/kb.h"

enum { DIRS_MAX = 16 };

/* A run of build options on a command line. */
struct build_line {
	struct build_options options;
	const char *templates[DIRS_MAX];
	struct date today;
};

static bool
read_day(const char *text, struct build_line *line)
{
	struct note note;

	if (date_parse(str_from(text), &line->today, &note) != OK) {
		fprintf(stderr, "appealctl: --today %s\n", note.text);
		return false;
	}
	line->options.today = &line->today;
	return true;
}

static bool
read_build_line(int argc, char **argv, struct build_line *line)
{
	static const struct option options[] = {
		{ "today", required_argument, NULL, 'd' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	*line = (struct build_line){ .options.schemas = "kb/schema" };
	while ((option = getopt_long(argc, argv, "o:t:s:", options, NULL)) !=
	    -1) {
		if (option == 'o')
			line->options.out = optarg;
		else if (option == 's')
			line->options.schemas = optarg;
		else if (option == 'd' && read_day(optarg, line))
			continue;
		else if (option == 't' &&
		    line->options.template_count < DIRS_MAX)
			line->templates[line->options.template_count++] =
			    optarg;
		else
			return false;
	}
	if (line->options.template_count == 0)
		line->templates[line->options.template_count++] = "templates";
	line->options.templates = line->templates;
	line->options.sources = (const char *const *)(argv + optind);
	line->options.source_count = (size_t)(argc - optind);
	return line->options.source_count > 0;
}

static int
run_build(const struct build_line *line)
{
	struct report report = { .out = stderr };
	struct build_result result;
	struct note note;
	enum err err;

	err = build(&line->options, &report, &result, &note);
	if (err != OK)
		return options_fail(err, &note);
	printf("%s%sgeneration %s: %zu facts, %zu records, %zu warning%s\n",
	    line->options.out == NULL ? "" : line->options.out,
	    line->options.out == NULL ? "" : ": ", result.generation,
	    result.facts, result.records, report.warnings,
	    report.warnings == 1 ? "" : "s");
	return EXIT_FOUND;
}

int
command_kb_build(int argc, char **argv)
{
	struct build_line line;

	if (!read_build_line(argc, argv, &line) || line.options.out == NULL)
		return options_usage("kb build");
	return run_build(&line);
}

int
command_kb_check(int argc, char **argv)
{
	struct build_line line;

	if (!read_build_line(argc, argv, &line) || line.options.out != NULL)
		return options_usage("kb check");
	return run_build(&line);
}

int
command_kb_stat(int argc, char **argv)
{
	struct stat_numbers numbers;
	struct options options;
	struct note note;
	struct kb *kb;
	enum err err;

	if (!options_read(argc, argv, &options) || options.count != 0)
		return options_usage("kb stat");
	if ((err = kb_open(options.kb, 0, &kb, &note)) != OK)
		return options_fail(err, &note);
	if ((err = stat_count(kb, &numbers, &note)) == OK)
		stat_print(kb, &numbers, stdout);
	if (err == OK)
		warnings_print(kb, stdout);
	kb_close(kb);
	return err == OK ? EXIT_FOUND : options_fail(err, &note);
}

int
command_kb_dump(int argc, char **argv)
{
	struct options options;
	struct note note;
	struct kb *kb;
	enum err err;

	if (!options_read(argc, argv, &options) || options.count != 1)
		return options_usage("kb dump");
	if ((err = kb_open(options.kb, 0, &kb, &note)) != OK)
		return options_fail(err, &note);
	err = dump(kb, options.words[0], &note);
	kb_close(kb);
	return err == OK ? EXIT_FOUND : options_fail(err, &note);
}
