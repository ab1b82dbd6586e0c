#include "kb/report.h"

#include <stdarg.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

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

void
report_keep(struct report *report, const struct report_line *line)
{
	struct report_line *copy;

	if (report->arena == NULL)
		return;
	copy = arena_alloc(report->arena, sizeof(*copy));
	if (copy == NULL)
		return;
	copy->rule = str_to_c(str_from(line->rule), report->arena);
	copy->fact = str_to_c(str_from(line->fact), report->arena);
	copy->pointer = str_to_c(str_from(line->pointer), report->arena);
	copy->text = str_to_c(str_from(line->text), report->arena);
	if (arena_failed(report->arena))
		return;
	if (report->last == NULL)
		report->first = copy;
	else
		report->last->next = copy;
	report->last = copy;
}
