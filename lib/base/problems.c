#include "lib/base/problems.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/base/arena.h"

struct problems
problems_new(struct arena *arena)
{
	return (struct problems){ .arena = arena };
}

void
problems_add(struct problems *problems, struct str pointer,
    const char *format, ...)
{
	struct problem *problem;
	char message[512];
	va_list args;

	if (problems->count++ >= PROBLEMS_MAX)
		return;
	problem = arena_alloc(problems->arena, sizeof(*problem));
	if (problem == NULL)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	problem->pointer = str_copy(pointer, problems->arena);
	problem->message = str_copy(str_from(message), problems->arena);
	if (problems->last == NULL)
		problems->first = problem;
	else
		problems->last->next = problem;
	problems->last = problem;
}
