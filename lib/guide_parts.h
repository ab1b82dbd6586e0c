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
enum guide_part_for {
	PART_EVERYWHERE,
	PART_PAGES, /* text and HTML; its JSON is in another part */
	PART_DATA /* JSON; pages show it otherwise */
};

struct guide_part {
	const char *name;
	const char *title;
	void (*gather)(const struct kb_read *read, const struct guide *guide,
	    struct gathered *out);
	enum guide_part_for where;
	bool refused; /* also in a guide that is refused */
};
extern const struct guide_part guide_parts[]; /* ends with a NULL name */

bool guide_part_is_for(const struct guide_part *part, enum media media);

/* A section by itself; an empty one where "name" is NULL. */
struct section guide_section(
    const struct kb_read *read, const char *name, struct str key);

#endif
