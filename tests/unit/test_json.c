#include "lib/base/json.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;
static struct note note;
static struct value value;

static const struct json_limits limits = { 1 << 20, 32, 100000 };

static void
setup(void)
{
	arena = arena_new(8 << 20);
	memset(&note, 0, sizeof(note));
	value = (struct value){ NULL, NULL };
}

static void
teardown(void)
{
	arena_free(arena);
}

static enum err
read_str(struct str text)
{
	return json_read(text, &limits, arena, &value, &note);
}

static enum err
read_text(const char *text)
{
	return read_str(str_from(text));
}

static void
refused(const char *text, const char *sentence)
{
	value = (struct value){ NULL, NULL };
	ck_assert_int_eq(ERR_SYNTAX, read_text(text));
	ck_assert_str_eq(sentence, note.text);
	ck_assert_ptr_null(value.at);
}

static void
reads_string(const char *text, const char *want, size_t length)
{
	struct str got;

	ck_assert_msg(read_text(text) == OK, "%s: %s", text, note.text);
	ck_assert_int_eq(VALUE_STRING, value_type(value));
	got = value_str(value);
	ck_assert_uint_eq(length, got.length);
	ck_assert_mem_eq(want, got.at, length);
}

START_TEST(reads_each_type_of_value)
{
	struct value list;

	ck_assert_int_eq(OK, read_text(" {\"list\": [1, -2.5e3, \"x\", true,"
	    " false, null, {}, []], \"\": \"empty\"} "));
	list = value_get(value, "list");
	ck_assert_uint_eq(2, value_count(value));
	ck_assert_uint_eq(8, value_count(list));
	ck_assert(str_is(value_str(value_at(list, 1)), "-2.5e3"));
	ck_assert_int_eq(VALUE_TRUE, value_type(value_at(list, 3)));
	ck_assert_int_eq(VALUE_FALSE, value_type(value_at(list, 4)));
	ck_assert_int_eq(VALUE_NULL, value_type(value_at(list, 5)));
	ck_assert_int_eq(VALUE_OBJECT, value_type(value_at(list, 6)));
	ck_assert_int_eq(VALUE_ARRAY, value_type(value_at(list, 7)));
	ck_assert(str_is(value_text(value, ""), "empty"));
}
END_TEST

START_TEST(writes_the_same_bytes_as_the_value_writer)
{
	struct buf buf = buf_new(arena, 4096);
	struct value_writer w = value_writer(&buf);

	value_open(&w, VALUE_OBJECT);
	value_add_long(&w, "a", 12);
	value_key(&w, "b");
	value_open(&w, VALUE_ARRAY);
	value_put_bool(&w, true);
	value_put_null(&w);
	value_put_str(&w, STR("\xc3\xa9"));
	value_close(&w);
	value_close(&w);
	ck_assert_int_eq(OK,
	    read_text("{\"a\":12,\"b\":[true,null,\"\\u00e9\"]}"));
	ck_assert(str_equal(value_bytes(value),
	    value_bytes(value_written(&w))));
}
END_TEST

START_TEST(decodes_escapes)
{
	reads_string("\"\\\"\\\\\\/\\n\\r\\t\"", "\"\\/\n\r\t", 6);
	reads_string("\"\\u0041\\u00e9\\u20ac\\uFFFF\"",
	    "A\xc3\xa9\xe2\x82\xac\xef\xbf\xbf", 9);
	reads_string("\"\\ud834\\uDD1E\\uDBFF\\uDFFF\"",
	    "\xf0\x9d\x84\x9e\xf4\x8f\xbf\xbf", 8);
	reads_string("\"plain \\u0022 and \x7f\"", "plain \" and \x7f", 13);
}
END_TEST

START_TEST(keeps_a_string_of_any_length)
{
	char text[80], want[64];
	int length;

	for (length = 0; length < 40; length++) {
		snprintf(want, sizeof(want), "%.*s", length,
		    "abcdefghijklmnopqrstuvwxyz0123456789ABCD");
		snprintf(text, sizeof(text), "\"%s\"", want);
		reads_string(text, want, (size_t)length);
		snprintf(text, sizeof(text), "\"%s\\t\"", want);
		want[length] = '\t';
		reads_string(text, want, (size_t)length + 1);
	}
}
END_TEST

