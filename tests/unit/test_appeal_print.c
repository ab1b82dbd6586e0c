/* What a letter is printed with, in each medium. */

#include "lib/appeal.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/fonts.h"
#include "lib/pdf/press.h"
#include "tests/unit/letter_help.h"

enum { REQUEST_BYTES = 32 << 20 }; /* what appeald allows one request */

static struct bench bench;
static struct press *press;

static void
open_press(void)
{
	struct note note;

	ck_assert_msg(fonts_press(NULL, &press, &note) == OK, "%s", note.text);
}

static void
close_press(void)
{
	press_free(press);
}

static void
setup(void)
{
	bench_open(&bench);
}

static void
teardown(void)
{
	bench_close(&bench);
}

/* The letter of a case in "arena", printed with "with". */
static enum err
print_in(struct arena *arena, struct press *with, struct str text,
    enum media media, struct appeal *out)
{
	struct appeal_tools tools = { &bench.read, bench.templates, with };
	struct problems problems = problems_new(arena);
	struct date today;

	date_make(2026, 11, 22, &today);
	return appeal_letter(
	    &tools, text, today, media, arena, out, &problems, &bench.note);
}

static struct str
printed(struct str text, enum media media)
{
	struct appeal appeal;

	ck_assert_msg(print_in(bench.arena, press, text, media, &appeal) == OK,
	    "%s", bench.note.text);
	return slices_join(&appeal.body);
}

static struct str
sample(const char *from, const char *to)
{
	return case_text(&bench, "duplicate-therapy", from, to);
}

START_TEST(begins_with_the_practice_and_ends_with_who_signs)
{
	struct str text = printed(sample(NULL, NULL), MEDIA_TEXT);
	struct str html = printed(sample(NULL, NULL), MEDIA_HTML);

	ck_assert(str_starts(
	    text, STR("Example Rheumatology Clinic\n1 Example Street\n"
		      "Springfield, OH 45500\nPhone 555-0100\nFax 555-0101\n\n"
		      "November 22, 2026\n")));
	ck_assert(holds(text, "____\nExa Prescriber, MD\nRheumatology\nNPI"));
	ck_assert(
	    holds(html, "<header class=\"letterhead\">\n"
			"<p><strong>Example Rheumatology Clinic</strong><br>\n"
			"1 Example Street<br>\n"));
	ck_assert(!holds(html, "<img"));
}
END_TEST

START_TEST(gives_a_patient_a_plain_block_above)
{
	struct str text = sample("\"role\": \"prescriber\",\n"
				 "    \"name\": \"Exa Prescriber\",\n"
				 "    \"credentials\": \"MD\",\n"
				 "    \"specialty\": \"Rheumatology\",\n"
				 "    \"npi\": \"1234567893\",\n"
				 "    \"practice\": \"Example Rheumatology "
				 "Clinic\",\n",
	    "\"role\": \"patient\", \"name\": \"Testa Sample\",\n");

	ck_assert(str_starts(printed(text, MEDIA_TEXT),
	    STR("Testa Sample\n1 Example Street\nSpringfield, OH 45500\n"
		"Phone 555-0100\nFax 555-0101\n\nNovember 22, 2026\n")));
	ck_assert(holds(printed(text, MEDIA_HTML),
	    "<header class=\"letterhead\">\n<p>Testa Sample<br>\n"));
}
END_TEST

START_TEST(has_no_letterhead_without_a_sender)
{
	struct str text =
	    printed(case_text(&bench, "missing-most", NULL, NULL), MEDIA_TEXT);

	ck_assert(str_starts(text, STR("DRAFT - not ready to be sent.")));
}
END_TEST

START_TEST(holds_in_json_the_same_text)
{
	struct str text = printed(sample(NULL, NULL), MEDIA_TEXT);
	struct value answer = letter_json(&bench, sample(NULL, NULL));

	ck_assert(
	    str_equal(text, value_text(value_get(answer, "document"), "text")));
}
END_TEST

START_TEST(prints_the_same_bytes_twice)
{
	enum media media = (enum media)_i;

	ck_assert(str_equal(printed(sample(NULL, NULL), media),
	    printed(sample(NULL, NULL), media)));
}
END_TEST

START_TEST(needs_fonts_for_pdf_only)
{
	enum media media = (enum media)_i;
	struct appeal appeal = { .ready = false };
	enum err err =
	    print_in(bench.arena, NULL, sample(NULL, NULL), media, &appeal);

	ck_assert_int_eq(media == MEDIA_PDF ? ERR_SYSTEM : OK, err);
	ck_assert(appeal.ready == (err == OK));
	if (err != OK)
		ck_assert_str_eq(
		    "No PDF can be made here: no fonts were found.",
		    bench.note.text);
}
END_TEST

