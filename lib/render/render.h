#ifndef LIB_RENDER_RENDER_H
#define LIB_RENDER_RENDER_H

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/value.h"
#include "lib/render/media.h"
#include "lib/render/print.h"
#include "lib/template/template.h"

struct arena;

/*
 * Fill the template "name", which must end in ".md", from "view", and parse
 * the markup: a tree for any printer, in "arena".  Fails with ERR_INVALID for
 * another ending, and with what template_fill() and doc_parse() fail with.
 */
enum err render_tree(const struct template_set *set, struct str name,
    struct value view, struct arena *arena, struct doc **out,
    struct note *note);

/*
 * Append the tree to "out", printed as text or HTML.  "options" may be NULL.
 * Other media are refused with ERR_INVALID: JSON is what the view says
 * already, and pages need paper (print_pdf(), print_docx()).
 */
enum err render_doc(const struct doc *doc, enum media media,
    const struct print_options *options, struct arena *arena, struct buf *out,
    struct note *note);

/* Both at once; "out" has its old length after a failure. */
enum err render(const struct template_set *set, struct str name,
    struct value view, enum media media, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note);

/* The same from data of any make. */
enum err render_datum(const struct template_set *set, struct str name,
    struct datum view, enum media media, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note);

/* The same for markup that is at hand. */
enum err render_markup(struct str markup, enum media media,
    const struct print_options *options, struct arena *arena, struct buf *out,
    struct note *note);

#endif
