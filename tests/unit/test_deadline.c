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
