#include "lib/pdf/press.h"

#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/pdf_help.h"

/* All that a letter may hold. */
static const char all_kinds[] =
    "# Title\n\nText *with* **all** `kinds` of\\\nlines, [links](https://a."
    "example) and \xd7\x90\xd7\xa0\xd7\x94 \xe2\x89\xa5.\n\n"
    "> A quote\n>\n> - inside\n\n1. one\n2. two\n\n   more\n\n"
    "| Drug | Dose |\n|:-:|--:|\n| a | b |\n| c [d](https://d.example) | |\n"
    "\n----\n\n```\ncode\n```\n";

static struct doc *
parse(const char *markup)
{
	struct doc *doc;

	ck_assert_int_eq(OK, doc_parse(str_from(markup), pdf_arena, &doc,
	    &pdf_note));
	return doc;
}

static struct str
file_bytes(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = arena_alloc(pdf_arena, 4096);
	size_t length;

	ck_assert_msg(file != NULL, "%s", path);
	length = fread(bytes, 1, 4096, file);
	fclose(file);
	return (struct str){ bytes, length };
}

static void
use_all(void)
{
	pdf_paper.draft = true;
	pdf_paper.running = STR("running");
	pdf_paper.letterhead = parse("# Practice\n\nStreet\n");
	pdf_paper.logo = file_bytes("tests/data/pdf/red.png");
}

START_TEST(prints_the_same_bytes_each_time)
{
	struct str first, second;
	struct press *other;

	use_all();
	first = pdf_print(all_kinds);
	pdf_print("Another *letter* in between.");
	second = pdf_print(all_kinds);
	ck_assert(str_equal(first, second));
	other = pdf_press;
	ck_assert_int_eq(OK, press_new(NULL, 0, &pdf_press, &pdf_note));
	ck_assert(str_equal(first, pdf_print(all_kinds)));
	press_free(other);
}
END_TEST

START_TEST(prints_the_same_whatever_the_environment)
{
	struct press *other;
	struct str first;

	use_all();
	first = pdf_print(all_kinds);
	setenv("LANG", "ja_JP.UTF-8", 1);
	setenv("LANGUAGE", "fa:he", 1);
	setenv("FC_LANG", "zh", 1);
	setenv("PANGO_LANGUAGE", "he:fa", 1);
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("FONTCONFIG_FILE", "/nonexistent", 1);
	other = pdf_press;
	ck_assert_int_eq(OK, press_new(NULL, 0, &pdf_press, &pdf_note));
	ck_assert(str_equal(first, pdf_print(all_kinds)));
	press_free(other);
}
END_TEST

struct printing {
	pthread_t thread;
	struct str want;
	bool same;
};

static void *
print_often(void *closure)
{
	struct printing *printing = closure;
	struct arena *arena = arena_new(16 << 20);
	struct note note;
	struct doc *doc;
	struct buf out;
	int i;

	printing->same = true;
	for (i = 0; i < 20; i++) {
		out = buf_new(arena, 1 << 20);
		if (doc_parse(str_from(all_kinds), arena, &doc, &note) != OK ||
		    print_pdf(pdf_press, doc, &pdf_paper, arena, &out,
			&note) != OK ||
		    !str_equal(printing->want, buf_str(&out)))
			printing->same = false;
		arena_reset(arena);
	}
	arena_free(arena);
	return NULL;
}

START_TEST(lets_threads_print_at_once)
{
	struct printing printings[4];
	size_t i;

	for (i = 0; i < 4; i++) {
		printings[i].want = pdf_print(all_kinds);
		ck_assert_int_eq(0, pthread_create(&printings[i].thread, NULL,
		    print_often, &printings[i]));
	}
	for (i = 0; i < 4; i++) {
		ck_assert_int_eq(0, pthread_join(printings[i].thread, NULL));
		ck_assert(printings[i].same);
	}
}
END_TEST

START_TEST(wants_a_folder_with_fonts)
{
	const char *dirs[] = { "/nonexistent", "tests/data/pdf" };
	struct press *press = NULL;

	ck_assert_int_eq(ERR_NOT_FOUND, press_new(dirs, 2, &press,
	    &pdf_note));
	ck_assert_str_eq("fonts: no folder holds any", pdf_note.text);
	ck_assert_ptr_null(press);
}
END_TEST

START_TEST(prints_in_what_fonts_there_are)
{
	const char *dirs[] = { "/usr/share/fonts/truetype/dejavu" };
	const char *said;

	press_free(pdf_press);
	ck_assert_int_eq(OK, press_new(dirs, 1, &pdf_press, &pdf_note));
	said = pdf_ask("pdffonts", pdf_print("Text"));
	pdf_expect(said, "DejaVuSans");
	ck_assert_ptr_null(strstr(said, "Carlito"));
}
END_TEST

