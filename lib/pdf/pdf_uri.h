#ifndef LIB_PDF_PDF_URI_H
#define LIB_PDF_PDF_URI_H

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/*
 * A link's destination as it may stand in a PDF file and in a string of
 * cairo's: ASCII, with everything percent-encoded that ends a string there.
 * Fails with ERR_INVALID if it is not http, https or mailto, or too long, and
 * with ERR_MEMORY.
 */
enum { PDF_URI_MAX = 2000 };
enum err pdf_uri(struct str destination, struct arena *arena,
    const char **out);

#endif
