#include "kb/warnings.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/build.h"
#include "lib/base/json.h"
#include "lib/base/value.h"
#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

Suite *suite_warnings(void);

static char *sources; /* a copy of tests/data/kb-good */
static char *dir;
static char path[256];

static void
setup(void)
{
	sources = kb_copy();
	dir = kb_folder();
	snprintf(path, sizeof(path), "%s/kb.mdb", dir);
}

static void
teardown(void)
{
	kb_copy_free(sources);
	kb_copy_free(dir);
}

static struct kb *
build_and_open(void)
{
	struct note note = { "" };
	struct kb *kb = NULL;

	store_build(sources, path);
	ck_assert_msg(kb_open(path, 0, &kb, &note) == OK, "%s", note.text);
	return kb;
}

/* Nothing cites the citation any more. */
static void
make_unused(void)
{
	kb_edit(sources, "policies/example-health/example-preferred.json",
	    "    \"guideline-a\"\n", "");
}

START_TEST(a_build_keeps_its_warnings)
{
	struct value list, first;
	struct kb *kb;

	make_unused();
	kb = build_and_open();
	list = value_get(kb_meta(kb), "warnings");
	first = value_at(list, 0);
	ck_assert_uint_eq(value_count(list), 1);
	ck_assert(str_is(value_text(first, "rule"), "unused"));
	ck_assert(str_is(value_text(first, "fact"), "citations/guideline-a"));
	ck_assert(str_is(value_text(first, "at"), ""));
	ck_assert(str_is(value_text(first, "text"), "is cited by nothing"));
	kb_close(kb);
}
END_TEST

START_TEST(prints_their_number_and_a_line_for_each)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	struct kb *kb;

	make_unused();
	kb = build_and_open();
	warnings_print(kb, out);
	fclose(out);
	ck_assert_str_eq(text,
	    "warnings          1\n"
	    "  citations/guideline-a : is cited by nothing [unused]\n");
	free(text);
	kb_close(kb);
}
END_TEST

START_TEST(good_sources_leave_none)
{
	struct kb *kb = build_and_open();

	ck_assert_uint_eq(value_count(value_get(kb_meta(kb), "warnings")), 0);
	kb_close(kb);
}
END_TEST

/* The same sources, judged on another day. */
static struct build_result
build_on(const char *day, struct report *report)
{
	static const char *const templates[] = { "templates" };
	const char *const dirs[] = { sources };
	struct build_options options = { .sources = dirs,
		.source_count = 1,
		.templates = templates,
		.template_count = 1,
		.schemas = "kb/schema" };
	struct build_result result;
	struct date today;
	struct note note;

	ck_assert_int_eq(OK, date_parse(str_from(day), &today, &note));
	options.today = &today;
	ck_assert_msg(
	    build(&options, report, &result, &note) == OK, "%s", note.text);
	return result;
}

START_TEST(warnings_do_not_change_the_generation)
{
	struct report none = { .out = NULL }, some = { .out = NULL };
	struct build_result fresh = build_on("2026-11-22", &none);
	struct build_result stale = build_on("2027-03-01", &some);

	ck_assert_uint_eq(none.warnings, 0);
	ck_assert_uint_gt(some.warnings, 0);
	ck_assert_ptr_null(some.first);
	ck_assert_str_eq(fresh.generation, stale.generation);
}
END_TEST

START_TEST(the_first_page_tells_the_oldest_fact_of_each_class)
{
	struct kb_read read;
	struct section index;
	struct kb *kb;
	struct note note;

	kb_edit(sources, "indications/examplinib/exa-ra.json", "2026-11-22",
	    "2026-08-01");
	kb = build_and_open();
	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	index = kb_section(&read, STR("index"), STR_NONE, STR_NONE);
	ck_assert_ptr_nonnull(memmem(index.text.at, index.text.length,
	    "label: indications/exa-ra, read 2026-08-01",
	    strlen("label: indications/exa-ra, read 2026-08-01")));
	ck_assert_ptr_nonnull(memmem(index.json.at, index.json.length,
	    "\"warnings\":1", strlen("\"warnings\":1")));
	kb_end(&read);
	kb_close(kb);
}
END_TEST

Suite *
suite_warnings(void)
{
	Suite *suite = suite_create("warnings");
	TCase *tcase = tcase_create("warnings");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_build_keeps_its_warnings);
	tcase_add_test(tcase, prints_their_number_and_a_line_for_each);
	tcase_add_test(tcase, good_sources_leave_none);
	tcase_add_test(tcase, warnings_do_not_change_the_generation);
	tcase_add_test(
	    tcase, the_first_page_tells_the_oldest_fact_of_each_class);
	suite_add_tcase(suite, tcase);
	return suite;
}
