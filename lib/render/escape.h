#ifndef LIB_RENDER_ESCAPE_H
#define LIB_RENDER_ESCAPE_H

#include "lib/base/buf.h"
#include "lib/base/str.h"

/* For text and quoted attribute values of HTML: & < > " ' */
void escape_html(struct buf *out, struct str text);

/*
 * For the light markup: every ASCII punctuation character gets a backslash
 * (CommonMark 0.30, section 2.4: any of them may have one, and then means
 * itself), and every run of blanks, line ends and control characters becomes
 * one space, none at either end.  So a value can never start a block, end a
 * table cell, or become a link, an entity or emphasis.
 */
void escape_markup(struct buf *out, struct str text);

#endif
