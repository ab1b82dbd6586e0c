#ifndef LIB_BASE_PROBLEMS_H
#define LIB_BASE_PROBLEMS_H

#include <stddef.h>

#include "lib/base/str.h"

struct arena;

/* One thing that is wrong with an input, and where. */
struct problem {
	struct str pointer; /* JSON pointer, RFC 6901; "" is the whole */
	struct str message; /* one sentence fit to be shown */
	struct problem *next;
};

/* All of them, in the order found; kept to a sane number. */
struct problems {
	struct arena *arena;
	struct problem *first;
	struct problem *last;
	size_t count;
};

enum { PROBLEMS_MAX = 200 };

struct problems problems_new(struct arena *arena);

/* Remember one more; pointer and message are copied. */
void problems_add(struct problems *problems, struct str pointer,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
