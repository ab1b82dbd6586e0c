#ifndef LIB_INDEX_H
#define LIB_INDEX_H

#include "lib/base/err.h"
#include "lib/base/slices.h"
#include "lib/render/media.h"

struct arena;
struct kb_read;
struct template_set;

/*
 * The first page: what is here, how old it is and how to ask.  JSON is one
 * object, text fits a terminal, HTML is a whole page.
 */
enum err index_write(const struct kb_read *read,
    const struct template_set *templates, enum media media,
    struct arena *arena, struct slices *body, struct note *note);

#endif
