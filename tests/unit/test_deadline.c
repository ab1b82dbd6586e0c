/* Last days, by worked examples of the federal rules. */

#include "lib/letter/deadline.h"

#include <check.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "tests/unit/letter_help.h"

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench);
}

static void
teardown(void)
{
	bench_close(&bench);
}

static struct deadline_date
day(const char *text)
{
	struct deadline_date date = { .given = true };

	ck_assert_int_eq(OK, date_parse(str_from(text), &date.day, NULL));
	return date;
}

static struct deadlines
compute(const char *plan, const char *level,
    const struct deadline_dates *dates)
{
	struct deadlines deadlines;

	ck_assert_int_eq(OK,
	    deadlines_compute(
		kb_fact(&bench.read, "plans", str_from(plan)),
		str_from(level), dates, bench.arena, &deadlines, &bench.note));
	return deadlines;
}

static const struct example {
	const char *id, *level, *received, *last_day, *safe_day;
	bool doubtful;
} examples[] = {
	{ "v01", "internal-appeal", "2026-01-15", "2026-07-14", "2026-07-14",
	    false },
	{ "v03", "internal-appeal", "2027-09-03", "2028-03-01", "2028-03-01",
	    false },
	{ "v04", "internal-appeal", "2026-03-03", "2026-08-30", "2026-08-28",
	    false },
	{ "v06", "external-review", "2026-10-30", "2027-03-01", "2027-03-01",
	    false },
	{ "v08", "external-review", "2027-10-29", "2028-02-29", "2028-02-29",
	    false },
	{ "v10", "external-review", "2026-10-28", "2027-03-01", "2027-02-26",
	    false },
	{ "v11", "external-review", "2026-12-31", "2027-05-03", "2027-04-30",
	    false },
	{ "v15", "external-review", "2027-03-04", "2027-07-05", "2027-07-02",
	    true },
	{ "v17", "external-review", "2026-09-01", "2027-01-04", "2026-12-31",
	    false },
	{ "v19", "external-review", "2027-02-19", "2027-06-21", "2027-06-17",
	    false },
};

START_TEST(counts_as_the_worked_examples_do)
{
	const struct example *e = &examples[_i];
	struct deadline_dates dates = { .received = day(e->received) };
	static const char *const plans[] = { "erisa_self_funded",
		"aca_nongrandfathered" };
	struct deadlines got;
	size_t p;

	for (p = 0; p < 2; p++) {
		got = compute(plans[p], e->level, &dates);
		ck_assert_uint_eq(1, got.count);
		ck_assert_msg(str_is(date_format(got.items[0].last_day,
					 bench.arena),
				  e->last_day),
		    "%s: last day", e->id);
		ck_assert_msg(str_is(date_format(got.items[0].safe_day,
					 bench.arena),
				  e->safe_day),
		    "%s: safe day", e->id);
		ck_assert_msg(got.items[0].doubtful == e->doubtful,
		    "%s: doubt", e->id);
		ck_assert(!got.items[0].presumed);
	}
}
END_TEST

/* The worked examples of other plans, by the dates each rule counts from. */
static const struct further {
	const char *id, *plan, *level, *notice, *received, *mailed, *effective;
	const char *last_day, *safe_day;
	bool doubtful;
} further_examples[] = {
	{ "v21", "medicare_part_d", "redetermination", "2026-03-03", NULL,
	    NULL, NULL, "2026-05-07", "2026-05-01", false },
	{ "v23", "medicare_part_c", "reconsideration", "2026-10-01", NULL,
	    NULL, NULL, "2026-12-05", "2026-11-30", false },
	{ "v26", "medicaid_managed_care", "plan-appeal", "2026-12-31",
	    "2027-01-06", NULL, NULL, "2027-03-01", "2027-03-01", false },
	{ "v28", "medicaid_managed_care", "aid-pending", NULL, NULL,
	    "2026-06-01", "2026-06-15", "2026-06-15", "2026-06-11", false },
	{ "v31", "fehb", "reconsideration", "2026-08-31", NULL, NULL, NULL,
	    "2027-02-28", "2027-02-26", true },
	{ "v33", "tricare", "reconsideration", "2026-09-15", NULL, NULL, NULL,
	    "2026-12-14", "2026-12-14", false },
};

