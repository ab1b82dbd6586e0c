#ifndef LIB_LETTER_FINDING_H
#define LIB_LETTER_FINDING_H

#include <stddef.h>

#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;

/* An error makes a letter a draft. */
enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO };
const char *severity_name(enum severity severity);

/* Something to put right or to know before the letter goes out. */
struct finding {
	const char *id;
	enum severity severity;
	struct str message; /* one sentence; never repeats a case's value */
	struct str pointer; /* JSON pointer into the case; "" is the whole */
	struct value citations; /* ids; none if it rests on none */
	struct finding *next;
};

struct findings {
	struct arena *arena;
	struct finding *first, *last;
	size_t count, errors;
};

struct findings findings_new(struct arena *arena);

/*
 * "message" and "citations" are borrowed; the pointer is formatted.  Where
 * memory is short nothing is added: ask the arena at the end.
 */
void findings_add(struct findings *findings, enum severity severity,
    const char *id, struct value citations, const char *message,
    const char *pointer, ...) __attribute__((format(printf, 6, 7)));

#endif
