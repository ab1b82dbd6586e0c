/* What follows from codes: containers, pairs, rights, codes that decide. */

#include "lib/codes/code_judge.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/store/kb.h"
#include "tests/unit/codes_help.h"
#include "tests/unit/guide_help.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

static const struct {
	const char *texts;
	const char *conclusions[3];
} cases[] = {
	{ "CO-50", { "code x12-carc.50 appeal" } },
	{ "CO-50|N115", { "pair x12-carc.50 cms-rarc.n115 appeal" } },
	{ "N115|CO-50", { "pair x12-carc.50 cms-rarc.n115 appeal" } },
	{ "CO-16", { "code x12-carc.16 supply-info preliminary" } },
	{ "CO-16|MA130",
	    { "pair x12-carc.16 cms-rarc.ma130 correct-resubmit" } },
	{ "CO-16|M76|CO-16",
	    { "pair x12-carc.16 cms-rarc.m76 correct-resubmit" } },
	{ "CO-96|N425", { "pair x12-carc.96 cms-rarc.n425 none" } },
	{ "CO-96|N448", { "pair x12-carc.96 cms-rarc.n448 exception" } },
	{ "CO-197|N54", { "pair x12-carc.197 cms-rarc.n54 correct-resubmit" } },
	{ "reject 88", { "code ncpdp-reject.88 appeal preliminary" } },
	{ "reject 88|TD",
	    { "second-code ncpdp-reject.88 ncpdp-dur.td appeal" } },
	{ "CO-16|MA01", { "code x12-carc.16 supply-info preliminary" } },
	{ "CO-50|CO-50", { "code x12-carc.50 appeal" } },
	{ "CO-50|reject 76",
	    { "code x12-carc.50 appeal", "code ncpdp-reject.76 exception" } },
	{ "MA01", { NULL } },
	{ "50", { NULL } },
	{ "CO-999", { NULL } },
	{ "step therapy", { "phrase exception" } },
};

START_TEST(concludes_what_the_codes_say_together)
{
	const struct code_judged *judged =
	    &codes_asked(cases[_i].texts)->judged;
	size_t i;

	for (i = 0; i < 3 && cases[_i].conclusions[i] != NULL; i++) {
		ck_assert_uint_gt(judged->count, i);
		ck_assert_str_eq(cases[_i].conclusions[i],
		    codes_concluded(&judged->conclusions[i]));
	}
	ck_assert_uint_eq(i, judged->count);
}
END_TEST

static const struct {
	const char *texts;
	const char *read; /* the last text */
	const char *aside;
} narrowed[] = {
	{ "reject 88|PA", "PA [found] ncpdp-dur.pa", "ncpdp-reject.pa" },
	{ "CO-50|16|N130", "N130 [found] cms-rarc.n130", NULL },
	{ "N130|16", "16 [found] x12-carc.16", "x12-886.16" },
	{ "N115|50", "50 [found] x12-carc.50", "ncpdp-reject.50" },
	{ "CO-16|M1", "M1 [several] cms-rarc.m1 ncpdp-reject.m1", NULL },
	{ "CO-16|50", "50 [several] ncpdp-reject.50 x12-carc.50", NULL },
	{ "TD|88", "88 [found] ncpdp-reject.88", NULL },
	{ "HCR01 A3|16", "16 [found] x12-886.16", "x12-carc.16" },
};

START_TEST(lets_the_code_beside_decide_and_sets_the_others_aside)
{
	const struct codes *codes = codes_asked(narrowed[_i].texts);
	const struct code_asked *last =
	    &codes->list.items[codes->list.count - 1];

	ck_assert_str_eq(narrowed[_i].read, codes_read(last));
	if (narrowed[_i].aside == NULL) {
		ck_assert_uint_eq(0, last->aside_count);
		return;
	}
	ck_assert_uint_eq(1, last->aside_count);
	ck_assert(str_is(last->aside[0].id, narrowed[_i].aside));
	ck_assert_uint_gt(last->decided_by.length, 0);
}
END_TEST

/* Call "look" for every code of the sources; how many it took. */
static size_t
each_code(bool (*look)(struct str id, struct value fact))
{
	struct kb_walk walk = kb_walk(&guide_reading, STR("fact/codes/"));
	size_t count = 0;

	while (kb_next(&walk)) {
		count += look(walk.rest, value_of(walk.bytes));
		arena_reset(guide_arena);
	}
	kb_walk_end(&walk);
	return count;
}

/* Alone it asks for a second code; with each pair of its, it does not. */
static bool
look_at_container(struct str id, struct value fact)
{
	struct value_each it = value_each(value_get(fact, "pairs"));
	const struct code_judged *judged;
	char texts[256];

	if (value_type(value_get(fact, "needs")) == VALUE_NONE)
		return false;
	snprintf(texts, sizeof(texts), "%.*s", STR_ARG(id));
	judged = &codes_asked(texts)->judged;
	ck_assert_uint_eq(1, judged->missing_count);
	ck_assert(str_equal(id, judged->missing[0].id));
	ck_assert_uint_eq(1, judged->count);
	ck_assert(judged->conclusions[0].preliminary);
	while (value_next(&it)) {
		snprintf(texts, sizeof(texts), "%.*s|%.*s", STR_ARG(id),
		    STR_ARG(value_text(it.item, "with")));
		judged = &codes_asked(texts)->judged;
		ck_assert_uint_eq(0, judged->missing_count);
		ck_assert(!judged->conclusions[0].preliminary);
	}
	return true;
}

