#include "kb/source.h"

#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/source_print.h"
#include "tests/unit/kb_help.h"

Suite *suite_source(void);

static char *dir;
static struct kb_said said;
static struct sources *sources;

static void
setup(void)
{
	dir = kb_copy();
	sources = NULL;
	said.text = NULL;
}

static void
teardown(void)
{
	sources_free(sources);
	free(said.text);
	kb_copy_free(dir);
}

static void
load(void)
{
	sources = kb_load(dir, NULL, &said);
}

static void
says(const char *what)
{
	ck_assert_msg(strstr(said.text, what) != NULL,
	    "wanted \"%s\", got \"%s\"", what, said.text);
}

START_TEST(finds_every_file_of_a_kind_in_the_order_of_ids)
{
	load();
	ck_assert_uint_eq(said.errors, 0);
	ck_assert_uint_eq(sources_count(sources, "treatments"), 4);
	ck_assert_str_eq(
	    sources_at(sources, "treatments", 0)->id, "example-inhibitor");
	ck_assert_str_eq(sources_at(sources, "treatments", 3)->id, "otherumab");
	ck_assert_ptr_null(sources_at(sources, "treatments", 4));
}
END_TEST

START_TEST(finds_a_file_by_kind_and_id_also_in_a_sub_folder)
{
	const struct source *source;

	load();
	source = sources_find(sources, "policies", "example-exa-ra");
	ck_assert_ptr_nonnull(source);
	ck_assert_str_eq(source->kind, "policies");
	ck_assert_ptr_nonnull(strstr(source->path, "/example-health/"));
	ck_assert_ptr_null(sources_find(sources, "policies", "none"));
	ck_assert_ptr_null(sources_find(sources, "citations", "otherumab"));
	ck_assert_ptr_null(sources_find(sources, "no-kind", "otherumab"));
}
END_TEST

START_TEST(knows_the_line_of_a_value)
{
	const struct source *source;

	load();
	source = sources_find(sources, "treatments", "examplinib");
	ck_assert_uint_eq(source_line(source, "/name"), 4);
	ck_assert_uint_eq(source_line(source, "/classes/0"), 6);
	ck_assert_uint_eq(source_line(source, "/classes/1"), 0);
}
END_TEST

START_TEST(a_later_directory_replaces_a_file_whole)
{
	char *over = kb_folder();
	const struct source *source;

	kb_write(over, "policies/example-exa-ra.json",
	    "{\"id\": \"example-exa-ra\", \"title\": \"Ours\"}\n");
	sources = kb_load(dir, over, &said);
	ck_assert_uint_eq(said.errors, 0);
	source = sources_find(sources, "policies", "example-exa-ra");
	ck_assert_int_eq(json_object_object_length(source->json), 2);
	ck_assert_ptr_nonnull(strstr(source->path, over));
	ck_assert_uint_eq(sources_count(sources, "policies"), 2);
	kb_copy_free(over);
}
END_TEST

START_TEST(a_later_directory_adds_what_the_earlier_one_has_not)
{
	char *over = kb_folder();

	kb_write(over, "topics/ours.json", "{\"id\": \"ours\"}\n");
	sources = kb_load(dir, over, &said);
	ck_assert_uint_eq(sources_count(sources, "topics"), 2);
	ck_assert_ptr_nonnull(sources_find(sources, "topics", "internal"));
	ck_assert_ptr_nonnull(sources_find(sources, "topics", "ours"));
	kb_copy_free(over);
}
END_TEST

START_TEST(refuses_one_id_twice_in_one_directory)
{
	kb_write(dir, "policies/other/example-exa-ra.json",
	    "{\"id\": \"example-exa-ra\"}\n");
	load();
	ck_assert_uint_eq(said.errors, 1);
	says("other/example-exa-ra.json: \"example-exa-ra\" is already in ");
	ck_assert_uint_eq(sources_count(sources, "policies"), 2);
}
END_TEST

static const struct {
	const char *name;
	const char *text;
	const char *says;
} broken[] = {
	{ "poems/ode.json", "{\"id\": \"ode\"}",
	    "/poems: no kind of source has this name" },
	{ "stray.json", "{\"id\": \"stray\"}",
	    "/stray.json: a source lies in the folder of its kind" },
	{ "topics/a.txt", "a", "/topics/a.txt: the name does not end in" },
	{ "topics/sub/a.json", "{\"id\": \"a\"}",
	    "/topics/sub: topics have no sub-folders" },
	{ "policies/1/2/3/4/5/a.json", "{\"id\": \"a\"}",
	    "/policies/1/2/3/4/5: lies more than 4 folders deep" },
	{ "topics/a.json", "{\n  \"id\": \"a\",\n  \"text\": }\n",
	    "/topics/a.json:3: line 3, column " },
	{ "topics/a.json", "{\n  \"id\": \"a\",\n  \"id\": \"a\"\n}\n",
	    "/topics/a.json:3: line 3, column " },
	{ "topics/a.json", "", "/topics/a.json:1: " },
	{ "topics/a.json", "{\"id\": \"a\", \"title\": \"\xff\"}",
	    "/topics/a.json:1: " },
	{ "topics/a.json", "{\"id\": \"a\", \"n\": NaN}",
	    "/topics/a.json:1: " },
	{ "topics/a.json", "[\"a\"]", "/topics/a.json:1: is not an object" },
	{ "topics/a.json", "{\"title\": \"a\"}",
	    "/topics/a.json:1: has no \"id\"" },
	{ "topics/a.json", "{\"id\": 7}", "/topics/a.json:1: has no \"id\"" },
	{ "topics/a.json", "{\n  \"id\": \"b\"\n}\n",
	    "/topics/a.json:2: /id: \"b\" is not the name of the file, "
	    "\"a\"" },
};

