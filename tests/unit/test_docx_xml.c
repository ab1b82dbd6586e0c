#include "lib/docx/docx_xml.h"

#include <check.h>
#include <stdlib.h>

#include "lib/base/arena.h"

/* Hebrew and Arabic letters. */
#define ALEF "\xd7\x90"
#define BET "\xd7\x91"
#define MEEM "\xd9\x85"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static const char *
put(struct str text)
{
	struct buf out = buf_new(arena, 1 << 16);

	docx_xml_put(&out, text);
	return str_to_c(buf_str(&out), arena);
}

START_TEST(escapes_what_would_be_markup)
{
	ck_assert_str_eq("*Ann* &lt;script&gt;|x| &quot;&amp;amp;&quot; 'q'",
	    put(STR("*Ann* <script>|x| \"&amp;\" 'q'")));
	ck_assert_str_eq("]]&gt;", put(STR("]]>")));
}
END_TEST

START_TEST(leaves_other_text_as_it_is)
{
	ck_assert_str_eq("", put(STR("")));
	ck_assert_str_eq("\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x92\x8a \x7f",
	    put(STR("\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x92\x8a \x7f")));
}
END_TEST

START_TEST(writes_a_blank_for_tabs_and_line_ends)
{
	ck_assert_str_eq("a b c d", put(STR("a\tb\nc\rd")));
}
END_TEST

START_TEST(replaces_what_xml_cannot_hold)
{
	ck_assert_str_eq("a\xef\xbf\xbd"
			 "b",
	    put(STR("a\0b")));
	ck_assert_str_eq("\xef\xbf\xbd", put(STR("\x1f")));
	ck_assert_str_eq("\xef\xbf\xbd", put(STR("\xef\xbf\xbe")));
	ck_assert_str_eq("\xef\xbf\xbd", put(STR("\xef\xbf\xbf")));
}
END_TEST

START_TEST(replaces_bytes_that_are_not_utf_8)
{
	ck_assert_str_eq("\xef\xbf\xbdz", put(STR("\xffz")));
	ck_assert_str_eq("\xef\xbf\xbd", put(STR("\xc3")));
	ck_assert_str_eq("\xef\xbf\xbd"
			 "A",
	    put(STR("\xc3"
		    "A")));
	/* Too long a form of '/', and half of a surrogate pair. */
	ck_assert_str_eq("\xef\xbf\xbd\xef\xbf\xbd", put(STR("\xc0\xaf")));
	ck_assert_str_eq("\xef\xbf\xbd", put(STR("\xed\xa0\x80")));
}
END_TEST

START_TEST(finds_the_direction_of_the_first_letter)
{
	ck_assert_int_eq(DOCX_NEUTRAL, docx_xml_direction(STR("12 (%)")));
	ck_assert_int_eq(
	    DOCX_NEUTRAL, docx_xml_direction(STR("\xf0\x9f\x92\x8a")));
	ck_assert_int_eq(DOCX_TO_RIGHT, docx_xml_direction(STR("1 a" ALEF)));
	ck_assert_int_eq(
	    DOCX_TO_RIGHT, docx_xml_direction(STR("\xe6\x97\xa5" ALEF)));
	ck_assert_int_eq(DOCX_TO_LEFT, docx_xml_direction(STR("1 " ALEF "a")));
	ck_assert_int_eq(DOCX_TO_LEFT, docx_xml_direction(STR(MEEM)));
}
END_TEST

static void
check_run(struct str *rest, const char *want, bool to_left)
{
	bool got;

	ck_assert_str_eq(want, str_to_c(docx_xml_run(rest, &got), arena));
	ck_assert_int_eq(to_left, got);
}

START_TEST(cuts_text_where_its_direction_changes)
{
	struct str rest = STR("Dr. " ALEF BET " 12 " MEEM ", born 1980");

	check_run(&rest, "Dr. ", false);
	check_run(&rest, ALEF BET " 12 " MEEM, true);
	check_run(&rest, ", born 1980", false);
	ck_assert_uint_eq(0, rest.length);
}
END_TEST

START_TEST(cuts_nothing_in_text_of_one_direction)
{
	struct str rest = STR("caf\xc3\xa9 \xe6\x97\xa5 1");

	check_run(&rest, "caf\xc3\xa9 \xe6\x97\xa5 1", false);
	ck_assert_uint_eq(0, rest.length);
	rest = STR(ALEF);
	check_run(&rest, ALEF, true);
	ck_assert_uint_eq(0, rest.length);
}
END_TEST

Suite *suite_docx_xml(void);

Suite *
suite_docx_xml(void)
{
	Suite *suite = suite_create("docx_xml");
	TCase *tcase = tcase_create("docx_xml");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, escapes_what_would_be_markup);
	tcase_add_test(tcase, leaves_other_text_as_it_is);
	tcase_add_test(tcase, writes_a_blank_for_tabs_and_line_ends);
	tcase_add_test(tcase, replaces_what_xml_cannot_hold);
	tcase_add_test(tcase, replaces_bytes_that_are_not_utf_8);
	tcase_add_test(tcase, finds_the_direction_of_the_first_letter);
	tcase_add_test(tcase, cuts_text_where_its_direction_changes);
	tcase_add_test(tcase, cuts_nothing_in_text_of_one_direction);
	suite_add_tcase(suite, tcase);
	return suite;
}
