#include "lib/codes/code_text.h"

#include <check.h>

#include "lib/base/arena.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 16);
}

static void
teardown(void)
{
	arena_free(arena);
}

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

static const char *const keys[][2] = { { "MA130", "ma130" },
	{ "MA-130", "ma130" }, { " ma 130 ", "ma130" }, { "0A", "0a" },
	{ "07", "07" }, { "quantity-limit", "quantitylimit" },
	{ "\xc3\xa9"
	  "50",
	    "50" },
	{ "--", "" }, { "", "" } };

START_TEST(makes_a_key_of_letters_and_digits_alone)
{
	struct str key = code_key(str_from(keys[_i][0]), arena);

	ck_assert_msg(
	    str_is(key, keys[_i][1]), "%s: %.*s", keys[_i][0], STR_ARG(key));
}
END_TEST

static const char *const bare[][2] = { { "07", "7" }, { "7", "7" },
	{ "000", "0" }, { "0", "0" }, { "0a", "0a" }, { "010", "10" },
	{ "", "" } };

START_TEST(drops_the_zeros_before_a_number_and_no_others)
{
	ck_assert(str_is(code_key_bare(str_from(bare[_i][0])), bare[_i][1]));
}
END_TEST

static const char *const tidy[][2] = { { "  CO-50\t", "CO-50" },
	{ "CO - 50", "CO - 50" }, { "CO  50", "CO 50" },
	{ "carc :\n50", "carc : 50" },
	{ "CO\xe2\x80\x93"
	  "50",
	    "CO-50" },
	{ "CO \xe2\x80\x94 50", "CO - 50" }, { "\xe2\x80", "\xe2\x80" },
	{ " ", "" }, { "- a", "- a" } };

START_TEST(makes_what_people_type_and_paste_alike)
{
	struct str out = code_tidy(str_from(tidy[_i][0]), arena);

	ck_assert_msg(
	    str_is(out, tidy[_i][1]), "%s: %.*s", tidy[_i][0], STR_ARG(out));
}
END_TEST

START_TEST(joins_what_a_dash_with_blanks_parts)
{
	ck_assert(str_is(code_join(STR("CO - 50"), arena), "CO-50"));
	ck_assert(str_is(code_join(STR("CO- 50"), arena), "CO-50"));
	ck_assert(str_is(code_join(STR("CO 50 -"), arena), "CO 50-"));
	ck_assert(str_is(code_join(STR("- a"), arena), "-a"));
	ck_assert(str_is(code_join(STR(""), arena), ""));
}
END_TEST

START_TEST(takes_punctuation_out_of_words)
{
	ck_assert(
	    str_is(code_words(STR(" Not \"medically\" NECESSARY.\n"), arena),
		"not medically necessary"));
	ck_assert(
	    str_is(code_words(STR("step-therapy"), arena), "step therapy"));
	ck_assert(str_is(code_words(STR("..."), arena), ""));
}
END_TEST

static const struct {
	const char *words;
	const char *phrase;
	bool held;
} phrases[] = {
	{ "the age limit was passed", "age limit", true },
	{ "age limit", "age limit", true },
	{ "past the age limit", "age limit", true },
	{ "dosage limit", "age limit", false },
	{ "age limits", "age limit", false },
	{ "age", "age limit", false },
	{ "", "age limit", false },
	{ "age limit", "", false },
};

START_TEST(finds_a_phrase_from_word_to_word)
{
	ck_assert(
	    phrases[_i].held == code_words_hold(str_from(phrases[_i].words),
				    str_from(phrases[_i].phrase)));
}
END_TEST

START_TEST(gives_nothing_where_the_arena_is_full)
{
	struct arena *small = arena_new(1);

	arena_alloc(small, 4096);
	ck_assert_ptr_null(code_key(STR("50"), small).at);
	ck_assert_ptr_null(code_tidy(STR("50"), small).at);
	ck_assert_ptr_null(code_words(STR("50"), small).at);
	arena_free(small);
}
END_TEST

Suite *suite_code_text(void);

Suite *
suite_code_text(void)
{
	Suite *suite = suite_create("code_text");
	TCase *tcase = tcase_create("code_text");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(
	    tcase, makes_a_key_of_letters_and_digits_alone, 0, COUNT(keys));
	tcase_add_loop_test(tcase,
	    drops_the_zeros_before_a_number_and_no_others, 0, COUNT(bare));
	tcase_add_loop_test(
	    tcase, makes_what_people_type_and_paste_alike, 0, COUNT(tidy));
	tcase_add_test(tcase, joins_what_a_dash_with_blanks_parts);
	tcase_add_test(tcase, takes_punctuation_out_of_words);
	tcase_add_loop_test(
	    tcase, finds_a_phrase_from_word_to_word, 0, COUNT(phrases));
	tcase_add_test(tcase, gives_nothing_where_the_arena_is_full);
	suite_add_tcase(suite, tcase);
	return suite;
}
