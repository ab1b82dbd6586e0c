#include "lib/pdf/press.h"

#include <check.h>
#include <fcntl.h>
#include <hb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fcgi/wipe.h"
#include "lib/pdf/pdf_fonts.h"
#include "tests/unit/pdf_help.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

/*
 * A name that stands nowhere in the program as it is looked for: as bytes, as
 * characters, as glyphs.
 */
enum { LETTERS = 8, WINDOW = 1 << 16, FORMS = 3, STRIDES = 6 };

static const char hidden[LETTERS + 1] = "[zyxrvjn"; /* each one higher */

static char
letter(int i)
{
	return (char)(hidden[i] - 1);
}

/* The glyphs, one higher as well. */
static void
find_glyphs(uint32_t *glyphs)
{
	PangoFontDescription *description;
	struct pdf_fonts *fonts;
	PangoFont *font;
	int i;

	ck_assert_int_eq(OK, press_take(pdf_press, &fonts, &pdf_note));
	description = pango_font_description_from_string("Carlito 11");
	font = pango_context_load_font(fonts->context, description);
	for (i = 0; i < LETTERS; i++) {
		ck_assert(hb_font_get_nominal_glyph(
		    pango_font_get_hb_font(font), (unsigned)letter(i),
		    &glyphs[i]));
		glyphs[i]++;
	}
	g_object_unref(font);
	pango_font_description_free(description);
	press_give(pdf_press, fonts, 0);
}

/* In structs of these sizes Pango, HarfBuzz and cairo keep text. */
static bool
is_there(const unsigned char *at, const unsigned char *end,
    const uint32_t *glyphs)
{
	static const int strides[STRIDES] = { 1, 4, 12, 16, 20, 24 };
	uint32_t value;
	int form, i, s;

	for (s = 0; s < STRIDES; s++)
		for (form = 0; form < 2; form++) {
			for (i = 0; i < LETTERS; i++) {
				value = 0;
				if (at + i * strides[s] + 4 > end)
					return false;
				memcpy(&value, at + i * strides[s],
				    strides[s] == 1 ? 1 : 4);
				if (value + 1 != (form == 0
				    ? (uint32_t)hidden[i] : glyphs[i]))
					break;
			}
			if (i == LETTERS)
				return true;
		}
	return false;
}

/* Places in writable memory that hold the name, however written. */
static int
count_in_memory(const uint32_t *glyphs)
{
	static unsigned char window[WINDOW];
	int memory = open("/proc/self/mem", O_RDONLY), count = 0;
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long from, to, own = (unsigned long)(uintptr_t)window;
	char line[512], rights[8];
	ssize_t got, i;

	ck_assert(memory >= 0 && maps != NULL);
	while (fgets(line, sizeof(line), maps) != NULL) {
		ck_assert_int_eq(3, sscanf(line, "%lx-%lx %7s", &from, &to,
		    rights));
		for (; rights[1] == 'w' && from < to; from += WINDOW - 512) {
			got = pread(memory, window, to - from < WINDOW
			    ? to - from : WINDOW, (off_t)from);
			for (i = 0; i < got && i < WINDOW - 512; i++)
				if ((from + (unsigned long)i < own ||
				    from + (unsigned long)i >= own + WINDOW) &&
				    is_there(window + i, window + got, glyphs))
					count++;
		}
	}
	fclose(maps);
	close(memory);
	return count;
}

static void
print_name(struct arena *arena)
{
	struct buf markup = buf_new(arena, 4096), out = buf_new(arena, 1 << 20);
	struct doc *doc;
	int i, times;

	for (times = 0; times < 4; times++) {
		buf_puts(&markup, times == 1 ? "\n\n## " : times == 2
		    ? "\n\n| a |\n|---|\n| " : "\n\nThe longest text is this, "
		    "and it names somebody at its end: ");
		for (i = 0; i < LETTERS; i++)
			buf_putc(&markup, letter(i));
	}
	ck_assert_int_eq(OK, doc_parse(buf_str(&markup), arena, &doc,
	    &pdf_note));
	ck_assert_int_eq(OK, print_pdf(pdf_press, doc, &pdf_paper, arena, &out,
	    &pdf_note));
}

START_TEST(keeps_nothing_of_a_letter_in_memory)
{
	uint32_t glyphs[LETTERS];
	struct arena *arena;

	find_glyphs(glyphs);
	wipe_start();
	arena = arena_new(16 << 20);
	print_name(arena);
	ck_assert_int_gt(count_in_memory(glyphs), 0);
	arena_free(arena);
	wipe_stop();
	ck_assert_int_eq(0, count_in_memory(glyphs));
}
END_TEST

#endif

Suite *suite_pdf_memory(void);

Suite *
suite_pdf_memory(void)
{
	Suite *suite = suite_create("pdf_memory");
	TCase *tcase = tcase_create("pdf_memory");

	tcase_add_checked_fixture(tcase, pdf_setup, pdf_teardown);
	tcase_set_timeout(tcase, 60);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	tcase_add_test(tcase, keeps_nothing_of_a_letter_in_memory);
#endif
	suite_add_tcase(suite, tcase);
	return suite;
}
