#include "lib/base/value.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

static struct arena *arena;

static const struct json_limits limits = { 1 << 16, VALUE_DEPTH, 10000 };
static const struct value no_value;

static void
setup(void)
{
	arena = arena_new(8 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct value
value_from(const char *json)
{
	struct value value;
	struct note note;

	ck_assert_msg(
	    json_read(str_from(json), &limits, arena, &value, &note) == OK,
	    "%s", note.text);
	return value;
}

static const char *
as_json(struct value value)
{
	struct buf out = buf_new(arena, 1 << 16);

	json_write(&out, value);
	return str_to_c(buf_str(&out), arena);
}

START_TEST(reads_back_what_was_written)
{
	struct buf buf = buf_new(arena, 1000);
	struct value_writer w = value_writer(&buf);

	value_open(&w, VALUE_OBJECT);
	value_add_str(&w, "name", STR("Rinvoq"));
	value_add_long(&w, "n", -12);
	value_add_bool(&w, "yes", true);
	value_key(&w, "list");
	value_open(&w, VALUE_ARRAY);
	value_put_null(&w);
	value_put_number(&w, STR("1.5e3"));
	value_put_str(&w, STR(""));
	value_close(&w);
	value_close(&w);
	ck_assert_str_eq("{\"name\":\"Rinvoq\",\"n\":-12,\"yes\":true,"
			 "\"list\":[null,1.5e3,\"\"]}",
	    as_json(value_written(&w)));
}
END_TEST

static const char *const texts[] = { "null", "true", "false", "0", "-1.5e-7",
	"\"\"", "\"a\\\"b\\\\\\n\xc3\xa9\"", "[]", "{}", "[[],{},[[1]]]",
	"{\"\":{\"a\":[1,2,{\"b\":null}]},\"z\":\"\"}" };

START_TEST(survives_the_way_from_json_and_back)
{
	ck_assert_str_eq(texts[_i], as_json(value_from(texts[_i])));
}
END_TEST

START_TEST(survives_being_copied_into_another_value)
{
	struct value whole = value_from("{\"a\":[1,{\"b\":\"c\"}]}");
	struct buf buf = buf_new(arena, 1000);
	struct value_writer w = value_writer(&buf);

	value_open(&w, VALUE_ARRAY);
	value_put(&w, value_get(whole, "a"));
	value_put(&w, no_value);
	value_close(&w);
	ck_assert_str_eq(
	    "[[1,{\"b\":\"c\"}],null]", as_json(value_written(&w)));
}
END_TEST

START_TEST(is_the_bytes_it_lies_in)
{
	struct value v = value_from("[1,\"two\"]");
	struct value again = value_of(value_bytes(v));

	ck_assert_ptr_eq(v.at, again.at);
	ck_assert_ptr_eq(v.end, again.end);
}
END_TEST

START_TEST(reads_nothing_from_none)
{
	struct value_each it = value_each(no_value);
	double d = 7;
	long n = 7;

	ck_assert_int_eq(VALUE_NONE, value_type(no_value));
	ck_assert_ptr_null(value_str(no_value).at);
	ck_assert(!value_long(no_value, &n) && n == 7);
	ck_assert(!value_double(no_value, &d) && d == 7);
	ck_assert(!value_is_true(no_value));
	ck_assert_uint_eq(0, value_count(no_value));
	ck_assert(!value_next(&it));
	ck_assert(!value_has(no_value, STR("")));
	ck_assert_uint_eq(0, value_bytes(no_value).length);
}
END_TEST

START_TEST(hands_none_along_a_path_of_gets)
{
	struct value v = value_from("{\"a\":{\"b\":1}}");
	struct value deep =
	    value_get(value_at(value_get(value_get(v, "x"), "y"), 3), "z");

	ck_assert_int_eq(VALUE_NONE, value_type(deep));
	ck_assert_ptr_null(value_text(deep, "any").at);
}
END_TEST

START_TEST(finds_no_member_in_what_is_no_object)
{
	ck_assert_ptr_null(value_get(value_from("[\"a\",\"b\"]"), "a").at);
	ck_assert_ptr_null(value_get(value_from("\"a\""), "a").at);
	ck_assert_ptr_null(value_at(value_from("{\"a\":1}"), 0).at);
	ck_assert_ptr_null(value_at(value_from("[1]"), 1).at);
}
END_TEST

START_TEST(walks_members_in_their_order)
{
	struct value v = value_from("{\"z\":1,\"a\":[],\"m\":null}");
	static const char *const keys[] = { "z", "a", "m" };
	struct value_each it;
	size_t seen = 0;

	for (it = value_each(v); value_next(&it); seen++) {
		ck_assert_uint_eq(seen, it.index);
		ck_assert(str_is(it.key, keys[seen]));
	}
	ck_assert_uint_eq(3, seen);
	ck_assert_uint_eq(3, value_count(v));
}
END_TEST

START_TEST(lists_all_members_of_an_object_at_once)
{
	struct value object = value_from("{\"a\":1,\"bb\":{\"c\":2},\"\":[]}");
	struct value_member members[3];
	size_t count;

	ck_assert(value_members(object, members, 3, &count));
	ck_assert_uint_eq(3, count);
	ck_assert(str_is(members[1].key, "bb"));
	ck_assert_str_eq("{\"c\":2}", as_json(members[1].item));
	ck_assert(str_is(members[2].key, ""));
	ck_assert_ptr_eq(
	    value_get(object, "").at, members[2].item.at);
}
END_TEST

START_TEST(lists_no_members_where_there_is_no_room_for_all)
{
	struct value_member members[1];
	size_t count = 7;

	ck_assert(!value_members(
	    value_from("{\"a\":1,\"b\":2}"), members, 1, &count));
	ck_assert_uint_eq(7, count);
}
END_TEST

START_TEST(lists_no_members_of_what_is_no_object)
{
	struct value_member members[1];
	size_t count = 7;

	ck_assert(value_members(value_from("[1]"), members, 1, &count));
	ck_assert_uint_eq(0, count);
	ck_assert(value_members(no_value, members, 1, &count));
	ck_assert_uint_eq(0, count);
}
END_TEST

START_TEST(gives_no_keys_in_an_array)
{
	struct value_each it = value_each(value_from("[\"a\",\"b\"]"));

	ck_assert(value_next(&it));
	ck_assert_ptr_null(it.key.at);
	ck_assert(str_is(value_str(it.item), "a"));
}
END_TEST

START_TEST(reads_whole_numbers)
{
	long n = 5;

	ck_assert(value_long(value_from("-42"), &n));
	ck_assert_int_eq(-42, n);
	ck_assert(value_long(value_from("9223372036854775807"), &n));
	ck_assert_int_eq(LONG_MAX, n);
}
END_TEST

START_TEST(refuses_to_read_other_things_as_whole_numbers)
{
	long n = 5;

	ck_assert(!value_long(value_from("9223372036854775808"), &n));
	ck_assert(!value_long(value_from("1.5"), &n));
	ck_assert(!value_long(value_from("1e3"), &n));
	ck_assert(!value_long(value_from("\"1\""), &n));
	ck_assert(!value_long(value_from("true"), &n));
	ck_assert_int_eq(5, n);
}
END_TEST

START_TEST(reads_numbers_with_a_fraction)
{
	double d = 5;

	ck_assert(value_double(value_from("0.75"), &d));
	ck_assert(d == 0.75);
	ck_assert(value_double(value_from("-1e3"), &d));
	ck_assert(d == -1000);
	ck_assert(!value_double(value_from("\"1\""), &d));
	ck_assert(d == -1000);
}
END_TEST

START_TEST(reads_only_numbers_that_are_numbers_to_their_end)
{
	static const struct str bad[] = { { "", 0 }, { "1x", 2 }, { "x", 1 },
		{ "1\0", 2 } };
	struct buf buf = buf_new(arena, 1000);
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct value_writer w = value_writer(&buf);
		double d = 5;
		long n = 5;

		value_put_number(&w, bad[i]);
		ck_assert_msg(!value_long(value_written(&w), &n), "%zu", i);
		ck_assert_msg(!value_double(value_written(&w), &d), "%zu", i);
	}
}
END_TEST

START_TEST(knows_what_strings_a_list_has)
{
	struct value list = value_from("[\"step\",1,null,\"\"]");

	ck_assert(value_has(list, STR("step")));
	ck_assert(value_has(list, STR("")));
	ck_assert(!value_has(list, STR("ste")));
	ck_assert(!value_has(list, STR("1")));
	ck_assert(!value_has(value_from("{\"step\":\"step\"}"), STR("step")));
	ck_assert(!value_has(value_from("\"step\""), STR("step")));
}
END_TEST

START_TEST(leaves_out_members_that_are_not_there)
{
	struct buf buf = buf_new(arena, 1000);
	struct value_writer w = value_writer(&buf);

	value_open(&w, VALUE_OBJECT);
	value_add_text(&w, "none", STR_NONE);
	value_add(&w, "none", no_value);
	value_add_text(&w, "empty", STR(""));
	value_close(&w);
	ck_assert_str_eq("{\"empty\":\"\"}", as_json(value_written(&w)));
}
END_TEST

static struct value
nested(struct buf *buf, int levels)
{
	struct value_writer w = value_writer(buf);
	int i;

	for (i = 0; i < levels; i++)
		value_open(&w, VALUE_ARRAY);
	for (i = 0; i < levels; i++)
		value_close(&w);
	return value_written(&w);
}

START_TEST(nests_as_deep_as_it_says_and_no_deeper)
{
	struct buf buf = buf_new(arena, 100000);

	ck_assert_int_eq(VALUE_ARRAY, value_type(nested(&buf, VALUE_DEPTH)));
	ck_assert_int_eq(VALUE_NONE, value_type(nested(&buf, VALUE_DEPTH + 1)));
	ck_assert_int_eq(VALUE_NONE, value_type(nested(&buf, 1000)));
}
END_TEST

START_TEST(is_none_when_what_was_opened_was_not_closed)
{
	struct buf buf = buf_new(arena, 1000);
	struct value_writer w = value_writer(&buf);

	value_open(&w, VALUE_ARRAY);
	ck_assert_ptr_null(value_written(&w).at);
	value_close(&w);
	value_close(&w);
	ck_assert_ptr_null(value_written(&w).at);
}
END_TEST

START_TEST(is_none_when_nothing_was_written)
{
	struct buf buf = buf_new(arena, 1000);
	struct value_writer w = value_writer(&buf);

	ck_assert_ptr_null(value_written(&w).at);
}
END_TEST

START_TEST(is_none_when_the_buffer_is_full)
{
	size_t limit;

	for (limit = 0; limit < 24; limit++) {
		struct buf buf = buf_new(arena, limit);
		struct value_writer w = value_writer(&buf);

		value_open(&w, VALUE_OBJECT);
		value_add_str(&w, "k", STR("v"));
		value_close(&w);
		ck_assert_msg((value_written(&w).at != NULL) == (limit >= 21),
		    "%zu", limit);
	}
}
END_TEST

/* Everything a reader can do, to everything there is: a sum of bytes. */
static size_t
walk(struct value v, int depth)
{
	struct value_each it = value_each(v);
	struct str text = value_str(v);
	struct value_member members[4];
	size_t sum = value_count(v), i, count = 0;
	double d = 0;
	long n = 0;

	for (i = 0; i < text.length; i++)
		sum += (unsigned char)text.at[i];
	value_long(v, &n);
	value_double(v, &d);
	sum += value_type_name(value_type(v))[0] + (size_t)n;
	sum += value_get(v, "a").at != NULL;
	sum += value_at(v, 1).at != NULL;
	sum += value_has(v, STR("b"));
	if (depth >= 70)
		return sum;
	value_members(v, members, 4, &count);
	for (i = 0; i < count; i++)
		sum += walk(members[i].item, 70) + members[i].key.length;
	while (value_next(&it))
		sum += walk(it.item, depth + 1) + it.key.length;
	return sum;
}

static const char sample[] = "{\"a\":[1,-2.5,\"b\",{\"c\":null,\"d\":[[]]}],"
			     "\"e\":{\"a\":\"\",\"f\":true},\"g\":12}";

START_TEST(reads_no_byte_outside_whatever_byte_is_changed)
{
	struct str good = value_bytes(value_from(sample));
	/* Of its own, so that a sanitizer sees each step outside. */
	char *bytes = malloc(good.length);
	size_t i;
	int change;

	for (i = 0; i < good.length; i++)
		for (change = 1; change < 256; change++) {
			memcpy(bytes, good.at, good.length);
			bytes[i] = (char)(bytes[i] ^ change);
			walk(value_of((struct str){ bytes, good.length }), 0);
		}
	free(bytes);
}
END_TEST

START_TEST(is_none_wherever_it_is_cut)
{
	struct str good = value_bytes(value_from(sample));
	size_t length;

	for (length = 0; length < good.length; length++) {
		char *bytes = malloc(length + 1);

		memcpy(bytes, good.at, length);
		bytes = realloc(bytes, length == 0 ? 1 : length);
		ck_assert_ptr_null(value_of((struct str){ bytes, length }).at);
		free(bytes);
	}
}
END_TEST

START_TEST(reads_no_byte_outside_when_a_length_lies)
{
	struct str good = value_bytes(value_from(sample));
	char *bytes = malloc(good.length);
	size_t i;

	for (i = 0; i + 4 <= good.length; i++) {
		memcpy(bytes, good.at, good.length);
		memset(bytes + i, 0xff, 4);
		walk(value_of((struct str){ bytes, good.length }), 0);
		memset(bytes + i, 0, 4);
		walk(value_of((struct str){ bytes, good.length }), 0);
	}
	free(bytes);
}
END_TEST

Suite *suite_value(void);

static void
add_writing(Suite *suite)
{
	TCase *tcase = tcase_create("writing");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, reads_back_what_was_written);
	tcase_add_loop_test(tcase, survives_the_way_from_json_and_back, 0,
	    (int)(sizeof(texts) / sizeof(*texts)));
	tcase_add_test(tcase, survives_being_copied_into_another_value);
	tcase_add_test(tcase, leaves_out_members_that_are_not_there);
	tcase_add_test(tcase, nests_as_deep_as_it_says_and_no_deeper);
	tcase_add_test(tcase, is_none_when_what_was_opened_was_not_closed);
	tcase_add_test(tcase, is_none_when_nothing_was_written);
	tcase_add_test(tcase, is_none_when_the_buffer_is_full);
	suite_add_tcase(suite, tcase);
}

