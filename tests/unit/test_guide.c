#include "lib/guide.h"

#include "tests/unit/guide_help.h"

START_TEST(gives_the_childs_dose_of_ustekinumab_by_weight)
{
	struct guide_query query =
	    guide_asking("ustekinumab", "quantity-limits");
	enum media media;

	for (media = 0; media <= MEDIA_TEXT; media++)
		ck_assert(
		    guide_holds(guide_written(&query, media), "0.75 mg/kg"));
}
END_TEST

START_TEST(shows_one_plan_only_when_it_is_named)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	struct value rights;

	ck_assert_uint_gt(
	    value_count(value_get(guide_parsed(&query), "rights")), 1);
	query.plan = STR("erisa_self_funded");
	rights = value_get(guide_parsed(&query), "rights");
	ck_assert_uint_eq(1, value_count(rights));
	ck_assert(str_is(
	    value_text(value_at(rights, 0), "plan"), "erisa_self_funded"));
}
END_TEST

START_TEST(gives_the_same_bytes_however_the_plan_is_spelled)
{
	struct guide_query one =
	    guide_asking("upadacitinib", "medical-necessity");
	struct guide_query other = one;
	struct guide a, b;
	enum media media;

	one.plan = STR("erisa_self_funded");
	other.plan = STR("erisa-self-funded");
	a = guide_found(&one);
	b = guide_found(&other);
	for (media = 0; media <= MEDIA_TEXT; media++) {
		ck_assert(str_equal(
		    guide_written(&one, media), guide_written(&other, media)));
		ck_assert(str_equal(guide_key(&a, media, guide_arena),
		    guide_key(&b, media, guide_arena)));
	}
}
END_TEST

START_TEST(names_its_bytes_differently_for_each_selector_and_medium)
{
	struct guide_query plain =
	    guide_asking("upadacitinib", "medical-necessity");
	struct guide_query query[4] = { plain, plain, plain, plain };
	struct str keys[6];
	struct guide guide;
	size_t i, k;

	query[1].plan = STR("erisa_self_funded");
	query[2].indication = STR("uc");
	query[3].received = STR("2026-11-02");
	for (i = 0; i < 4; i++) {
		guide = guide_found(&query[i]);
		keys[i] = guide_key(&guide, MEDIA_JSON, guide_arena);
	}
	keys[4] = guide_key(&guide, MEDIA_HTML, guide_arena);
	keys[5] = guide_key(&guide, MEDIA_TEXT, guide_arena);
	for (i = 0; i < 6; i++)
		for (k = 0; k < i; k++)
			ck_assert(!str_equal(keys[i], keys[k]));
}
END_TEST

START_TEST(shows_the_policies_of_one_indication_when_it_is_named)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	struct value all = value_get(guide_parsed(&query), "requirements"),
		     some;
	struct value_each it;

	query.indication = STR("Ulcerative colitis");
	some = value_get(guide_parsed(&query), "requirements");
	ck_assert_uint_gt(value_count(some), 0);
	ck_assert_uint_lt(value_count(some), value_count(all));
	for (it = value_each(some); value_next(&it);)
		ck_assert(
		    value_has(value_get(it.item, "conditions"), STR("uc")) ||
		    value_has(value_get(it.item, "conditions"), STR("*")));
}
END_TEST

START_TEST(counts_last_days_when_a_day_is_named)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");

	ck_assert_ptr_null(value_get(guide_parsed(&query), "deadlines").at);
	query.received = STR("2026-11-02");
	ck_assert_uint_gt(
	    value_count(value_get(guide_parsed(&query), "deadlines")), 0);
}
END_TEST

static const struct {
	const char *treatment;
	const char *reason;
	enum verdict verdict;
} verdicts[] = {
	{ "upadacitinib", "medical-necessity", VERDICT_HELD },
	{ "upadacitinib", "quantity-limits", VERDICT_PARTIAL },
	{ "ustekinumab", "medical-necessity", VERDICT_HELD },
	{ "jak-inhibitor", "medical-necessity", VERDICT_PARTIAL },
	{ "delgocitinib", "medical-necessity", VERDICT_NOT_HELD },
	{ "methotrexate", "medical-necessity", VERDICT_NOT_HELD },
	{ "methotrexate", "duplicate-therapy", VERDICT_NOT_HELD },
};

START_TEST(says_whether_the_insurers_criteria_are_held)
{
	struct guide_query query =
	    guide_asking(verdicts[_i].treatment, verdicts[_i].reason);
	struct guide guide = guide_found(&query);

	ck_assert_str_eq(
	    verdict_name(verdicts[_i].verdict), verdict_name(guide.verdict));
	ck_assert(str_is(value_text(guide_parsed(&query), "verdict"),
	    verdict_name(verdicts[_i].verdict)));
}
END_TEST

