#include "lib/pdf/pdf_image.h"

#include <string.h>

static cairo_status_t
read_png(void *closure, unsigned char *data, unsigned length)
{
	struct str *left = closure;

	if (length > left->length)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(data, left->at, length);
	*left = str_from_index(*left, length);
	return CAIRO_STATUS_SUCCESS;
}

static unsigned long
number_at(struct str png, size_t at)
{
	const unsigned char *b = (const unsigned char *)png.at + at;

	return (unsigned long)b[0] << 24 | (unsigned long)b[1] << 16 |
	    (unsigned long)b[2] << 8 | b[3];
}

/* Its size stands in its first chunk (PNG, section 11.2.2). */
static bool
is_sane(struct str png)
{
	static const char start[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	unsigned long width, height;

	if (png.length < sizeof(start) - 1 + 8 ||
	    memcmp(png.at, start, sizeof(start) - 1) != 0)
		return false;
	width = number_at(png, sizeof(start) - 1);
	height = number_at(png, sizeof(start) - 1 + 4);
	return width > 0 && width <= PDF_IMAGE_MAX && height > 0 &&
	    height <= PDF_IMAGE_MAX;
}

/* cairo's PDF knows images of 8 bits a channel only. */
static cairo_surface_t *
flatten(cairo_surface_t *image)
{
	cairo_format_t format = cairo_image_surface_get_format(image);
	cairo_surface_t *flat;
	cairo_t *cr;

	if (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24)
		return image;
	flat = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
	    cairo_image_surface_get_width(image),
	    cairo_image_surface_get_height(image));
	cr = cairo_create(flat);
	cairo_set_source_surface(cr, image, 0, 0);
	cairo_paint(cr);
	cairo_destroy(cr);
	cairo_surface_destroy(image);
	return flat;
}

enum err
pdf_image_open(struct str png, cairo_surface_t **out, struct note *note)
{
	cairo_surface_t *image;
	cairo_status_t status;
	struct str left = png;

	if (!is_sane(png))
		return err_set(note, ERR_INVALID,
		    "logo: not a PNG image of at most %d pixels each way",
		    PDF_IMAGE_MAX);
	image = cairo_image_surface_create_from_png_stream(read_png, &left);
	if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS)
		image = flatten(image);
	if ((status = cairo_surface_status(image)) == CAIRO_STATUS_SUCCESS) {
		*out = image;
		return OK;
	}
	cairo_surface_destroy(image);
	if (status == CAIRO_STATUS_NO_MEMORY)
		return err_set(note, ERR_MEMORY, "logo: out of memory");
	return err_set(note, ERR_INVALID, "logo: a damaged PNG image");
}

double
pdf_image_scale(cairo_surface_t *image, double width, double height)
{
	double across = width / cairo_image_surface_get_width(image);
	double down = height / cairo_image_surface_get_height(image);

	return across < down ? across : down;
}
