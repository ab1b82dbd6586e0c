/* What texts are read as; every code of the sources among them. */

#include "lib/codes/code_find.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/codes_help.h"
#include "tests/unit/guide_help.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

/* One text, and all that it is read as. */
static const struct {
	const char *text;
	const char *read;
} cases[] = {
	{ "CO-50", "CO-50 [found] x12-carc.50" },
	{ "co50", "co50 [found] x12-carc.50" },
	{ "CO 50", "CO 50 [found] x12-carc.50" },
	{ "CO - 50", "CO-50 [found] x12-carc.50" },
	{ "PR-204", "PR-204 [found] x12-carc.204" },
	{ "OA A1", "OA A1 [found] x12-carc.a1" },
	{ "PI-B22", "PI-B22 [found] x12-carc.b22" },
	{ "CR42", "CR42 [found] x12-carc.42" },
	{ "CO-07", "CO-07 [found] x12-carc.7" },
	{ "50", "50 [several] ncpdp-reject.50 x12-carc.50" },
	{ "16", "16 [several] x12-886.16 x12-carc.16" },
	{ "7", "7 [several] ncpdp-reject.07 x12-carc.7" },
	{ "07", "07 [several] ncpdp-reject.07 x12-886.07 x12-carc.7" },
	{ "0A", "0A [found] x12-886.0a" },
	{ "0f", "0f [found] x12-886.0f" },
	{ "reject 76", "reject 76 [found] ncpdp-reject.76" },
	{ "Reject Code: 76", "Reject Code: 76 [found] ncpdp-reject.76" },
	{ "NCPDP 76", "NCPDP 76 [found] ncpdp-reject.76" },
	{ "rej 7", "rej 7 [found] ncpdp-reject.07" },
	{ "reject 7X", "reject 7X [found] ncpdp-reject.7x" },
	{ "MA130", "MA130 [found] cms-rarc.ma130" },
	{ "ma-130", "ma-130 [found] cms-rarc.ma130" },
	{ "N130", "N130 [found] cms-rarc.n130" },
	{ "M1", "M1 [several] cms-rarc.m1 ncpdp-reject.m1" },
	{ "RARC M1", "RARC M1 [found] cms-rarc.m1" },
	{ "NCPDP M1", "NCPDP M1 [found] ncpdp-reject.m1" },
	{ "TD", "TD [found] ncpdp-dur.td" },
	{ "DUR PA", "DUR PA [found] ncpdp-dur.pa" },
	{ "conflict code: TD", "conflict code: TD [found] ncpdp-dur.td" },
	{ "HCR01 A3", "HCR01 A3 [found] x12-306.a3" },
	{ "HCR03: 0F", "HCR03: 0F [found] x12-886.0f" },
	{ "carc:50", "carc:50 [found] x12-carc.50" },
	{ "x12-carc.50", "x12-carc.50 [found] x12-carc.50" },
	{ "quantity-limit", "quantity-limit [found] "
			    "carin-rtpbc-benefit-restriction.quantity-limit" },
	{ "CO-999", "CO-999 [unknown]" },
	{ "carc:999", "carc:999 [unknown]" },
	{ "N9", "N9 [unknown]" },
	{ "CO-0F", "CO-0F [unknown]" },
	{ "hello", "hello [unknown]" },
	{ "-", "- [unknown]" },
	{ "not medically necessary",
	    "not medically necessary [phrase] medical-necessity" },
	{ "Step therapy", "Step therapy [phrase] step-therapy" },
	{ "It is not medically necessary for 30 days.",
	    "It is not medically necessary for 30 days. [phrase] "
	    "medical-necessity" },
	{ "rejected as experimental",
	    "rejected as experimental [phrase] experimental" },
};

START_TEST(reads_a_text_as_what_it_is)
{
	const struct codes *codes = codes_asked(cases[_i].text);

	ck_assert_uint_eq(1, codes->list.count);
	ck_assert_str_eq(cases[_i].read, codes_read(&codes->list.items[0]));
}
END_TEST

