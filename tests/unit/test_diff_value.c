#include "kb/diff_value.h"

#include <check.h>
#include <string.h>

#include "kb/diff_words.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"

static struct arena *arena;
static struct buf said;

static void
setup(void)
{
	arena = arena_new(8 << 20);
	said = buf_new(arena, 1 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct value
parse(const char *json)
{
	static const struct json_limits limits = { 1 << 16, 32, 10000 };
	struct value value;
	struct note note;

	ck_assert_msg(json_read(str_from(json), &limits, arena, &value,
			  &note) == OK,
	    "%s: %s", json, note.text);
	return value;
}

static void
visit(const struct diff_place *place, void *payload)
{
	(void)payload;
	diff_put_pointer(&said, place->step);
	buf_puts(&said, " ");
	diff_put_words(&said, place);
	buf_puts(&said, "; ");
}

/* Each in one string: the pointer and the words of each difference. */
static const struct {
	const char *before;
	const char *after;
	const char *said;
} cases[] = {
	{ "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "" },
	{ "{\"a\":1}", "{\"a\":2}", "/a a 1 -> 2; " },
	{ "{\"a\":1}", "{}", "/a a removed: 1; " },
	{ "{}", "{\"a_b\":null}", "/a_b a b added: none; " },
	{ "{\"a\":\"x\"}", "{\"a\":[\"x\"]}", "/a a x -> x; " },
	{ "{\"a\":[1,2]}", "{\"a\":[2,1]}", "/a the order of a changed; " },
	{ "{\"citations\":[\"x\",\"y\"]}", "{\"citations\":[\"y\",\"z\"]}",
	    "/citations/0 citation removed: x; "
	    "/citations/1 citation added: z; " },
	{ "{\"l\":[{\"id\":\"p\",\"v\":1},{\"id\":\"q\",\"v\":2}]}",
	    "{\"l\":[{\"id\":\"q\",\"v\":3},{\"id\":\"p\",\"v\":1}]}",
	    "/l/1/v l q: v 2 -> 3; " },
	{ "{\"l\":[{\"text\":\"one\"},{\"text\":\"two\",\"n\":1}]}",
	    "{\"l\":[{\"text\":\"new\"},{\"text\":\"one\"},"
	    "{\"text\":\"two\",\"n\":2}]}",
	    "/l/1/n l 2: n 1 -> 2; /l/0 l added: new; " },
	{ "{\"l\":[{\"v\":1}]}", "{\"l\":[{\"v\":2}]}",
	    "/l/0/v l 1: v 1 -> 2; " },
	{ "{\"duration\":{\"initial_months\":3}}",
	    "{\"duration\":{\"initial_months\":6}}",
	    "/duration/initial_months initial duration 3 -> 6 months; " },
	{ "{\"age\":{\"years\":18}}", "{\"age\":{\"years\":12}}",
	    "/age/years age 18 -> 12 years; " },
	{ "{\"a/b\":{\"c~d\":1}}", "{\"a/b\":{\"c~d\":2}}",
	    "/a~1b/c~0d a/b c~d 1 -> 2; " },
	{ "{\"x\":\"\"}", "{\"x\":\"y\"}", "/x x  -> y; " },
};

START_TEST(tells_the_smallest_part_that_differs)
{
	diff_values(parse(cases[_i].before), parse(cases[_i].after), arena,
	    visit, NULL);
	ck_assert_str_eq(cases[_i].said,
	    buf_str(&said).length == 0 ? "" : str_to_c(buf_str(&said), arena));
}
END_TEST

START_TEST(shows_long_texts_where_they_part)
{
	char before[1024], after[1024];
	const char *words;

	strcpy(before, "{\"t\":\"");
	while (strlen(before) < 400)
		strcat(before, "same ");
	strcpy(after, before);
	strcat(before, "first end\"}");
	strcat(after, "second end\"}");
	diff_values(parse(before), parse(after), arena, visit, NULL);
	words = str_to_c(buf_str(&said), arena);
	ck_assert_ptr_nonnull(strstr(words, "\"...same "));
	ck_assert_ptr_nonnull(strstr(words, " first end\" -> \"...same "));
	ck_assert_ptr_nonnull(strstr(words, " second end\"; "));
	ck_assert_uint_lt(strlen(words), 200);
}
END_TEST

Suite *suite_diff_value(void);

Suite *
suite_diff_value(void)
{
	Suite *suite = suite_create("diff_value");
	TCase *tcase = tcase_create("diff_value");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, tells_the_smallest_part_that_differs, 0,
	    (int)(sizeof(cases) / sizeof(*cases)));
	tcase_add_test(tcase, shows_long_texts_where_they_part);
	suite_add_tcase(suite, tcase);
	return suite;
}
