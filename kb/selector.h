#ifndef KB_SELECTOR_H
#define KB_SELECTOR_H

#include <stdbool.h>

struct composer;
struct json_object;

/*
 * A section whose items may name the plans they are for ("plans": a list of
 * plan ids; left out: every plan).  Writes first/second[/third] with all
 * items, each with the short names of its plans; and, if any item names
 * plans, first@PLAN/second[/third] for each plan with the items that hold
 * there, even if that is none.  "numbered" gives items their "n", from 1.
 * Takes "items" over.
 */
void selector_section(struct composer *c, const char *template,
    const char *first, const char *second, const char *third,
    struct json_object *items, bool numbered);

#endif
