#include "lib/base/url.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

#define VECTORS "tests/data/wpt/urlencoded-parser-data.json"

static struct arena *arena;
static struct note note;

static void
setup(void)
{
	arena = arena_new(1 << 20);
	memset(&note, 0, sizeof(note));
}

static void
teardown(void)
{
	arena_free(arena);
}

static void
decodes(const char *segment, const char *want)
{
	struct str got;

	ck_assert_int_eq(OK,
	    url_decode(str_from(segment), arena, &got, &note));
	ck_assert(str_is(got, want));
}

static void
refuses(const char *segment, const char *sentence)
{
	struct str got = STR("untouched");

	ck_assert_int_eq(ERR_SYNTAX,
	    url_decode(str_from(segment), arena, &got, &note));
	ck_assert_str_eq(sentence, note.text);
	ck_assert(str_is(got, "untouched"));
}

START_TEST(decodes_a_segment_of_a_path)
{
	decodes("", "");
	decodes("humira", "humira");
	decodes("a%20b+c", "a b+c");
	decodes("%c3%A9", "\xc3\xa9");
	decodes("%252F", "%2F");
	decodes("%2e%2E", "..");
}
END_TEST

START_TEST(leaves_a_percent_sign_alone_that_encodes_nothing)
{
	decodes("100%", "100%");
	decodes("%4", "%4");
	decodes("%4g%g4%%41", "%4g%g4%A");
}
END_TEST

START_TEST(refuses_a_segment_that_hides_a_slash_or_a_nul)
{
	refuses("a%2fb", "path: a segment holds an encoded '/' or NUL");
	refuses("a%00b", "path: a segment holds an encoded '/' or NUL");
	refuses("/", "path: a segment holds an encoded '/' or NUL");
}
END_TEST

START_TEST(refuses_a_segment_that_is_not_utf8)
{
	refuses("%ff", "path: a segment is not UTF-8");
	refuses("%c0%af", "path: a segment is not UTF-8");
	refuses("%ed%a0%80", "path: a segment is not UTF-8");
	refuses("\xc3", "path: a segment is not UTF-8");
}
END_TEST

static struct str
read_vectors(void)
{
	FILE *file = fopen(VECTORS, "rb");
	char *bytes = arena_alloc(arena, 65536);
	size_t length;

	ck_assert_msg(file != NULL, VECTORS ": cannot be read");
	length = fread(bytes, 1, 65536, file);
	fclose(file);
	return (struct str){ bytes, length };
}

static void
parses_as(struct str input, struct value want)
{
	struct url_query query;
	struct value_each it;
	const struct url_pair *pair;

	ck_assert_int_eq(OK,
	    url_query_parse(input, 20, arena, &query, &note));
	ck_assert_msg(query.count == value_count(want), "%.*s: %zu pairs",
	    STR_ARG(input), query.count);
	for (it = value_each(want); value_next(&it);) {
		pair = &query.pairs[it.index];
		ck_assert_msg(str_equal(pair->name,
		    value_str(value_at(it.item, 0))) &&
		    str_equal(pair->value, value_str(value_at(it.item, 1))),
		    "%.*s: '%.*s' = '%.*s'", STR_ARG(input),
		    STR_ARG(pair->name), STR_ARG(pair->value));
	}
}

START_TEST(parses_all_vectors_of_the_web_platform_tests)
{
	const struct json_limits limits = { 65536, 10, 1000 };
	struct value_each it;
	struct value all;

	ck_assert_int_eq(OK, json_read(read_vectors(), &limits, arena, &all,
	    &note));
	ck_assert_uint_eq(35, value_count(all));
	for (it = value_each(all); value_next(&it);)
		parses_as(value_text(it.item, "input"),
		    value_get(it.item, "output"));
}
END_TEST

static void
replaces(const char *query, const char *want)
{
	struct url_query got;

	ck_assert_int_eq(OK,
	    url_query_parse(str_from(query), 1, arena, &got, &note));
	ck_assert_msg(str_is(got.pairs[0].name, want), "%s: %.*s", query,
	    STR_ARG(got.pairs[0].name));
}

/* Unicode 3.9, "U+FFFD Substitution of Maximal Subparts", tables 3-8 to 11. */
START_TEST(replaces_each_longest_piece_that_is_not_utf8)
{
#define R "\xef\xbf\xbd"
	replaces("%C0%AF%E0%80%BF%F0%81%82%41", R R R R R R R R "A");
	replaces("%ED%A0%80%ED%BF%BF%ED%AF%41", R R R R R R R R "A");
	replaces("%F4%91%92%93%FF%41%80%BF%42", R R R R R "A" R R "B");
	replaces("%E1%80%E2%F0%91%92%F1%BF%41", R R R R "A");
	replaces("\xf0\x9f\x98\x80%F0%9F", "\xf0\x9f\x98\x80" R);
#undef R
}
END_TEST

