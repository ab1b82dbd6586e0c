/* THE table: every command in one line, and above it its short function. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/build.h"
#include "kb/commands.h"

const struct command commands[] = {
	{ "kb build", "-o FILE [-t DIR] [-s DIR] DIR...",
	    "compile sources into a knowledge base file", command_kb_build },
	{ "kb check", "[-t DIR] [-s DIR] DIR...",
	    "hold sources to their rules; write nothing", command_kb_check },
	{ "kb stat", "[-k FILE]", "what a knowledge base file holds",
	    command_kb_stat },
	{ "kb dump", "[-k FILE] DIR",
	    "write a knowledge base back as source files", command_kb_dump },
	{ "guide", "[-k FILE] [-f FORMAT] [--plan P] [--indication C] "
		   "INSURER TREATMENT REASON",
	    "the guide for a denial", command_guide },
	{ "letter", "[-k FILE] [-f FORMAT] [--today DATE] CASE.json",
	    "an appeal letter from the facts of a case", command_letter },
	{ "help", "", "this list", command_help },
	{ "version", "", "the version", command_version },
	{ NULL, NULL, NULL, NULL },
};

int
command_version(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("appealctl %s\n", APPEALD_VERSION);
	return 0;
}

int
command_help(int argc, char **argv)
{
	const struct command *c;

	(void)argc;
	(void)argv;
	puts("usage: appealctl COMMAND [OPTION...]\n");
	for (c = commands; c->name != NULL; c++)
		printf("  appealctl %s %s\n      %s\n", c->name, c->usage,
		    c->summary);
	puts("\nFORMAT is text, html or json.  The knowledge base is FILE,\n"
	     "else $APPEALD_KB, else build/kb.mdb.  Exit status: 0 found or\n"
	     "ready, 1 not held or draft, 2 usage, 3 bad input, 4 system.");
	return 0;
}

/* Does the command line start with the words of this command? */
static int
words_matched(const char *name, int argc, char **argv)
{
	char copy[64], *word, *rest;
	int count = 0;

	snprintf(copy, sizeof(copy), "%s", name);
	for (word = strtok_r(copy, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest), count++)
		if (count + 1 >= argc || strcmp(word, argv[count + 1]) != 0)
			return 0;
	return count;
}

int
main(int argc, char **argv)
{
	const struct command *c;
	int words;

	if (argc > 1 && strcmp(argv[1], "--help") == 0)
		return command_help(0, NULL);
	if (argc > 1 && strcmp(argv[1], "--version") == 0)
		return command_version(0, NULL);
	for (c = commands; c->name != NULL; c++) {
		words = words_matched(c->name, argc, argv);
		/* The last word of the name takes argv[0]'s place. */
		if (words > 0)
			return c->run(argc - words, argv + words);
	}
	fprintf(stderr, "appealctl: no such command; see appealctl help\n");
	return EXIT_USAGE;
}
