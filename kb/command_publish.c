/* appealctl kb publish, rollback, list. */

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kb/commands.h"
#include "kb/options.h"
#include "kb/publish.h"
#include "kb/shelf.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

enum { KEEP = 5, KEEP_MAX = 1000 };

struct publish_line {
	struct publish_options options;
	char now[32];
	const char *pid_file; /* whom to tell; NULL: nobody */
	const char *reload;   /* a command that tells it; NULL: none */
	char **words;
	int count;
};

static const struct option long_options[] = {
	{ "key", required_argument, NULL, 's' },
	{ "pub", required_argument, NULL, 'p' },
	{ "keep", required_argument, NULL, 'n' },
	{ "pid-file", required_argument, NULL, 'i' },
	{ "reload", required_argument, NULL, 'r' },
	{ NULL, 0, NULL, 0 },
};

static bool
take(int option, struct publish_line *line)
{
	long keep;

	switch (option) {
	case 's':
		line->options.secret = optarg;
		return true;
	case 'p':
		line->options.public = optarg;
		return true;
	case 'i':
		line->pid_file = optarg;
		return true;
	case 'r':
		line->reload = optarg;
		return true;
	case 'n':
		if (!str_to_long(str_from(optarg), &keep) || keep < 1 ||
		    keep > KEEP_MAX)
			return false;
		line->options.keep = (size_t)keep;
		return true;
	default:
		return false;
	}
}

static bool
read_line(int argc, char **argv, struct publish_line *line)
{
	time_t now = time(NULL);
	struct tm utc;
	int option;

	*line = (struct publish_line){ .options.keep = KEEP };
	if (gmtime_r(&now, &utc) != NULL)
		strftime(
		    line->now, sizeof(line->now), "%Y-%m-%dT%H:%M:%SZ", &utc);
	line->options.now = line->now;
	while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		if (!take(option, line))
			return false;
	line->words = argv + optind;
	line->count = argc - optind;
	return true;
}

static enum err
signal_process(const char *pid_file, struct note *note)
{
	FILE *file = fopen(pid_file, "re");
	long pid = 0;
	int got;

	if (file == NULL)
		return err_set(note, ERR_SYSTEM,
		    "it is published, but %s cannot be read: appeald was not "
		    "told",
		    pid_file);
	got = fscanf(file, "%ld", &pid);
	fclose(file);
	if (got != 1 || pid <= 1 || kill((pid_t)pid, SIGHUP) != 0)
		return err_set(note, ERR_SYSTEM,
		    "it is published, but no process was told: %s names none",
		    pid_file);
	return OK;
}

/* Let appeald open the file again. */
static enum err
tell(const struct publish_line *line, struct note *note)
{
	enum err err = OK;
	int status;

	if (line->pid_file != NULL)
		err = signal_process(line->pid_file, note);
	if (err != OK || line->reload == NULL)
		return err;
	fflush(stdout);
	status = system(line->reload);
	return status == 0
	    ? OK
	    : err_set(note, ERR_SYSTEM,
		  "it is published, but \"%s\" failed: appeald may not know",
		  line->reload);
}

static int
finish(const struct publish_line *line, const struct publish_result *result)
{
	struct note note;
	enum err err;

	if (!result->switched)
		printf("generation %s was served already\n",
		    result->generation);
	else
		printf("generation %s is served, %s%s, %zu change%s\n",
		    result->generation,
		    result->before[0] == '\0' ? "the first" : "after ",
		    result->before, result->changes,
		    result->changes == 1 ? "" : "s");
	err = tell(line, &note);
	return err == OK ? EXIT_FOUND : options_fail(err, &note);
}

int
command_kb_publish(int argc, char **argv)
{
	struct report report = { .out = stderr };
	struct publish_result result;
	struct publish_line line;
	struct note note;
	enum err err;

	if (!read_line(argc, argv, &line) || line.count != 2)
		return options_usage("kb publish");
	line.options.dir = line.words[1];
	err = publish(&line.options, line.words[0], &report, &result, &note);
	return err == OK ? finish(&line, &result) : options_fail(err, &note);
}

int
command_kb_rollback(int argc, char **argv)
{
	struct report report = { .out = stderr };
	struct publish_result result;
	struct publish_line line;
	struct note note;
	enum err err;

	if (!read_line(argc, argv, &line) || line.count < 1 || line.count > 2)
		return options_usage("kb rollback");
	line.options.dir = line.words[0];
	err = publish_rollback(&line.options,
	    line.count == 2 ? line.words[1] : NULL, &report, &result, &note);
	return err == OK ? finish(&line, &result) : options_fail(err, &note);
}

static void
print_items(const struct shelf_item *items, size_t count)
{
	char when[32] = "";
	time_t seconds;
	struct tm utc;
	size_t i;

	for (i = 0; i < count; i++) {
		seconds = (time_t)(items[i].served / 1000000000);
		if (gmtime_r(&seconds, &utc) != NULL)
			strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ",
			    &utc);
		printf("%c %s  %s  %s\n", items[i].current ? '*' : ' ',
		    items[i].generation, when, items[i].name);
	}
}

int
command_kb_list(int argc, char **argv)
{
	struct arena *arena = arena_new(8 << 20);
	struct shelf *shelf = NULL;
	struct shelf_item *items;
	struct publish_line line;
	struct note note = { "out of memory" };
	enum err err = ERR_MEMORY;
	size_t count;

	if (!read_line(argc, argv, &line) || line.count != 1) {
		arena_free(arena);
		return options_usage("kb list");
	}
	if (arena != NULL &&
	    (err = shelf_open(line.words[0], false, &shelf, &note)) == OK &&
	    (err = shelf_list(shelf, arena, &items, &count, &note)) == OK)
		print_items(items, count);
	shelf_close(shelf);
	arena_free(arena);
	return err == OK ? EXIT_FOUND : options_fail(err, &note);
}
