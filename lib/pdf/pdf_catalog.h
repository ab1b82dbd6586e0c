#ifndef LIB_PDF_PDF_CATALOG_H
#define LIB_PDF_PDF_CATALOG_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"

/*
 * Say in a PDF file what cairo 1.16 cannot: that its language is US English,
 * that its title is to be shown, and that its figure, if it has one, is a
 * logo.  The file lies in "pdf" from "start" to the end; its
 * table of objects is corrected.  Fails with ERR_SYSTEM if the file is not of
 * cairo's shape, ERR_TOO_LARGE and ERR_MEMORY.
 */
enum err pdf_catalog_add(struct buf *pdf, size_t start, struct note *note);

#endif
