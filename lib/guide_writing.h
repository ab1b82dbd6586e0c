#ifndef LIB_GUIDE_WRITING_H
#define LIB_GUIDE_WRITING_H

#include "lib/base/slices.h"
#include "lib/base/value.h"
#include "lib/guide.h"
#include "lib/guide_parts.h"
#include "lib/store/section.h"

/* Private to lib/guide_*.c: a guide while it is being written. */

enum { GUIDE_PARTS_MAX = 24 };

struct guide_writing {
	const struct kb_read *read;
	const struct guide *guide;
	const struct template_set *templates;
	struct arena *arena;
	struct slices *body;
	struct section insurer;
	struct section treatment;
	struct section reason;
	struct gathered parts[GUIDE_PARTS_MAX]; /* as guide_parts[] */
	unsigned char *cited; /* a flag for each citation of the base */
	struct value view; /* what is the request's own: guide_view() */
	struct note *note;
};

/*
 * Make w->view, of head and foot: title, verdict, verdict_why, names, the
 * plans to choose from, related guides, last days, generation, built.
 * "root" leads from the page to the service's root.
 */
enum err guide_view(struct guide_writing *w, struct str root);

void guide_write_json(struct guide_writing *w);
enum err guide_write_text(struct guide_writing *w);
enum err guide_write_html(struct guide_writing *w);

/* Add a template filled from w->view; or one of light markup, as text. */
enum err guide_fill(struct guide_writing *w, const char *template);
enum err guide_render(struct guide_writing *w, const char *template);

#endif
