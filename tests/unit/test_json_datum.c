#include "kb/json_datum.h"

#include <check.h>
#include <json-c/json.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

static struct json_object *json;
static struct datum all;

static const char text[] = "{\"n\":null,\"t\":true,\"f\":false,\"i\":-12,"
			   "\"d\":1.50,\"e\":1e3,\"s\":\"a\xc3\xa4\","
			   "\"l\":[1,null,\"x\"],\"o\":{\"n\":{\"k\":7}}}";

static void
setup(void)
{
	json = json_tokener_parse(text);
	ck_assert_ptr_nonnull(json);
	all = json_datum(json);
}

static void
teardown(void)
{
	json_object_put(json);
}

static struct datum
get(const char *name)
{
	return datum_get(all, str_from(name));
}

START_TEST(has_the_types_of_json)
{
	ck_assert_int_eq(VALUE_OBJECT, datum_type(all));
	ck_assert_int_eq(VALUE_NULL, datum_type(get("n")));
	ck_assert_int_eq(VALUE_TRUE, datum_type(get("t")));
	ck_assert_int_eq(VALUE_FALSE, datum_type(get("f")));
	ck_assert_int_eq(VALUE_NUMBER, datum_type(get("i")));
	ck_assert_int_eq(VALUE_NUMBER, datum_type(get("d")));
	ck_assert_int_eq(VALUE_STRING, datum_type(get("s")));
	ck_assert_int_eq(VALUE_ARRAY, datum_type(get("l")));
	ck_assert_int_eq(VALUE_NULL, datum_type(json_datum(NULL)));
}
END_TEST

START_TEST(has_nothing_for_a_name_that_is_not_there)
{
	ck_assert(datum_is_none(get("x")));
	ck_assert(datum_is_none(datum_get(get("x"), STR("y"))));
	ck_assert(datum_is_none(datum_get(get("s"), STR("y"))));
	ck_assert(datum_is_none(datum_get(json_datum(NULL), STR("y"))));
	ck_assert(!datum_is_none(get("n")));
}
END_TEST

START_TEST(has_text_as_it_was_written)
{
	ck_assert(str_is(datum_str(get("i")), "-12"));
	ck_assert(str_is(datum_str(get("d")), "1.50"));
	ck_assert(str_is(datum_str(get("e")), "1e3"));
	ck_assert(str_is(datum_str(get("s")), "a\xc3\xa4"));
	ck_assert_ptr_null(datum_str(get("t")).at);
	ck_assert_ptr_null(datum_str(get("l")).at);
	ck_assert_ptr_null(datum_str(all).at);
}
END_TEST

START_TEST(lends_strings_without_a_copy)
{
	struct json_object *s;

	ck_assert(json_object_object_get_ex(json, "s", &s));
	ck_assert_ptr_eq(json_object_get_string(s), datum_str(get("s")).at);
}
END_TEST

START_TEST(walks_a_list_in_its_order)
{
	struct datum_each it = datum_each(get("l"));

	ck_assert_uint_eq(3, datum_count(get("l")));
	ck_assert(datum_next(&it));
	ck_assert(str_is(datum_str(it.item), "1"));
	ck_assert(datum_next(&it));
	ck_assert_int_eq(VALUE_NULL, datum_type(it.item));
	ck_assert(datum_next(&it));
	ck_assert(str_is(datum_str(it.item), "x"));
	ck_assert(!datum_next(&it));
}
END_TEST

START_TEST(walks_nothing_but_lists)
{
	struct datum_each of_object = datum_each(all);
	struct datum_each of_text = datum_each(get("s"));
	struct datum_each of_none = datum_each(get("x"));

	ck_assert(!datum_next(&of_object));
	ck_assert(!datum_next(&of_text));
	ck_assert(!datum_next(&of_none));
	ck_assert_uint_eq(0, datum_count(all));
}
END_TEST

/* What the flat reader makes of the same text prints the same. */
START_TEST(fills_a_template_as_a_flat_value_does)
{
	static const char template[] =
	    "{{#o.n}}{{k}}{{i}}{{/o.n}} {{^n}}none{{/n}} {{#l}}<{{.}}>{{/l}} "
	    "{{s}} {{t}} {{f}} {{d}} {{e}} {{x}} {{#o}}{{n.k}}{{n.x}}{{/o}}";
	static const struct json_limits limits = { 1 << 12, 16, 1000 };
	struct arena *arena = arena_new(1 << 20);
	struct buf out[2] = { buf_new(arena, 999), buf_new(arena, 999) };
	struct template_set *set;
	struct value flat;
	struct note note;

	ck_assert_int_eq(OK, template_set_new(&set, &note));
	ck_assert_int_eq(OK, template_add(set, STR("a.txt"),
	    str_from(template), &note));
	ck_assert_int_eq(OK, json_read(str_from(text), &limits, arena, &flat,
	    &note));
	ck_assert_int_eq(OK, template_fill(set, STR("a.txt"), flat, &out[0],
	    &note));
	ck_assert_int_eq(OK, template_fill_datum(set, STR("a.txt"), all,
	    &out[1], &note));
	ck_assert(str_is(buf_str(&out[0]), "7-12 none <1><><x> a\xc3\xa4 true "
	    "false 1.50 1e3  7"));
	ck_assert(str_equal(buf_str(&out[0]), buf_str(&out[1])));
	template_set_free(set);
	arena_free(arena);
}
END_TEST

Suite *suite_json_datum(void);

Suite *
suite_json_datum(void)
{
	Suite *suite = suite_create("json_datum");
	TCase *tcase = tcase_create("json_datum");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, has_the_types_of_json);
	tcase_add_test(tcase, has_nothing_for_a_name_that_is_not_there);
	tcase_add_test(tcase, has_text_as_it_was_written);
	tcase_add_test(tcase, lends_strings_without_a_copy);
	tcase_add_test(tcase, walks_a_list_in_its_order);
	tcase_add_test(tcase, walks_nothing_but_lists);
	tcase_add_test(tcase, fills_a_template_as_a_flat_value_does);
	suite_add_tcase(suite, tcase);
	return suite;
}