START_TEST(gives_the_first_value_of_a_name)
{
	struct url_query query;

	ck_assert_int_eq(OK, url_query_parse(STR("drug=a+b&plan&drug=c"), 3,
	    arena, &query, &note));
	ck_assert(str_is(url_query_get(&query, "drug"), "a b"));
	ck_assert_ptr_nonnull(url_query_get(&query, "plan").at);
	ck_assert_uint_eq(0, url_query_get(&query, "plan").length);
	ck_assert_ptr_null(url_query_get(&query, "insurer").at);
	ck_assert(str_is(query.pairs[2].value, "c"));
}
END_TEST

START_TEST(reads_no_query_as_no_pairs)
{
	struct url_query query = { NULL, 9 };

	ck_assert_int_eq(OK, url_query_parse(STR_NONE, 0, arena, &query,
	    &note));
	ck_assert_uint_eq(0, query.count);
}
END_TEST

START_TEST(refuses_more_pairs_than_allowed)
{
	struct url_query query = { NULL, 9 };

	ck_assert_int_eq(OK, url_query_parse(STR("&a&&b&"), 2, arena, &query,
	    &note));
	ck_assert_int_eq(ERR_TOO_LARGE, url_query_parse(STR("a&b&c"), 2,
	    arena, &query, &note));
	ck_assert_str_eq("the query has more than 2 parameters", note.text);
	ck_assert_uint_eq(2, query.count);
}
END_TEST

START_TEST(fails_cleanly_wherever_memory_ends)
{
	struct url_query query;
	struct arena *small;
	struct str segment;
	enum err err = ERR_MEMORY;
	size_t cap;

	for (cap = 0; err != OK; cap += 16) {
		ck_assert_uint_lt(cap, 10000);
		small = arena_new(cap);
		err = url_query_parse(STR("a=b&c=%ff&d"), 9, small, &query,
		    &note);
		if (err == OK)
			err = url_decode(STR("x"), small, &segment, &note);
		ck_assert(err == OK || err == ERR_MEMORY);
		arena_free(small);
	}
}
END_TEST

START_TEST(encodes_what_both_readers_decode)
{
	struct buf buf = buf_new(arena, 4096);
	struct url_query query;
	struct str segment;
	char all[255];
	size_t i;

	for (i = 0; i < sizeof(all); i++)
		all[i] = (char)(i < 127 ? i + 1 : 'x');
	all['/' - 1] = '-';
	url_encode(&buf, (struct str){ all, sizeof(all) });
	ck_assert_int_eq(OK, url_decode(buf_str(&buf), arena, &segment,
	    &note));
	ck_assert(str_equal(segment, (struct str){ all, sizeof(all) }));
	ck_assert_int_eq(OK, url_query_parse(buf_str(&buf), 1, arena, &query,
	    &note));
	ck_assert(str_equal(query.pairs[0].name, segment));
}
END_TEST

START_TEST(encodes_all_but_unreserved_characters)
{
	struct buf buf = buf_new(arena, 4096);

	url_encode(&buf, STR("aZ09-._~ /+%&=\xc3\xa9?#"));
	url_encode(&buf, STR_NONE);
	ck_assert(str_is(buf_str(&buf),
	    "aZ09-._~%20%2F%2B%25%26%3D%C3%A9%3F%23"));
}
END_TEST

Suite *suite_url(void);

Suite *
suite_url(void)
{
	Suite *suite = suite_create("url");
	TCase *tcase = tcase_create("url");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, decodes_a_segment_of_a_path);
	tcase_add_test(tcase,
	    leaves_a_percent_sign_alone_that_encodes_nothing);
	tcase_add_test(tcase, refuses_a_segment_that_hides_a_slash_or_a_nul);
	tcase_add_test(tcase, refuses_a_segment_that_is_not_utf8);
	tcase_add_test(tcase, parses_all_vectors_of_the_web_platform_tests);
	tcase_add_test(tcase, replaces_each_longest_piece_that_is_not_utf8);
	tcase_add_test(tcase, gives_the_first_value_of_a_name);
	tcase_add_test(tcase, reads_no_query_as_no_pairs);
	tcase_add_test(tcase, refuses_more_pairs_than_allowed);
	tcase_add_test(tcase, fails_cleanly_wherever_memory_ends);
	tcase_add_test(tcase, encodes_what_both_readers_decode);
	tcase_add_test(tcase, encodes_all_but_unreserved_characters);
	suite_add_tcase(suite, tcase);
	return suite;
}