static struct deadline_date
maybe(const char *text)
{
	struct deadline_date none = { .given = false };

	return text == NULL ? none : day(text);
}

START_TEST(counts_for_other_plans_as_the_worked_examples_do)
{
	const struct further *e = &further_examples[_i];
	struct deadline_dates dates = { .notice = maybe(e->notice),
		.received = maybe(e->received),
		.mailed = maybe(e->mailed),
		.effective = maybe(e->effective) };
	struct deadlines got = compute(e->plan, e->level, &dates);

	ck_assert_uint_eq(1, got.count);
	ck_assert_msg(str_is(date_format(got.items[0].last_day, bench.arena),
			  e->last_day),
	    "%s: last day", e->id);
	ck_assert_msg(str_is(date_format(got.items[0].safe_day, bench.arena),
			  e->safe_day),
	    "%s: safe day", e->id);
	ck_assert_msg(got.items[0].doubtful == e->doubtful, "%s: doubt", e->id);
}
END_TEST

/* Every plan, asked with the dates of a first denial. */
START_TEST(counts_no_later_level_from_the_first_notice)
{
	struct deadline_dates dates = { .received = day("2026-11-02"),
		.notice = day("2026-10-30") };
	struct value plans = value_get(kb_meta(bench.read.kb), "plans");
	struct value_each it = value_each(plans), level;
	struct deadlines got;
	struct value plan;
	long order, first;
	size_t i;

	ck_assert_uint_ge(value_count(plans), 16);
	while (value_next(&it)) {
		plan = kb_fact(&bench.read, "plans", value_text(it.item, "id"));
		ck_assert_int_eq(OK,
		    deadlines_compute(plan, STR_NONE, &dates, bench.arena,
			&got, &bench.note));
		ck_assert_uint_gt(got.count, 0);
		first = 99;
		for (level = value_each(value_get(plan, "levels"));
		     value_next(&level);)
			if (value_type(value_get(level.item, "file_within")) ==
				VALUE_OBJECT &&
			    value_long(value_get(level.item, "order"),
				&order) &&
			    order < first)
				first = order;
		for (i = 0; i < got.count; i++)
			for (level = value_each(value_get(plan, "levels"));
			     value_next(&level);)
				if (str_equal(got.items[i].level,
					value_text(level.item, "id")) &&
				    value_long(value_get(level.item, "order"),
					&order) &&
				    order > first)
					ck_assert(!got.items[i].has_day);
	}
}
END_TEST

START_TEST(names_the_range_that_a_state_sets)
{
	struct deadline_dates dates = { .mailed = day("2026-11-02"),
		.notice = day("2026-11-02") };
	struct deadlines got =
	    compute("medicaid_ffs", "fair-hearing", &dates);

	ck_assert(!got.items[0].has_day);
	ck_assert(str_is(
	    got.items[0].within, "at most 90 days, as the state sets it"));
	got = compute("medicaid_managed_care", "fair-hearing", &dates);
	ck_assert(got.items[0].has_day);
	ck_assert(str_is(
	    got.items[0].within, "90 to 120 days, as the state sets it"));
}
END_TEST

START_TEST(marks_a_window_that_nobody_has_seen)
{
	struct deadline_dates dates = { .received = day("2026-11-02") };
	struct deadlines got =
	    compute("medicare_part_d", "appeals-council", &dates);

	ck_assert(got.items[0].unverified);
	ck_assert(got.items[0].doubtful);
	ck_assert(holds(got.items[0].doubt, "not seen in its source"));
}
END_TEST

