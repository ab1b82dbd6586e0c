#ifndef KB_REPORT_H
#define KB_REPORT_H

#include <stddef.h>
#include <stdio.h>

struct arena;

/* A warning that is kept, for those who only have the knowledge base. */
struct report_line {
	struct report_line *next;
	const char *rule; /* "staleness" */
	const char *fact; /* "policies/cigna-upadacitinib-ra" */
	const char *pointer; /* "" for the whole file */
	const char *text;
};

/*
 * Where problems with sources go: one line each, "path:line: pointer: what",
 * in the form editors jump to.  Nothing stops at the first.
 */
struct report {
	FILE *out; /* NULL: count only */
	size_t errors;
	size_t warnings;
	struct arena *arena; /* where lines are kept; NULL: nowhere */
	struct report_line *first; /* in the order they came */
	struct report_line *last;
};

/* "line" 0 and "pointer" NULL or "" are left out. */
void report_error(struct report *report, const char *path, size_t line,
    const char *pointer, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void report_warning(struct report *report, const char *path, size_t line,
    const char *pointer, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Copy a line into report->arena, in which full memory shows; without an
 * arena nothing happens.  It neither prints nor counts.
 */
void report_keep(struct report *report, const struct report_line *line);

#endif
