#include "kb/build.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static char *sources; /* a copy of tests/data/kb-good */
static char *dir; /* where files are written */
static struct note note;

static void
setup(void)
{
	sources = kb_copy();
	dir = kb_folder();
}

static void
teardown(void)
{
	kb_copy_free(sources);
	kb_copy_free(dir);
}

/* One build; what was reported is in "said". */
static enum err
try_build(const char *over, const char *templates, const char *out,
    struct build_result *result, struct kb_said *said)
{
	const char *const dirs[] = { sources, over };
	const char *const template_dirs[] = { "templates", templates };
	struct build_options options = { .out = out,
		.sources = dirs,
		.source_count = over == NULL ? 1 : 2,
		.templates = template_dirs,
		.template_count = templates == NULL ? 1 : 2,
		.schemas = "kb/schema" };
	struct report report = { .out = NULL };
	size_t size;
	enum err err;

	report.out = open_memstream(&said->text, &size);
	note.text[0] = '\0';
	err = build(&options, &report, result, &note);
	fclose(report.out);
	said->errors = report.errors;
	said->warnings = report.warnings;
	return err;
}

static bool
same_bytes(const char *a, const char *b)
{
	struct str left = store_bytes(a), right = store_bytes(b);
	bool same = str_equal(left, right);

	free((char *)(uintptr_t)left.at);
	free((char *)(uintptr_t)right.at);
	return same;
}

START_TEST(gives_the_same_file_for_the_same_sources)
{
	const char *a = store_path(dir, "a.mdb"), *b = store_path(dir, "b.mdb");
	struct build_result first = store_build(sources, a);
	struct build_result second = store_build(sources, b);

	ck_assert_str_eq(first.generation, second.generation);
	ck_assert(same_bytes(a, b));
}
END_TEST

START_TEST(gives_the_same_file_wherever_the_sources_lie)
{
	const char *a = store_path(dir, "a.mdb"), *b = store_path(dir, "b.mdb");

	store_build(sources, a);
	store_build("tests/data/kb-good", b);
	ck_assert(same_bytes(a, b));
}
END_TEST

START_TEST(names_its_generation_in_the_file)
{
	const char *path = store_path(dir, "a.mdb");
	struct build_result result = store_build(sources, path);
	struct kb *kb;

	ck_assert_int_eq(OK, kb_open(path, 1 << 30, &kb, &note));
	ck_assert(str_is(kb_generation(kb), result.generation));
	ck_assert(str_is(kb_built(kb), "2026-11-22"));
	ck_assert_uint_gt(result.facts, 10);
	ck_assert_uint_gt(result.records, result.facts);
	kb_close(kb);
}
END_TEST

START_TEST(gives_another_generation_when_a_fact_changes)
{
	struct build_result before =
	    store_build(sources, store_path(dir, "a.mdb"));
	struct build_result after;

	kb_edit(sources, "reasons/step-therapy.json", "Step", "Stair");
	after = store_build(sources, store_path(dir, "b.mdb"));
	ck_assert_str_ne(before.generation, after.generation);
}
END_TEST

START_TEST(gives_another_generation_when_a_template_changes)
{
	struct build_result before, after;
	struct kb_said said;

	kb_write(dir, "t/guide/foot.txt.mustache", "the end\n");
	before = store_build(sources, NULL);
	ck_assert_int_eq(
	    OK, try_build(NULL, store_path(dir, "t"), NULL, &after, &said));
	ck_assert_str_ne(before.generation, after.generation);
	free(said.text);
}
END_TEST

START_TEST(numbers_citations_so_that_law_comes_first)
{
	const char *path = store_path(dir, "a.mdb");
	struct kb_read read;
	struct kb *kb;
	struct str kind;
	bool left = false;
	size_t i;

	store_build(sources, path);
	ck_assert_int_eq(OK, kb_open(path, 1 << 30, &kb, &note));
	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	ck_assert_uint_gt(kb_citations(kb), 3);
	for (i = 0; i < kb_citations(kb); i++) {
		kind = value_text(
		    kb_fact(&read, "citations", kb_citation_id(kb, i)), "kind");
		if (!str_is(kind, "statute") && !str_is(kind, "regulation") &&
		    !str_is(kind, "guidance") && !str_is(kind, "notice"))
			left = true;
		else
			ck_assert(!left);
	}
	kb_end(&read);
	kb_close(kb);
}
END_TEST

START_TEST(writes_nothing_when_a_source_is_bad_and_reports_it)
{
	struct build_result result;
	struct kb_said said;

	kb_edit(sources, "reasons/step-therapy.json", "\"name\"", "\"nmae\"");
	ck_assert_int_eq(ERR_INVALID,
	    try_build(NULL, NULL, store_path(dir, "a.mdb"), &result, &said));
	ck_assert_uint_gt(said.errors, 0);
	ck_assert_ptr_nonnull(strstr(said.text, "step-therapy.json"));
	ck_assert_ptr_nonnull(strstr(note.text, "nothing was written"));
	ck_assert_uint_eq(0, store_entries(dir));
	free(said.text);
}
END_TEST

