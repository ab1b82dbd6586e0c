/* How a letter is put together and reads, whatever its case lacks. */

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "tests/unit/letter_help.h"

static struct bench bench;

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

static const char *const all[] = { "duplicate-therapy", "medical-necessity",
	"quantity-limits", "off-label", "missing-most", "true-combination",
	"hostile-text", "every-field" };

static struct str
letter(const char *name, const char *from, const char *to, enum media media)
{
	struct str text;
	enum err err;

	text = letter_of(
	    &bench, case_text(&bench, name, from, to), media, &err);
	ck_assert_msg(err == OK, "%s", bench.note.text);
	return text;
}

/* "1222" for a page with one heading of level 1 and three of level 2. */
static const char *
levels_of(struct str html)
{
	static char levels[64];
	size_t i, count = 0;

	for (i = 0; i + 3 < html.length; i++)
		if (html.at[i] == '<' && html.at[i + 1] == 'h' &&
		    html.at[i + 2] >= '1' && html.at[i + 2] <= '6' &&
		    count + 1 < sizeof(levels))
			levels[count++] = html.at[i + 2];
	levels[count] = '\0';
	return levels;
}

START_TEST(the_subject_is_the_one_heading_above_the_others)
{
	const char *levels =
	    levels_of(letter(all[_i], NULL, NULL, MEDIA_HTML));

	ck_assert_int_eq('1', levels[0]);
	ck_assert_uint_ge(strlen(levels), 4);
	ck_assert_uint_eq(strlen(levels + 1), strspn(levels + 1, "2"));
}
END_TEST

START_TEST(no_letter_shows_a_seam)
{
	static const char *const never[] = { " ,", " .", ",,", "..", "()",
		" ;", ";.", ",.", "one_day", "[]", "(null)" };
	struct str text =
	    unwrapped(&bench, letter(all[_i], NULL, NULL, MEDIA_TEXT));
	size_t i;

	/* Text that was made hostile has them by itself. */
	if (strcmp(all[_i], "hostile-text") == 0)
		return;
	for (i = 0; i < sizeof(never) / sizeof(*never); i++)
		ck_assert_msg(!holds(text, never[i]), "\"%s\" in %s",
		    never[i], all[_i]);
}
END_TEST

START_TEST(numbers_and_nouns_agree)
{
	struct str one = letter("medical-necessity", NULL, NULL, MEDIA_TEXT);
	struct str many = letter("duplicate-therapy", NULL, NULL, MEDIA_TEXT);

	ck_assert(reads(&bench, one, "quantity 3 for 1 day."));
	ck_assert(reads(&bench, many, "quantity 30 for 30 days."));
	ck_assert(reads(&bench, one,
	    "Of the 6 criteria in the map, 5 are met and 1 is left open."));
}
END_TEST

START_TEST(dates_are_long_in_prose_and_short_in_tables)
{
	struct str text =
	    letter("duplicate-therapy", NULL, NULL, MEDIA_TEXT);

	ck_assert(holds(text, "Date of birth: January 1, 1980"));
	ck_assert(holds(text, "Jan\xc2\xa0" "10,\xc2\xa0" "2025  "));
	ck_assert(reads(&bench, text, "confirmed by Exa Prescriber, MD on "
				      "March 8, 2021."));
}
END_TEST

START_TEST(what_no_fact_answers_is_left_open_and_not_in_the_table)
{
	struct str text = letter("medical-necessity", NULL, NULL, MEDIA_TEXT);

	ck_assert(reads(&bench, text,
	    "Left open by the facts given here: - One ustekinumab infusion is "
	    "given within two months before the injections start."));
	text = letter("off-label", NULL, NULL, MEDIA_TEXT);
	ck_assert(!holds(text, "Criterion"));
	ck_assert(reads(&bench, text, "- The severity named on the label"));
}
END_TEST

START_TEST(a_score_without_its_day_gets_none)
{
	struct str text = letter("quantity-limits",
	    "\"value\": 10, \"date\": \"2026-11-18\"", "\"value\": 10",
	    MEDIA_TEXT);

	ck_assert(!holds(text, "Nov\xc2\xa0"));
	ck_assert(holds(text, "Mayo score  10"));
}
END_TEST

START_TEST(an_order_without_quantity_claims_none)
{
	struct str text = letter(
	    "quantity-limits", "\"quantity\": 28,", "", MEDIA_TEXT);

	ck_assert(!bench.ready);
	ck_assert(!holds(text, "quantity true"));
	ck_assert(reads(&bench, text, "45 mg by mouth once daily. I ask"));
}
END_TEST

START_TEST(severity_is_referred_to_only_where_it_is_given)
{
	struct str text =
	    letter("duplicate-therapy", NULL, NULL, MEDIA_TEXT);

	ck_assert(reads(&bench, text, "For severity, see the clinical"));
	text = letter("quantity-limits",
	    "{ \"instrument\": \"Mayo score\", \"value\": 10, "
	    "\"date\": \"2026-11-18\", \"when\": \"baseline\" }",
	    "", MEDIA_TEXT);
	ck_assert(!reads(&bench, text, "For severity"));
}
END_TEST