enum { BROKEN = sizeof(broken) / sizeof(*broken) };

START_TEST(reports_what_is_wrong_with_a_file_and_leaves_it_out)
{
	kb_write(dir, broken[_i].name, broken[_i].text);
	load();
	ck_assert_uint_eq(said.errors, 1);
	says(broken[_i].says);
	ck_assert_ptr_null(sources_find(sources, "topics", "a"));
	ck_assert_ptr_nonnull(sources_find(sources, "topics", "internal"));
}
END_TEST

START_TEST(refuses_a_file_above_a_megabyte)
{
	size_t size = 1024 * 1024 + 1;
	char *text = malloc(size + 1);

	memset(text, ' ', size);
	text[size] = '\0';
	kb_write(dir, "topics/a.json", text);
	free(text);
	load();
	says("/topics/a.json: larger than 1048576 bytes");
}
END_TEST

START_TEST(passes_over_readmes_and_hidden_files)
{
	kb_write(dir, "README.md", "read me");
	kb_write(dir, "topics/README.md", "read me");
	kb_write(dir, ".git/config", "hidden");
	kb_write(dir, "topics/.a.json.swp", "hidden");
	load();
	ck_assert_uint_eq(said.errors, 0);
}
END_TEST

START_TEST(fails_when_a_directory_is_not_there)
{
	const char *none = "/tmp/appeald-kb-none";
	struct report report = { .out = NULL };
	struct note note;

	ck_assert_int_eq(
	    sources_load(&none, 1, &report, &sources, &note), ERR_SYSTEM);
	ck_assert_ptr_null(sources);
	ck_assert_ptr_nonnull(strstr(note.text, none));
}
END_TEST

static char *
printed(struct json_object *json)
{
	struct note note;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	ck_assert_int_eq(source_print(json, out, &note), OK);
	fclose(out);
	return text;
}

START_TEST(prints_every_source_as_it_is_laid_out)
{
	const struct source *source;
	size_t k, i;
	char *text;

	load();
	for (k = 0; source_kinds[k] != NULL; k++)
		for (i = 0; i < sources_count(sources, source_kinds[k]); i++) {
			source = sources_at(sources, source_kinds[k], i);
			text = printed(source->json);
			ck_assert_str_eq(text, source->text);
			free(text);
		}
}
END_TEST

START_TEST(prints_digits_slashes_and_letters_as_they_were)
{
	static const char text[] =
	    "{\n"
	    "  \"id\": \"a\",\n"
	    "  \"n\": 0.750,\n"
	    "  \"u\": \"https://a/\xc2\xa7 \\\"b\\\"\\n\",\n"
	    "  \"e\": [],\n"
	    "  \"o\": {},\n"
	    "  \"x\": null\n"
	    "}\n";
	char *again;

	kb_write(dir, "topics/a.json", text);
	load();
	again = printed(sources_find(sources, "topics", "a")->json);
	ck_assert_str_eq(again, text);
	free(again);
}
END_TEST

START_TEST(says_when_it_cannot_print)
{
	FILE *full = fopen("/dev/full", "w");
	struct note note;

	load();
	ck_assert_int_eq(
	    source_print(
		sources_find(sources, "topics", "internal")->json, full, &note),
	    ERR_SYSTEM);
	fclose(full);
}
END_TEST

Suite *
suite_source(void)
{
	Suite *suite = suite_create("source");
	TCase *tcase = tcase_create("source");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, finds_every_file_of_a_kind_in_the_order_of_ids);
	tcase_add_test(tcase, finds_a_file_by_kind_and_id_also_in_a_sub_folder);
	tcase_add_test(tcase, knows_the_line_of_a_value);
	tcase_add_test(tcase, a_later_directory_replaces_a_file_whole);
	tcase_add_test(
	    tcase, a_later_directory_adds_what_the_earlier_one_has_not);
	tcase_add_test(tcase, refuses_one_id_twice_in_one_directory);
	tcase_add_loop_test(tcase,
	    reports_what_is_wrong_with_a_file_and_leaves_it_out, 0, BROKEN);
	tcase_add_test(tcase, refuses_a_file_above_a_megabyte);
	tcase_add_test(tcase, passes_over_readmes_and_hidden_files);
	tcase_add_test(tcase, fails_when_a_directory_is_not_there);
	tcase_add_test(tcase, prints_every_source_as_it_is_laid_out);
	tcase_add_test(tcase, prints_digits_slashes_and_letters_as_they_were);
	tcase_add_test(tcase, says_when_it_cannot_print);
	suite_add_tcase(suite, tcase);
	return suite;
}