static void
add_corrupted(Suite *suite)
{
	TCase *tcase = tcase_create("corrupted");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, reads_no_byte_outside_whatever_byte_is_changed);
	tcase_add_test(tcase, is_none_wherever_it_is_cut);
	tcase_add_test(tcase, reads_no_byte_outside_when_a_length_lies);
	suite_add_tcase(suite, tcase);
}

Suite *
suite_value(void)
{
	Suite *suite = suite_create("value");
	TCase *tcase = tcase_create("reading");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, is_the_bytes_it_lies_in);
	tcase_add_test(tcase, reads_nothing_from_none);
	tcase_add_test(tcase, hands_none_along_a_path_of_gets);
	tcase_add_test(tcase, finds_no_member_in_what_is_no_object);
	tcase_add_test(tcase, walks_members_in_their_order);
	tcase_add_test(tcase, lists_all_members_of_an_object_at_once);
	tcase_add_test(
	    tcase, lists_no_members_where_there_is_no_room_for_all);
	tcase_add_test(tcase, lists_no_members_of_what_is_no_object);
	tcase_add_test(tcase, gives_no_keys_in_an_array);
	tcase_add_test(tcase, reads_whole_numbers);
	tcase_add_test(tcase, refuses_to_read_other_things_as_whole_numbers);
	tcase_add_test(tcase, reads_numbers_with_a_fraction);
	tcase_add_test(tcase, reads_only_numbers_that_are_numbers_to_their_end);
	tcase_add_test(tcase, knows_what_strings_a_list_has);
	suite_add_tcase(suite, tcase);
	add_writing(suite);
	add_corrupted(suite);
	return suite;
}
