#ifndef LIB_DOCX_PRINT_DOCX_H
#define LIB_DOCX_PRINT_DOCX_H

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/render/doc.h"
#include "lib/render/paper.h"

struct arena;

/*
 * Append the document as DOCX: WordprocessingML (ECMA-376, transitional) in
 * a zip, to be edited on.  Fails with ERR_INVALID when the logo is no PNG
 * image, ERR_TOO_LARGE at the limit of "out", ERR_MEMORY and ERR_SYSTEM;
 * "out" has its old length then.
 *
 * Links go to http, https and mailto; any other, and what Word could not
 * read, prints as its text.  A table of more than 24 columns becomes lines
 * "Header: value" for each row.
 */
enum err print_docx(const struct doc *doc, const struct paper *paper,
    struct arena *arena, struct buf *out, struct note *note);

#endif