START_TEST(puts_a_letterhead_on_the_first_page_alone)
{
	const char *words;

	use_all();
	words = pdf_words(pdf_print(pdf_repeat("", "text\n\n", 60, "")));
	ck_assert_int_eq(1, pdf_count(words, "Practice"));
	ck_assert_ptr_nonnull(strstr(words, "Practice\nStreet\ntext\n"));
}
END_TEST

START_TEST(says_that_the_logo_is_one)
{
	const char *said;
	struct str pdf;

	use_all();
	pdf = pdf_print("text");
	said = pdf_ask("pdfinfo -struct", pdf);
	pdf_expect(said, "Document\n  Figure\n  H1");
	ck_assert_ptr_nonnull(memmem(pdf.at, pdf.length,
	    "/S /Figure\n   /Alt (Logo)\n", 26));
	pdf_expect(pdf_ask("pdfimages -list", pdf), "image       6     4");
}
END_TEST

START_TEST(takes_a_logo_of_16_bits)
{
	pdf_paper.logo = file_bytes("tests/data/pdf/deep.png");
	pdf_expect(pdf_ask("pdfimages -list", pdf_print("text")),
	    "image       6     4");
}
END_TEST

START_TEST(refuses_what_is_no_logo)
{
	struct str png = file_bytes("tests/data/pdf/red.png"), out;

	pdf_paper.logo = STR("GIF89a");
	ck_assert_int_eq(ERR_INVALID, pdf_try("text", 1 << 20, &out));
	ck_assert_str_eq("logo: not a PNG image of at most 4096 pixels each "
	    "way", pdf_note.text);
	pdf_paper.logo = str_first(png, png.length / 2);
	ck_assert_int_eq(ERR_INVALID, pdf_try("text", 1 << 20, &out));
	ck_assert_str_eq("logo: a damaged PNG image", pdf_note.text);
}
END_TEST

START_TEST(fails_cleanly_at_each_limit_of_the_output)
{
	struct str out, whole;
	size_t limit, step;

	use_all();
	whole = pdf_print(all_kinds);
	step = whole.length / 60;
	for (limit = 0; limit < whole.length; limit += step) {
		ck_assert_int_eq(ERR_TOO_LARGE, pdf_try(all_kinds, limit,
		    &out));
		pdf_expect(pdf_note.text, "PDF: longer than");
	}
	ck_assert_int_eq(OK, pdf_try(all_kinds, whole.length, &out));
	ck_assert(str_equal(whole, out));
}
END_TEST

START_TEST(fails_cleanly_at_each_allocation)
{
	struct arena *arena;
	const struct doc *doc;
	struct buf out;
	enum err err = ERR_MEMORY;
	size_t cap;
	int failures = 0;

	use_all();
	doc = parse(all_kinds);
	for (cap = 0; err != OK; cap += cap < 16384 ? 16 : 4096) {
		arena = arena_new(cap);
		out = buf_new(arena, 1 << 20);
		err = print_pdf(pdf_press, doc, &pdf_paper, arena, &out,
		    &pdf_note);
		if (err != OK) {
			ck_assert_int_eq(ERR_MEMORY, err);
			ck_assert_uint_eq(0, out.length);
			failures++;
		}
		arena_free(arena);
	}
	ck_assert_int_gt(failures, 100);
}
END_TEST

START_TEST(appends_to_what_is_there)
{
	struct buf out = buf_new(pdf_arena, 1 << 20);
	struct str whole = pdf_print("text");

	buf_puts(&out, "before");
	ck_assert_int_eq(OK, print_pdf(pdf_press, parse("text"), &pdf_paper,
	    pdf_arena, &out, &pdf_note));
	ck_assert(str_starts(buf_str(&out), STR("before")));
	ck_assert(str_equal(whole, str_from_index(buf_str(&out), 6)));
}
END_TEST

Suite *suite_press(void);

Suite *
suite_press(void)
{
	Suite *suite = suite_create("press");
	TCase *tcase = tcase_create("press");

	tcase_add_checked_fixture(tcase, pdf_setup, pdf_teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, prints_the_same_bytes_each_time);
	tcase_add_test(tcase, prints_the_same_whatever_the_environment);
	tcase_add_test(tcase, lets_threads_print_at_once);
	tcase_add_test(tcase, wants_a_folder_with_fonts);
	tcase_add_test(tcase, prints_in_what_fonts_there_are);
	tcase_add_test(tcase, puts_a_letterhead_on_the_first_page_alone);
	tcase_add_test(tcase, says_that_the_logo_is_one);
	tcase_add_test(tcase, takes_a_logo_of_16_bits);
	tcase_add_test(tcase, refuses_what_is_no_logo);
	tcase_add_test(tcase, fails_cleanly_at_each_limit_of_the_output);
	tcase_add_test(tcase, fails_cleanly_at_each_allocation);
	tcase_add_test(tcase, appends_to_what_is_there);
	suite_add_tcase(suite, tcase);
	return suite;
}
