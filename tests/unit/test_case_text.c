/* What a text of a case may hold, and what is said where it holds more. */

#include "lib/letter/case_text.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json_scalar.h"
#include "lib/letter/case.h"
#include "lib/render/clean.h"
#include "tests/unit/letter_help.h"

enum { SURROGATES = 0xd800, AFTER_SURROGATES = 0xe000, LAST_CODE = 0x10ffff };

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 22);
}

static void
teardown(void)
{
	arena_free(arena);
}

/* What is said of "a", the character, "b"; "" if nothing is. */
static const char *
said_of(long code, bool lines)
{
	static struct note note;
	unsigned char text[6] = { 'a' };
	size_t length = 1 + json_utf8(code, text + 1);

	text[length++] = 'b';
	note.text[0] = '\0';
	if (case_text_check((struct str){ (char *)text, length }, lines,
		&note) == OK)
		return "";
	return note.text;
}

static const struct {
	long code;
	const char *said;
} classes[] = {
	{ 0x0000, "holds U+0000, a control character" },
	{ 0x0007, "holds U+0007, a control character" },
	{ 0x001b, "holds U+001B, a control character" },
	{ 0x007f, "holds U+007F, a control character" },
	{ 0x0080, "holds U+0080, a control character" },
	{ 0x009b, "holds U+009B, a control character" },
	{ 0x009f, "holds U+009F, a control character" },
	{ 0x2028, "holds U+2028, a line or paragraph separator" },
	{ 0x2029, "holds U+2029, a line or paragraph separator" },
	{ 0x061c, "holds U+061C, which turns the direction of writing" },
	{ 0x200e, "holds U+200E, which turns the direction of writing" },
	{ 0x202a, "holds U+202A, which turns the direction of writing" },
	{ 0x202e, "holds U+202E, which turns the direction of writing" },
	{ 0x2066, "holds U+2066, which turns the direction of writing" },
	{ 0x2069, "holds U+2069, which turns the direction of writing" },
	{ 0xfeff, "holds U+FEFF, a byte order mark" },
	{ 0xfdd0, "holds U+FDD0, which is not a character" },
	{ 0xfdef, "holds U+FDEF, which is not a character" },
	{ 0xfffe, "holds U+FFFE, which is not a character" },
	{ 0xffff, "holds U+FFFF, which is not a character" },
	{ 0x1fffe, "holds U+1FFFE, which is not a character" },
	{ 0x10ffff, "holds U+10FFFF, which is not a character" },
};

START_TEST(names_what_it_refuses_in_a_line_and_in_prose)
{
	ck_assert_str_eq(classes[_i].said, said_of(classes[_i].code, false));
	ck_assert_str_eq(classes[_i].said, said_of(classes[_i].code, true));
}
END_TEST

START_TEST(takes_the_neighbors_of_what_it_refuses)
{
	static const long codes[] = { 0x20, 0x7e, 0xa0, 0x061b, 0x061d,
		0x200b, 0x200c, 0x200d, 0x2010, 0x2027, 0x202f, 0x2065,
		0x206a, 0xfdcf, 0xfdf0, 0xfefe, 0xff00, 0xfffd, 0x1f600,
		0x1fffd, 0x10fffd };
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		ck_assert_str_eq("", said_of(codes[i], false));
}
END_TEST

START_TEST(line_ends_and_tabs_belong_to_prose_only)
{
	ck_assert_str_eq("holds U+000A, but must be one line without tabs",
	    said_of('\n', false));
	ck_assert_str_eq("holds U+0009, but must be one line without tabs",
	    said_of('\t', false));
	ck_assert_str_eq("", said_of('\n', true));
	ck_assert_str_eq("", said_of('\t', true));
	ck_assert_int_eq(OK, case_text_check(STR("a\r\nb"), true, NULL));
	ck_assert_int_eq(
	    ERR_INVALID, case_text_check(STR("a\rb"), true, NULL));
	ck_assert_int_eq(
	    ERR_INVALID, case_text_check(STR("a\r"), true, NULL));
	ck_assert_int_eq(
	    ERR_INVALID, case_text_check(STR("a\r\nb"), false, NULL));
}
END_TEST

START_TEST(refuses_what_is_not_utf_8)
{
	struct note note;

	ck_assert_int_eq(
	    ERR_INVALID, case_text_check(STR("a\xff"), true, &note));
	ck_assert_str_eq("must be UTF-8", note.text);
	ck_assert_int_eq(ERR_INVALID,
	    case_text_check(STR("\xed\xa0\x80"), true, &note));
	ck_assert_int_eq(OK, case_text_check(STR(""), false, &note));
}
END_TEST

START_TEST(refuses_whatever_a_printer_would_replace)
{
	unsigned char text[4];
	struct str instead;
	size_t length, skip;
	long code;

	for (code = 0; code <= LAST_CODE; code++) {
		if (code == SURROGATES)
			code = AFTER_SURROGATES;
		length = json_utf8(code, text);
		if (clean_next((struct str){ (char *)text, length }, &skip,
			&instead) < length)
			ck_assert_msg(said_of(code, true)[0] != '\0',
			    "U+%04lX", code);
	}
}
END_TEST

START_TEST(shows_a_name_without_what_it_refuses)
{
	ck_assert(str_is(case_text_shown(STR("dob"), 8, arena), "dob"));
	ck_assert(str_is(
	    case_text_shown(STR("a\xe2\x80\xae" "b\n"), 8, arena), "a?b?"));
	ck_assert(str_is(case_text_shown(STR("\xff"), 8, arena), "?"));
	/* Cut before the letter that does not fit, not within it. */
	ck_assert(str_is(case_text_shown(STR("abc\xc3\xa9"), 4, arena),
	    "abc"));
	ck_assert(str_is(case_text_shown(STR("abcdef"), 4, arena), "abcd"));
}
END_TEST

