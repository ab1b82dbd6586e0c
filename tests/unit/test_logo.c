#include "kb/logo.h"

#include <check.h>
#include <cairo.h>
#include <string.h>

enum { PNG_BYTES = 4096 };

/* A PNG image as it is written by others. */
struct png {
	char bytes[PNG_BYTES];
	size_t length;
};

static struct note note;

static cairo_status_t
take(void *closure, const unsigned char *data, unsigned length)
{
	struct png *png = closure;

	if (length > PNG_BYTES - png->length)
		return CAIRO_STATUS_WRITE_ERROR;
	memcpy(png->bytes + png->length, data, length);
	png->length += length;
	return CAIRO_STATUS_SUCCESS;
}

static struct str
drawn(struct png *png, int width, int height)
{
	cairo_surface_t *image = cairo_image_surface_create(
	    CAIRO_FORMAT_A1, width, height);

	png->length = 0;
	ck_assert_int_eq(CAIRO_STATUS_SUCCESS,
	    cairo_surface_write_to_png_stream(image, take, png));
	cairo_surface_destroy(image);
	return (struct str){ png->bytes, png->length };
}

START_TEST(takes_a_png_image)
{
	struct png png;

	ck_assert_msg(logo_check(drawn(&png, 40, 20), &note) == OK, "%s",
	    note.text);
}
END_TEST

START_TEST(refuses_what_is_no_png)
{
	ck_assert_int_eq(ERR_INVALID, logo_check(STR("GIF89a"), &note));
	ck_assert_msg(
	    strncmp(note.text, "letterhead.png: ", 16) == 0, "%s", note.text);
	ck_assert_ptr_nonnull(strstr(note.text, "PNG"));
	ck_assert_int_eq(ERR_INVALID, logo_check(STR(""), &note));
}
END_TEST

START_TEST(refuses_a_png_that_was_cut_short)
{
	struct png png;
	struct str whole = drawn(&png, 40, 20);

	ck_assert_int_eq(ERR_INVALID,
	    logo_check(str_first(whole, whole.length / 2), &note));
	ck_assert_ptr_nonnull(strstr(note.text, "damaged"));
}
END_TEST

START_TEST(refuses_an_image_larger_than_any_logo)
{
	struct png png;

	ck_assert_int_eq(
	    ERR_INVALID, logo_check(drawn(&png, 5000, 1), &note));
	ck_assert_ptr_nonnull(strstr(note.text, "4096"));
}
END_TEST

Suite *suite_logo(void);

Suite *
suite_logo(void)
{
	Suite *suite = suite_create("logo");
	TCase *tcase = tcase_create("logo");

	tcase_add_test(tcase, takes_a_png_image);
	tcase_add_test(tcase, refuses_what_is_no_png);
	tcase_add_test(tcase, refuses_a_png_that_was_cut_short);
	tcase_add_test(tcase, refuses_an_image_larger_than_any_logo);
	suite_add_tcase(suite, tcase);
	return suite;
}
