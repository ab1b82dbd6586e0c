#include <stdio.h>
#include <string.h>

#include "kb/commands.h"

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