START_TEST(says_of_every_container_that_a_second_code_is_missing)
{
	ck_assert_uint_eq(15, each_code(look_at_container));
}
END_TEST

/* A code of each system that it needs ends that, where it explains. */
static bool
look_at_needs(struct str id, struct value fact)
{
	struct value_each it =
	    value_each(value_get(value_get(fact, "needs"), "systems"));
	const struct code_judged *judged;
	char texts[256];

	while (value_next(&it)) {
		const char *second =
		    str_is(value_str(it.item), "cms-rarc") ? "cms-rarc.n517"
		    : str_is(value_str(it.item), "ncpdp-reject")
			? "ncpdp-reject.75"
		    : str_is(value_str(it.item), "ncpdp-dur") ? "ncpdp-dur.td"
							      : "x12-886.0f";

		snprintf(texts, sizeof(texts), "%.*s|%s", STR_ARG(id), second);
		judged = &codes_asked(texts)->judged;
		ck_assert_uint_eq(0, judged->missing_count);
		ck_assert_uint_eq(1, judged->count);
		ck_assert_int_eq(BASIS_SECOND, judged->conclusions[0].basis);
		ck_assert(str_is(judged->conclusions[0].codes[1].id, second));
	}
	return value_type(value_get(fact, "needs")) != VALUE_NONE;
}

START_TEST(lets_a_second_code_decide_for_every_container)
{
	ck_assert_uint_eq(15, each_code(look_at_needs));
}
END_TEST

static size_t pairs;

static bool
look_at_pairs(struct str id, struct value fact)
{
	struct value_each it = value_each(value_get(fact, "pairs"));
	const struct code_conclusion *c;
	const struct code_judged *judged;
	char texts[256];
	size_t i;

	for (; value_next(&it); pairs++) {
		snprintf(texts, sizeof(texts), "%.*s|%.*s",
		    STR_ARG(value_text(it.item, "with")), STR_ARG(id));
		judged = &codes_asked(texts)->judged;
		ck_assert_uint_eq(1, judged->count);
		c = &judged->conclusions[0];
		ck_assert_int_eq(BASIS_PAIR, c->basis);
		ck_assert(str_equal(c->codes[0].id, id));
		ck_assert(
		    str_equal(c->codes[1].id, value_text(it.item, "with")));
		ck_assert_uint_eq(value_count(c->reasons),
		    value_count(value_get(it.item, "reasons")));
		for (i = 0; i < value_count(c->reasons); i++)
			ck_assert(value_has(value_get(it.item, "reasons"),
			    value_str(value_at(c->reasons, i))));
		ck_assert(str_equal(
		    c->route, value_text(it.item, "route").length > 0
				  ? value_text(it.item, "route")
				  : value_text(c->codes[1].fact, "route")));
	}
	return false;
}

START_TEST(knows_every_pair_in_either_order)
{
	pairs = 0;
	each_code(look_at_pairs);
	ck_assert_uint_eq(18, pairs);
}
END_TEST

static bool
look_at_rights(struct str id, struct value fact)
{
	const struct code_judged *judged;
	bool speaks = value_text(fact, "rights").length > 0 ||
		      value_type(value_get(fact, "deadline")) != VALUE_NONE ||
		      value_count(value_get(fact, "plans")) > 0;
	char texts[256];

	snprintf(texts, sizeof(texts), "CO-50|%.*s", STR_ARG(id));
	judged = &codes_asked(texts)->judged;
	ck_assert_uint_eq(speaks ? 1 : 0, judged->rights_count);
	if (speaks)
		ck_assert(str_equal(judged->rights[0].id, id));
	return speaks;
}

START_TEST(gives_rights_as_a_second_output)
{
	ck_assert_uint_eq(26, each_code(look_at_rights));
}
END_TEST

START_TEST(marks_what_nobody_has_seen_and_what_only_informs)
{
	const struct code_judged *judged =
	    &codes_asked("CO-42|N202|CO-50")->judged;

	ck_assert(judged->conclusions[0].unverified);
	ck_assert(!judged->conclusions[0].informs);
	ck_assert(judged->conclusions[1].informs);
	ck_assert(!judged->conclusions[2].unverified);
	ck_assert(!judged->conclusions[2].informs);
}
END_TEST

Suite *suite_code_judge(void);

Suite *
suite_code_judge(void)
{
	Suite *suite = suite_create("code_judge");
	TCase *tcase = guide_tcase("code_judge");

	tcase_add_loop_test(
	    tcase, concludes_what_the_codes_say_together, 0, COUNT(cases));
	tcase_add_loop_test(tcase,
	    lets_the_code_beside_decide_and_sets_the_others_aside, 0,
	    COUNT(narrowed));
	tcase_add_test(
	    tcase, says_of_every_container_that_a_second_code_is_missing);
	tcase_add_test(tcase, lets_a_second_code_decide_for_every_container);
	tcase_add_test(tcase, knows_every_pair_in_either_order);
	tcase_add_test(tcase, gives_rights_as_a_second_output);
	tcase_add_test(tcase, marks_what_nobody_has_seen_and_what_only_informs);
	suite_add_tcase(suite, tcase);
	return suite;
}
