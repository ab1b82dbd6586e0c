#ifndef LIB_RENDER_MEDIA_H
#define LIB_RENDER_MEDIA_H

#include <stdbool.h>

#include "lib/base/str.h"

/* The forms an answer can take. */
enum media { MEDIA_JSON, MEDIA_HTML, MEDIA_TEXT };

#define MEDIA_COUNT 3

/* "text/html", without parameters, as it stands in an Accept header. */
const char *media_type(enum media media);

/* "text/html; charset=utf-8", as it stands in a Content-Type header. */
const char *media_content_type(enum media media);

/* "html", as it stands at the end of a path. */
const char *media_suffix(enum media media);

/* The media type with this suffix, without its dot; false if there is none. */
bool media_from_suffix(struct str suffix, enum media *out);

#endif