START_TEST(an_open_element_of_the_label_is_named)
{
	struct str text =
	    letter("true-combination", NULL, NULL, MEDIA_TEXT);

	ck_assert(reads(&bench, text,
	    "Left open by the facts given here: the earlier treatment that "
	    "the label asks for."));
	ck_assert(!holds(text, "On record for this patient"));
	ck_assert(!holds(text, "the case lists"));
}
END_TEST

START_TEST(only_a_prescriber_is_called_at_the_number_of_the_sender)
{
	struct str text =
	    letter("duplicate-therapy", NULL, NULL, MEDIA_TEXT);

	ck_assert(reads(&bench, text,
	    "I can be reached for a peer-to-peer call at 555-0100: weekdays"));
	text = letter("duplicate-therapy", "\"role\": \"prescriber\"",
	    "\"role\": \"patient\"", MEDIA_TEXT);
	ck_assert(reads(&bench, text,
	    "The prescriber can be reached for a peer-to-peer call: weekdays"));
}
END_TEST

START_TEST(each_sender_speaks_for_who_it_is)
{
	struct str text =
	    letter("duplicate-therapy", NULL, NULL, MEDIA_TEXT);

	ck_assert(reads(&bench, text,
	    "I am writing on behalf of my patient, Testa Sample, to appeal"));
	text = letter("duplicate-therapy", "\"role\": \"prescriber\"",
	    "\"role\": \"patient\"", MEDIA_TEXT);
	ck_assert(reads(&bench, text, "I am writing to appeal"));
	text = letter("duplicate-therapy", "\"role\": \"prescriber\"",
	    "\"role\": \"representative\"", MEDIA_TEXT);
	ck_assert(reads(&bench, text,
	    "I am writing on behalf of Testa Sample to appeal"));
}
END_TEST

START_TEST(paragraphs_and_lines_of_a_statement_stay)
{
	struct str html = letter("every-field", NULL, NULL, MEDIA_HTML);

	ck_assert(holds(html,
	    "<p>Adalimumab has ended.<br>\nIts refills are canceled.</p>\n"
	    "<p>Upadacitinib is to replace it.</p>"));
}
END_TEST

START_TEST(evidence_for_a_criterion_comes_with_its_record)
{
	struct str html = letter("every-field", NULL, NULL, MEDIA_HTML);

	ck_assert(holds(html,
	    "a gastroenterologist was consulted (consultation report, "
	    "Nov 10, 2026)"));
	ck_assert(holds(html, ". Prescriber: The trial was long enough."));
}
END_TEST

START_TEST(references_are_in_rising_order)
{
	struct str text = letter("medical-necessity", NULL, NULL, MEDIA_TEXT);
	size_t i, seen = 0;
	int number, last = 0, length;

	for (i = 0; i < text.length; i++) {
		if (text.at[i] == '[')
			last = 0;
		if ((text.at[i] != '[' && text.at[i] != ' ') ||
		    i + 4 > text.length ||
		    sscanf(text.at + i + 1, "%d%n", &number, &length) != 1 ||
		    (text.at[i] == ' ' && last == 0))
			continue;
		ck_assert_int_gt(number, last);
		last = text.at[i + 1 + (size_t)length] == ',' ? number : 0;
		seen++;
	}
	ck_assert_uint_gt(seen, 10);
}
END_TEST

static void
add_words(TCase *tcase)
{
	tcase_add_test(tcase, numbers_and_nouns_agree);
	tcase_add_test(tcase, dates_are_long_in_prose_and_short_in_tables);
	tcase_add_test(
	    tcase, what_no_fact_answers_is_left_open_and_not_in_the_table);
	tcase_add_test(tcase, a_score_without_its_day_gets_none);
	tcase_add_test(tcase, an_order_without_quantity_claims_none);
	tcase_add_test(
	    tcase, severity_is_referred_to_only_where_it_is_given);
	tcase_add_test(tcase, an_open_element_of_the_label_is_named);
	tcase_add_test(
	    tcase, only_a_prescriber_is_called_at_the_number_of_the_sender);
	tcase_add_test(tcase, each_sender_speaks_for_who_it_is);
	tcase_add_test(tcase, paragraphs_and_lines_of_a_statement_stay);
	tcase_add_test(tcase, evidence_for_a_criterion_comes_with_its_record);
	tcase_add_test(tcase, references_are_in_rising_order);
}

Suite *suite_letter_shape(void);

Suite *
suite_letter_shape(void)
{
	Suite *suite = suite_create("letter_shape");
	TCase *tcase = tcase_create("letter_shape");
	const int count = sizeof(all) / sizeof(*all);

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase,
	    the_subject_is_the_one_heading_above_the_others, 0, count);
	tcase_add_loop_test(tcase, no_letter_shows_a_seam, 0, count);
	add_words(tcase);
	suite_add_tcase(suite, tcase);
	return suite;
}