START_TEST(keeps_the_old_file_when_a_source_is_bad)
{
	const char *path = store_path(dir, "a.mdb");
	struct str before, after;
	struct build_result result;
	struct kb_said said;

	store_build(sources, path);
	before = store_bytes(path);
	kb_write(sources, "reasons/step-therapy.json", "{\"id\":");
	ck_assert_int_eq(
	    ERR_INVALID, try_build(NULL, NULL, path, &result, &said));
	after = store_bytes(path);
	ck_assert(str_equal(before, after));
	free((char *)(uintptr_t)before.at);
	free((char *)(uintptr_t)after.at);
	free(said.text);
}
END_TEST

START_TEST(reports_every_bad_source)
{
	struct build_result result;
	struct kb_said said;

	kb_write(sources, "reasons/step-therapy.json", "{\"id\":");
	kb_write(sources, "topics/internal.json", "[]");
	ck_assert_int_eq(
	    ERR_INVALID, try_build(NULL, NULL, NULL, &result, &said));
	ck_assert_ptr_nonnull(strstr(said.text, "step-therapy.json"));
	ck_assert_ptr_nonnull(strstr(said.text, "internal.json"));
	free(said.text);
}
END_TEST

START_TEST(lays_a_later_directory_over_an_earlier_one)
{
	const char *path = store_path(dir, "a.mdb");
	char *over = kb_copy();
	struct build_result result;
	struct kb_said said;
	struct kb_read read;
	struct kb *kb;

	kb_edit(over, "conditions/ra.json", "\"name\": \"", "\"name\": \"Our ");
	ck_assert_int_eq(OK, try_build(over, NULL, path, &result, &said));
	ck_assert_int_eq(OK, kb_open(path, 1 << 30, &kb, &note));
	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	ck_assert(str_starts(
	    value_text(kb_fact(&read, "conditions", STR("ra")), "name"),
	    STR("Our ")));
	kb_end(&read);
	kb_close(kb);
	kb_copy_free(over);
	free(said.text);
}
END_TEST

START_TEST(only_checks_when_there_is_no_file_to_write)
{
	struct build_result result = store_build(sources, NULL);

	ck_assert_uint_eq(16, strlen(result.generation));
	ck_assert_uint_eq(0, store_entries(dir));
}
END_TEST

START_TEST(says_which_directory_cannot_be_read)
{
	struct build_result result;
	struct kb_said said;

	ck_assert_int_eq(ERR_SYSTEM,
	    try_build("/tmp/no-such-folder", NULL, NULL, &result, &said));
	ck_assert_ptr_nonnull(strstr(note.text, "/tmp/no-such-folder"));
	free(said.text);
}
END_TEST

START_TEST(writes_nothing_when_a_template_is_broken)
{
	struct build_result result;
	struct kb_said said;

	kb_write(dir, "t/guide/foot.txt.mustache", "{{#open}}");
	ck_assert_int_eq(
	    ERR_SYNTAX, try_build(NULL, store_path(dir, "t"),
			    store_path(dir, "a.mdb"), &result, &said));
	ck_assert_ptr_nonnull(strstr(note.text, "guide/foot.txt"));
	ck_assert_int_ne(0, access(store_path(dir, "a.mdb"), F_OK));
	free(said.text);
}
END_TEST

START_TEST(writes_nothing_when_a_template_is_missing)
{
	const char *const from[] = { sources };
	const char *const templates[] = { dir };
	struct build_options options = { .out = store_path(dir, "a.mdb"),
		.sources = from,
		.source_count = 1,
		.templates = templates,
		.template_count = 1,
		.schemas = "kb/schema" };
	struct report report = { .out = NULL };
	struct build_result result;

	ck_assert_int_ne(OK, build(&options, &report, &result, &note));
	ck_assert_uint_eq(0, store_entries(dir));
}
END_TEST

Suite *suite_build(void);

Suite *
suite_build(void)
{
	Suite *suite = suite_create("build");
	TCase *tcase = tcase_create("build");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, gives_the_same_file_for_the_same_sources);
	tcase_add_test(tcase, gives_the_same_file_wherever_the_sources_lie);
	tcase_add_test(tcase, names_its_generation_in_the_file);
	tcase_add_test(tcase, gives_another_generation_when_a_fact_changes);
	tcase_add_test(tcase, gives_another_generation_when_a_template_changes);
	tcase_add_test(tcase, numbers_citations_so_that_law_comes_first);
	tcase_add_test(
	    tcase, writes_nothing_when_a_source_is_bad_and_reports_it);
	tcase_add_test(tcase, keeps_the_old_file_when_a_source_is_bad);
	tcase_add_test(tcase, reports_every_bad_source);
	tcase_add_test(tcase, lays_a_later_directory_over_an_earlier_one);
	tcase_add_test(tcase, only_checks_when_there_is_no_file_to_write);
	tcase_add_test(tcase, says_which_directory_cannot_be_read);
	tcase_add_test(tcase, writes_nothing_when_a_template_is_broken);
	tcase_add_test(tcase, writes_nothing_when_a_template_is_missing);
	suite_add_tcase(suite, tcase);
	return suite;
}