START_TEST(says_which_date_a_level_lacks)
{
	struct deadline_dates dates = { .received = day("2026-11-02") };
	struct deadlines got =
	    compute("medicaid_managed_care", "plan-appeal", &dates);

	ck_assert(!got.items[0].has_day);
	ck_assert(holds(
	    got.items[0].doubt, "the date on the notice, which is not given"));
}
END_TEST

START_TEST(names_the_party_that_decides)
{
	struct deadline_dates dates = { .filed = day("2026-12-28"),
		.pre_service = true };
	struct deadlines got =
	    compute("medicare_part_c", "reconsideration", &dates);

	ck_assert_str_eq("plan", got.items[0].party);
	/* v36 */
	ck_assert(str_is(
	    date_format(got.items[0].last_day, bench.arena), "2027-01-04"));
	got = compute("medicare_part_d", "reconsideration", &dates);
	ck_assert_str_eq("reviewer", got.items[0].party);
}
END_TEST

START_TEST(finds_the_level_a_first_denial_is_appealed_on)
{
	ck_assert(str_is(deadlines_first_level(kb_fact(&bench.read, "plans",
			     STR("medicaid_managed_care"))),
	    "plan-appeal"));
	ck_assert(str_is(deadlines_first_level(kb_fact(
			     &bench.read, "plans", STR("va"))),
	    "clinical-appeal"));
}
END_TEST

START_TEST(a_weekend_that_the_rule_is_silent_on_is_named)
{
	struct deadline_dates dates = { .received = day("2026-03-03") };
	struct deadlines got =
	    compute("erisa_self_funded", "internal-appeal", &dates);

	ck_assert(holds(got.items[0].doubt, "names no extension"));
}
END_TEST

START_TEST(counts_from_the_notice_where_only_that_is_known)
{
	struct deadline_dates dates = { .notice = day("2026-01-15") };
	struct deadlines got =
	    compute("erisa_self_funded", "internal-appeal", &dates);

	ck_assert_uint_eq(1, got.count);
	ck_assert(got.items[0].presumed);
	ck_assert_str_eq("received", got.items[0].clock);
	ck_assert(str_is(
	    date_format(got.items[0].last_day, bench.arena), "2026-07-14"));
	ck_assert(holds(got.items[0].doubt, "earlier"));
}
END_TEST

START_TEST(names_the_date_that_is_missing)
{
	struct deadline_dates dates = { .filed = day("2026-01-15") };
	struct deadlines got =
	    compute("erisa_self_funded", "internal-appeal", &dates);

	ck_assert_str_eq("received", got.missing);
	ck_assert(str_is(got.missing_level, "internal-appeal"));
}
END_TEST

START_TEST(counts_the_days_the_plan_has_to_decide)
{
	struct deadline_dates dates = { .filed = day("2028-01-30"),
		.pre_service = true };
	struct deadlines got =
	    compute("aca_nongrandfathered", "internal-appeal", &dates);

	ck_assert_uint_eq(1, got.count);
	ck_assert_str_eq("plan", got.items[0].party);
	ck_assert(str_is(
	    date_format(got.items[0].last_day, bench.arena), "2028-02-29"));
	dates.two_levels = true;
	got = compute("aca_nongrandfathered", "internal-appeal", &dates);
	ck_assert(str_is(
	    date_format(got.items[0].last_day, bench.arena), "2028-02-14"));
}
END_TEST

START_TEST(states_hours_without_a_day)
{
	struct deadline_dates dates = { .filed = day("2026-11-22"),
		.urgent = true };
	struct deadlines got =
	    compute("erisa_self_funded", "internal-appeal", &dates);

	ck_assert_uint_eq(1, got.count);
	ck_assert(!got.items[0].has_day);
	ck_assert(str_is(got.items[0].within, "72 hours"));
}
END_TEST

