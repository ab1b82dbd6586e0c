#include "lib/search.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/edition.h"
#include "lib/search/search_spans.h"
#include "lib/search/search_words.h"
#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static const struct json_limits limits = { 1 << 20, 16, 100000 };

static struct edition edition; /* of kb/sources */
static struct kb_read read;
static struct arena *arena;
static struct problems problems;
static struct note note;

static void
open_file(const char *path)
{
	ck_assert_msg(edition_open(path, 1 << 30, &edition, &note) == OK, "%s",
	    note.text);
	ck_assert_int_eq(OK, kb_begin(edition.kb, &read, &note));
	arena = arena_new(4 << 20);
	problems = problems_new(arena);
}

static void
setup(void)
{
	open_file(store_kb());
}

static void
teardown(void)
{
	kb_end(&read);
	edition_close(&edition);
	arena_free(arena);
}

static struct str
ask(const char *text, enum media media)
{
	struct search_answer answer;

	ck_assert_msg(search(&read, edition.templates, str_from(text), media,
			  arena, &answer, &problems, &note) == OK,
	    "%s: %s", text, note.text);
	return slices_join(&answer.body);
}

static struct value
parsed(const char *text)
{
	struct value value;

	ck_assert_msg(json_read(ask(text, MEDIA_JSON), &limits, arena, &value,
			  &note) == OK,
	    "%s", note.text);
	return value;
}

/* The hit of this kind and id; none if none. */
static struct value
hit(struct value answer, const char *kind, const char *id)
{
	struct value_each it = value_each(value_get(answer, "hits"));

	while (value_next(&it))
		if (str_is(value_text(it.item, "kind"), kind) &&
		    str_is(value_text(it.item, "id"), id))
			return it.item;
	return (struct value){ NULL, NULL };
}

static const struct {
	const char *text;
	const char *kind;
	const char *id;
	const char *confidence;
} finds[] = {
	{ "upadacitinib", "treatments", "upadacitinib", "exact" },
	{ "Rinvoq", "treatments", "upadacitinib", "exact" },
	{ "wezlana", "treatments", "ustekinumab", "exact" },
	{ "ustekinumab-auub", "treatments", "ustekinumab", "exact" },
	{ "auub", "treatments", "ustekinumab", "alias" },
	{ "IL-12/23", "treatments", "il-12-23-inhibitor", "alias" },
	{ "janus kinase inhibitors", "treatments", "jak-inhibitor", "alias" },
	{ "J3357", "treatments", "ustekinumab", "exact" },
	{ "ustekinumb", "treatments", "ustekinumab", "spelling-1" },
	{ "rinvok", "treatments", "upadacitinib", "spelling-1" },
	{ "rinvock", "treatments", "upadacitinib", "spelling-2" },
	{ "jak inhibtor", "treatments", "jak-inhibitor", "spelling-1" },
	{ "uste", "treatments", "ustekinumab", "prefix" },
	{ "UHC", "insurers", "unitedhealthcare", "alias" },
	{ "Express Scripts", "insurers", "cigna", "alias" },
	{ "fail first", "reasons", "step-therapy", "alias" },
	{ "failfirst", "reasons", "step-therapy", "alias" },
	{ "not on formulary", "reasons", "non-formulary", "alias" },
	{ "medcal necesity", "reasons", "medical-necessity", "spelling-2" },
	{ "step therpy", "reasons", "step-therapy", "spelling-1" },
	{ "CO-50", "codes", "x12-carc.50", "exact" },
	{ "pr204", "codes", "x12-carc.204", "exact" },
	{ "carc 50", "codes", "x12-carc.50", "exact" },
	{ "reject 76", "codes", "ncpdp-reject.76", "exact" },
	{ "reject code 7", "codes", "ncpdp-reject.07", "exact" },
	{ "N130", "codes", "cms-rarc.n130", "exact" },
	{ "50", "codes", "ncpdp-reject.50", "alias" },
	{ "50", "codes", "x12-carc.50", "alias" },
	{ "L40.0", "conditions", "pso", "exact" },
	{ "L63.2", "conditions", "aa", "alias" },
	{ "PsO", "conditions", "pso", "exact" },
	{ "crohn's disease", "conditions", "cd", "exact" },
	{ "part d", "plans", "medicare_part_d", "alias" },
	{ "erisa", "plans", "erisa_self_funded", "prefix" },
};

START_TEST(finds_a_thing_by_what_people_call_it)
{
	struct value found = hit(
	    parsed(finds[_i].text), finds[_i].kind, finds[_i].id);

	ck_assert_msg(value_type(found) == VALUE_OBJECT, "%s: no %s %s in %.*s",
	    finds[_i].text, finds[_i].kind, finds[_i].id,
	    STR_ARG(ask(finds[_i].text, MEDIA_JSON)));
	ck_assert_msg(
	    str_is(value_text(found, "confidence"), finds[_i].confidence),
	    "%s: %.*s", finds[_i].text,
	    STR_ARG(value_text(found, "confidence")));
}
END_TEST

