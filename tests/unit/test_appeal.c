/* From a case to a letter, as clinic and reviewer read it. */

#include "lib/appeal.h"

#include <check.h>
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

static struct str
letter(const char *name, enum media media)
{
	struct str text;
	enum err err;

	text = letter_of(
	    &bench, case_text(&bench, name, NULL, NULL), media, &err);
	ck_assert_msg(err == OK, "%s", bench.note.text);
	return text;
}

static struct value
answer(const char *name, const char *from, const char *to)
{
	return letter_json(&bench, case_text(&bench, name, from, to));
}

static const char *const good[] = { "duplicate-therapy", "medical-necessity",
	"quantity-limits", "off-label" };

START_TEST(complete_cases_give_letters_that_are_ready)
{
	struct value got = answer(good[_i], NULL, NULL);

	ck_assert(bench.ready);
	ck_assert(str_is(value_text(got, "status"), "ready"));
	ck_assert(str_is(value_text(got, "kind"), "letter"));
	ck_assert_uint_gt(value_count(value_get(got, "criteria")), 0);
	ck_assert(!holds(letter(good[_i], MEDIA_TEXT), "DRAFT"));
}
END_TEST

START_TEST(every_citation_of_an_answer_resolves_in_it)
{
	static const char *const lists[] = { "criteria", "findings",
		"deadlines" };
	struct value got = answer(good[_i], NULL, NULL);
	struct value citations = value_get(got, "citations");
	struct value_each it, id;
	size_t i;

	for (i = 0; i < 3; i++)
		for (it = value_each(value_get(got, lists[i]));
		     value_next(&it);)
			for (id = value_each(value_get(it.item, "citations"));
			     value_next(&id);)
				ck_assert_int_eq(VALUE_OBJECT,
				    value_type(value_get_str(
					citations, value_str(id.item))));
}
END_TEST

START_TEST(no_letter_holds_what_must_not_be_said)
{
	static const char *const never[] = { "!", "success rate", "usually",
		"{{", "}}", "TODO", "denialhelp", "unverified" };
	struct str text = letter(good[_i], MEDIA_TEXT);
	size_t i;

	for (i = 0; i < sizeof(never) / sizeof(*never); i++)
		ck_assert_msg(!holds(text, never[i]), "%s", never[i]);
}
END_TEST

START_TEST(the_duplicate_letter_has_a_timeline)
{
	struct str text = letter("duplicate-therapy", MEDIA_TEXT);

	ck_assert(holds(text, "denied as duplicate or overlapping therapy"));
	ck_assert(holds(text, "> The requested drug duplicates therapy"));
	ck_assert(reads(&bench, text,
	    "- Humira (adalimumab): started January 10, 2025; last given "
	    "September 28, 2026; and stopped October 5, 2026."));
	ck_assert(holds(text, "Limitation of use:"));
	ck_assert(holds(text, "29 CFR 2560.503-1(h)(2)(iii)"));
	ck_assert(reads(&bench, text, "that is December 22, 2026."));
}
END_TEST

START_TEST(the_timeline_counts_the_days_between)
{
	struct value got = answer("duplicate-therapy", "\"start\": \"new\"",
	    "\"start\": \"continuation\",\"established_on\": \"2026-10-15\"");
	struct str text =
	    value_text(value_get(got, "document"), "text");

	ck_assert(reads(&bench, text,
	    "The last dose lies 17 days before the start of the requested "
	    "drug."));
}
END_TEST

START_TEST(the_quantity_letter_does_the_arithmetic)
{
	struct str text = letter("quantity-limits", MEDIA_TEXT);

	ck_assert(reads(&bench, text, "28 divided by 28 days is 1 per day."));
	ck_assert(reads(&bench, text,
	    "the amount is 30 tablets for 30 days and 56 tablets for 8 weeks. "
	    "Counted by the day it is 1 tablet, and the order asks for no "
	    "more."));
	ck_assert(holds(text, "EXPEDITED"));
	ck_assert(holds(text, "72 hours"));
	ck_assert(holds(text, "Ten bloody stools a day"));
}
END_TEST

