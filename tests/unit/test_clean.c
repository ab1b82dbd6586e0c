#include "lib/render/clean.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"

/* What a printer gets of "text", put together. */
static const char *
cleaned(struct str text)
{
	static char out[400];
	struct str instead;
	size_t clean, skip;

	out[0] = '\0';
	do {
		clean = clean_next(text, &skip, &instead);
		strncat(out, text.at, clean);
		if (skip > 0)
			strncat(out, instead.at, instead.length);
		text = str_from_index(text, clean + skip);
	} while (skip > 0);
	return out;
}

#define BAD "\xef\xbf\xbd"

START_TEST(keeps_what_people_write)
{
	static const char *const texts[] = { "", "a", "a\tb\nc",
		"Zo\xc3\xab \xc2\xa7 \xc2\xa0", "\xd7\xa9\xd7\x9c",
		"\xe6\x97\xa5\xe3\x80\x80", "e\xcc\x81",
		"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
		"\xc2\xad\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf",
		"\xed\x9f\xbf\xee\x80\x80", "\xf4\x8f\xbf\xbd" };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_str_eq(texts[i], cleaned(str_from(texts[i])));
}
END_TEST

START_TEST(shows_control_characters_as_replaced)
{
	ck_assert_str_eq("a" BAD "[31mb", cleaned(STR("a\x1b[31mb")));
	ck_assert_str_eq(BAD BAD BAD, cleaned(STR("\x01\x1f\x7f")));
	ck_assert_str_eq(BAD "31mb", cleaned(STR("\xc2\x9b" "31mb")));
	ck_assert_str_eq(BAD "x", cleaned((struct str){ "\0x", 2 }));
}
END_TEST

START_TEST(makes_a_space_of_what_ends_a_line)
{
	ck_assert_str_eq("a b c d", cleaned(STR("a\rb\fc\vd")));
	ck_assert_str_eq("a b c d", cleaned(STR("a\xc2\x85" "b\xe2\x80\xa8"
	    "c\xe2\x80\xa9" "d")));
}
END_TEST

/* Every character of the property Bidi_Control, in PropList.txt. */
START_TEST(replaces_each_character_that_turns_the_direction)
{
	static const char *const turns[] = { "\xd8\x9c", "\xe2\x80\x8e",
		"\xe2\x80\x8f", "\xe2\x80\xaa", "\xe2\x80\xab",
		"\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae",
		"\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8",
		"\xe2\x81\xa9" };
	size_t i;

	for (i = 0; i < sizeof(turns) / sizeof(turns[0]); i++)
		ck_assert_str_eq(BAD, cleaned(str_from(turns[i])));
}
END_TEST

START_TEST(replaces_noncharacters)
{
	ck_assert_str_eq(BAD BAD BAD, cleaned(STR("\xef\xbf\xbe"
	    "\xef\xb7\x90" "\xf0\x9f\xbf\xbf")));
}
END_TEST

/* A lone byte, an overlong form, a surrogate, too high, cut short. */
START_TEST(replaces_each_byte_that_is_no_utf8)
{
	ck_assert_str_eq("a" BAD "b", cleaned(STR("a\xff" "b")));
	ck_assert_str_eq(BAD BAD, cleaned(STR("\xc0\xaf")));
	ck_assert_str_eq(BAD BAD BAD, cleaned(STR("\xe0\x80\xaf")));
	ck_assert_str_eq(BAD BAD BAD, cleaned(STR("\xed\xa0\x80")));
	ck_assert_str_eq(BAD BAD BAD BAD, cleaned(STR("\xf4\x90\x80\x80")));
	ck_assert_str_eq(BAD BAD, cleaned(STR("\xe6\x97")));
	ck_assert_str_eq(BAD "a", cleaned(STR("\xe6" "a")));
}
END_TEST

/* Three bytes, out of all there are. */
START_TEST(gives_utf8_whatever_it_gets)
{
	unsigned char text[4] = "abc";
	unsigned i;

	for (i = 0; i < 0x1000000; i += 97) {
		text[0] = (unsigned char)(i >> 16);
		text[1] = (unsigned char)(i >> 8);
		text[2] = (unsigned char)i;
		ck_assert(str_is_utf8(str_from(
		    cleaned((struct str){ (char *)text, 3 }))));
	}
}
END_TEST

START_TEST(cleans_a_whole_text)
{
	struct arena *arena = arena_new(1 << 16);
	struct str out;

	ck_assert_int_eq(OK, clean_text(STR("a\x1b\xff b\x01"), arena, &out));
	ck_assert(str_is(out, "a" BAD BAD " b" BAD));
	ck_assert_int_eq(OK, clean_text(STR("a\r\nb\rc\n\r\r\n"), arena, &out));
	ck_assert(str_is(out, "a\nb\nc\n\n\n"));
	arena_free(arena);
}
END_TEST

START_TEST(copies_nothing_where_nothing_is_wrong)
{
	struct str text = STR("Zo\xc3\xab\n"), out;

	ck_assert_int_eq(OK, clean_text(text, NULL, &out));
	ck_assert_ptr_eq(text.at, out.at);
	ck_assert_uint_eq(text.length, out.length);
}
END_TEST

START_TEST(fails_without_memory_and_leaves_its_output)
{
	struct arena *arena = arena_new(0);
	struct str out = STR_NONE;

	ck_assert_int_eq(ERR_MEMORY, clean_text(STR("\x01"), arena, &out));
	ck_assert_ptr_null(out.at);
	arena_free(arena);
}
END_TEST

Suite *suite_clean(void);

Suite *
suite_clean(void)
{
	Suite *suite = suite_create("clean");
	TCase *tcase = tcase_create("clean");

	tcase_add_test(tcase, keeps_what_people_write);
	tcase_add_test(tcase, shows_control_characters_as_replaced);
	tcase_add_test(tcase, makes_a_space_of_what_ends_a_line);
	tcase_add_test(tcase, replaces_each_character_that_turns_the_direction);
	tcase_add_test(tcase, replaces_noncharacters);
	tcase_add_test(tcase, replaces_each_byte_that_is_no_utf8);
	tcase_add_test(tcase, gives_utf8_whatever_it_gets);
	tcase_add_test(tcase, cleans_a_whole_text);
	tcase_add_test(tcase, copies_nothing_where_nothing_is_wrong);
	tcase_add_test(tcase, fails_without_memory_and_leaves_its_output);
	suite_add_tcase(suite, tcase);
	return suite;
}
