#include "kb/staleness.h"

#include <check.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "kb/check.h"
#include "lib/base/arena.h"
#include "tests/unit/kb_help.h"

Suite *suite_staleness(void);

static char *dir;
static char *table; /* a folder for a table of its own */
static struct kb_said said;
static struct arena *arena;
static struct note note;

static void
setup(void)
{
	dir = kb_copy();
	table = kb_folder();
	arena = arena_new(1 << 20);
	said.text = NULL;
	note.text[0] = '\0';
}

static void
teardown(void)
{
	free(said.text);
	arena_free(arena);
	kb_copy_free(table);
	kb_copy_free(dir);
}

static struct date
day(const char *text)
{
	struct date out;

	ck_assert_int_eq(date_parse(str_from(text), &out, &note), OK);
	return out;
}

START_TEST(labels_age_faster_than_statutes)
{
	struct sources *sources = kb_load(dir, NULL, &said);
	const struct staleness_class *label, *statute;
	struct staleness staleness;

	ck_assert_int_eq(
	    staleness_load("kb/schema", arena, &staleness, &note), OK);
	label = staleness_of(
	    &staleness, sources_find(sources, "citations", "label-examplinib"));
	statute = staleness_of(
	    &staleness, sources_find(sources, "citations", "law-a"));
	ck_assert_str_eq(label->name, "label");
	ck_assert_int_eq(label->warn_days, 90);
	ck_assert_int_eq(label->fail_days, 365);
	ck_assert_str_eq(statute->name, "statute");
	ck_assert_int_eq(statute->warn_days, 365);
	ck_assert_int_eq(statute->fail_days, 730);
	ck_assert_ptr_eq(
	    label, staleness_of(&staleness,
		       sources_find(sources, "indications", "exa-ra")));
	sources_free(sources);
}
END_TEST

START_TEST(every_kind_of_source_has_a_class)
{
	struct source source = { .kind = NULL };
	struct staleness staleness;
	size_t k;

	ck_assert_int_eq(
	    staleness_load("kb/schema", arena, &staleness, &note), OK);
	for (k = 0; source_kinds[k] != NULL; k++) {
		source.kind = source_kinds[k];
		if (strcmp(source.kind, "citations") == 0)
			continue;
		ck_assert_msg(staleness_of(&staleness, &source) != NULL,
		    "%s has none", source.kind);
	}
}
END_TEST

START_TEST(the_newest_day_is_the_day_of_judgment)
{
	struct sources *sources;
	struct date newest;

	kb_edit(dir, "plans/medicare_part_d.json", "2026-11-22", "2026-12-24");
	sources = kb_load(dir, NULL, &said);
	ck_assert(staleness_newest(sources, &newest));
	ck_assert_int_eq(date_compare(newest, day("2026-12-24")), 0);
	sources_free(sources);
}
END_TEST

START_TEST(tells_for_each_class_its_oldest_fact)
{
	struct sources *sources;
	struct staleness staleness;
	struct json_object *ages;
	const char *text;

	kb_edit(dir, "indications/examplinib/exa-ra.json", "2026-11-22",
	    "2026-10-01");
	sources = kb_load(dir, NULL, &said);
	ck_assert_int_eq(
	    staleness_load("kb/schema", arena, &staleness, &note), OK);
	ages = staleness_ages(&staleness, sources);
	text = json_object_to_json_string_ext(
	    ages, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	ck_assert_msg(
	    strstr(text,
		"{\"class\":\"label\",\"facts\":9,"
		"\"oldest\":\"2026-10-01\",\"fact\":\"indications/exa-ra\","
		"\"warn\":\"2026-12-30\",\"fail\":\"2027-10-01\"}") != NULL,
	    "%s", text);
	json_object_put(ages);
	sources_free(sources);
}
END_TEST

static void
check_on(const char *today)
{
	struct report report = { .out = NULL };
	struct sources *sources = kb_load(dir, NULL, &said);
	struct date date = day(today);

	ck_assert_int_eq(
	    check_sources(sources, "kb/schema", &date, &report, &note), OK);
	said.errors = report.errors;
	said.warnings = report.warnings;
	sources_free(sources);
}

START_TEST(a_later_day_makes_the_same_sources_stale)
{
	check_on("2026-11-22");
	ck_assert_uint_eq(said.errors + said.warnings, 0);
	free(said.text);
	check_on("2027-02-20");
	ck_assert_uint_eq(said.errors, 0);
	ck_assert_uint_eq(said.warnings, 9);
}
END_TEST

START_TEST(a_day_to_come_is_no_day_of_reading)
{
	check_on("2026-11-21");
	ck_assert_uint_gt(said.errors, 0);
}
END_TEST

static const struct {
	const char *text;
	enum err err;
	const char *says;
} tables[] = {
	{ "{", ERR_SYNTAX, "staleness.json: " },
	{ "{}", ERR_SYNTAX, "\"classes\" must list" },
	{ "{\"classes\": []}", ERR_SYNTAX, "\"classes\" must list" },
	{ "{\"classes\": [{\"warn_days\": 1, \"fail_days\": 2}]}", ERR_SYNTAX,
	    "a class has no name" },
	{ "{\"classes\": [{\"class\": \"a\", \"warn_days\": 2, "
	  "\"fail_days\": 2}]}",
	    ERR_SYNTAX, "class \"a\": \"warn_days\" must be above 0" },
	{ "{\"classes\": [{\"class\": \"a\", \"warn_days\": 0, "
	  "\"fail_days\": 2}]}",
	    ERR_SYNTAX, "\"fail_days\" above it" },
};

enum { TABLES = sizeof(tables) / sizeof(*tables) };

START_TEST(refuses_a_table_that_says_nothing)
{
	struct staleness staleness = { .count = 77 };

	kb_write(table, "staleness.json", tables[_i].text);
	ck_assert_int_eq(
	    staleness_load(table, arena, &staleness, &note), tables[_i].err);
	ck_assert_msg(
	    strstr(note.text, tables[_i].says) != NULL, "%s", note.text);
	ck_assert_uint_eq(staleness.count, 77);
}
END_TEST

START_TEST(fails_without_a_table)
{
	struct staleness staleness;

	ck_assert_int_eq(
	    staleness_load(table, arena, &staleness, &note), ERR_SYSTEM);
}
END_TEST

Suite *
suite_staleness(void)
{
	Suite *suite = suite_create("staleness");
	TCase *tcase = tcase_create("staleness");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, labels_age_faster_than_statutes);
	tcase_add_test(tcase, every_kind_of_source_has_a_class);
	tcase_add_test(tcase, the_newest_day_is_the_day_of_judgment);
	tcase_add_test(tcase, tells_for_each_class_its_oldest_fact);
	tcase_add_test(tcase, a_later_day_makes_the_same_sources_stale);
	tcase_add_test(tcase, a_day_to_come_is_no_day_of_reading);
	tcase_add_loop_test(
	    tcase, refuses_a_table_that_says_nothing, 0, TABLES);
	tcase_add_test(tcase, fails_without_a_table);
	suite_add_tcase(suite, tcase);
	return suite;
}
