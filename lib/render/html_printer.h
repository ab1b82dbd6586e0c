#ifndef LIB_RENDER_HTML_PRINTER_H
#define LIB_RENDER_HTML_PRINTER_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"
#include "lib/render/doc.h"
#include "lib/render/html_slug.h"

struct arena;

/* Private to print_html.c and html_table.c. */

struct html_printer {
	struct arena *arena;
	struct buf *out;
	struct html_slugs slugs;
	struct buf scratch;    /* text without its tags */
	int level;	       /* of the heading before; 0: none */
	int heading_shift;     /* as in struct print_options, print.h */
	bool row_headers;
	const char *id_prefix;
};

/* Print what is inside a block, with its tags. */
void html_inlines(struct html_printer *p, const struct doc *block);

/* The text of a block, alone in p->scratch; valid until the next call. */
struct str html_text(struct html_printer *p, const struct doc *block);

void html_table(struct html_printer *p, const struct doc *table);

#endif
