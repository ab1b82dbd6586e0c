#include "lib/letter/finding.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/base/arena.h"

enum { POINTER_MAX = 128 };

const char *
severity_name(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return "error";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_INFO:
		return "info";
	}
	return "info";
}

struct findings
findings_new(struct arena *arena)
{
	return (struct findings){ .arena = arena };
}

void
findings_add(struct findings *findings, enum severity severity,
    const char *id, struct value citations, const char *message,
    const char *pointer, ...)
{
	struct finding *finding;
	char text[POINTER_MAX];
	va_list args;

	va_start(args, pointer);
	vsnprintf(text, sizeof(text), pointer, args);
	va_end(args);
	finding = arena_alloc(findings->arena, sizeof(*finding));
	if (finding == NULL)
		return;
	finding->id = id;
	finding->severity = severity;
	finding->citations = citations;
	finding->message = str_from(message);
	finding->pointer = str_copy(str_from(text), findings->arena);
	if (findings->last == NULL)
		findings->first = finding;
	else
		findings->last->next = finding;
	findings->last = finding;
	findings->count++;
	findings->errors += severity == SEVERITY_ERROR;
}