static const struct {
	const char *text;
	const char *path;
} guides[] = {
	{ "stelara cigna denied step therapy",
	    "/guides/cigna/ustekinumab/step-therapy" },
	{ "step therapy: Cigna denied my Stelara",
	    "/guides/cigna/ustekinumab/step-therapy" },
	{ "rinvok uhc CO-50",
	    "/guides/unitedhealthcare/upadacitinib/medical-necessity" },
	{ "rinvoq cigna not on formulary medicare part d",
	    "/guides/cigna/upadacitinib/non-formulary?plan=medicare_part_d" },
	{ "express scripts humira fail first",
	    "/guides/cigna/adalimumab/step-therapy" },
	{ "stelara for psoriasis, blue cross of illinois, quantity exceeded",
	    "/guides/bcbs-illinois/ustekinumab/quantity-limits"
	    "?indication=pso" },
	{ "cigna jak inhibitor experimental part d ra",
	    "/guides/cigna/jak-inhibitor/experimental"
	    "?plan=medicare_part_d&indication=ra" },
};

START_TEST(puts_the_guide_that_all_words_make_first)
{
	struct value hits = value_get(parsed(guides[_i].text), "hits");
	struct value first = value_at(hits, 0);

	ck_assert_msg(str_is(value_text(first, "path"), guides[_i].path),
	    "%s: %.*s", guides[_i].text, STR_ARG(value_text(first, "path")));
	ck_assert(str_is(value_text(first, "kind"), "guides"));
}
END_TEST

START_TEST(a_guide_is_as_sure_as_the_least_sure_of_its_words)
{
	struct value first = value_at(
	    value_get(parsed("rinvok cigna fail first"), "hits"), 0);

	ck_assert(str_is(value_text(first, "confidence"), "spelling-1"));
	ck_assert_uint_eq(3, value_count(value_get(first, "matched")));
}
END_TEST

START_TEST(says_which_words_matched_and_as_what)
{
	struct value matched = value_at(
	    value_get(hit(parsed("my Stelara"), "treatments", "ustekinumab"),
		"matched"),
	    0);

	ck_assert(str_is(value_text(matched, "words"), "Stelara"));
	ck_assert(str_is(value_text(matched, "as"), "brand"));
	ck_assert(str_is(value_text(matched, "name"), "Stelara"));
}
END_TEST

START_TEST(says_how_a_vendor_differs_from_the_insurer)
{
	struct value matched = value_at(
	    value_get(hit(parsed("express scripts"), "insurers", "cigna"),
		"matched"),
	    0);

	ck_assert(str_is(value_text(matched, "as"), "vendor"));
	ck_assert_uint_gt(value_text(matched, "note").length, 40);
}
END_TEST

START_TEST(lists_every_reason_when_only_the_reason_is_missing)
{
	struct value answer = parsed("stelara cigna");
	struct value reasons = value_get(kb_meta(edition.kb), "reasons");
	struct value_each it = value_each(value_get(answer, "hits"));
	size_t count = 0;

	while (value_next(&it))
		count += str_is(value_text(it.item, "kind"), "guides");
	ck_assert_uint_eq(value_count(reasons), count);
	ck_assert(value_has(value_get(answer, "missing"), STR("reason")));
}
END_TEST

START_TEST(shows_both_meanings_and_names_the_doubt)
{
	struct value answer = parsed("50");
	struct value doubt = value_at(value_get(answer, "ambiguous"), 0);

	ck_assert(str_is(value_text(doubt, "words"), "50"));
	ck_assert(value_has(value_get(doubt, "means"), STR("x12-carc.50")));
	ck_assert(value_has(value_get(doubt, "means"), STR("ncpdp-reject.50")));
}
END_TEST

START_TEST(names_the_words_it_does_not_know)
{
	struct value unknown = value_get(
	    parsed("xyzzyq stelara was denied plughh"), "unknown");

	ck_assert_uint_eq(2, value_count(unknown));
	ck_assert(value_has(unknown, STR("xyzzyq")));
	ck_assert(value_has(unknown, STR("plughh")));
}
END_TEST

START_TEST(takes_no_code_or_diagnosis_for_another_by_spelling)
{
	static const char *const texts[] = { "CO-999", "N9999", "L99.9", "1.5" };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		ck_assert_msg(value_count(value_get(parsed(texts[i]),
				  "hits")) == 0,
		    "%s: %.*s", texts[i], STR_ARG(ask(texts[i], MEDIA_JSON)));
}
END_TEST

/* Pustular psoriasis is not plaque psoriasis. */
START_TEST(honors_what_a_condition_excludes)
{
	struct value answer = parsed("L40.1");

	ck_assert_int_eq(
	    VALUE_NONE, value_type(hit(answer, "conditions", "pso")));
	ck_assert(value_has(value_get(answer, "unknown"), STR("L40.1")));
}
END_TEST

