#include "kb/history.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

static const struct json_limits limits = { 32 << 20, 32, 1 << 20 };

static struct arena *arena;
static struct note note;
static struct value list; /* what was written last, read again */

static void
setup(void)
{
	arena = arena_new(512 << 20);
	list = (struct value){ NULL, NULL };
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct value
parse(struct str json)
{
	struct value value;

	ck_assert_msg(json_read(json, &limits, arena, &value, &note) == OK,
	    "%s", note.text);
	return value;
}

static struct value
add(const char *generation, const char *from, bool rollback,
    const char *changes)
{
	struct history_entry entry = { .generation = str_from(generation),
		.built = STR("2026-11-22"),
		.from = str_from(from),
		.published = STR("2026-11-22T10:00:00Z"),
		.rollback = rollback,
		.changes = parse(str_from(changes)) };
	struct str text;

	ck_assert_int_eq(
	    OK, history_write(&entry, list, arena, &text, &note));
	ck_assert(str_is(
	    value_text(parse(text), "generation"), generation));
	list = value_get(parse(text), "entries");
	return list;
}

/* "A B C" are publications in their order, "-B" a rollback. */
static void
live(const char *steps)
{
	char copy[64], *step, *rest, last[8] = "";

	snprintf(copy, sizeof(copy), "%s", steps);
	for (step = strtok_r(copy, " ", &rest); step != NULL;
	     step = strtok_r(NULL, " ", &rest)) {
		add(step[0] == '-' ? step + 1 : step, last, step[0] == '-',
		    "[]");
		snprintf(last, sizeof(last), "%s",
		    step[0] == '-' ? step + 1 : step);
	}
}

START_TEST(puts_the_newest_entry_first)
{
	live("A B C");
	ck_assert_uint_eq(3, value_count(list));
	ck_assert(str_is(value_text(value_at(list, 0), "generation"), "C"));
	ck_assert(str_is(value_text(value_at(list, 0), "from"), "B"));
	ck_assert(str_is(value_text(value_at(list, 2), "generation"), "A"));
}
END_TEST

/* Where a rollback leads, and where it leads when that one is gone. */
static const struct {
	const char *steps;
	const char *before;
	const char *further;
} lives[] = {
	{ "A", NULL, NULL },
	{ "A B", "A", NULL },
	{ "A B C", "B", "A" },
	{ "A B C -B", "A", NULL },
	{ "A B C -B -A", NULL, NULL },
	{ "A B C -B D", "B", "A" },
	{ "A B C -A D", "A", NULL },
	{ "A B A", "B", "A" },
};

START_TEST(knows_what_to_go_back_to)
{
	struct str before, further;

	live(lives[_i].steps);
	before = history_before(list, 0);
	further = history_before(list, 1);
	ck_assert_msg(lives[_i].before == NULL
		? before.at == NULL
		: str_is(before, lives[_i].before),
	    "%s: %.*s", lives[_i].steps, STR_ARG(before));
	ck_assert_msg(lives[_i].further == NULL
		? further.at == NULL
		: str_is(further, lives[_i].further),
	    "%s: further %.*s", lives[_i].steps, STR_ARG(further));
}
END_TEST

START_TEST(knows_nothing_without_a_history)
{
	ck_assert_ptr_null(history_before(list, 0).at);
}
END_TEST

START_TEST(forgets_the_oldest_entries)
{
	int i;

	for (i = 0; i < HISTORY_MAX + 5; i++)
		add("A", "A", false, "[]");
	ck_assert_uint_eq(HISTORY_MAX, value_count(list));
	ck_assert(str_is(history_before(list, 0), "A"));
}
END_TEST

START_TEST(says_so_where_too_much_changed)
{
	struct buf many = buf_new(arena, 64 << 20);
	struct value changes;
	size_t i;

	for (i = 0; i < HISTORY_ENTRY_BYTES / 8; i++)
		buf_puts(&many, i == 0 ? "[\"12345\"" : ",\"12345\"");
	buf_puts(&many, "]");
	add("B", "A", false, str_to_c(buf_str(&many), arena));
	changes = value_get(value_at(list, 0), "changes");
	ck_assert_uint_eq(1, value_count(changes));
	ck_assert(str_is(value_text(value_at(changes, 0), "text"),
	    "too much changed to be listed here"));
}
END_TEST

Suite *suite_history(void);

Suite *
suite_history(void)
{
	Suite *suite = suite_create("history");
	TCase *tcase = tcase_create("history");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, puts_the_newest_entry_first);
	tcase_add_loop_test(tcase, knows_what_to_go_back_to, 0,
	    (int)(sizeof(lives) / sizeof(*lives)));
	tcase_add_test(tcase, knows_nothing_without_a_history);
	tcase_add_test(tcase, forgets_the_oldest_entries);
	tcase_add_test(tcase, says_so_where_too_much_changed);
	suite_add_tcase(suite, tcase);
	return suite;
}
