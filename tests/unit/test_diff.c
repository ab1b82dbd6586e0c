#include "kb/diff.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "kb/commands.h"
#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/command_help.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

#define POLICY "policies/example-health/example-exa-ra.json"

static char *dir, *sources;
static char old[256], fresh[256];
static struct arena *arena;
static struct value changes;

static void
setup(void)
{
	dir = kb_folder();
	sources = kb_copy();
	strcpy(old, store_path(dir, "old.mdb"));
	strcpy(fresh, store_path(dir, "new.mdb"));
	store_build(sources, old);
	arena = arena_new(64 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
	kb_copy_free(sources);
	kb_copy_free(dir);
}

/* Build the sources as they are now, and compare. */
static void
compare(void)
{
	struct note note = { "" };
	struct kb *a, *b;

	store_build(sources, fresh);
	ck_assert_int_eq(OK, kb_open(old, 0, &a, &note));
	ck_assert_int_eq(OK, kb_open(fresh, 0, &b, &note));
	ck_assert_msg(
	    diff(a, b, arena, &changes, &note) == OK, "%s", note.text);
	kb_close(b);
	kb_close(a);
}

static const char *
text_of(size_t index)
{
	return str_to_c(
	    value_text(value_at(changes, index), "text"), arena);
}

/* One thing changed in one source, and this is what is said of it. */
static const struct edit {
	const char *file;
	const char *from;
	const char *to;
	const char *said;
} edits[] = {
	{ POLICY, "\"initial_months\": 6", "\"initial_months\": 3",
	    "Example Health Examplinib RA: initial duration 6 -> 3 months" },
	{ POLICY, "\"min_count\": 1", "\"min_count\": 2",
	    "Example Health Examplinib RA: initial criterion prior: test all "
	    "1: prior least number 1 -> 2" },
	{ POLICY, "\"Is at least 18 years old.\"", "\"Is 18 or older.\"",
	    "Example Health Examplinib RA: initial criterion age: text "
	    "\"Is at least 18 years old.\" -> \"Is 18 or older.\"" },
	{ POLICY, "\"title_seen\": true", "\"title_seen\": false",
	    "Example Health Examplinib RA: title seen yes -> no" },
	{ POLICY, "\"title_seen\": true",
	    "\"title_seen\": true, \"note\": \"Read it again.\"",
	    "Example Health Examplinib RA: note added: \"Read it again.\"" },
	{ "insurers/example-health.json", "\"name\": \"Example Health\"",
	    "\"name\": \"Example Care\"",
	    "insurer Example Care: name \"Example Health\" -> "
	    "\"Example Care\"" },
};

START_TEST(says_what_changed_in_words)
{
	const struct edit *e = &edits[_i];

	kb_edit(sources, e->file, e->from, e->to);
	compare();
	ck_assert_uint_eq(1, value_count(changes));
	ck_assert_str_eq(e->said, text_of(0));
}
END_TEST

START_TEST(says_nothing_where_nothing_changed)
{
	compare();
	ck_assert_uint_eq(0, value_count(changes));
}
END_TEST

START_TEST(tells_facts_that_came_and_went)
{
	remove(store_path(sources, "warnings/exa-boxed.json"));
	kb_write(sources, "topics/new.json",
	    "{\"id\":\"new\",\"title\":\"A new topic\",\"text\":\"Text.\","
	    "\"citations\":[\"law-a\"],\"reasons\":[],\"source\":\"x\","
	    "\"checked\":\"2026-11-22\",\"confidence\":\"high\"}");
	compare();
	ck_assert_uint_eq(2, value_count(changes));
	ck_assert_str_eq("topic added: A new topic", text_of(0));
	ck_assert_str_eq("warning removed: exa-boxed", text_of(1));
}
END_TEST

START_TEST(says_where_it_is_and_what_it_was)
{
	struct value change;

	kb_edit(sources, POLICY, "\"initial_months\": 6",
	    "\"initial_months\": 3");
	compare();
	change = value_at(changes, 0);
	ck_assert(str_is(value_text(change, "change"), "changed"));
	ck_assert(str_is(value_text(change, "kind"), "policies"));
	ck_assert(str_is(value_text(change, "id"), "example-exa-ra"));
	ck_assert(str_is(value_text(change, "field"), "initial duration"));
	ck_assert(str_is(
	    value_text(change, "pointer"), "/duration/initial_months"));
	ck_assert(str_is(value_text(change, "before"), "6"));
	ck_assert(str_is(value_text(change, "after"), "3"));
}
END_TEST

START_TEST(prints_lines_or_json_and_its_status_says_whether)
{
	const char *const same[] = { old, old, NULL };
	const char *const lines[] = { old, fresh, NULL };
	const char *const json[] = { "-f", "json", old, fresh, NULL };

	kb_edit(sources, POLICY, "\"initial_months\": 6",
	    "\"initial_months\": 3");
	store_build(sources, fresh);
	ck_assert_int_eq(EXIT_FOUND, command_run(command_kb_diff, "", same));
	ck_assert_str_eq("", command_out);
	ck_assert_int_eq(
	    EXIT_NOT_HELD, command_run(command_kb_diff, "", lines));
	ck_assert_str_eq("Example Health Examplinib RA: initial duration "
			 "6 -> 3 months\n",
	    command_out);
	ck_assert_int_eq(
	    EXIT_NOT_HELD, command_run(command_kb_diff, "", json));
	ck_assert_ptr_nonnull(strstr(command_out, "\"before\": 6,"));
}
END_TEST

START_TEST(needs_two_knowledge_bases)
{
	const char *const one[] = { old, NULL };
	const char *const bad[] = { old, POLICY, NULL };

	ck_assert_int_eq(EXIT_USAGE, command_run(command_kb_diff, "", one));
	ck_assert_int_eq(EXIT_INPUT, command_run(command_kb_diff, "", bad));
}
END_TEST

Suite *suite_diff(void);

Suite *
suite_diff(void)
{
	Suite *suite = suite_create("diff");
	TCase *tcase = tcase_create("diff");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, says_what_changed_in_words, 0,
	    (int)(sizeof(edits) / sizeof(*edits)));
	tcase_add_test(tcase, says_nothing_where_nothing_changed);
	tcase_add_test(tcase, tells_facts_that_came_and_went);
	tcase_add_test(tcase, says_where_it_is_and_what_it_was);
	tcase_add_test(
	    tcase, prints_lines_or_json_and_its_status_says_whether);
	tcase_add_test(tcase, needs_two_knowledge_bases);
	suite_add_tcase(suite, tcase);
	return suite;
}