static const struct {
	const char *treatment, *reason, *plan, *rule;
} refusals[] = {
	{ "rituximab", "tiering", NULL, "no-pharmacy-benefit" },
	{ "rituximab", "formulary-change", NULL, "no-pharmacy-benefit" },
	{ "cd20-inhibitor", "quantity-limits", NULL, "not-dispensed" },
	{ "natalizumab", "refill-too-soon", NULL, "not-dispensed" },
	{ "jak-inhibitor", "site-of-care", NULL, "not-given-by-staff" },
	{ "upadacitinib", "medical-necessity", "va", "no-insurer-decides" },
	/* and what has sense after all, or of which too little is known */
	{ "ustekinumab", "site-of-care", NULL, NULL },
	{ "abatacept", "tiering", NULL, NULL },
	{ "mesalamine", "site-of-care", NULL, NULL },
	{ "upadacitinib", "age-limit", NULL, NULL },
	{ "upadacitinib", "medical-necessity", "tricare", NULL },
};

START_TEST(refuses_what_makes_no_sense_and_says_by_which_rule)
{
	struct guide_query query =
	    guide_asking(refusals[_i].treatment, refusals[_i].reason);
	struct value answer;
	struct guide guide;

	if (refusals[_i].plan != NULL)
		query.plan = str_from(refusals[_i].plan);
	guide = guide_found(&query);
	if (refusals[_i].rule == NULL) {
		ck_assert(guide.verdict != VERDICT_REFUSED);
		return;
	}
	ck_assert_int_eq(VERDICT_REFUSED, guide.verdict);
	ck_assert_str_eq(refusals[_i].rule, guide.refused_by);
	answer = guide_parsed(&query);
	ck_assert(str_is(
	    value_text(value_get(answer, "refused"), "rule"),
	    refusals[_i].rule));
	ck_assert_uint_gt(value_count(value_get(answer, "rights")), 0);
	ck_assert_uint_eq(0, value_count(value_get(answer, "requirements")));
	ck_assert(guide_holds(
	    guide_written(&query, MEDIA_TEXT), "This question is refused."));
}
END_TEST

START_TEST(leaves_out_what_is_for_other_plans)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "step-therapy");
	static const char trap[] = "This concerns Medicaid managed care";

	ck_assert(guide_holds(guide_written(&query, MEDIA_TEXT), trap));
	query.plan = STR("medicaid_managed_care");
	ck_assert(guide_holds(guide_written(&query, MEDIA_TEXT), trap));
	query.plan = STR("erisa_self_funded");
	ck_assert(!guide_holds(guide_written(&query, MEDIA_TEXT), trap));
	ck_assert(!guide_holds(guide_written(&query, MEDIA_JSON), trap));
}
END_TEST

START_TEST(numbers_the_steps_of_one_plan_without_a_gap)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	struct value_each it;
	long n, last = 0;

	query.plan = STR("medicare_part_d");
	for (it = value_each(value_get(guide_parsed(&query), "process"));
	     value_next(&it); last = n) {
		ck_assert(value_long(value_get(it.item, "n"), &n));
		ck_assert_int_eq(last + 1, n);
	}
	ck_assert_int_gt(last, 0);
}
END_TEST

START_TEST(counts_renewal_criteria_at_a_renewal)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "reauthorization");
	struct guide guide = guide_found(&query);

	ck_assert_int_eq(VERDICT_HELD, guide.verdict);
	ck_assert(str_is(guide.phase, "continuation"));
}
END_TEST

START_TEST(still_has_law_for_a_drug_known_by_name_only)
{
	static const char *const drugs[] = { "adalimumab", "methotrexate" };
	size_t i;

	for (i = 0; i < 2; i++) {
		struct guide_query query =
		    guide_asking(drugs[i], "medical-necessity");
		struct value guide = guide_parsed(&query);

		ck_assert(!str_is(value_text(guide, "verdict"), "held"));
		ck_assert_uint_gt(value_count(value_get(guide, "rights")), 0);
		ck_assert_uint_gt(
		    value_count(value_get(guide, "citations")), 0);
		ck_assert_uint_eq(0, value_count(value_get(guide, "regimens")));
		ck_assert(
		    guide_holds(guide_written(&query, MEDIA_TEXT), "CFR"));
	}
}
END_TEST

START_TEST(takes_any_name_in_the_path_but_says_it_is_not_the_id)
{
	struct guide_query query = guide_asking("Rinvoq LQ", "QL");
	struct guide guide = guide_found(&query);

	ck_assert(!guide.canonical);
	ck_assert(str_is(guide.treatment, "upadacitinib"));
	ck_assert(str_is(guide.reason, "quantity-limits"));
	query = guide_asking("upadacitinib", "quantity-limits");
	guide = guide_found(&query);
	ck_assert(guide.canonical);
}
END_TEST