START_TEST(says_where_it_stopped_and_what_was_expected)
{
	refused("", "line 1, column 1: expected a value");
	refused(" \n ", "line 2, column 2: expected a value");
	refused("\xef\xbb\xbf{}",
	    "line 1, column 1: expected a value, found a byte order mark");
	refused("{\n  \"a\": 1,\n  b", "line 3, column 3: expected a key in "
	    "quotes");
	refused("{b", "line 1, column 2: expected a key in quotes or '}'");
	refused("{\"a\" 1", "line 1, column 6: expected ':'");
	refused("{\"a\":1 \"", "line 1, column 8: expected ',' or '}'");
	refused("[1 2]", "line 1, column 4: expected ',' or ']'");
	refused("[1,]", "line 1, column 4: expected a value");
	refused("{} {}", "line 1, column 4: expected nothing after the value");
	refused("[\"\xc3\xa9\", x]", "line 1, column 7: expected a value");
	refused("[nul]", "line 1, column 2: expected a value");
	refused("-", "line 1, column 2: expected a digit");
	refused("[1.]", "line 1, column 4: expected a digit");
	refused("1e+", "line 1, column 4: expected a digit");
	refused("01", "line 1, column 2: expected nothing after the value");
}
END_TEST

START_TEST(says_what_is_wrong_with_a_string)
{
	refused("\"\\u12g4\"", "line 1, column 2: expected four hexadecimal "
	    "digits after \\u");
	refused("\"\\x\"", "line 1, column 2: expected one of \"\\/nrtu "
	    "after a backslash");
	refused("\"a\\ud800b\"", "line 1, column 3: expected a pair of "
	    "surrogates, found half of one");
	refused("\"\\udc00\\ud800\"", "line 1, column 2: expected a pair of "
	    "surrogates, found half of one");
	refused("\"\\ud800\\u0041\"", "line 1, column 2: expected a pair of "
	    "surrogates, found half of one");
	refused("\"a\nb\"", "line 1, column 3: expected text, found a control "
	    "character");
	refused("\"\xc0\xaf\"", "line 1, column 2: expected UTF-8 in this "
	    "string");
	refused("\"\xed\xa0\x80\"", "line 1, column 2: expected UTF-8 in this "
	    "string");
	refused("[\"ab", "line 1, column 5: expected the end of a string, "
	    "found the end of the text");
}
END_TEST

/* Strings are looked at in words of 8 bytes; try each place in two. */
START_TEST(refuses_a_bad_byte_wherever_it_stands)
{
	char text[24];
	size_t length, at;

	for (length = 1; length <= 20; length++) {
		for (at = 1; at <= length; at++) {
			memset(text, 'a', sizeof(text));
			text[0] = text[length + 1] = '"';
			text[at] = (char)0xc3;
			ck_assert_int_eq(ERR_SYNTAX,
			    read_str((struct str){ text, length + 2 }));
			text[at] = '\x1f';
			ck_assert_int_eq(ERR_SYNTAX,
			    read_str((struct str){ text, length + 2 }));
			text[at] = '\x7f';
			ck_assert_int_eq(OK,
			    read_str((struct str){ text, length + 2 }));
		}
	}
}
END_TEST

START_TEST(refuses_control_characters_even_when_escaped)
{
	char text[16];
	int code;

	for (code = 0; code < 0x20; code++) {
		snprintf(text, sizeof(text), "\"\\u%04x\"", (unsigned)code);
		ck_assert_int_eq(code == '\t' || code == '\n' || code == '\r' ?
		    OK : ERR_SYNTAX, read_text(text));
		text[1] = (char)code;
		text[2] = '"';
		ck_assert_int_eq(ERR_SYNTAX,
		    read_str((struct str){ text, 3 }));
	}
	refused("\"\\b\"", "line 1, column 2: expected text, found an escaped "
	    "control character");
	refused("{\"a\\u0000b\":1}", "line 1, column 4: expected text, found "
	    "an escaped control character");
}
END_TEST

START_TEST(takes_numbers_that_are_finite)
{
	double number;

	ck_assert_int_eq(OK, read_text("1.7976931348623157e308"));
	ck_assert(value_double(value, &number) && number > 1.7e308);
	ck_assert_int_eq(OK, read_text("-0"));
	ck_assert_int_eq(OK, read_text("1e-999"));
	refused("[1e999]", "line 1, column 2: "
	    "expected a number that is not as large as this");
	refused("-1.7976931348623159e308", "line 1, column 1: "
	    "expected a number that is not as large as this");
}
END_TEST

