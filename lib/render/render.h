#ifndef LIB_RENDER_RENDER_H
#define LIB_RENDER_RENDER_H

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/value.h"
#include "lib/render/media.h"
#include "lib/render/print.h"
#include "lib/render/template.h"

struct arena;

/*
 * One text, every medium: fill the template "name", which must end in ".md",
 * from "view"; parse the markup; append it to "out", printed for "media".
 * "options" may be NULL.  The filled markup and its tree lie in "arena".
 *
 * A view is what the JSON answer says already, so MEDIA_JSON is refused with
 * ERR_INVALID: use json_write().  Fails with what template_fill(),
 * doc_parse() and the printers fail with; "out" has its old length then.
 */
enum err render(const struct template_set *set, struct str name,
    struct value view, enum media media, const struct print_options *options,
    struct arena *arena, struct buf *out, struct note *note);

/* The same for markup that is at hand. */
enum err render_markup(struct str markup, enum media media,
    const struct print_options *options, struct arena *arena, struct buf *out,
    struct note *note);

#endif