START_TEST(a_level_without_a_number_keeps_its_text)
{
	struct deadline_dates dates = { .received = day("2026-01-15") };
	struct deadlines got = compute("erisa_self_funded", "court", &dates);

	ck_assert_uint_eq(1, got.count);
	ck_assert(!got.items[0].has_day);
	ck_assert(holds(got.items[0].rule, "No number of days"));
}
END_TEST

START_TEST(writes_the_shape_of_the_contract)
{
	struct deadline_dates dates = { .received = day("2026-10-28"),
		.today = day("2027-02-01") };
	struct deadlines got =
	    compute("erisa_self_funded", "external-review", &dates);
	struct buf buf = buf_new(bench.arena, 1 << 20);
	struct buf json = buf_new(bench.arena, 1 << 20);
	struct value_writer w = value_writer(&buf);

	deadlines_write(&w, &got, bench.arena);
	json_write(&json, value_written(&w));
	ck_assert(holds(buf_str(&json),
	    "\"party\":\"you\",\"last_day\":\"2027-03-01\","
	    "\"weekday\":\"Monday\",\"safe_day\":\"2027-02-26\","
	    "\"clock\":\"received\",\"counted_from\":\"2026-10-28\","
	    "\"presumed\":false"));
	ck_assert(holds(buf_str(&json), "\"certainty\":\"certain\""));
	ck_assert(holds(buf_str(&json), "\"days_left\":28"));
}
END_TEST

START_TEST(counts_business_days_and_clamped_months_by_record)
{
	struct value plan = json_value(&bench,
	    "{'levels':[{'id':'a','name':'A','file_within':{'n':10,"
	    "'unit':'business-days','from':'notice'}},"
	    "{'id':'b','name':'B','file_within':{'n':6,'unit':'months',"
	    "'from':'notice','missing_day':'last-of-month'}}]}");
	struct deadline_dates dates = { .notice = day("2026-08-31") };
	struct deadlines got;

	ck_assert_int_eq(OK,
	    deadlines_compute(plan, STR_NONE, &dates, bench.arena, &got,
		&bench.note));
	ck_assert_uint_eq(2, got.count);
	/* Labor Day, 7 September 2026, is not counted. */
	ck_assert(str_is(
	    date_format(got.items[0].last_day, bench.arena), "2026-09-15"));
	ck_assert(str_is(
	    date_format(got.items[1].last_day, bench.arena), "2027-02-28"));
}
END_TEST

Suite *suite_deadline(void);

Suite *
suite_deadline(void)
{
	Suite *suite = suite_create("deadline");
	TCase *tcase = tcase_create("deadline");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, counts_as_the_worked_examples_do, 0,
	    sizeof(examples) / sizeof(*examples));
	tcase_add_loop_test(tcase,
	    counts_for_other_plans_as_the_worked_examples_do, 0,
	    sizeof(further_examples) / sizeof(*further_examples));
	tcase_add_test(tcase, counts_no_later_level_from_the_first_notice);
	tcase_add_test(tcase, names_the_range_that_a_state_sets);
	tcase_add_test(tcase, marks_a_window_that_nobody_has_seen);
	tcase_add_test(tcase, says_which_date_a_level_lacks);
	tcase_add_test(tcase, names_the_party_that_decides);
	tcase_add_test(tcase, finds_the_level_a_first_denial_is_appealed_on);
	tcase_add_test(
	    tcase, a_weekend_that_the_rule_is_silent_on_is_named);
	tcase_add_test(
	    tcase, counts_from_the_notice_where_only_that_is_known);
	tcase_add_test(tcase, names_the_date_that_is_missing);
	tcase_add_test(tcase, counts_the_days_the_plan_has_to_decide);
	tcase_add_test(tcase, states_hours_without_a_day);
	tcase_add_test(tcase, a_level_without_a_number_keeps_its_text);
	tcase_add_test(tcase, writes_the_shape_of_the_contract);
	tcase_add_test(
	    tcase, counts_business_days_and_clamped_months_by_record);
	suite_add_tcase(suite, tcase);
	return suite;
}
