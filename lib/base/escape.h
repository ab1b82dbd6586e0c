#ifndef LIB_BASE_ESCAPE_H
#define LIB_BASE_ESCAPE_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/str.h"

/* What a value is made harmless for. */
enum escape { ESCAPE_NONE, ESCAPE_HTML, ESCAPE_MARKUP };

/* The escape that a person calls "none", "html" or "md"; else false. */
bool escape_named(struct str word, enum escape *out);

/*
 * For text and quoted attribute values of HTML: & < > " '  The five
 * references it writes mean the same in XML (XML 1.0, section 4.1 and 4.6).
 */
void escape_html(struct buf *out, struct str text);

/*
 * For the light markup: every ASCII punctuation character gets a backslash
 * (CommonMark 0.30, section 2.4: any of them may have one, and then means
 * itself), and every run of blanks, line ends and control characters becomes
 * one space, none at either end.  So a value can never start a block, end a
 * table cell, or become a link, an entity or emphasis.
 */
void escape_markup(struct buf *out, struct str text);

/* Write "text" to "out", escaped. */
static inline void
escape_put(enum escape escape, struct str text, struct buf *out)
{
	switch (escape) {
	case ESCAPE_NONE:
		buf_put(out, text);
		break;
	case ESCAPE_HTML:
		escape_html(out, text);
		break;
	case ESCAPE_MARKUP:
		escape_markup(out, text);
		break;
	}
}

#endif
