#ifndef LIB_RENDER_MEDIA_H
#define LIB_RENDER_MEDIA_H

#include <stdbool.h>

#include "lib/base/str.h"

/* The forms an answer can take: every one the first three, letters all. */
enum media { MEDIA_JSON, MEDIA_HTML, MEDIA_TEXT, MEDIA_PDF, MEDIA_DOCX };

#define MEDIA_COUNT 5

/* Sets of them. */
#define MEDIA_ONE(media) (1u << (media))
#define MEDIA_SCREEN \
	(MEDIA_ONE(MEDIA_JSON) | MEDIA_ONE(MEDIA_HTML) | MEDIA_ONE(MEDIA_TEXT))
#define MEDIA_PAGES (MEDIA_ONE(MEDIA_PDF) | MEDIA_ONE(MEDIA_DOCX))
#define MEDIA_ALL (MEDIA_SCREEN | MEDIA_PAGES)

bool media_is_in(unsigned set, enum media media);

/* "text/html", without parameters, as it stands in an Accept header. */
const char *media_type(enum media media);

/* "text/html; charset=utf-8", as it stands in a Content-Type header. */
const char *media_content_type(enum media media);

/* "html", as it stands at the end of a path. */
const char *media_suffix(enum media media);

/* The media type with this suffix, without its dot; false if there is none. */
bool media_from_suffix(struct str suffix, enum media *out);

#endif
