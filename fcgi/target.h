#ifndef FCGI_TARGET_H
#define FCGI_TARGET_H

#include <stdbool.h>

#include "fcgi/http.h"
#include "lib/base/err.h"
#include "lib/base/url.h"
#include "lib/render/media.h"

struct arena;

enum { TARGET_SEGMENTS = 8, TARGET_PAIRS = 32 };

/*
 * What a request asks for: the path below where we are mounted, split and
 * decoded, without the suffix that chose a medium; and the query.
 */
struct target {
	struct str segments[TARGET_SEGMENTS];
	size_t count;
	bool slash;  /* the path ended in '/' and named more than the root */
	bool suffix; /* ".json", ".html" or ".txt" chose "media" */
	enum media media;
	struct url_query query;
};

/*
 * Read the target of a request.  REQUEST_URI is used where it is given (it
 * is still encoded, so "%2F" stays inside its segment), else PATH_INFO;
 * SCRIPT_NAME is taken off its front.
 *
 * Fails with ERR_SYNTAX (a segment that decodes to '/', NUL or what is not
 * UTF-8), ERR_NOT_FOUND (more segments than any route has), ERR_TOO_LARGE
 * (too many parameters) or ERR_MEMORY.
 */
enum err target_read(const struct http_request *request, struct arena *arena,
    struct target *out, struct note *note);

#endif
