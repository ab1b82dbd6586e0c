#ifndef FCGI_LOG_H
#define FCGI_LOG_H

#include <stddef.h>

/*
 * Lines of "key=value" on stderr, whole ones in each write(2), so that
 * threads never mix theirs.  What a request says (path, query, body, parameters) is never
 * passed to these functions: everything here comes from our own tables.
 */
struct log_entry {
	const char *method; /* from http_method_name() */
	const char *route; /* NULL is "-" */
	int status;
	size_t bytes; /* of the body */
	long microseconds;
};

/*
 * Lines of one thread that wait to be written together; all zero is empty.
 * PIPE_BUF bytes at most, so that a pipe takes them in one piece, too.
 */
struct log_batch {
	size_t length;
	char bytes[4096];
};

/*
 * One line for a request that has been answered.  It is written when the
 * batch is full, or by log_flush(), which whoever owns the batch calls soon
 * and before it ends.
 */
void log_request(struct log_batch *batch, const struct log_entry *entry);
void log_flush(struct log_batch *batch);

/* One line for anything else; without the newline.  Cut at 255 bytes. */
void log_event(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