START_TEST(the_off_label_letter_says_so)
{
	struct str text = letter("off-label", MEDIA_TEXT);

	ck_assert(holds(text, "The use requested is off-label:"));
	ck_assert(!holds(text, "is a labeled use"));
}
END_TEST

START_TEST(a_case_that_lacks_most_is_a_draft_that_lists_it)
{
	struct str text = letter("missing-most", MEDIA_TEXT);

	ck_assert(!bench.ready);
	ck_assert(holds(str_first(text, 60), "DRAFT"));
	ck_assert(holds(text, "missing before this letter can be sent"));
	ck_assert(holds(text, "/patient/dob"));
	ck_assert(holds(text, "/plan/regime"));
	ck_assert(holds(text, "/denial/reason_text"));
	/* Without the kind of plan no law is claimed. */
	ck_assert(!holds(text, "CFR"));
	ck_assert(!holds(text, "Testa"));
}
END_TEST

START_TEST(a_true_combination_is_not_ready)
{
	struct value got = answer("true-combination", NULL, NULL);
	struct value finding;

	ck_assert(!bench.ready);
	finding = item_with(
	    value_get(got, "findings"), "id", "true-duplicate");
	ck_assert(str_is(value_text(finding, "severity"), "error"));
	ck_assert(str_is(value_text(finding, "pointer"), "/therapies/1"));
	ck_assert(str_is(
	    value_text(item_with(value_get(got, "criteria"), "id", "no-combo"),
		"result"),
	    "not-met"));
}
END_TEST

START_TEST(evidence_cannot_make_a_short_trial_long)
{
	struct value got = answer("duplicate-therapy",
	    "\"start\": \"2025-01-10\"", "\"start\": \"2026-09-10\"");
	struct value row =
	    item_with(value_get(got, "criteria"), "id", "tnf-3mo");

	ck_assert(str_is(value_text(row, "result"), "not-met"));
	got = answer("duplicate-therapy", "\"evidence\": []",
	    "\"evidence\": [{\"criterion\":\"age\",\"finding\":\"is 17\","
	    "\"source\":\"chart\"},{\"criterion\":\"nothing\"}]");
	ck_assert_int_eq(VALUE_OBJECT,
	    value_type(item_with(
		value_get(got, "findings"), "id", "evidence-unused")));
}
END_TEST

START_TEST(urgency_is_claimed_only_with_its_reason)
{
	struct value got = answer("quantity-limits",
	    "\"urgent_reason\"", "\"policy_cited\"");

	ck_assert(!bench.ready);
	ck_assert(!holds(value_text(value_get(got, "document"), "text"),
	    "EXPEDITED"));
}
END_TEST

START_TEST(a_late_letter_warns)
{
	struct value got = answer("duplicate-therapy",
	    "\"received\": \"2026-10-30\"", "\"received\": \"2025-10-30\"");

	ck_assert_int_eq(VALUE_OBJECT,
	    value_type(item_with(
		value_get(got, "findings"), "id", "deadline-passed")));
	ck_assert(!holds(value_text(value_get(got, "document"), "text"),
	    "this appeal is filed within"));
}
END_TEST

START_TEST(all_problems_come_at_once)
{
	enum err err;

	letter_of(&bench, case_text(&bench, "bad-many", NULL, NULL),
	    MEDIA_TEXT, &err);
	ck_assert_int_eq(ERR_INVALID, err);
	ck_assert_uint_eq(6, bench.problems.count);
}
END_TEST

START_TEST(other_kinds_of_letter_are_named_as_not_there)
{
	enum err err;

	letter_of(&bench,
	    case_text(&bench, "duplicate-therapy", "internal-appeal",
		"external-review"),
	    MEDIA_TEXT, &err);
	ck_assert_int_eq(ERR_INVALID, err);
	ck_assert(str_is(bench.problems.first->pointer, "/letter"));
	ck_assert(holds(bench.problems.first->message, "internal-appeal"));
}
END_TEST

