#include "lib/base/json.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;

static const struct json_limits limits = { 1 << 20, VALUE_DEPTH, 100000 };

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

static struct value
read_text(const char *text)
{
	struct value value;
	struct note note;

	ck_assert_msg(json_read(str_from(text), &limits, arena, &value,
	    &note) == OK, "%s: %s", text, note.text);
	return value;
}

static const char *
written(struct value v, void (*write)(struct buf *, struct value))
{
	struct buf buf = buf_new(arena, 1 << 16);

	write(&buf, v);
	ck_assert(!buf_failed(&buf));
	return str_to_c(buf_str(&buf), arena);
}

START_TEST(writes_one_line_without_blanks)
{
	struct value v = read_text(" { \"a\" : [ 1 , -2.50E+3 , true , false ,"
	    " null , { } , [ ] ] , \"b\" : { \"c\" : \"\" } } ");

	ck_assert_str_eq("{\"a\":[1,-2.50E+3,true,false,null,{},[]],"
	    "\"b\":{\"c\":\"\"}}", written(v, json_write));
}
END_TEST

START_TEST(indents_by_two_spaces)
{
	struct value v = read_text("{\"a\":[1,[],{\"b\":{}}],\"c\":[[2]]}");

	ck_assert_str_eq("{\n"
	    "  \"a\": [\n"
	    "    1,\n"
	    "    [],\n"
	    "    {\n"
	    "      \"b\": {}\n"
	    "    }\n"
	    "  ],\n"
	    "  \"c\": [\n"
	    "    [\n"
	    "      2\n"
	    "    ]\n"
	    "  ]\n"
	    "}", written(v, json_write_pretty));
}
END_TEST

START_TEST(indents_the_deepest_value_there_can_be)
{
	char text[2 * VALUE_DEPTH + 2];
	const char *got;

	memset(text, '[', VALUE_DEPTH);
	text[VALUE_DEPTH] = '1';
	memset(text + VALUE_DEPTH + 1, ']', VALUE_DEPTH);
	text[2 * VALUE_DEPTH + 1] = '\0';
	got = written(read_text(text), json_write_pretty);
	ck_assert_uint_eq(2 * VALUE_DEPTH, strspn(strchr(got, '1') -
	    2 * VALUE_DEPTH, " "));
	ck_assert_str_eq(text, written(read_text(got), json_write));
}
END_TEST

START_TEST(reads_back_what_it_wrote)
{
	static const char *const texts[] = {
		"\"\\u20ac \\ud834\\udd1e \\u007f \\n\\t\\r\\\"\\\\\\/\"",
		"[{\"\\\"\":{\"\\n\":[[],{},0,-0.0,1e5]}},\"\",null]",
		"{\"a\":{\"a\":{\"a\":[true,false]}},\"b\":123456789012345}",
	};
	struct value v;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		v = read_text(texts[i]);
		ck_assert(str_equal(value_bytes(v),
		    value_bytes(read_text(written(v, json_write)))));
		ck_assert(str_equal(value_bytes(v),
		    value_bytes(read_text(written(v, json_write_pretty)))));
	}
}
END_TEST

START_TEST(escapes_only_what_must_be_escaped)
{
	struct buf buf = buf_new(arena, 4096);

	json_write_str(&buf, STR("a/b<&>'\xc3\xa9\x7f \"\\\n\r\t\b\x1f"));
	json_write_str(&buf, (struct str){ "\0", 1 });
	json_write_str(&buf, STR_NONE);
	ck_assert_str_eq("\"a/b<&>'\xc3\xa9\x7f \\\"\\\\\\n\\r\\t\\u0008"
	    "\\u001f\"\"\\u0000\"\"\"", str_to_c(buf_str(&buf), arena));
}
END_TEST

START_TEST(writes_null_for_no_value)
{
	struct value none = { NULL, NULL };

	ck_assert_str_eq("null", written(none, json_write));
}
END_TEST

/* Bytes of the knowledge base are not always what a writer made. */
START_TEST(fails_on_a_value_that_is_nested_too_deeply)
{
	struct buf bytes = buf_new(arena, 1 << 16);
	struct buf buf = buf_new(arena, 1 << 16);
	int i, left = VALUE_DEPTH + 1;

	for (i = left; i > 0; i--) {
		unsigned length = (unsigned)(9 * i - 5);
		char head[9] = { VALUE_ARRAY, (char)length,
			(char)(length >> 8), 0, 0, (char)(i > 1), 0, 0, 0 };

		buf_put(&bytes, (struct str){ head, sizeof(head) });
	}
	json_write(&buf, value_of(buf_str(&bytes)));
	ck_assert(buf_failed(&buf));
}
END_TEST

START_TEST(finds_the_line_of_a_pointer)
{
	struct str text = STR("{\n"
	    " \"a\": [\n"
	    "  1,\n"
	    "  {\"x/y\": \"}]\\\"\",\n"
	    "   \"m~n\":\n"
	    "    true, \"\": 0}\n"
	    " ],\n"
	    " \"\\u00e9\\ud834\\udd1e\\n\": {},\n"
	    " \"e\": []\n"
	    "}\n");

	ck_assert_uint_eq(1, json_line_of(text, STR("")));
	ck_assert_uint_eq(2, json_line_of(text, STR("/a")));
	ck_assert_uint_eq(3, json_line_of(text, STR("/a/0")));
	ck_assert_uint_eq(4, json_line_of(text, STR("/a/1")));
	ck_assert_uint_eq(4, json_line_of(text, STR("/a/1/x~1y")));
	ck_assert_uint_eq(6, json_line_of(text, STR("/a/1/m~0n")));
	ck_assert_uint_eq(6, json_line_of(text, STR("/a/1/")));
	ck_assert_uint_eq(8, json_line_of(text,
	    STR("/\xc3\xa9\xf0\x9d\x84\x9e\n")));
	ck_assert_uint_eq(9, json_line_of(text, STR("/e")));
}
END_TEST

START_TEST(says_0_where_a_pointer_leads_nowhere)
{
	struct str text = STR("{\"a\": [1, [2]], \"b\": {}}");

	ck_assert_uint_eq(0, json_line_of(text, STR("a")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/aa")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/a/2")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/a/-")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/a/00")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/a/01")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/a/0/x")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/a/1/1")));
	ck_assert_uint_eq(0, json_line_of(text, STR("/b/0")));
	ck_assert_uint_eq(0, json_line_of(STR("[]"), STR("/0")));
	ck_assert_uint_eq(0, json_line_of(STR_NONE, STR("")));
}
END_TEST

Suite *suite_json_write(void);

Suite *
suite_json_write(void)
{
	Suite *suite = suite_create("json_write");
	TCase *tcase = tcase_create("json_write");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, writes_one_line_without_blanks);
	tcase_add_test(tcase, indents_by_two_spaces);
	tcase_add_test(tcase, indents_the_deepest_value_there_can_be);
	tcase_add_test(tcase, reads_back_what_it_wrote);
	tcase_add_test(tcase, escapes_only_what_must_be_escaped);
	tcase_add_test(tcase, writes_null_for_no_value);
	tcase_add_test(tcase, fails_on_a_value_that_is_nested_too_deeply);
	tcase_add_test(tcase, finds_the_line_of_a_pointer);
	tcase_add_test(tcase, says_0_where_a_pointer_leads_nowhere);
	suite_add_tcase(suite, tcase);
	return suite;
}
