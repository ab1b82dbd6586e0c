#include "kb/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kb/commands.h"

static const struct option long_options[] = {
	{ "kb", required_argument, NULL, 'k' },
	{ "format", required_argument, NULL, 'f' },
	{ "output", required_argument, NULL, 'o' },
	{ "fonts", required_argument, NULL, 'F' },
	{ "plan", required_argument, NULL, 'p' },
	{ "indication", required_argument, NULL, 'i' },
	{ "insurer", required_argument, NULL, 'I' },
	{ "treatment", required_argument, NULL, 'T' },
	{ "state", required_argument, NULL, 's' },
	{ "received", required_argument, NULL, 'r' },
	{ "notice", required_argument, NULL, 'n' },
	{ "today", required_argument, NULL, 't' },
	{ NULL, 0, NULL, 0 },
};

static bool
read_media(const char *name, enum media *out)
{
	enum media media;

	for (media = 0; media < MEDIA_COUNT; media++)
		if (strcmp(name, media_suffix(media)) == 0) {
			*out = media;
			return true;
		}
	if (strcmp(name, "text") == 0) {
		*out = MEDIA_TEXT;
		return true;
	}
	fprintf(stderr,
	    "appealctl: the formats are text, html, json, pdf and docx\n");
	return false;
}

static bool
read_today(const char *text, struct date *out)
{
	struct note note;

	if (date_parse(str_from(text), out, &note) == OK)
		return true;
	fprintf(stderr, "appealctl: --today %s\n", note.text);
	return false;
}

static bool
take(int option, struct options *out)
{
	switch (option) {
	case 'k':
		out->kb = optarg;
		return true;
	case 'f':
		return read_media(optarg, &out->media);
	case 'o':
		out->output = optarg;
		return true;
	case 'F':
		out->fonts = optarg;
		return true;
	case 'p':
		out->plan = optarg;
		return true;
	case 'i':
		out->indication = optarg;
		return true;
	case 'I':
		out->insurer = optarg;
		return true;
	case 'T':
		out->treatment = optarg;
		return true;
	case 's':
		out->state = optarg;
		return true;
	case 'r':
		out->received = optarg;
		return true;
	case 'n':
		out->notice = optarg;
		return true;
	case 't':
		return read_today(optarg, &out->today);
	default:
		return false;
	}
}

static struct date
local_today(void)
{
	struct date today = { 0 };
	time_t now = time(NULL);
	struct tm local;

	if (localtime_r(&now, &local) != NULL)
		date_make(local.tm_year + 1900, local.tm_mon + 1,
		    local.tm_mday, &today);
	return today;
}

bool
options_read(int argc, char **argv, struct options *out)
{
	const char *kb = getenv("APPEALD_KB");
	int option;

	*out = (struct options){ .kb = kb == NULL ? "build/kb.mdb" : kb,
		.fonts = getenv("APPEALD_FONTS"),
		.media = MEDIA_TEXT,
		.today = local_today() };
	while ((option = getopt_long(
		    argc, argv, "k:f:o:", long_options, NULL)) != -1)
		if (!take(option, out))
			return false;
	out->words = argv + optind;
	out->count = argc - optind;
	return true;
}

int
options_usage(const char *command)
{
	const struct command *c;

	for (c = commands; c->name != NULL; c++)
		if (strcmp(c->name, command) == 0)
			fprintf(stderr, "usage: appealctl %s %s\n", c->name,
			    c->usage);
	return EXIT_USAGE;
}

int
options_fail(enum err err, const struct note *note)
{
	fprintf(stderr, "appealctl: %s\n", note->text);
	switch (err) {
	case OK:
		return EXIT_FOUND;
	case ERR_SYNTAX:
	case ERR_INVALID:
	case ERR_NOT_FOUND:
	case ERR_TOO_LARGE:
		return EXIT_INPUT;
	case ERR_MEMORY:
	case ERR_CORRUPT:
	case ERR_SYSTEM:
		return EXIT_SYSTEM;
	}
	return EXIT_SYSTEM;
}
