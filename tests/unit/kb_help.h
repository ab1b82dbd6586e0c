#ifndef TESTS_UNIT_KB_HELP_H
#define TESTS_UNIT_KB_HELP_H

#include <stddef.h>

#include "kb/source.h"

/*
 * A copy of tests/data/kb-good in a new folder below /tmp, to break one
 * thing in.  End it with kb_copy_free(), which removes the folder.
 */
char *kb_copy(void);
void kb_copy_free(char *dir);

/* An empty folder below /tmp; also ends with kb_copy_free(). */
char *kb_folder(void);

/* Write DIR/NAME, making the folders above it; NAME is relative. */
void kb_write(const char *dir, const char *name, const char *text);

/* In DIR/NAME put "to" in the place of the first "from"; it must be there. */
void kb_edit(
    const char *dir, const char *name, const char *from, const char *to);

/* What a run said, to look at: free text with free(). */
struct kb_said {
	char *text;
	size_t errors;
	size_t warnings;
};

/* Load one directory, or two with "over" laid over it (NULL: one). */
struct sources *kb_load(
    const char *dir, const char *over, struct kb_said *said);

/* Load and check against kb/schema. */
struct kb_said kb_check(const char *dir);

#endif
