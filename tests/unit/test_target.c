#include "fcgi/target.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"

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

/* A request for "uri" where we are mounted at "mount". */
static enum err
try_read(const char *mount, const char *uri, struct target *out)
{
	struct http_request request = { .script_name = str_from(mount),
		.uri = str_from(uri) };

	if (uri != NULL && strchr(uri, '?') != NULL)
		request.query = str_from(strchr(uri, '?') + 1);
	return target_read(&request, arena, out, &note);
}

static struct target
target_of(const char *mount, const char *uri)
{
	struct target target;

	ck_assert_msg(
	    try_read(mount, uri, &target) == OK, "%s: %s", uri, note.text);
	return target;
}

/* The segments, joined by '|'. */
static const char *
segments(const struct target *target)
{
	struct buf out = buf_new(arena, 10000);
	size_t i;

	for (i = 0; i < target->count; i++) {
		if (i > 0)
			buf_putc(&out, '|');
		buf_put(&out, target->segments[i]);
	}
	return str_to_c(buf_str(&out), arena);
}

static const struct {
	const char *mount;
	const char *uri;
	const char *segments;
} paths[] = {
	{ NULL, "/", "" },
	{ NULL, "", "" },
	{ NULL, "/guides/a/b/c", "guides|a|b|c" },
	{ "", "/guides/a", "guides|a" },
	{ "/", "/guides/a", "guides|a" },
	{ "/app", "/app", "" },
	{ "/app", "/app/", "" },
	{ "/app", "/app/guides/a", "guides|a" },
	{ "/app/", "/app/guides/a", "guides|a" },
	{ "/app/", "/app", "" },
	{ "/a/b", "/a/b/c", "c" },
	/* Only whole segments are a prefix. */
	{ "/app", "/apple/guides", "apple|guides" },
	{ "/app", "/apple", "apple" },
	{ "/app", "/other/app/x", "other|app|x" },
	{ "/app", "/app?x=/app/y", "" },
	/* Decoded once, and only inside a segment. */
	{ NULL, "/a%20b/c+d", "a b|c+d" },
	{ NULL, "/%41%2541", "A%41" },
	{ NULL, "/caf%C3%A9", "caf\xc3\xa9" },
	{ NULL, "/a%3Fb", "a?b" },
	{ NULL, "/..%2e/../.", "...|..|." },
	/* Empty segments are segments: such a path is no route. */
	{ NULL, "//a", "|a" },
	{ NULL, "/a//b", "a||b" },
	{ NULL, "/a/", "a" },
	/* Dots inside ids stay. */
	{ NULL, "/guides/v1.2", "guides|v1.2" },
	{ NULL, "/guides/v1.2.json", "guides|v1.2" },
	{ NULL, "/assets/style.css", "assets|style.css" },
	{ NULL, "/guides.json/x", "guides.json|x" },
	{ NULL, "/a/.json", "a|.json" },
	{ NULL, "/a/.json.html", "a|.json" },
	{ NULL, "/a/json", "a|json" },
	{ NULL, "/a/b.JSON", "a|b.JSON" },
	{ NULL, "/a/b.jsonx", "a|b.jsonx" },
	{ NULL, "/a/b.json/", "a|b.json" },
};

START_TEST(splits_the_path_below_its_mount)
{
	struct target target = target_of(paths[_i].mount, paths[_i].uri);

	ck_assert_str_eq(paths[_i].segments, segments(&target));
}
END_TEST

START_TEST(takes_a_suffix_for_the_medium)
{
	struct target target = target_of(NULL, "/a/b.json");

	ck_assert(target.suffix && target.media == MEDIA_JSON);
	target = target_of(NULL, "/a/b.html");
	ck_assert(target.suffix && target.media == MEDIA_HTML);
	target = target_of(NULL, "/a/b.txt?x=1.json");
	ck_assert(target.suffix && target.media == MEDIA_TEXT);
}
END_TEST

START_TEST(takes_no_suffix_where_there_is_none)
{
	static const char *const uris[] = { "/", "/a", "/a.json/b", "/a.json/",
		"/.json", "/json", "/a.css", "/a.JSON", "/?x.json" };
	size_t i;

	for (i = 0; i < sizeof(uris) / sizeof(*uris); i++)
		ck_assert_msg(!target_of(NULL, uris[i]).suffix, "%s", uris[i]);
}
END_TEST

START_TEST(remembers_a_slash_at_the_end)
{
	ck_assert(target_of(NULL, "/a/").slash);
	ck_assert(target_of("/app", "/app/a/").slash);
	ck_assert(!target_of(NULL, "/a").slash);
	ck_assert(!target_of(NULL, "/").slash);
	ck_assert(!target_of("/app", "/app/").slash);
}
END_TEST

static const char *const bad[] = { "/a%2Fb", "/a%2fb", "/%00", "/a%00b", "/%ff",
	"/%C3", "/%C0%AF", "/%ED%A0%80", "/a/\xff" };

