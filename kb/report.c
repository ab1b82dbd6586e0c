#include "kb/report.h"

#include <stdarg.h>

static void __attribute__((format(printf, 6, 0)))
print(struct report *report, const char *path, size_t line, const char *pointer,
    const char *mark, const char *format, va_list args)
{
	if (report->out == NULL)
		return;
	fputs(path, report->out);
	if (line > 0)
		fprintf(report->out, ":%zu", line);
	fputs(": ", report->out);
	if (pointer != NULL && *pointer != '\0')
		fprintf(report->out, "%s: ", pointer);
	fputs(mark, report->out);
	vfprintf(report->out, format, args);
	fputc('\n', report->out);
}

void
report_error(struct report *report, const char *path, size_t line,
    const char *pointer, const char *format, ...)
{
	va_list args;

	report->errors++;
	va_start(args, format);
	print(report, path, line, pointer, "", format, args);
	va_end(args);
}

void
report_warning(struct report *report, const char *path, size_t line,
    const char *pointer, const char *format, ...)
{
	va_list args;

	report->warnings++;
	va_start(args, format);
	print(report, path, line, pointer, "warning: ", format, args);
	va_end(args);
}
