#include "lib/store/names.h"

#include <check.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/store_help.h"

static struct kb *kb; /* of kb/sources */
static struct kb_read read;
static struct arena *arena;
static struct note note;

static void
setup(void)
{
	ck_assert_msg(
	    kb_open(store_kb(), 1 << 30, &kb, &note) == OK, "%s", note.text);
	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	arena = arena_new(1 << 20);
}

static void
teardown(void)
{
	kb_end(&read);
	kb_close(kb);
	arena_free(arena);
}

static enum err
find(const char *kind, const char *typed, struct named *out)
{
	note.text[0] = '\0';
	return names_find(&read, kind, str_from(typed), arena, out, &note);
}

static const struct {
	const char *kind;
	const char *typed;
	const char *id;
} known[] = {
	{ "treatments", "upadacitinib", "upadacitinib" },
	{ "treatments", "Upadacitinib", "upadacitinib" },
	{ "treatments", "RINVOQ", "upadacitinib" },
	{ "treatments", "Rinvoq LQ", "upadacitinib" },
	{ "treatments", "rinvoq_lq", "upadacitinib" },
	{ "treatments", "  rinvoq-lq. ", "upadacitinib" },
	{ "treatments", "upa", "upadacitinib" },
	{ "treatments", "Stelara", "ustekinumab" },
	{ "treatments", "IL-12/23 inhibitors", "il-12-23-inhibitor" },
	{ "treatments", "il12/23", "il-12-23-inhibitor" },
	{ "treatments", "jaki", "jak-inhibitor" },
	{ "insurers", "CIGNA Healthcare", "cigna" },
	{ "insurers", "The Cigna Group", "cigna" },
	{ "reasons", "Not medically necessary", "medical-necessity" },
	{ "reasons", "off-label", "not-fda-approved" },
	{ "reasons", "QL", "quantity-limits" },
	{ "plans", "erisa-self-funded", "erisa_self_funded" },
};

START_TEST(finds_a_thing_by_any_of_its_names)
{
	struct named named;

	ck_assert_msg(find(known[_i].kind, known[_i].typed, &named) == OK, "%s",
	    note.text);
	ck_assert_msg(str_is(named.id, known[_i].id), "%s is %.*s",
	    known[_i].typed, STR_ARG(named.id));
}
END_TEST

START_TEST(calls_only_the_id_itself_canonical)
{
	struct named named;

	ck_assert_int_eq(OK, find("treatments", "upadacitinib", &named));
	ck_assert(named.canonical);
	ck_assert_int_eq(OK, find("treatments", "Upadacitinib", &named));
	ck_assert(!named.canonical);
	ck_assert_int_eq(OK, find("treatments", "upadacitinib ", &named));
	ck_assert(!named.canonical);
	ck_assert_int_eq(OK, find("plans", "erisa-self-funded", &named));
	ck_assert(!named.canonical);
	ck_assert_int_eq(OK, find("treatments", "rinvoq", &named));
	ck_assert(!named.canonical);
}
END_TEST

START_TEST(does_not_mix_kinds)
{
	struct named named;

	ck_assert_int_eq(ERR_NOT_FOUND, find("insurers", "rinvoq", &named));
	ck_assert_int_eq(ERR_NOT_FOUND, find("treatments", "cigna", &named));
	ck_assert_int_eq(ERR_NOT_FOUND, find("nonsense", "cigna", &named));
}
END_TEST

static const char *const unknown[] = { "", " ", "--", "rinvo", "rinvok",
	"upadacitini", "upadacitinibb", "rinvoq upadacitinib", "/", "..",
	"name/treatments/rinvoq", "\xff\xfe" };

START_TEST(never_guesses_a_name_nobody_gave)
{
	struct named named = { .canonical = false };

	ck_assert_int_eq(
	    ERR_NOT_FOUND, find("treatments", unknown[_i], &named));
	ck_assert_ptr_null(named.id.at);
	ck_assert_ptr_nonnull(strstr(note.text, "not known"));
}
END_TEST

START_TEST(says_the_name_as_it_was_typed)
{
	struct named named;

	find("treatments", "Rinvok!", &named);
	ck_assert_ptr_nonnull(strstr(note.text, "\"Rinvok!\""));
}
END_TEST

START_TEST(never_cuts_a_character_in_two_when_it_says_a_name)
{
	char typed[200] = "";
	struct named named;
	size_t i;

	/* Three bytes each, moved on by one, two and three. */
	for (i = 0; i < 3; i++) {
		memset(typed, 'x', i);
		typed[i] = '\0';
		while (strlen(typed) < 100)
			strcat(typed, "\xe2\x82\xac");
		ck_assert_int_eq(
		    ERR_NOT_FOUND, find("treatments", typed, &named));
		ck_assert_msg(
		    str_is_utf8(str_from(note.text)), "%s", note.text);
	}
}
END_TEST