static const struct {
	const char *text;
	const char *read[3];
} many[] = {
	{ "CO-50, N115",
	    { "CO-50 [found] x12-carc.50", "N115 [found] cms-rarc.n115" } },
	{ "50; 76", { "50 [several] ncpdp-reject.50 x12-carc.50",
			"76 [several] ncpdp-reject.76 x12-carc.76" } },
	{ "CO-50 N115",
	    { "CO-50 [found] x12-carc.50", "N115 [found] cms-rarc.n115" } },
	{ "Denied with CO 16 (MA130), see page 50.",
	    { "CO 16 [found] x12-carc.16", "MA130 [found] cms-rarc.ma130" } },
	{ "denied - CO-50 - and N115",
	    { "CO-50 [found] x12-carc.50", "N115 [found] cms-rarc.n115" } },
	{ "your claim: reject code 76 and reject 75",
	    { "reject code 76 [found] ncpdp-reject.76",
		"reject 75 [found] ncpdp-reject.75" } },
};

START_TEST(reads_every_code_of_a_text_with_several)
{
	const struct codes *codes = codes_asked(many[_i].text);
	size_t i;

	for (i = 0; i < 3 && many[_i].read[i] != NULL; i++) {
		ck_assert_uint_gt(codes->list.count, i);
		ck_assert_str_eq(
		    many[_i].read[i], codes_read(&codes->list.items[i]));
	}
	ck_assert_uint_eq(i, codes->list.count);
}
END_TEST

/* Is this id among what the text was read as? */
static bool
has_code(const struct code_asked *asked, struct str id)
{
	size_t i;

	for (i = 0; i < asked->count; i++)
		if (str_equal(asked->codes[i].id, id))
			return true;
	return false;
}

/* Call "look" for every code of the sources; how many there are. */
static size_t
each_code(void (*look)(struct str id, struct value fact))
{
	struct kb_walk walk = kb_walk(&guide_reading, STR("fact/codes/"));
	size_t count = 0;

	for (; kb_next(&walk); count++) {
		look(walk.rest, value_of(walk.bytes));
		arena_reset(guide_arena);
	}
	kb_walk_end(&walk);
	return count;
}

static void
look_by_name(struct str id, struct value fact)
{
	struct str system;
	struct code code;

	ck_assert_msg(
	    code_find_in(&guide_reading, value_text(fact, "system"),
		value_text(fact, "code"), guide_arena, &system, &code),
	    "%.*s", STR_ARG(id));
	ck_assert(str_equal(id, code.id));
	ck_assert(str_equal(system, value_text(fact, "system")));
}

START_TEST(finds_every_code_by_its_system_and_code)
{
	ck_assert_uint_eq(537, each_code(look_by_name));
}
END_TEST

static void
look_by_prefix(struct str id, struct value fact)
{
	const struct codes *codes;
	char text[256];

	snprintf(text, sizeof(text), "%.*s:%.*s",
	    STR_ARG(value_text(fact, "system")),
	    STR_ARG(value_text(fact, "code")));
	codes = codes_asked(text);
	ck_assert_int_eq(CODE_FOUND, codes->list.items[0].status);
	ck_assert(str_equal(id, codes->list.items[0].codes[0].id));
	snprintf(text, sizeof(text), "%.*s", STR_ARG(id));
	codes = codes_asked(text);
	ck_assert_int_eq(CODE_FOUND, codes->list.items[0].status);
	ck_assert(str_equal(id, codes->list.items[0].codes[0].id));
}

START_TEST(finds_every_code_alone_where_its_system_is_said)
{
	ck_assert_uint_eq(537, each_code(look_by_prefix));
}
END_TEST

/* Bare, with all that are listed as written the same. */
static void
look_bare(struct str id, struct value fact)
{
	struct value_each it = value_each(value_get(fact, "also_in"));
	const struct codes *codes;
	const struct code_asked *asked;
	char text[256];

	snprintf(text, sizeof(text), "%.*s", STR_ARG(value_text(fact, "code")));
	codes = codes_asked(text);
	asked = &codes->list.items[0];
	ck_assert_uint_eq(1, codes->list.count);
	ck_assert_msg(has_code(asked, id), "%s", codes_read(asked));
	while (value_next(&it))
		ck_assert_msg(has_code(asked, value_str(it.item)), "%s",
		    codes_read(asked));
	ck_assert_int_eq(
	    asked->count > 1 ? CODE_SEVERAL : CODE_FOUND, asked->status);
	ck_assert_uint_ge(
	    asked->count, 1 + value_count(value_get(fact, "also_in")));
}

START_TEST(finds_every_bare_code_with_all_that_are_written_the_same)
{
	ck_assert_uint_eq(537, each_code(look_bare));
}
END_TEST