START_TEST(refuses_segments_that_name_nothing)
{
	struct target target = { .count = 77 };

	ck_assert_int_eq(ERR_SYNTAX, try_read(NULL, bad[_i], &target));
	ck_assert_uint_eq(77, target.count);
}
END_TEST

START_TEST(refuses_more_segments_than_any_route_has)
{
	struct target target = target_of(NULL, "/1/2/3/4/5/6/7/8");

	ck_assert_uint_eq(TARGET_SEGMENTS, target.count);
	ck_assert_int_eq(
	    ERR_NOT_FOUND, try_read(NULL, "/1/2/3/4/5/6/7/8/9", &target));
	ck_assert_int_eq(
	    ERR_NOT_FOUND, try_read(NULL, "////////////////////", &target));
}
END_TEST

START_TEST(refuses_more_parameters_than_it_reads)
{
	char uri[2000] = "/?a=0";
	struct target target;
	int i;

	for (i = 1; i < TARGET_PAIRS; i++)
		strcat(uri, "&a=0");
	ck_assert_uint_eq(TARGET_PAIRS, target_of(NULL, uri).query.count);
	strcat(uri, "&a=0");
	ck_assert_int_eq(ERR_TOO_LARGE, try_read(NULL, uri, &target));
}
END_TEST

START_TEST(reads_the_query)
{
	struct target target = target_of(NULL, "/a?plan=x%20y&state=&z");

	ck_assert_uint_eq(3, target.query.count);
	ck_assert(str_is(url_query_get(&target.query, "plan"), "x y"));
	ck_assert(str_is(url_query_get(&target.query, "z"), ""));
}
END_TEST

static struct http_request
without_uri(const char *path_info)
{
	return (struct http_request){ .script_name = STR("/app"),
		.path_info = str_from(path_info) };
}

START_TEST(uses_path_info_where_there_is_no_uri)
{
	struct http_request request = without_uri("/guides/a b/100%25.json");
	struct target target;

	ck_assert_int_eq(OK, target_read(&request, arena, &target, &note));
	/* It is decoded already, so "%25" is what was meant. */
	ck_assert_str_eq("guides|a b|100%25", segments(&target));
	ck_assert(target.suffix);
}
END_TEST

START_TEST(does_not_take_the_mount_off_path_info)
{
	struct http_request request = without_uri("/app/x");
	struct target target;

	ck_assert_int_eq(OK, target_read(&request, arena, &target, &note));
	ck_assert_str_eq("app|x", segments(&target));
}
END_TEST

START_TEST(refuses_path_info_that_is_not_utf8)
{
	struct http_request request = without_uri("/guides/\xff/a");
	struct target target;

	ck_assert_int_eq(
	    ERR_SYNTAX, target_read(&request, arena, &target, &note));
	request.path_info = STR("/guides/a\0b");
	ck_assert_int_eq(
	    ERR_SYNTAX, target_read(&request, arena, &target, &note));
}
END_TEST

START_TEST(is_the_root_when_nothing_is_given)
{
	struct http_request request = { .method = STR_NONE };
	struct target target;

	ck_assert_int_eq(OK, target_read(&request, arena, &target, &note));
	ck_assert_uint_eq(0, target.count);
}
END_TEST

START_TEST(says_that_memory_ended)
{
	struct http_request request = { .uri = STR("/a/b"),
		.query = STR("a=b") };
	struct target target;
	enum err err = ERR_MEMORY;
	size_t cap;

	for (cap = 0; err == ERR_MEMORY && cap < 4096; cap += 16) {
		struct arena *small = arena_new(cap);

		err = target_read(&request, small, &target, &note);
		arena_free(small);
	}
	ck_assert_int_eq(OK, err);
}
END_TEST

Suite *suite_target(void);

Suite *
suite_target(void)
{
	Suite *suite = suite_create("target");
	TCase *tcase = tcase_create("target");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, splits_the_path_below_its_mount, 0,
	    (int)(sizeof(paths) / sizeof(*paths)));
	tcase_add_test(tcase, takes_a_suffix_for_the_medium);
	tcase_add_test(tcase, takes_no_suffix_where_there_is_none);
	tcase_add_test(tcase, remembers_a_slash_at_the_end);
	tcase_add_loop_test(tcase, refuses_segments_that_name_nothing, 0,
	    (int)(sizeof(bad) / sizeof(*bad)));
	tcase_add_test(tcase, refuses_more_segments_than_any_route_has);
	tcase_add_test(tcase, refuses_more_parameters_than_it_reads);
	tcase_add_test(tcase, reads_the_query);
	tcase_add_test(tcase, uses_path_info_where_there_is_no_uri);
	tcase_add_test(tcase, does_not_take_the_mount_off_path_info);
	tcase_add_test(tcase, refuses_path_info_that_is_not_utf8);
	tcase_add_test(tcase, is_the_root_when_nothing_is_given);
	tcase_add_test(tcase, says_that_memory_ended);
	suite_add_tcase(suite, tcase);
	return suite;
}