/* As much as a case can say: all its lists full. */
static struct str
longest_case(void)
{
	struct buf out = buf_new(bench.arena, 256 * 1024);
	struct str text = sample(NULL, NULL), rest = text;
	int i;

	/* What is after the severity is said anew. */
	while (!str_starts(rest, STR("\"severity\"")))
		rest = str_from_index(rest, 1);
	buf_put(&out, str_first(text, text.length - rest.length));
	buf_puts(&out, "\"severity\": [");
	for (i = 0; i < 60; i++)
		buf_printf(&out,
		    "%s{\"instrument\":\"CDAI\",\"value\":%d,"
		    "\"date\":\"2026-10-05\",\"when\":\"baseline\"}",
		    i == 0 ? "" : ",", i);
	buf_puts(&out, "],\"therapies\":[");
	for (i = 0; i < 60; i++)
		buf_printf(&out,
		    "%s{\"drug\":\"methotrexate\","
		    "\"dose\":\"20 mg weekly\",\"start\":\"2021-04-01\","
		    "\"stop\":\"2025-01-05\",\"outcome\":\"intolerance\","
		    "\"detail\":\"%0800d\",\"evidence\":\"visit notes\"}",
		    i == 0 ? "" : ",", 0);
	buf_puts(&out, "],\"statements\":[");
	for (i = 0; i < 20; i++)
		buf_printf(&out, "%s{\"about\":\"care\",\"text\":\"%04000d\"}",
		    i == 0 ? "" : ",", 7);
	buf_puts(&out, "],\"enclosures\":[");
	for (i = 0; i < 40; i++)
		buf_printf(&out, "%s\"%0300d\"", i == 0 ? "" : ",", i);
	buf_puts(&out, "]}");
	ck_assert(!buf_failed(&out));
	return buf_str(&out);
}

START_TEST(prints_the_longest_case_within_a_requests_memory)
{
	struct arena *arena = arena_new(REQUEST_BYTES);
	struct str text = longest_case();
	struct appeal appeal;

	ck_assert_uint_gt(text.length, 150000);
	ck_assert_msg(
	    print_in(arena, press, text, (enum media)_i, &appeal) == OK, "%s",
	    bench.note.text);
	ck_assert_uint_lt(arena_peak(arena), REQUEST_BYTES / 2);
	arena_free(arena);
}
END_TEST

START_TEST(says_that_memory_ended_and_gives_no_half_letter)
{
	struct str text = sample(NULL, NULL);
	struct appeal appeal;
	struct arena *small;
	enum err err = ERR_MEMORY;
	size_t cap;

	for (cap = 1024; err != OK; cap += 256 + cap / 8) {
		appeal = (struct appeal){ .ready = false };
		small = arena_new(cap);
		err = print_in(small, press, text, (enum media)_i, &appeal);
		ck_assert_msg(err == OK || err == ERR_MEMORY, "%d: %s", err,
		    bench.note.text);
		ck_assert(appeal.ready == (err == OK));
		ck_assert(err == OK || appeal.body.count == 0);
		arena_free(small);
		ck_assert_uint_lt(cap, 1 << 24);
	}
}
END_TEST

Suite *suite_appeal_print(void);

Suite *
suite_appeal_print(void)
{
	Suite *suite = suite_create("appeal_print");
	TCase *tcase = tcase_create("appeal_print");

	tcase_add_unchecked_fixture(tcase, open_press, close_press);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, begins_with_the_practice_and_ends_with_who_signs);
	tcase_add_test(tcase, gives_a_patient_a_plain_block_above);
	tcase_add_test(tcase, has_no_letterhead_without_a_sender);
	tcase_add_test(tcase, holds_in_json_the_same_text);
	tcase_add_loop_test(tcase, prints_the_same_bytes_twice, 0, MEDIA_COUNT);
	tcase_add_loop_test(tcase, needs_fonts_for_pdf_only, 0, MEDIA_COUNT);
	tcase_add_loop_test(tcase,
	    prints_the_longest_case_within_a_requests_memory, 0, MEDIA_COUNT);
	tcase_add_loop_test(tcase,
	    says_that_memory_ended_and_gives_no_half_letter, 0, MEDIA_COUNT);
	suite_add_tcase(suite, tcase);
	return suite;
}