/* As the groups of CARC and the words of NCPDP put it. */
static void
look_with_what_stands_before(struct str id, struct value fact)
{
	const struct codes *codes;
	bool carc = str_is(value_text(fact, "system"), "x12-carc");
	char text[64];

	if (!carc && !str_is(value_text(fact, "system"), "ncpdp-reject"))
		return;
	snprintf(text, sizeof(text), "%s%.*s", carc ? "PR-" : "Reject ",
	    STR_ARG(value_text(fact, "code")));
	codes = codes_asked(text);
	ck_assert_uint_eq(1, codes->list.items[0].count);
	ck_assert_msg(str_equal(id, codes->list.items[0].codes[0].id), "%s",
	    codes_read(&codes->list.items[0]));
	ck_assert(carc ==
		  str_is(value_text(codes->list.items[0].group, "code"), "PR"));
}

START_TEST(decides_by_what_stands_before_a_code)
{
	each_code(look_with_what_stands_before);
}
END_TEST

/* As FHIR writes a code with its system. */
START_TEST(knows_a_system_by_its_address)
{
	const struct str typed =
	    STR("https://x12.org/codes/claim-adjustment-reason-codes|50");
	struct codes_query query = { .typed = &typed, .count = 1 };
	struct codes codes;
	struct note note;

	ck_assert_int_eq(OK, codes_find(&guide_reading, &query, guide_arena,
				 &codes, &guide_problems, &note));
	ck_assert_uint_eq(1, codes.list.items[0].count);
	ck_assert(str_is(codes.list.items[0].codes[0].id, "x12-carc.50"));
}
END_TEST

START_TEST(keeps_the_system_and_group_of_a_code_that_is_not_held)
{
	const struct code_asked *asked =
	    &codes_asked("CO-999|N9")->list.items[0];

	ck_assert(str_is(value_text(asked[0].system, "id"), "x12-carc"));
	ck_assert(str_is(value_text(asked[0].group, "code"), "CO"));
	ck_assert(str_is(value_text(asked[1].system, "id"), "cms-rarc"));
}
END_TEST

START_TEST(lets_the_longest_phrase_lead)
{
	const struct codes *codes =
	    codes_asked("experimental, and not medically necessary");
	const struct code_asked *asked = &codes->list.items[0];

	ck_assert_uint_eq(2, asked->phrase_count);
	ck_assert(str_is(
	    value_text(asked->phrases[0], "text"), "not medically necessary"));
	ck_assert(
	    str_is(value_text(asked->phrases[1], "reason"), "experimental"));
}
END_TEST

START_TEST(finds_no_code_in_an_unknown_system_nor_the_other_way_round)
{
	struct str system = STR_NONE;
	struct code code;

	ck_assert(!code_find_in(&guide_reading, STR("none"), STR("50"),
	    guide_arena, &system, &code));
	ck_assert_ptr_null(system.at);
	ck_assert(!code_find_in(&guide_reading, STR("carc"), STR("999"),
	    guide_arena, &system, &code));
	ck_assert(str_is(system, "x12-carc"));
	ck_assert(!code_find_in(&guide_reading, STR("cms-rarc"), STR("50"),
	    guide_arena, &system, &code));
}
END_TEST

Suite *suite_code_find(void);

Suite *
suite_code_find(void)
{
	Suite *suite = suite_create("code_find");
	TCase *tcase = guide_tcase("code_find");

	tcase_add_loop_test(tcase, reads_a_text_as_what_it_is, 0, COUNT(cases));
	tcase_add_loop_test(
	    tcase, reads_every_code_of_a_text_with_several, 0, COUNT(many));
	tcase_add_test(tcase, finds_every_code_by_its_system_and_code);
	tcase_add_test(tcase, finds_every_code_alone_where_its_system_is_said);
	tcase_add_test(
	    tcase, finds_every_bare_code_with_all_that_are_written_the_same);
	tcase_add_test(tcase, knows_a_system_by_its_address);
	tcase_add_test(tcase, decides_by_what_stands_before_a_code);
	tcase_add_test(
	    tcase, keeps_the_system_and_group_of_a_code_that_is_not_held);
	tcase_add_test(tcase, lets_the_longest_phrase_lead);
	tcase_add_test(
	    tcase, finds_no_code_in_an_unknown_system_nor_the_other_way_round);
	suite_add_tcase(suite, tcase);
	return suite;
}