START_TEST(codes_and_numbers_are_known_by_their_shape)
{
	ck_assert(case_text_is_npi(STR("1234567893")));
	ck_assert(!case_text_is_npi(STR("123456789")));
	ck_assert(!case_text_is_npi(STR("123456789x")));
	ck_assert(case_text_is_icd10(STR("K50.90")));
	ck_assert(!case_text_is_icd10(STR("K50.")));
	ck_assert(!case_text_is_icd10(STR("")));
}
END_TEST

/* The same in a case: by \u escapes, in every kind of field at once. */
START_TEST(a_case_names_each_field_that_holds_such_a_character)
{
	static const char *const pointers[] = { "/patient/name",
		"/sender/address/1", "/denial/reason_text",
		"/therapies/0/detail", "/severity/0/value", "/enclosures/0",
		"/statements/0/text" };
	static const char text[] = "{'letter':'internal-appeal',"
	    "'patient':{'name':'Te\\u202esta'},"
	    "'sender':{'address':['1 Street','To\\u0085wn']},"
	    "'denial':{'insurer':'cigna','reason':'duplicate-therapy',"
	    "'reason_text':'one\\ntwo\\u2028three'},"
	    "'request':{'drug':'upadacitinib'},"
	    "'therapies':[{'drug':'x','detail':'\\ufeffyes'}],"
	    "'severity':[{'instrument':'SALT','value':'6\\u20662'}],"
	    "'enclosures':['chart\\nnote'],"
	    "'statements':[{'about':'x','text':'a\\ufffe'}]}";
	struct bench bench = { .arena = arena };
	struct problem *problem;
	struct lcase c;
	size_t i = 0;

	bench.problems = problems_new(arena);
	ck_assert_int_eq(ERR_INVALID,
	    case_read(json_value(&bench, text), arena, &c, &bench.problems,
		&bench.note));
	ck_assert_uint_eq(
	    sizeof(pointers) / sizeof(*pointers), bench.problems.count);
	for (i = 0; i < sizeof(pointers) / sizeof(*pointers); i++) {
		for (problem = bench.problems.first; problem != NULL &&
		     !str_is(problem->pointer, pointers[i]);
		     problem = problem->next)
			;
		ck_assert_msg(problem != NULL, "%s", pointers[i]);
		ck_assert(str_starts(problem->message, STR("holds U+")));
	}
}
END_TEST

START_TEST(a_case_keeps_joiners_and_lines_of_prose)
{
	static const char text[] = "{'letter':'internal-appeal',"
	    "'patient':{'name':'\\u0646\\u200c\\u0627 \\u200d'},"
	    "'denial':{'insurer':'cigna','reason':'duplicate-therapy',"
	    "'reason_text':'one\\r\\n\\ttwo','urgent_reason':'a\\nb'},"
	    "'request':{'drug':'upadacitinib'},"
	    "'therapies':[{'drug':'x','detail':'a\\nb'}],"
	    "'evidence':[{'criterion':'x','finding':'a\\nb'}],"
	    "'statements':[{'about':'x','text':'a\\n\\nb'}]}";
	struct bench bench = { .arena = arena };
	struct lcase c;

	bench.problems = problems_new(arena);
	ck_assert_int_eq(OK,
	    case_read(json_value(&bench, text), arena, &c, &bench.problems,
		&bench.note));
	ck_assert(str_is(c.denial.reason_text, "one\r\n\ttwo"));
}
END_TEST

START_TEST(a_name_nobody_knows_cannot_turn_the_message_around)
{
	static const char text[] = "{'letter':'internal-appeal',"
	    "'denial':{'insurer':'cigna','reason':'duplicate-therapy'},"
	    "'request':{'drug':'upadacitinib'},'fav\\u202eor\\n':1}";
	struct bench bench = { .arena = arena };
	struct lcase c;

	bench.problems = problems_new(arena);
	ck_assert_int_eq(ERR_INVALID,
	    case_read(json_value(&bench, text), arena, &c, &bench.problems,
		&bench.note));
	ck_assert(str_is(bench.problems.first->pointer, "/fav?or?"));
}
END_TEST

Suite *suite_case_text(void);

Suite *
suite_case_text(void)
{
	Suite *suite = suite_create("case_text");
	TCase *tcase = tcase_create("case_text");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase,
	    names_what_it_refuses_in_a_line_and_in_prose, 0,
	    sizeof(classes) / sizeof(*classes));
	tcase_add_test(tcase, takes_the_neighbors_of_what_it_refuses);
	tcase_add_test(tcase, line_ends_and_tabs_belong_to_prose_only);
	tcase_add_test(tcase, refuses_what_is_not_utf_8);
	tcase_add_test(tcase, refuses_whatever_a_printer_would_replace);
	tcase_add_test(tcase, shows_a_name_without_what_it_refuses);
	tcase_add_test(tcase, codes_and_numbers_are_known_by_their_shape);
	tcase_add_test(
	    tcase, a_case_names_each_field_that_holds_such_a_character);
	tcase_add_test(tcase, a_case_keeps_joiners_and_lines_of_prose);
	tcase_add_test(
	    tcase, a_name_nobody_knows_cannot_turn_the_message_around);
	suite_add_tcase(suite, tcase);
	return suite;
}
