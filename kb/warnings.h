#ifndef KB_WARNINGS_H
#define KB_WARNINGS_H

#include <stdio.h>

struct json_object;
struct kb;
struct report;

/*
 * What a report kept, as it is stored in "meta": [{"rule","fact","at",
 * "text"}], "at" being a JSON pointer.  The caller owns it.
 */
struct json_object *warnings_of(const struct report *report);

/* The same from a knowledge base: their number, and a line for each. */
void warnings_print(const struct kb *kb, FILE *to);

#endif
