#ifndef FCGI_LOG_H
#define FCGI_LOG_H

#include <stddef.h>

/*
 * Lines of "key=value" on stderr, each in one write(2), so that threads never
 * mix theirs.  What a request says (path, query, body, parameters) is never
 * passed to these functions: everything here comes from our own tables.
 */
struct log_entry {
	const char *method; /* from http_method_name() */
	const char *route; /* NULL is "-" */
	int status;
	size_t bytes; /* of the body */
	long microseconds;
};

/* One line for a request that has been answered. */
void log_request(const struct log_entry *entry);

/* One line for anything else; without the newline.  Cut at 255 bytes. */
void log_event(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
