#include "lib/base/json_keys.h"

#include <check.h>
#include <string.h>
#include <time.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

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

START_TEST(refuses_a_key_that_occurs_twice)
{
	refused("{\"a\": 1,\n \"b\": 2, \"a\": 3}", "line 2, column 10: "
	    "expected another key: this one occurred before in the object");
	refused("{\"\":[\"}\",{\"x\":\"\\\"\"}], \"\":2}", "line 1, column 23: "
	    "expected another key: this one occurred before in the object");
	ck_assert_int_eq(OK, read_text("[{\"a\":{\"a\":1}},{\"a\":2}]"));
}
END_TEST

START_TEST(refuses_a_key_that_occurs_twice_when_unescaped)
{
	refused("{\"a\":1,\"\\u0061\":2}", "line 1, column 8: "
	    "expected another key: this one occurred before in the object");
	refused("{\"\\ud834\\udd1e\":1,\"\xf0\x9d\x84\x9e\":2}",
	    "line 1, column 19: "
	    "expected another key: this one occurred before in the object");
}
END_TEST

/* An object of "count" keys, and "again" once more if it is not NULL. */
static struct str
many_keys(const char *prefix, int count, const char *again)
{
	struct buf buf = buf_new(arena, 1 << 20);
	int i;

	buf_putc(&buf, '{');
	for (i = 0; i < count; i++) {
		buf_puts(&buf, i == 0 ? "\"" : ",\"");
		buf_printf(&buf, "%s%d\":0", prefix, i);
	}
	if (again != NULL)
		buf_printf(&buf, ",\"%s\":0", again);
	buf_putc(&buf, '}');
	return buf_str(&buf);
}

START_TEST(finds_a_key_that_occurs_twice_among_any_number)
{
	int count;

	for (count = 1; count < 60; count++) {
		ck_assert_int_eq(OK, read_str(many_keys("k", count, NULL)));
		ck_assert_uint_eq((size_t)count, value_count(value));
		ck_assert_int_eq(ERR_SYNTAX,
		    read_str(many_keys("k", count, "k0")));
	}
}
END_TEST

static double
seconds_to_read(struct str text, enum err want)
{
	struct timespec start, end;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	ck_assert_int_eq(want, read_str(text));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	return (double)(end.tv_sec - start.tv_sec) +
	    (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

/* Comparing in pairs would take 50 million comparisons: over 0.1 s. */
START_TEST(reads_ten_thousand_keys_without_quadratic_time)
{
	ck_assert(seconds_to_read(many_keys("key-", 10000, NULL), OK) < 0.1);
	ck_assert_uint_eq(10000, value_count(value));
	ck_assert(seconds_to_read(many_keys("", 10000, "9999"),
	    ERR_SYNTAX) < 0.1);
}
END_TEST

START_TEST(fails_cleanly_wherever_memory_ends)
{
	struct str text = many_keys("[[{\\\"", 300, NULL), got;
	struct arena *small;
	struct value small_value;
	size_t cap;
	enum err err = ERR_MEMORY;

	ck_assert_int_eq(OK, read_str(text));
	for (cap = 0; err != OK; cap += 16) {
		ck_assert_uint_lt(cap, 1 << 20);
		small = arena_new(cap);
		small_value = (struct value){ NULL, NULL };
		err = json_read(text, &limits, small, &small_value, &note);
		if (err != OK) {
			ck_assert_int_eq(ERR_MEMORY, err);
			ck_assert_ptr_null(small_value.at);
		} else {
			got = value_bytes(small_value);
			ck_assert(str_equal(value_bytes(value), got));
		}
		arena_free(small);
	}
}
END_TEST

Suite *suite_json_keys(void);

Suite *
suite_json_keys(void)
{
	Suite *suite = suite_create("json_keys");
	TCase *tcase = tcase_create("json_keys");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, refuses_a_key_that_occurs_twice);
	tcase_add_test(tcase, refuses_a_key_that_occurs_twice_when_unescaped);
	tcase_add_test(tcase, finds_a_key_that_occurs_twice_among_any_number);
	tcase_add_test(tcase, reads_ten_thousand_keys_without_quadratic_time);
	tcase_add_test(tcase, fails_cleanly_wherever_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
