#include "lib/clinical/say.h"

#include <stdarg.h>
#include <stdio.h>

#include "lib/base/arena.h"

struct str
say(struct arena *arena, const char *format, ...)
{
	char text[512], *longer;
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (length < 0)
		return STR_NONE;
	if ((size_t)length < sizeof(text))
		return str_copy(
		    (struct str){ text, (size_t)length }, arena);
	longer = arena_alloc(arena, (size_t)length + 1);
	if (longer == NULL)
		return STR_NONE;
	va_start(args, format);
	vsnprintf(longer, (size_t)length + 1, format, args);
	va_end(args);
	return (struct str){ longer, (size_t)length };
}

struct str
say_join(struct arena *arena, struct str a, const char *between, struct str b)
{
	if (a.length == 0)
		return b;
	if (b.length == 0)
		return a;
	return say(
	    arena, "%.*s%s%.*s", STR_ARG(a), between, STR_ARG(b));
}
