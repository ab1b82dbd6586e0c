#ifndef LIB_BASE_SLICES_H
#define LIB_BASE_SLICES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"

struct arena;

/*
 * A body made of borrowed pieces, in order: bytes of the knowledge base and
 * bytes of the request's arena side by side, so that nothing is copied until
 * the socket (or a test) wants it.
 */
struct slices {
	struct arena *arena;
	struct str *items;
	size_t count;
	size_t size;
	size_t length; /* of all pieces together, in bytes */
	bool failed;
};

struct slices slices_new(struct arena *arena);
void slices_add(struct slices *slices, struct str piece); /* borrowed */
void slices_puts(struct slices *slices, const char *literal); /* borrowed */
void slices_printf(struct slices *slices, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* All of it in one run of bytes, in the arena; STR_NONE when it is full. */
struct str slices_join(const struct slices *slices);

#endif