START_TEST(offers_near_names_for_the_part_that_is_not_known)
{
	struct guide_query query = guide_asking("rinvok", "medical-necessity");
	struct guide guide;

	ck_assert_int_eq(ERR_NOT_FOUND, guide_try(&query, &guide));
	ck_assert_str_eq("treatments", guide_near_names.kind);
	ck_assert_uint_gt(guide_near_names.count, 0);
	ck_assert(str_is(guide_near_names.ids[0], "upadacitinib"));
	query = guide_asking("upadacitinib", "medical-necesity");
	ck_assert_int_eq(ERR_NOT_FOUND, guide_try(&query, &guide));
	ck_assert_str_eq("reasons", guide_near_names.kind);
	query.insurer = STR("cygnus");
	ck_assert_int_eq(ERR_NOT_FOUND, guide_try(&query, &guide));
	ck_assert_str_eq("insurers", guide_near_names.kind);
}
END_TEST

START_TEST(reports_every_parameter_it_cannot_use)
{
	static const char *const pointers[] = { "/plan", "/indication",
		"/received", "/notice", "/state" };
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	const struct problem *problem;
	struct guide guide;
	size_t i, seen;

	query.plan = STR("none-such");
	query.indication = STR("hiccups");
	query.received = STR("2026-02-30");
	query.notice = STR("yesterday");
	query.state = STR("New York");
	ck_assert_int_eq(ERR_INVALID, guide_try(&query, &guide));
	ck_assert_uint_eq(5, guide_problems.count);
	for (i = 0; i < 5; i++) {
		seen = 0;
		for (problem = guide_problems.first; problem != NULL;
		     problem = problem->next)
			seen += str_is(problem->pointer, pointers[i]) &&
				problem->message.length > 5;
		ck_assert_msg(seen == 1, "%s", pointers[i]);
	}
}
END_TEST

START_TEST(says_that_memory_ended_and_gives_no_half_guide)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	enum media media;
	size_t cap;

	for (media = 0; media <= MEDIA_TEXT; media++)
		for (cap = 1024; cap < (1 << 21); cap += cap / 8) {
			struct arena *small = arena_new(cap);
			struct slices body = slices_new(small);
			struct note note;
			struct guide guide;
			enum err err = guide_find(&guide_reading, &query, small,
			    &guide, &guide_near_names, &guide_problems, &note);

			if (err == OK)
				err = guide_write(&guide_reading, &guide,
				    guide_edition.templates, media, small,
				    &body, &note);
			ck_assert(err == ERR_MEMORY || err == OK ||
				  err == ERR_NOT_FOUND);
			ck_assert(err != OK ||
				  (!arena_failed(small) && !body.failed));
			arena_free(small);
		}
}
END_TEST

Suite *suite_guide(void);

Suite *
suite_guide(void)
{
	Suite *suite = suite_create("guide");
	TCase *tcase = guide_tcase("guide");

	tcase_add_test(tcase, gives_the_childs_dose_of_ustekinumab_by_weight);
	tcase_add_test(tcase, shows_one_plan_only_when_it_is_named);
	tcase_add_test(tcase, gives_the_same_bytes_however_the_plan_is_spelled);
	tcase_add_test(
	    tcase, names_its_bytes_differently_for_each_selector_and_medium);
	tcase_add_test(
	    tcase, shows_the_policies_of_one_indication_when_it_is_named);
	tcase_add_test(tcase, counts_last_days_when_a_day_is_named);
	tcase_add_loop_test(tcase, says_whether_the_insurers_criteria_are_held,
	    0, (int)(sizeof(verdicts) / sizeof(*verdicts)));
	tcase_add_loop_test(tcase,
	    refuses_what_makes_no_sense_and_says_by_which_rule, 0,
	    (int)(sizeof(refusals) / sizeof(*refusals)));
	tcase_add_test(tcase, leaves_out_what_is_for_other_plans);
	tcase_add_test(tcase, numbers_the_steps_of_one_plan_without_a_gap);
	tcase_add_test(tcase, counts_renewal_criteria_at_a_renewal);
	tcase_add_test(tcase, still_has_law_for_a_drug_known_by_name_only);
	tcase_add_test(
	    tcase, takes_any_name_in_the_path_but_says_it_is_not_the_id);
	tcase_add_test(tcase, offers_near_names_for_the_part_that_is_not_known);
	tcase_add_test(tcase, reports_every_parameter_it_cannot_use);
	tcase_add_test(tcase, says_that_memory_ended_and_gives_no_half_guide);
	suite_add_tcase(suite, tcase);
	return suite;
}