START_TEST(takes_as_many_digits_as_a_double_can_hold)
{
	char digits[400];

	memset(digits, '9', sizeof(digits));
	ck_assert_int_eq(OK, read_str((struct str){ digits, 308 }));
	ck_assert_int_eq(ERR_SYNTAX, read_str((struct str){ digits, 310 }));
	digits[300] = '.';
	ck_assert_int_eq(OK, read_str((struct str){ digits, 400 }));
}
END_TEST

START_TEST(stops_at_the_depth_allowed)
{
	const struct json_limits three = { 100, 3, 100 };
	const struct json_limits endless = { 1000, 1000, 1000 };
	char text[2 * VALUE_DEPTH + 2];

	ck_assert_int_eq(OK, json_read(STR("[{\"a\":[1]}]"), &three, arena,
	    &value, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, json_read(STR("[[[[]]]]"), &three,
	    arena, &value, &note));
	ck_assert_str_eq("line 1, column 4: nested too deeply", note.text);
	memset(text, '[', sizeof(text) / 2);
	memset(text + sizeof(text) / 2, ']', sizeof(text) / 2);
	ck_assert_int_eq(ERR_TOO_LARGE, json_read((struct str){ text,
	    sizeof(text) }, &endless, arena, &value, &note));
	ck_assert_int_eq(OK, json_read((struct str){ text + 1,
	    sizeof(text) - 2 }, &endless, arena, &value, &note));
}
END_TEST

START_TEST(stops_at_the_number_of_values_allowed)
{
	const struct json_limits four = { 100, 10, 4 };

	ck_assert_int_eq(OK, json_read(STR("{\"a\":[1]}"), &four, arena,
	    &value, &note));
	ck_assert_int_eq(ERR_TOO_LARGE, json_read(STR("{\"a\":[1,2]}"), &four,
	    arena, &value, &note));
	ck_assert_str_eq("line 1, column 9: too many values", note.text);
}
END_TEST

START_TEST(stops_at_the_length_allowed)
{
	const struct json_limits five = { 5, 10, 10 };

	ck_assert_int_eq(OK, json_read(STR("[123]"), &five, arena, &value,
	    &note));
	ck_assert_int_eq(ERR_TOO_LARGE, json_read(STR("[1234]"), &five, arena,
	    &value, &note));
	ck_assert_str_eq("the JSON text is longer than 5 bytes", note.text);
}
END_TEST

START_TEST(grows_its_output_when_small_values_take_more_than_their_text)
{
	struct buf buf = buf_new(arena, 1 << 20);
	int i;

	buf_putc(&buf, '[');
	for (i = 0; i < 5000; i++)
		buf_puts(&buf, i == 0 ? "1" : ",[]");
	buf_putc(&buf, ']');
	ck_assert_int_eq(OK, read_str(buf_str(&buf)));
	ck_assert_uint_eq(5000, value_count(value));
	ck_assert_int_eq(VALUE_ARRAY, value_type(value_at(value, 4999)));
}
END_TEST

Suite *suite_json(void);

Suite *
suite_json(void)
{
	Suite *suite = suite_create("json");
	TCase *tcase = tcase_create("json");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, reads_each_type_of_value);
	tcase_add_test(tcase, writes_the_same_bytes_as_the_value_writer);
	tcase_add_test(tcase, decodes_escapes);
	tcase_add_test(tcase, keeps_a_string_of_any_length);
	tcase_add_test(tcase, says_where_it_stopped_and_what_was_expected);
	tcase_add_test(tcase, says_what_is_wrong_with_a_string);
	tcase_add_test(tcase, refuses_a_bad_byte_wherever_it_stands);
	tcase_add_test(tcase, refuses_control_characters_even_when_escaped);
	tcase_add_test(tcase, takes_numbers_that_are_finite);
	tcase_add_test(tcase, takes_as_many_digits_as_a_double_can_hold);
	tcase_add_test(tcase, stops_at_the_depth_allowed);
	tcase_add_test(tcase, stops_at_the_number_of_values_allowed);
	tcase_add_test(tcase, stops_at_the_length_allowed);
	tcase_add_test(tcase,
	    grows_its_output_when_small_values_take_more_than_their_text);
	suite_add_tcase(suite, tcase);
	return suite;
}
