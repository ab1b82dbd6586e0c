#include <check.h>
#include <string.h>

#include "kb/templates.h"
#include "lib/base/arena.h"
#include "lib/template/template.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static struct arena *arena;
static struct records records;
static struct template_files files;
static struct template_set *set;
static struct note note;
static char *dir;

static void
setup(void)
{
	arena = arena_new(8 << 20);
	records = records_new(arena);
	files = template_files_new(arena);
	set = NULL;
	dir = kb_folder();
}

static void
teardown(void)
{
	template_set_free(set);
	kb_copy_free(dir);
	arena_free(arena);
}

/* Load DIR/a and, laid over it, DIR/b. */
static enum err
load(size_t count)
{
	const char *const dirs[] = { store_path(dir, "a"),
		store_path(dir, "b") };

	note.text[0] = '\0';
	return templates_load(dirs, count, &files, &records, &set, &note);
}

static const char *
filled(const char *name)
{
	struct buf out = buf_new(arena, 1 << 16);

	ck_assert_int_eq(OK, template_fill(set, str_from(name),
				 (struct value){ NULL, NULL }, &out, &note));
	return str_to_c(buf_str(&out), arena);
}

static const char *
recorded(const char *key)
{
	size_t i;

	for (i = 0; i < records.count; i++)
		if (str_is(records.items[i].key, key))
			return str_to_c(records.items[i].bytes, arena);
	return NULL;
}

START_TEST(names_a_template_by_its_path_without_the_end)
{
	kb_write(dir, "a/guide/deep/head.md.mustache", "head");
	kb_write(dir, "a/index.txt.mustache", "index");
	ck_assert_msg(load(1) == OK, "%s", note.text);
	ck_assert_str_eq("head", filled("guide/deep/head.md"));
	ck_assert_str_eq("index", recorded("template/index.txt"));
	ck_assert_uint_eq(2, records.count);
}
END_TEST

START_TEST(lays_later_directories_over_earlier_ones_by_name)
{
	kb_write(dir, "a/x/one.txt.mustache", "a one");
	kb_write(dir, "a/x/two.txt.mustache", "a two");
	kb_write(dir, "b/x/two.txt.mustache", "b two");
	kb_write(dir, "b/x/three.txt.mustache", "b three");
	ck_assert_msg(load(2) == OK, "%s", note.text);
	ck_assert_str_eq("a one", filled("x/one.txt"));
	ck_assert_str_eq("b two", filled("x/two.txt"));
	ck_assert_str_eq("b three", filled("x/three.txt"));
	ck_assert_uint_eq(3, records.count);
}
END_TEST

START_TEST(keeps_assets_as_bytes)
{
	kb_write(dir, "a/assets/style.css", "a{{b}}");
	kb_write(dir, "b/assets/style.css", "c{{#d}}");
	ck_assert_msg(load(2) == OK, "%s", note.text);
	ck_assert_str_eq("c{{#d}}", recorded("asset/style.css"));
	ck_assert_uint_eq(1, records.count);
}
END_TEST

START_TEST(connects_partials_across_directories)
{
	kb_write(dir, "a/one.txt.mustache", "<{{>two.txt}}>");
	kb_write(dir, "b/two.txt.mustache", "2");
	ck_assert_msg(load(2) == OK, "%s", note.text);
	ck_assert_str_eq("<2>", filled("one.txt"));
}
END_TEST

START_TEST(passes_by_other_files)
{
	kb_write(dir, "a/README.md", "{{#not a template");
	kb_write(dir, "a/.hidden.mustache", "{{#not a template");
	ck_assert_msg(load(1) == OK, "%s", note.text);
	ck_assert_uint_eq(0, records.count);
}
END_TEST

START_TEST(names_the_file_and_line_of_a_syntax_error)
{
	kb_write(dir, "a/guide/head.md.mustache", "fine\n{{#open}}\n");
	ck_assert_int_eq(ERR_SYNTAX, load(1));
	ck_assert_msg(strstr(note.text, "guide/head.md:2:") == note.text, "%s",
	    note.text);
	ck_assert_ptr_null(set);
}
END_TEST

START_TEST(names_the_partial_that_is_missing)
{
	kb_write(dir, "a/head.md.mustache", "{{>parts/none.md}}");
	ck_assert_int_eq(ERR_NOT_FOUND, load(1));
	ck_assert_ptr_nonnull(strstr(note.text, "parts/none.md"));
}
END_TEST

START_TEST(says_which_directory_cannot_be_read)
{
	kb_write(dir, "a/x.txt.mustache", "x");
	ck_assert_int_eq(ERR_SYSTEM, load(2));
	ck_assert_ptr_nonnull(strstr(note.text, store_path(dir, "b")));
}
END_TEST

START_TEST(compiles_the_templates_of_this_program)
{
	static const char *const dirs[] = { "templates" };

	ck_assert_msg(
	    templates_load(dirs, 1, &files, &records, &set, &note) == OK, "%s",
	    note.text);
	ck_assert(template_exists(set, STR("guide/head.md")));
}
END_TEST

Suite *suite_templates_load(void);

Suite *
suite_templates_load(void)
{
	Suite *suite = suite_create("templates_load");
	TCase *tcase = tcase_create("templates_load");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, names_a_template_by_its_path_without_the_end);
	tcase_add_test(tcase, lays_later_directories_over_earlier_ones_by_name);
	tcase_add_test(tcase, keeps_assets_as_bytes);
	tcase_add_test(tcase, connects_partials_across_directories);
	tcase_add_test(tcase, passes_by_other_files);
	tcase_add_test(tcase, names_the_file_and_line_of_a_syntax_error);
	tcase_add_test(tcase, names_the_partial_that_is_missing);
	tcase_add_test(tcase, says_which_directory_cannot_be_read);
	tcase_add_test(tcase, compiles_the_templates_of_this_program);
	suite_add_tcase(suite, tcase);
	return suite;
}
