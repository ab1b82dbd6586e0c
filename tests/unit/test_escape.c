#include "lib/base/escape.h"

#include <check.h>
#include <stdio.h>

#include "lib/base/arena.h"

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
escaped(enum escape escape, struct str text)
{
	struct buf out = buf_new(arena, 1 << 16);

	escape_put(escape, text, &out);
	return str_to_c(buf_str(&out), arena);
}

START_TEST(knows_the_escapes_by_their_words)
{
	enum escape escape;

	ck_assert(escape_named(STR("none"), &escape));
	ck_assert_int_eq(ESCAPE_NONE, escape);
	ck_assert(escape_named(STR("html"), &escape));
	ck_assert_int_eq(ESCAPE_HTML, escape);
	ck_assert(escape_named(STR("md"), &escape));
	ck_assert_int_eq(ESCAPE_MARKUP, escape);
}
END_TEST

START_TEST(knows_no_other_words)
{
	enum escape escape = ESCAPE_HTML;

	ck_assert(!escape_named(STR("HTML"), &escape));
	ck_assert(!escape_named(STR(""), &escape));
	ck_assert(!escape_named(STR("markdown"), &escape));
	ck_assert_int_eq(ESCAPE_HTML, escape);
}
END_TEST

START_TEST(changes_nothing_where_nothing_is_asked_for)
{
	ck_assert_str_eq("<*&\n", escaped(ESCAPE_NONE, STR("<*&\n")));
}
END_TEST

START_TEST(writes_references_that_html_and_xml_know)
{
	ck_assert_str_eq("&lt;a b=&quot;c&quot;&gt; &amp;amp; &#39;",
	    escaped(ESCAPE_HTML, STR("<a b=\"c\"> &amp; '")));
}
END_TEST

START_TEST(writes_nothing_for_what_is_not_there)
{
	ck_assert_str_eq("", escaped(ESCAPE_HTML, STR_NONE));
	ck_assert_str_eq("", escaped(ESCAPE_MARKUP, STR_NONE));
	ck_assert_str_eq("", escaped(ESCAPE_NONE, STR_NONE));
}
END_TEST

/* Every byte that UTF-8 text may hold, one by one, between two letters. */
START_TEST(treats_each_ascii_character_in_markup_as_what_it_is)
{
	char text[3] = "a?b", want[5];
	int c;

	for (c = 1; c < 0x80; c++) {
		text[1] = (char)c;
		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z'))
			snprintf(want, sizeof(want), "a%cb", c);
		else if (c <= ' ' || c == 0x7f)
			snprintf(want, sizeof(want), "a b");
		else
			snprintf(want, sizeof(want), "a\\%cb", c);
		ck_assert_str_eq(want, escaped(ESCAPE_MARKUP,
		    (struct str){ text, 3 }));
	}
}
END_TEST

START_TEST(leaves_longer_characters_in_markup_but_for_controls)
{
	ck_assert_str_eq("\xc3\x84 \xc2\xa0\xc2\xbf \xe2\x82\xac",
	    escaped(ESCAPE_MARKUP, STR("\xc2\x9b\xc3\x84\xc2\x80\xc2\x9f\xc2"
	    "\xa0\xc2\xbf\xc2\x85 \xe2\x82\xac")));
}
END_TEST

START_TEST(escapes_runs_longer_than_any_chunk)
{
	struct buf text = buf_new(arena, 4000), want = buf_new(arena, 4000);
	int i;

	for (i = 0; i < 1000; i++) {
		buf_putc(&text, i % 300 == 299 ? '*' : 'x');
		buf_puts(&want, i % 300 == 299 ? "\\*" : "x");
	}
	ck_assert_str_eq(str_to_c(buf_str(&want), arena),
	    escaped(ESCAPE_MARKUP, buf_str(&text)));
}
END_TEST

Suite *suite_escape(void);

Suite *
suite_escape(void)
{
	Suite *suite = suite_create("escape");
	TCase *tcase = tcase_create("escape");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, knows_the_escapes_by_their_words);
	tcase_add_test(tcase, knows_no_other_words);
	tcase_add_test(tcase, changes_nothing_where_nothing_is_asked_for);
	tcase_add_test(tcase, writes_references_that_html_and_xml_know);
	tcase_add_test(tcase, writes_nothing_for_what_is_not_there);
	tcase_add_test(tcase,
	    treats_each_ascii_character_in_markup_as_what_it_is);
	tcase_add_test(tcase,
	    leaves_longer_characters_in_markup_but_for_controls);
	tcase_add_test(tcase, escapes_runs_longer_than_any_chunk);
	suite_add_tcase(suite, tcase);
	return suite;
}