START_TEST(writes_text_and_a_page_with_the_same_hits)
{
	const char *question = "stelara cigna denied step therapy";
	const char *text = str_to_c(ask(question, MEDIA_TEXT), arena);
	const char *page = str_to_c(ask(question, MEDIA_HTML), arena);

	ck_assert_ptr_nonnull(
	    strstr(text, "/guides/cigna/ustekinumab/step-therapy"));
	ck_assert_ptr_nonnull(strstr(
	    page, "href=\"./guides/cigna/ustekinumab/step-therapy\""));
}
END_TEST

START_TEST(escapes_the_question_on_a_page)
{
	const char *page = str_to_c(
	    ask("\"><script>x</script> cigna", MEDIA_HTML), arena);

	ck_assert_ptr_null(strstr(page, "<script>"));
}
END_TEST

START_TEST(refuses_a_question_by_its_place)
{
	static const char *const texts[] = { "", "  ", "?!",
		"a a a a a a a a a a a a a a a a a" };
	struct search_answer answer;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		problems = problems_new(arena);
		ck_assert_int_eq(ERR_SYNTAX,
		    search(&read, edition.templates, str_from(texts[i]),
			MEDIA_TEXT, arena, &answer, &problems, &note));
		ck_assert_uint_eq(1, problems.count);
		ck_assert(str_is(problems.first->pointer, "/q"));
	}
}
END_TEST

START_TEST(is_not_printed_on_paper)
{
	struct search_answer answer;

	ck_assert_int_eq(ERR_INVALID,
	    search(&read, edition.templates, STR("cigna"), MEDIA_PDF, arena,
		&answer, &problems, &note));
}
END_TEST

/* Every name of every thing finds it: nothing is lost on the way. */
START_TEST(finds_everything_by_every_name_it_has)
{
	static const char *const kinds[] = { "insurers", "treatments",
		"reasons", "plans", "conditions" };
	char prefix[40];
	struct kb_walk walk;
	struct value entry;
	size_t k;

	for (k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		snprintf(prefix, sizeof(prefix), "name/%s/", kinds[k]);
		for (walk = kb_walk(&read, str_from(prefix));
		     kb_next(&walk);) {
			entry = value_of(walk.bytes);
			ck_assert_msg(
			    value_type(hit(
				parsed(str_to_c(walk.rest, arena)), kinds[k],
				str_to_c(value_text(entry, "id"), arena))) ==
				VALUE_OBJECT,
			    "%s: %.*s", kinds[k], STR_ARG(walk.rest));
			arena_reset(arena);
			problems = problems_new(arena);
		}
		kb_walk_end(&walk);
	}
}
END_TEST

START_TEST(knows_nothing_without_an_index)
{
	char *dir = kb_folder();
	struct search_words words;
	struct search_spans spans;
	bool unknown[SEARCH_WORDS_MAX];
	struct kb_read small_read;
	struct kb *small;

	ck_assert_int_eq(OK,
	    kb_open(store_small(dir, "kb.mdb", "0123456789abcdef"), 1 << 20,
		&small, &note));
	ck_assert_int_eq(OK, kb_begin(small, &small_read, &note));
	ck_assert_int_eq(OK,
	    search_words(STR("rinvoq 50"), arena, &words, &note));
	ck_assert_int_eq(
	    OK, search_spans(&small_read, &words, arena, &spans, &note));
	search_choose(&words, &spans, unknown);
	ck_assert_uint_eq(0, spans.count);
	ck_assert(unknown[0] && unknown[1]);
	kb_end(&small_read);
	kb_close(small);
	kb_copy_free(dir);
}
END_TEST

static void
add_loops(TCase *tcase)
{
	tcase_add_loop_test(tcase, finds_a_thing_by_what_people_call_it, 0,
	    sizeof(finds) / sizeof(*finds));
	tcase_add_loop_test(tcase, puts_the_guide_that_all_words_make_first,
	    0, sizeof(guides) / sizeof(*guides));
}

Suite *suite_search(void);

Suite *
suite_search(void)
{
	Suite *suite = suite_create("search");
	TCase *tcase = tcase_create("search");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	add_loops(tcase);
	tcase_add_test(
	    tcase, a_guide_is_as_sure_as_the_least_sure_of_its_words);
	tcase_add_test(tcase, says_which_words_matched_and_as_what);
	tcase_add_test(tcase, says_how_a_vendor_differs_from_the_insurer);
	tcase_add_test(
	    tcase, lists_every_reason_when_only_the_reason_is_missing);
	tcase_add_test(tcase, shows_both_meanings_and_names_the_doubt);
	tcase_add_test(tcase, names_the_words_it_does_not_know);
	tcase_add_test(
	    tcase, takes_no_code_or_diagnosis_for_another_by_spelling);
	tcase_add_test(tcase, honors_what_a_condition_excludes);
	tcase_add_test(tcase, writes_text_and_a_page_with_the_same_hits);
	tcase_add_test(tcase, escapes_the_question_on_a_page);
	tcase_add_test(tcase, refuses_a_question_by_its_place);
	tcase_add_test(tcase, is_not_printed_on_paper);
	tcase_add_test(tcase, finds_everything_by_every_name_it_has);
	tcase_add_test(tcase, knows_nothing_without_an_index);
	suite_add_tcase(suite, tcase);
	return suite;
}