START_TEST(values_stay_text_in_every_medium)
{
	struct str html = letter("hostile-text", MEDIA_HTML);
	struct str text = letter("hostile-text", MEDIA_TEXT);

	ck_assert(!holds(html, "<script>"));
	ck_assert(!holds(html, "<b>"));
	ck_assert(!holds(html, "<i>no tag"));
	ck_assert(!holds(html, "href=\"http"));
	ck_assert(holds(html, "&lt;b&gt;no tag"));
	ck_assert(holds(text, "## Not a heading"));
	ck_assert(holds(text, "{{draft}}"));
	ck_assert(!holds(text, "DRAFT"));
}
END_TEST

START_TEST(html_is_a_whole_page)
{
	struct str html = letter("duplicate-therapy", MEDIA_HTML);

	ck_assert(str_starts(html, STR("<!doctype html>\n<html lang=\"en\">")));
	ck_assert(holds(html, "<main class=\"letter\">"));
	ck_assert(holds(html,
	    "<link rel=\"stylesheet\" href=\"assets/style.css\">"));
	ck_assert(!holds(str_first(html, 400), "Testa"));
	html = letter("missing-most", MEDIA_HTML);
	ck_assert(holds(html, "<main class=\"letter draft\">"));
}
END_TEST

START_TEST(the_same_case_gives_the_same_bytes)
{
	struct str a = letter("medical-necessity", MEDIA_JSON);
	struct str b = letter("medical-necessity", MEDIA_JSON);

	ck_assert(str_equal(a, b));
}
END_TEST

START_TEST(running_out_of_memory_is_an_error_and_no_more)
{
	struct str text = case_text(&bench, "duplicate-therapy", NULL, NULL);
	struct appeal_tools tools = { &bench.read, bench.templates, NULL };
	struct problems problems;
	struct appeal appeal;
	struct arena *small;
	struct date today;
	enum err err = ERR_MEMORY;
	size_t cap;

	date_make(2026, 11, 22, &today);
	for (cap = 1024; err != OK; cap += cap / 4) {
		small = arena_new(cap);
		problems = problems_new(small);
		err = appeal_letter(&tools, text, today, MEDIA_JSON, small,
		    &appeal, &problems, &bench.note);
		ck_assert(err == OK || err == ERR_MEMORY);
		arena_free(small);
		ck_assert_uint_lt(cap, 1 << 22);
	}
}
END_TEST

static void
add_refusals(TCase *tcase)
{
	tcase_add_test(tcase, all_problems_come_at_once);
	tcase_add_test(tcase, other_kinds_of_letter_are_named_as_not_there);
	tcase_add_test(tcase, values_stay_text_in_every_medium);
	tcase_add_test(tcase, html_is_a_whole_page);
	tcase_add_test(tcase, the_same_case_gives_the_same_bytes);
	tcase_add_test(tcase, running_out_of_memory_is_an_error_and_no_more);
}

Suite *suite_appeal(void);

Suite *
suite_appeal(void)
{
	Suite *suite = suite_create("appeal");
	TCase *tcase = tcase_create("appeal");
	const int count = sizeof(good) / sizeof(*good);

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(
	    tcase, complete_cases_give_letters_that_are_ready, 0, count);
	tcase_add_loop_test(
	    tcase, every_citation_of_an_answer_resolves_in_it, 0, count);
	tcase_add_loop_test(
	    tcase, no_letter_holds_what_must_not_be_said, 0, count);
	tcase_add_test(tcase, the_duplicate_letter_has_a_timeline);
	tcase_add_test(tcase, the_timeline_counts_the_days_between);
	tcase_add_test(tcase, the_quantity_letter_does_the_arithmetic);
	tcase_add_test(tcase, the_off_label_letter_says_so);
	tcase_add_test(tcase, a_case_that_lacks_most_is_a_draft_that_lists_it);
	tcase_add_test(tcase, a_true_combination_is_not_ready);
	tcase_add_test(tcase, evidence_cannot_make_a_short_trial_long);
	tcase_add_test(tcase, urgency_is_claimed_only_with_its_reason);
	tcase_add_test(tcase, a_late_letter_warns);
	add_refusals(tcase);
	suite_add_tcase(suite, tcase);
	return suite;
}
