#ifndef LIB_CLINICAL_SAY_H
#define LIB_CLINICAL_SAY_H

#include "lib/base/str.h"

struct arena;

/* A formatted text in "arena"; STR_NONE when that is full. */
struct str say(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Both texts with "between" between them, or the one that is not empty. */
struct str say_join(
    struct arena *arena, struct str a, const char *between, struct str b);

#endif
