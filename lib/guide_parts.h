#ifndef LIB_GUIDE_PARTS_H
#define LIB_GUIDE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/guide.h"
#include "lib/store/section.h"

struct arena;
struct kb_read;

/* The sections that make up one part of a guide, in order. */
struct gathered {
	struct arena *arena;
	struct section *items;
	size_t count;
	size_t size;
};

/*
 * THE table of a guide: its parts in the order a reader meets them.  "name"
 * is the member of the JSON answer and the id of the HTML section; "gather"
 * collects what there is to say, and an empty part is left out of text and
 * HTML, and is an empty array in JSON.
 */
struct guide_part {
	const char *name;
	const char *title;
	void (*gather)(const struct kb_read *read, const struct guide *guide,
	    struct gathered *out);
	bool page_only; /* laid out for reading; its JSON is elsewhere */
};
extern const struct guide_part guide_parts[]; /* ends with a NULL name */

/* Where the parts and the head need one section by itself. */
struct section guide_section(
    const struct kb_read *read, const char *name, struct str key);

#endif
