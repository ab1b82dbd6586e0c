#include "fcgi/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 256 };

/* "length" is what snprintf() said; the last byte becomes the newline. */
static void
put_line(char *line, int length)
{
	size_t used = length < 0 ? 0 : (size_t)length;
	ssize_t written;

	if (used > LINE_MAX_BYTES - 1)
		used = LINE_MAX_BYTES - 1;
	line[used++] = '\n';
	do
		written = write(STDERR_FILENO, line, used);
	while (written < 0 && errno == EINTR);
}

void
log_request(const struct log_entry *entry)
{
	char line[LINE_MAX_BYTES];

	put_line(
	    line, snprintf(line, sizeof(line),
		      "method=%s route=%s status=%d bytes=%zu us=%ld",
		      entry->method, entry->route == NULL ? "-" : entry->route,
		      entry->status, entry->bytes, entry->microseconds));
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
	put_line(line, length);
}
