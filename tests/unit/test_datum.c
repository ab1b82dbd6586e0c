#include "lib/template/datum.h"

#include <check.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

static const struct json_limits limits = { 1 << 12, 16, 1000 };

static struct arena *arena;
static struct note note;

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

static struct datum
read(const char *json)
{
	struct value v;

	ck_assert_int_eq(OK, json_read(str_from(json), &limits, arena, &v,
	    &note));
	return datum_of(v);
}

START_TEST(is_what_a_flat_value_is)
{
	struct datum d = read("{\"a\":[1,\"x\",{}]}");
	struct datum a = datum_get(d, STR("a"));
	struct datum_each it = datum_each(a);

	ck_assert_int_eq(VALUE_OBJECT, datum_type(d));
	ck_assert_uint_eq(0, datum_count(d));
	ck_assert_uint_eq(3, datum_count(a));
	ck_assert(datum_next(&it));
	ck_assert(str_is(datum_str(it.item), "1"));
	ck_assert(datum_next(&it));
	ck_assert(str_is(datum_str(it.item), "x"));
	ck_assert(datum_next(&it));
	ck_assert_int_eq(VALUE_OBJECT, datum_type(it.item));
	ck_assert(!datum_next(&it));
}
END_TEST

START_TEST(walks_no_object)
{
	struct datum_each it = datum_each(read("{\"a\":1}"));

	ck_assert(!datum_next(&it));
}
END_TEST

START_TEST(is_none_where_there_is_nothing)
{
	struct datum none = datum_get(read("{\"a\":null}"), STR("b"));

	ck_assert(datum_is_none(none));
	ck_assert_int_eq(VALUE_NONE, datum_type(none));
	ck_assert_ptr_null(datum_str(none).at);
	ck_assert_uint_eq(0, datum_count(none));
	ck_assert(datum_is_none(datum_get(none, STR("c"))));
	ck_assert(!datum_is_none(
	    datum_get(read("{\"a\":null}"), STR("a"))));
}
END_TEST

/* A tree of another make: any node is an object, its members numbers. */

static enum value_type
some_type(void *node)
{
	return node == NULL ? VALUE_OBJECT : VALUE_NUMBER;
}

static struct str
no_text(void *node)
{
	(void)node;
	return STR_NONE;
}

static bool
terminated_member(void *node, struct str name, void **out)
{
	ck_assert_ptr_null(node);
	ck_assert_int_eq('\0', name.at[name.length]);
	*out = arena;
	return true;
}

static size_t
no_count(void *node)
{
	(void)node;
	return 0;
}

static void *
no_item(void *node, size_t index)
{
	(void)index;
	return node;
}

static const struct datum_source odd = { some_type, no_text,
	terminated_member, no_count, no_item };

START_TEST(fails_to_fill_when_a_number_finds_no_memory_for_its_text)
{
	struct datum d = { .source = &odd, .node = NULL };
	struct buf out = buf_new(arena, 100);
	struct template_set *set;

	buf_puts(&out, "before");
	ck_assert_int_eq(OK, template_set_new(&set, &note));
	ck_assert_int_eq(OK, template_add(set, STR("a.txt"),
	    STR("x{{number}}"), &note));
	ck_assert_int_eq(OK, template_add(set, STR("b.txt"),
	    STR("x{{#number}}y{{/number}}{{>*number}}"), &note));
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(ERR_MEMORY, template_fill_datum(set, STR("a.txt"), d,
	    &out, &note));
	ck_assert_str_eq("a.txt: out of memory", note.text);
	ck_assert_int_eq(ERR_MEMORY, template_fill_datum(set, STR("b.txt"), d,
	    &out, &note));
	ck_assert_str_eq("b.txt: out of memory", note.text);
	ck_assert(str_is(buf_str(&out), "before"));
	template_set_free(set);
}
END_TEST

Suite *suite_datum(void);

Suite *
suite_datum(void)
{
	Suite *suite = suite_create("datum");
	TCase *tcase = tcase_create("datum");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, is_what_a_flat_value_is);
	tcase_add_test(tcase, walks_no_object);
	tcase_add_test(tcase, is_none_where_there_is_nothing);
	tcase_add_test(tcase,
	    fails_to_fill_when_a_number_finds_no_memory_for_its_text);
	suite_add_tcase(suite, tcase);
	return suite;
}
