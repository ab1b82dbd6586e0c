#ifndef LIB_RENDER_HTML_SLUG_H
#define LIB_RENDER_HTML_SLUG_H

#include "lib/base/str.h"

struct arena;

/* The ids given so far in one document, so that none is given twice. */
struct html_slugs {
	struct html_slug *first;
};

/*
 * An id for the heading "text": str_fold() of it, shortened to 80 bytes,
 * "section" where nothing is left, with -2, -3 ... where it was given before.
 * In "arena"; STR_NONE when that is full.
 */
struct str html_slug(struct html_slugs *slugs, struct str text,
    struct arena *arena);

#endif
