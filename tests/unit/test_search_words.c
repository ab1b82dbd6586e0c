#include "lib/search/search_words.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;
static struct search_words words;
static struct note note;

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

static const struct {
	const char *text;
	const char *key;
} keys[] = {
	{ "CO-50", "co50" },
	{ "co 50", "co50" },
	{ "co50", "co50" },
	{ "IL-12/23 inhibitor", "il1223inhibitor" },
	{ "  Non-formulary. ", "nonformulary" },
	{ "Crohn's", "crohns" },
	{ "Crohn\xe2\x80\x99s", "crohns" },
	{ "CO\xe2\x80\x93" "50", "co50" },
	{ "a\xc2\xa0" "b", "ab" },
	{ "Stelara\xc2\xae", "stelara" },
	{ "Stelara\xe2\x84\xa2", "stelara" },
	{ "Sj\xc3\xb6gren", "sjogren" },
	{ "SJ\xc3\x96GREN", "sjogren" },
	{ "TNF-\xce\xb1", "tnfalpha" },
	{ "\xef\xbc\xa3\xef\xbc\xaf\xef\xbc\x95\xef\xbc\x90", "co50" },
	{ "3\xc3\x97" "4", "34" },
	{ "\xe6\xbc\xa2", "\xe6\xbc\xa2" },
	{ "L40.1", "l401" },
	{ "cream 1.5%", "cream1.5" },
	{ "denied.Cigna", "deniedcigna" },
	{ "end.", "end" },
	{ ".5", "5" },
	{ "", "" },
	{ "--- / ---", "" },
};

START_TEST(folds_all_ways_of_writing_a_name_to_one_key)
{
	struct str key = search_key(str_from(keys[_i].text), arena);

	ck_assert_msg(str_is(key, keys[_i].key), "\"%s\" gives \"%.*s\"",
	    keys[_i].text, STR_ARG(key));
}
END_TEST

START_TEST(gives_runs_of_words_as_typed_and_as_found)
{
	struct str text = STR("My CO-50, Rinvoq LQ!");

	ck_assert_int_eq(OK, search_words(text, arena, &words, &note));
	ck_assert_uint_eq(5, words.count);
	ck_assert(str_is(search_words_key(&words, 1, 2), "co50"));
	ck_assert(str_is(search_words_typed(&words, 1, 2), "CO-50"));
	ck_assert(str_is(search_words_key(&words, 3, 2), "rinvoqlq"));
	ck_assert(str_is(search_words_typed(&words, 3, 2), "Rinvoq LQ"));
}
END_TEST

START_TEST(takes_sixteen_words_and_refuses_seventeen)
{
	ck_assert_int_eq(OK,
	    search_words(STR("a b c d e f g h i j k l m n o p"), arena,
		&words, &note));
	ck_assert_uint_eq(16, words.count);
	ck_assert_int_eq(ERR_TOO_LARGE,
	    search_words(STR("a b c d e f g h i j k l m n o p q"), arena,
		&words, &note));
	ck_assert_str_eq("has 17 words; the most a search may have are 16",
	    note.text);
}
END_TEST

START_TEST(takes_200_bytes_and_refuses_201)
{
	char text[SEARCH_TEXT_MAX + 1];

	memset(text, 'x', sizeof(text));
	ck_assert_int_eq(OK,
	    search_words((struct str){ text, SEARCH_TEXT_MAX }, arena, &words,
		&note));
	ck_assert_int_eq(ERR_TOO_LARGE,
	    search_words((struct str){ text, SEARCH_TEXT_MAX + 1 }, arena,
		&words, &note));
	ck_assert_str_eq(
	    "longer than 200 bytes, the most a search may have", note.text);
}
END_TEST

START_TEST(refuses_what_has_no_word)
{
	ck_assert_int_eq(
	    ERR_INVALID, search_words(STR(" -- "), arena, &words, &note));
	ck_assert_int_eq(
	    ERR_INVALID, search_words(STR_NONE, arena, &words, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "must hold what to look for"));
}
END_TEST

START_TEST(refuses_what_is_not_utf8)
{
	ck_assert_int_eq(ERR_INVALID,
	    search_words(STR("rinvoq \xff"), arena, &words, &note));
	ck_assert_str_eq("is not UTF-8", note.text);
}
END_TEST

START_TEST(shows_nothing_that_steers_a_terminal)
{
	ck_assert_int_eq(OK,
	    search_words(STR("a\033[2Jb"), arena, &words, &note));
	ck_assert(str_is(words.text, "a?[2Jb"));
}
END_TEST

START_TEST(knows_words_that_name_nothing)
{
	ck_assert_int_eq(OK,
	    search_words(STR("Denied by step as AS"), arena, &words, &note));
	ck_assert(search_words_is_filler(&words, 0));
	ck_assert(search_words_is_filler(&words, 1));
	ck_assert(!search_words_is_filler(&words, 2));
	ck_assert(search_words_is_filler(&words, 3));
	ck_assert(!search_words_is_filler(&words, 4));
}
END_TEST

START_TEST(takes_no_hint_from_capitals_that_all_words_have)
{
	ck_assert_int_eq(
	    OK, search_words(STR("DENIED AS"), arena, &words, &note));
	ck_assert(search_words_is_filler(&words, 1));
}
END_TEST

START_TEST(a_word_alone_is_what_is_asked_for)
{
	ck_assert_int_eq(OK, search_words(STR("as"), arena, &words, &note));
	ck_assert(!search_words_is_filler(&words, 0));
}
END_TEST

START_TEST(folds_a_greek_text_without_running_over)
{
	char text[SEARCH_TEXT_MAX];
	size_t i;

	for (i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "\xce\xb1", 2);
	ck_assert_int_eq(OK,
	    search_words((struct str){ text, sizeof(text) }, arena, &words,
		&note));
	ck_assert_uint_eq(500, words.folded.length);
}
END_TEST

Suite *suite_search_words(void);

Suite *
suite_search_words(void)
{
	Suite *suite = suite_create("search_words");
	TCase *tcase = tcase_create("search_words");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase,
	    folds_all_ways_of_writing_a_name_to_one_key, 0,
	    sizeof(keys) / sizeof(*keys));
	tcase_add_test(tcase, gives_runs_of_words_as_typed_and_as_found);
	tcase_add_test(tcase, takes_sixteen_words_and_refuses_seventeen);
	tcase_add_test(tcase, takes_200_bytes_and_refuses_201);
	tcase_add_test(tcase, refuses_what_has_no_word);
	tcase_add_test(tcase, refuses_what_is_not_utf8);
	tcase_add_test(tcase, shows_nothing_that_steers_a_terminal);
	tcase_add_test(tcase, knows_words_that_name_nothing);
	tcase_add_test(tcase, takes_no_hint_from_capitals_that_all_words_have);
	tcase_add_test(tcase, a_word_alone_is_what_is_asked_for);
	tcase_add_test(tcase, folds_a_greek_text_without_running_over);
	suite_add_tcase(suite, tcase);
	return suite;
}
