#ifndef KB_FIRST_PAGE_H
#define KB_FIRST_PAGE_H

#include "kb/records.h"
#include "kb/source.h"
#include "lib/base/err.h"

struct json_object;
struct template_set;

/*
 * The answer to "/": what is here, how old it is and how to ask.  "meta" is
 * the record of that name, so this is added last.  JSON is one object, text
 * fits a terminal, HTML is a whole page at the service's root.
 *
 * Fails as template_fill() does.
 */
enum err first_page_add(const struct sources *sources,
    const struct template_set *templates, struct json_object *meta,
    struct records *records, struct note *note);

#endif
