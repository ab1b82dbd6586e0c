#include "fcgi/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 256 };

static void
put(const char *bytes, size_t length)
{
	ssize_t written;

	do
		written = write(STDERR_FILENO, bytes, length);
	while (written < 0 && errno == EINTR);
}

/* "length" is what snprintf() said; the last byte becomes the newline. */
static size_t
end_line(char line[LINE_MAX_BYTES], int length)
{
	size_t used = length < 0 ? 0 : (size_t)length;

	if (used > LINE_MAX_BYTES - 1)
		used = LINE_MAX_BYTES - 1;
	line[used++] = '\n';
	return used;
}

void
log_flush(struct log_batch *batch)
{
	if (batch->length > 0)
		put(batch->bytes, batch->length);
	batch->length = 0;
}

void
log_request(struct log_batch *batch, const struct log_entry *entry)
{
	char *line;

	if (sizeof(batch->bytes) - batch->length < LINE_MAX_BYTES)
		log_flush(batch);
	line = batch->bytes + batch->length;
	batch->length += end_line(line,
	    snprintf(line, LINE_MAX_BYTES,
		"method=%s route=%s status=%d bytes=%zu us=%ld", entry->method,
		entry->route == NULL ? "-" : entry->route, entry->status,
		entry->bytes, entry->microseconds));
}

void
log_event(const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	put(line, end_line(line, length));
}
