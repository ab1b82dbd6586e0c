#include "kb/stat.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "kb/commands.h"
#include "lib/guide.h"
#include "lib/store/kb.h"
#include "tests/unit/command_help.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static char *dir;
static struct note note;

static void
setup(void)
{
	dir = kb_folder();
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

static struct stat_numbers
count(const char *path)
{
	struct stat_numbers numbers;
	struct kb *kb;

	ck_assert_msg(
	    kb_open(path, 1 << 30, &kb, &note) == OK, "%s", note.text);
	ck_assert_msg(stat_count(kb, &numbers, &note) == OK, "%s", note.text);
	kb_close(kb);
	return numbers;
}

/* tests/data/kb-good, after an edit of one of its treatments. */
static struct stat_numbers
count_edited(const char *name, const char *from, const char *to)
{
	char *sources = kb_copy(), *file = strdup(store_path(dir, "kb.mdb"));
	struct stat_numbers numbers;

	if (from != NULL)
		kb_edit(sources, name, from, to);
	store_build(sources, file);
	kb_copy_free(sources);
	numbers = count(file);
	free(file);
	return numbers;
}

START_TEST(tells_classes_drugs_in_full_and_names_apart)
{
	struct stat_numbers n = count_edited(NULL, NULL, NULL);

	ck_assert_uint_eq(2, n.classes);
	ck_assert_uint_eq(1, n.full);
	ck_assert_uint_eq(1, n.named);
	ck_assert_uint_eq(0, n.biosimilars);
}
END_TEST

START_TEST(counts_a_biosimilar_once_however_many_brands_it_has)
{
	struct stat_numbers n =
	    count_edited("treatments/otherumab.json", "\"products\": [",
		"\"products\": ["
		"{\"brand\":\"Onea\",\"name\":\"otherumab-aaaa\","
		"\"status\":\"biosimilar\"},"
		"{\"brand\":\"unbranded otherumab-aaaa\","
		"\"name\":\"otherumab-aaaa\",\"status\":\"biosimilar\"},"
		"{\"brand\":\"Twoa\",\"name\":\"otherumab-bbbb\","
		"\"status\":\"biosimilar\"},");

	ck_assert_uint_eq(2, n.biosimilars);
	ck_assert_uint_eq(2, n.full + n.named);
}
END_TEST

START_TEST(finds_every_guide_and_its_verdict)
{
	struct stat_numbers n = count_edited(NULL, NULL, NULL);
	size_t i, sum = 0;

	ck_assert_uint_eq(1 * 4 * 2, n.guides);
	for (i = 0; i < STAT_VERDICTS; i++)
		sum += n.by_verdict[i];
	ck_assert_uint_eq(n.guides, sum);
	ck_assert_uint_eq(2, n.by_verdict[VERDICT_HELD]);
}
END_TEST

START_TEST(finds_every_guide_of_the_whole_base)
{
	struct stat_numbers n = count(store_kb());
	struct value meta;
	struct kb *kb;

	ck_assert_int_eq(OK, kb_open(store_kb(), 1 << 30, &kb, &note));
	meta = kb_meta(kb);
	ck_assert_uint_eq(
	    n.guides, value_count(value_get(meta, "insurers")) *
			  value_count(value_get(meta, "treatments")) *
			  value_count(value_get(meta, "reasons")));
	ck_assert_uint_eq(value_count(value_get(meta, "treatments")),
	    n.classes + n.full + n.named);
	ck_assert_uint_gt(n.by_verdict[VERDICT_HELD], 0);
	ck_assert_uint_gt(n.by_verdict[VERDICT_NOT_HELD], 0);
	kb_close(kb);
}
END_TEST

/* What the knowledge base has to hold, at least, of each kind. */
static const struct {
	const char *kind;
	long least;
} held[] = {
	{ "insurers", 11 },
	{ "plans", 16 },
	{ "reasons", 18 },
	{ "indications", 43 },
	{ "regimens", 56 },
	{ "policies", 47 },
	{ "citations", 190 },
	{ "codes", 537 },
	{ "conditions", 18 },
};

START_TEST(holds_what_it_is_said_to_hold)
{
	long number = 0;
	struct kb *kb;

	ck_assert_int_eq(OK, kb_open(store_kb(), 1 << 30, &kb, &note));
	ck_assert(value_long(
	    value_get(value_get(kb_meta(kb), "counts"), held[_i].kind),
	    &number));
	ck_assert_int_ge(number, held[_i].least);
	kb_close(kb);
}
END_TEST

/* 52 drugs and the eight biosimilars of one: a biosimilar is a product. */
START_TEST(holds_sixty_drugs_if_biosimilars_are_counted)
{
	struct stat_numbers n = count(store_kb());

	ck_assert_uint_ge(n.full + n.named, 52);
	ck_assert_uint_ge(n.biosimilars, 8);
}
END_TEST

START_TEST(prints_a_line_for_each_number)
{
	const char *const words[] = { "--kb", store_kb(), NULL };
	static const char *const lines[] = { "generation ", "\nbuilt  ",
		"\noldest ", "\npolicies ", "\ncodes ", "\nclasses ",
		"\ndrugs ", "\nbiosimilars ", "\nguides ", "\nheld ",
		"\npartial ", "\nnot-held " };
	size_t i;

	ck_assert_int_eq(EXIT_FOUND, command_run(command_kb_stat, NULL, words));
	ck_assert_str_eq("", command_said);
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		ck_assert_msg(strstr(command_out, lines[i]) != NULL,
		    "%s is missing in:\n%s", lines[i], command_out);
}
END_TEST

START_TEST(refuses_what_is_no_knowledge_base)
{
	const char *const words[] = { "--kb", "README.md", NULL };

	ck_assert_int_eq(
	    EXIT_SYSTEM, command_run(command_kb_stat, NULL, words));
	ck_assert_str_eq("", command_out);
	ck_assert_ptr_nonnull(strstr(command_said, "README.md"));
}
END_TEST

Suite *suite_stat(void);

Suite *
suite_stat(void)
{
	Suite *suite = suite_create("stat");
	TCase *tcase = tcase_create("stat");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, tells_classes_drugs_in_full_and_names_apart);
	tcase_add_test(
	    tcase, counts_a_biosimilar_once_however_many_brands_it_has);
	tcase_add_test(tcase, finds_every_guide_and_its_verdict);
	tcase_add_test(tcase, finds_every_guide_of_the_whole_base);
	tcase_add_loop_test(tcase, holds_what_it_is_said_to_hold, 0,
	    (int)(sizeof(held) / sizeof(*held)));
	tcase_add_test(tcase, holds_sixty_drugs_if_biosimilars_are_counted);
	tcase_add_test(tcase, prints_a_line_for_each_number);
	tcase_add_test(tcase, refuses_what_is_no_knowledge_base);
	suite_add_tcase(suite, tcase);
	return suite;
}
