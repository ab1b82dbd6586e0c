#ifndef KB_REPORT_H
#define KB_REPORT_H

#include <stddef.h>
#include <stdio.h>

/*
 * Where problems with sources go: one line each, "path:line: pointer: what",
 * in the form editors jump to.  Nothing stops at the first.
 */
struct report {
	FILE *out;     /* NULL: count only */
	size_t errors;
	size_t warnings;
};

/* "line" 0 and "pointer" NULL or "" are left out. */
void report_error(struct report *report, const char *path, size_t line,
    const char *pointer, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void report_warning(struct report *report, const char *path, size_t line,
    const char *pointer, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