START_TEST(says_no_character_that_steers_a_terminal)
{
	struct named named;

	find("treatments", "x\033[2Jy\r\n", &named);
	ck_assert_ptr_nonnull(strstr(note.text, "\"x?[2Jy??\""));
}
END_TEST

START_TEST(takes_a_very_long_name_for_unknown)
{
	struct named named;
	char typed[5000];

	memset(typed, 'x', sizeof(typed) - 1);
	typed[sizeof(typed) - 1] = '\0';
	ck_assert_int_eq(ERR_NOT_FOUND, find("treatments", typed, &named));
}
END_TEST

START_TEST(does_not_decide_between_two_drugs_of_one_ingredient)
{
	struct named named;
	struct str near[5];
	size_t count, i, both = 0;

	ck_assert_int_eq(
	    ERR_NOT_FOUND, find("treatments", "ruxolitinib", &named));
	count =
	    names_near(&read, "treatments", STR("ruxolitinib"), 5, arena, near);
	for (i = 0; i < count; i++)
		both += str_is(near[i], "ruxolitinib-oral") ||
			str_is(near[i], "ruxolitinib-topical");
	ck_assert_uint_eq(2, both);
}
END_TEST

START_TEST(offers_the_nearest_name_first)
{
	static const char *const typed[] = { "rinvok", "upadacitinb",
		"Rinvoque" };
	struct str near[5];
	size_t i;

	for (i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		ck_assert_uint_gt(names_near(&read, "treatments",
				      str_from(typed[i]), 5, arena, near),
		    0);
		ck_assert_msg(str_is(near[0], "upadacitinib"), "%s: %.*s",
		    typed[i], STR_ARG(near[0]));
	}
}
END_TEST

START_TEST(offers_each_thing_once)
{
	struct str near[5];
	size_t count, i, k;

	count =
	    names_near(&read, "treatments", STR("ustekinumb"), 5, arena, near);
	ck_assert_uint_gt(count, 0);
	for (i = 0; i < count; i++)
		for (k = 0; k < i; k++)
			ck_assert(!str_equal(near[i], near[k]));
}
END_TEST

START_TEST(offers_no_more_than_asked_for_and_maybe_nothing)
{
	struct str near[5];

	ck_assert_uint_le(
	    names_near(&read, "treatments", STR("inhibitor"), 2, arena, near),
	    2);
	ck_assert_uint_eq(0, names_near(&read, "treatments",
				 STR("qqqqqqqqqqqqqqqq"), 5, arena, near));
	ck_assert_uint_eq(
	    0, names_near(&read, "treatments", STR(""), 5, arena, near));
}
END_TEST

START_TEST(finds_every_thing_by_its_id_and_its_name)
{
	static const char *const kinds[] = { "insurers", "treatments",
		"reasons", "plans", "conditions" };
	struct value_each it;
	struct named named;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		for (it = value_each(value_get(kb_meta(kb), kinds[i]));
		     value_next(&it);) {
			struct str id = value_text(it.item, "id");
			struct str name = value_text(it.item, "name");

			ck_assert_int_eq(OK, names_find(&read, kinds[i], id,
						 arena, &named, &note));
			ck_assert(named.canonical);
			ck_assert(str_equal(id, named.id));
			ck_assert_msg(names_find(&read, kinds[i], name, arena,
					  &named, &note) == OK,
			    "%s", note.text);
			ck_assert_msg(str_equal(id, named.id),
			    "%.*s finds %.*s", STR_ARG(name),
			    STR_ARG(named.id));
		}
}
END_TEST

Suite *suite_names(void);

Suite *
suite_names(void)
{
	Suite *suite = suite_create("names");
	TCase *tcase = tcase_create("names");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_a_thing_by_any_of_its_names, 0,
	    (int)(sizeof(known) / sizeof(*known)));
	tcase_add_test(tcase, calls_only_the_id_itself_canonical);
	tcase_add_test(tcase, does_not_mix_kinds);
	tcase_add_loop_test(tcase, never_guesses_a_name_nobody_gave, 0,
	    (int)(sizeof(unknown) / sizeof(*unknown)));
	tcase_add_test(tcase, says_the_name_as_it_was_typed);
	tcase_add_test(
	    tcase, never_cuts_a_character_in_two_when_it_says_a_name);
	tcase_add_test(tcase, says_no_character_that_steers_a_terminal);
	tcase_add_test(tcase, takes_a_very_long_name_for_unknown);
	tcase_add_test(
	    tcase, does_not_decide_between_two_drugs_of_one_ingredient);
	tcase_add_test(tcase, offers_the_nearest_name_first);
	tcase_add_test(tcase, offers_each_thing_once);
	tcase_add_test(tcase, offers_no_more_than_asked_for_and_maybe_nothing);
	tcase_add_test(tcase, finds_every_thing_by_its_id_and_its_name);
	suite_add_tcase(suite, tcase);
	return suite;
}
