#include "kb/logo.h"

#include "lib/pdf/pdf_image.h"

enum err
logo_check(struct str png, struct note *note)
{
	cairo_surface_t *image;
	struct note why;
	enum err err;

	if ((err = pdf_image_open(png, &image, &why)) != OK)
		return err_set(note, err, "%s: %s", LOGO_NAME, why.text);
	cairo_surface_destroy(image);
	return OK;
}
