#include "lib/base/slices.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"

enum { FIRST_SIZE = 32 };

struct slices
slices_new(struct arena *arena)
{
	return (struct slices){ .arena = arena };
}

void
slices_add(struct slices *slices, struct str piece)
{
	size_t size = slices->size == 0 ? FIRST_SIZE : slices->size * 2;
	struct str *items;

	if (piece.length == 0 || slices->failed)
		return;
	if (slices->count == slices->size) {
		items = arena_grow(slices->arena, slices->items,
		    slices->size * sizeof(*items), size * sizeof(*items));
		if (items == NULL) {
			slices->failed = true;
			return;
		}
		slices->items = items;
		slices->size = size;
	}
	slices->items[slices->count++] = piece;
	slices->length += piece.length;
}

void
slices_puts(struct slices *slices, const char *literal)
{
	slices_add(slices, str_from(literal));
}

void
slices_printf(struct slices *slices, const char *format, ...)
{
	va_list args;
	int length;
	char *at;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	at = length < 0 ? NULL : arena_alloc(slices->arena, (size_t)length + 1);
	if (at == NULL) {
		slices->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(at, (size_t)length + 1, format, args);
	va_end(args);
	slices_add(slices, (struct str){ at, (size_t)length });
}

struct str
slices_join(const struct slices *slices)
{
	char *all = arena_alloc(slices->arena, slices->length + 1);
	size_t i, at = 0;

	if (all == NULL || slices->failed)
		return STR_NONE;
	for (i = 0; i < slices->count; i++) {
		memcpy(all + at, slices->items[i].at, slices->items[i].length);
		at += slices->items[i].length;
	}
	return (struct str){ all, at };
}
