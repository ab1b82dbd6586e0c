#ifndef LIB_PDF_PDF_IMAGE_H
#define LIB_PDF_PDF_IMAGE_H

#include <cairo.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/* Pixels of an image, each way. */
enum { PDF_IMAGE_MAX = 4096 };

/*
 * A PNG image to be drawn; end it with cairo_surface_destroy().  Fails with
 * ERR_INVALID (no PNG, damaged, or too large) and ERR_MEMORY.
 */
enum err pdf_image_open(struct str png, cairo_surface_t **out,
    struct note *note);

/* The scale at which it fits into a box of points. */
double pdf_image_scale(cairo_surface_t *image, double width, double height);

#endif
