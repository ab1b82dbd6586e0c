#include "kb/prose.h"

#include <check.h>

#include "kb/tree.h"

Suite *suite_prose(void);

static unsigned
sentences(const char *text)
{
	struct str rest = str_from(text), sentence;
	unsigned count = 0;

	while (prose_sentence(&rest, &sentence))
		count++;
	return count;
}

START_TEST(cuts_text_into_sentences)
{
	struct str rest = str_from("  Ask first. Then wait!  Why? ");
	struct str sentence;

	ck_assert(prose_sentence(&rest, &sentence));
	ck_assert(str_is(sentence, "Ask first."));
	ck_assert(prose_sentence(&rest, &sentence));
	ck_assert(str_is(sentence, "Then wait!"));
	ck_assert(prose_sentence(&rest, &sentence));
	ck_assert(str_is(sentence, "Why?"));
	ck_assert(!prose_sentence(&rest, &sentence));
}
END_TEST

static const struct {
	const char *text;
	unsigned count;
} cuts[] = {
	{ "", 0 },
	{ "   ", 0 },
	{ "no point at all", 1 },
	{ "It is 0.75 mg/kg. So be it.", 2 },
	{ "This vs. others, e.g. that, since Oct. 7.", 1 },
	{ "See M. L. King for it.", 1 },
	{ "Done (so far). Next.", 2 },
	{ "It is over.", 1 },
};

enum { CUTS = sizeof(cuts) / sizeof(*cuts) };

START_TEST(a_point_does_not_always_end_a_sentence)
{
	ck_assert_uint_eq(sentences(cuts[_i].text), cuts[_i].count);
}
END_TEST

START_TEST(counts_words_but_no_dashes)
{
	ck_assert_uint_eq(prose_words(STR("One, two - and 3/4 (five).")), 5);
	ck_assert_uint_eq(prose_words(STR("")), 0);
	ck_assert_uint_eq(prose_words(STR("- -- ...")), 0);
}
END_TEST

START_TEST(finds_phrases_at_the_start_of_words_in_either_case)
{
	ck_assert(prose_says(STR("The Tumours"), "tumour"));
	ck_assert(!prose_says(STR("biomechanical"), "mechanical"));
	ck_assert(!prose_says(STR("say \"mechanical\""), "mechanical"));
	ck_assert(!prose_says(STR("short"), "longer than that"));
	ck_assert(prose_says(STR("x <60 kg"), "<60 kg"));
}
END_TEST

START_TEST(finds_whole_words)
{
	ck_assert(prose_has_word(STR("is TBD."), "tbd"));
	ck_assert(!prose_has_word(STR("is TBDs."), "tbd"));
	ck_assert(prose_has_word(STR("TBDs or TBD"), "tbd"));
}
END_TEST

START_TEST(names_the_first_phrase_of_a_list_that_is_said)
{
	static const char *const list[] = { "one", "two", NULL };

	ck_assert_str_eq(prose_says_any(STR("it is two"), list), "two");
	ck_assert_ptr_null(prose_says_any(STR("three"), list));
}
END_TEST

START_TEST(titles_and_notes_are_no_prose)
{
	struct place title = { NULL, "title", 0 }, text = { NULL, "text", 0 };
	struct place why = { NULL, "why", 0 }, item = { &why, NULL, 3 };

	ck_assert(!prose_is(&title));
	ck_assert(prose_is(&text));
	ck_assert(prose_is(&item));
	ck_assert(!prose_is(NULL));
}
END_TEST

Suite *
suite_prose(void)
{
	Suite *suite = suite_create("prose");
	TCase *tcase = tcase_create("prose");

	tcase_add_test(tcase, cuts_text_into_sentences);
	tcase_add_loop_test(
	    tcase, a_point_does_not_always_end_a_sentence, 0, CUTS);
	tcase_add_test(tcase, counts_words_but_no_dashes);
	tcase_add_test(
	    tcase, finds_phrases_at_the_start_of_words_in_either_case);
	tcase_add_test(tcase, finds_whole_words);
	tcase_add_test(tcase, names_the_first_phrase_of_a_list_that_is_said);
	tcase_add_test(tcase, titles_and_notes_are_no_prose);
	suite_add_tcase(suite, tcase);
	return suite;
}
