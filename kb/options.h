#ifndef KB_OPTIONS_H
#define KB_OPTIONS_H

#include <stdbool.h>

#include "lib/base/date.h"
#include "lib/base/err.h"
#include "lib/render/media.h"

/* The command line of every command that reads a knowledge base. */
struct options {
	const char *kb;
	const char *output; /* NULL: standard output */
	const char *fonts;  /* folders, parted by colons; NULL: the system's */
	enum media media;
	const char *plan; /* NULL: not given; likewise the next ones */
	const char *indication;
	const char *insurer;
	const char *treatment;
	const char *state;
	const char *received;
	const char *notice;
	struct date today;
	char **words; /* what is no option */
	int count;
};

/* False when the line cannot be used; a sentence was then printed. */
bool options_read(int argc, char **argv, struct options *out);

/* "usage: appealctl ..." on stderr, from the table of commands. */
int options_usage(const char *command);

/* The sentence on stderr; the exit status for this failure. */
int options_fail(enum err err, const struct note *note);

#endif
