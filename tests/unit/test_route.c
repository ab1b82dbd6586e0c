#include "fcgi/route.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"

static struct arena *arena;
static const char *allow;

static void
setup(void)
{
	arena = arena_new(1 << 20);
	allow = NULL;
}

static void
teardown(void)
{
	arena_free(arena);
}

/* The name of the route for this method and address; NULL: none. */
static const char *
route_of(const char *method, const char *uri)
{
	struct http_request request = { .uri = str_from(uri) };
	const struct route *route;
	struct target target;
	struct note note;

	ck_assert_int_eq(OK, target_read(&request, arena, &target, &note));
	route = route_find(str_from(method), &target, arena, &allow);
	return route == NULL ? NULL : route->name;
}

static const struct {
	const char *method;
	const char *uri;
	const char *name;
} found[] = {
	{ "GET", "/", "index" },
	{ "HEAD", "/", "index" },
	{ "GET", "/guides/a/b/c", "guide" },
	{ "GET", "/guides/a/b/c.json", "guide" },
	{ "HEAD", "/guides/a/b/c", "guide" },
	{ "POST", "/letters", "letter" },
	{ "POST", "/letters.html", "letter" },
	{ "POST", "/letters.pdf", "letter" },
	{ "POST", "/letters.docx", "letter" },
	{ "GET", "/assets/style.css", "asset" },
	{ "GET", "/healthz", "healthz" },
	{ "GET", "/readyz", "readyz" },
};

START_TEST(finds_the_route_of_an_address)
{
	const char *name = route_of(found[_i].method, found[_i].uri);

	ck_assert_ptr_nonnull(name);
	ck_assert_str_eq(found[_i].name, name);
	ck_assert_ptr_null(allow);
}
END_TEST

static const char *const nowhere[] = { "/guides", "/guides/a", "/guides/a/b",
	"/guides/a/b/c/d", "/guides/a/b/c/", "/Guides/a/b/c", "/letters/",
	"/letters/x", "/assets", "/assets/a/b", "/healthz/", "//", "//healthz",
	"/nothing", "/*", "/guides/a//c/d" };

START_TEST(knows_no_other_address)
{
	ck_assert_ptr_null(route_of("GET", nowhere[_i]));
	ck_assert_ptr_null(allow);
	ck_assert_ptr_null(route_of("BREW", nowhere[_i]));
	ck_assert_ptr_null(allow);
}
END_TEST

static const struct {
	const char *method;
	const char *uri;
	const char *allow;
} wrong[] = {
	{ "POST", "/", "GET, HEAD, OPTIONS" },
	{ "DELETE", "/guides/a/b/c", "GET, HEAD, OPTIONS" },
	{ "get", "/", "GET, HEAD, OPTIONS" },
	{ "OPTIONS", "/guides/a/b/c", "GET, HEAD, OPTIONS" },
	{ "GET", "/letters", "POST, OPTIONS" },
	{ "HEAD", "/letters", "POST, OPTIONS" },
	{ "OPTIONS", "/letters", "POST, OPTIONS" },
	{ "OPTIONS", "/letters.pdf", "POST, OPTIONS" },
	{ "", "/healthz", "GET, HEAD, OPTIONS" },
};

START_TEST(tells_the_methods_an_address_does_have)
{
	ck_assert_ptr_null(route_of(wrong[_i].method, wrong[_i].uri));
	ck_assert_ptr_nonnull(allow);
	ck_assert_str_eq(wrong[_i].allow, allow);
}
END_TEST

START_TEST(names_no_path_in_the_log)
{
	const struct route *route;

	for (route = routes; route->method != NULL; route++) {
		ck_assert_ptr_nonnull(route->name);
		ck_assert_ptr_null(strchr(route->name, '/'));
		ck_assert_ptr_null(strchr(route->name, '*'));
	}
}
END_TEST

START_TEST(has_pages_of_letters_only)
{
	const struct route *route;

	for (route = routes; route->method != NULL; route++)
		ck_assert_msg(((route->media & MEDIA_PAGES) != 0) ==
			(strcmp(route->name, "letter") == 0),
		    "%s", route->name);
}
END_TEST

Suite *suite_route(void);

Suite *
suite_route(void)
{
	Suite *suite = suite_create("route");
	TCase *tcase = tcase_create("route");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_the_route_of_an_address, 0,
	    (int)(sizeof(found) / sizeof(*found)));
	tcase_add_loop_test(tcase, knows_no_other_address, 0,
	    (int)(sizeof(nowhere) / sizeof(*nowhere)));
	tcase_add_loop_test(tcase, tells_the_methods_an_address_does_have, 0,
	    (int)(sizeof(wrong) / sizeof(*wrong)));
	tcase_add_test(tcase, names_no_path_in_the_log);
	tcase_add_test(tcase, has_pages_of_letters_only);
	suite_add_tcase(suite, tcase);
	return suite;
}
