#include "lib/guide.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/edition.h"
#include "lib/render/width.h"
#include "lib/store/kb.h"
#include "tests/unit/store_help.h"

static const struct json_limits limits = { 8 << 20, VALUE_DEPTH, 1 << 20 };

static struct edition edition; /* of kb/sources */
static struct kb_read read;
static struct arena *arena;
static struct problems problems;
static struct guide_near near;
static struct note note;

static void
open_edition(void)
{
	ck_assert_msg(
	    edition_open(store_kb(), 1 << 30, &edition, &note) == OK, "%s",
	    note.text);
}

static void
close_edition(void)
{
	edition_close(&edition);
}

static void
setup(void)
{
	arena = arena_new(64 << 20);
	problems = problems_new(arena);
	ck_assert_int_eq(OK, kb_begin(edition.kb, &read, &note));
}

static void
teardown(void)
{
	kb_end(&read);
	arena_free(arena);
}

static struct guide_query
asking(const char *treatment, const char *reason)
{
	return (struct guide_query){ .insurer = STR("cigna"),
		.treatment = str_from(treatment),
		.reason = str_from(reason) };
}

static enum err
find(const struct guide_query *query, struct guide *out)
{
	return guide_find(
	    &read, query, arena, out, &near, &problems, &note);
}

static struct guide
found(const struct guide_query *query)
{
	struct guide guide;

	ck_assert_msg(find(query, &guide) == OK, "%s", note.text);
	return guide;
}

static struct str
written(const struct guide_query *query, enum media media)
{
	struct slices body = slices_new(arena);
	struct guide guide = found(query);

	ck_assert_msg(guide_write(&read, &guide, edition.templates, media,
			  arena, &body, &note) == OK,
	    "%s", note.text);
	return slices_join(&body);
}

static struct value
parsed(const struct guide_query *query)
{
	struct value value;

	ck_assert_msg(json_read(written(query, MEDIA_JSON), &limits, arena,
			  &value, &note) == OK,
	    "%s", note.text);
	return value;
}

static bool
holds(struct str text, const char *part)
{
	return memmem(text.at, text.length, part, strlen(part)) != NULL;
}

static const char *const treatments[] = { "abrocitinib", "baricitinib",
	"delgocitinib", "deuruxolitinib", "il-12-23-inhibitor",
	"jak-inhibitor", "ritlecitinib", "ruxolitinib-topical", "tofacitinib",
	"upadacitinib", "ustekinumab" };
static const char *const reasons[] = { "duplicate-therapy",
	"medical-necessity", "not-fda-approved", "quantity-limits" };

enum { CELLS = 11 * 4 };

static struct guide_query
cell(int i)
{
	return asking(treatments[i / 4], reasons[i % 4]);
}

/* Every id in any list called "citations" below "v". */
static void
resolves(struct value v, struct value known)
{
	struct value_each it, ids;

	for (it = value_each(v); value_next(&it);) {
		if (!str_is(it.key, "citations")) {
			resolves(it.item, known);
			continue;
		}
		for (ids = value_each(it.item); value_next(&ids);)
			ck_assert_msg(value_get_str(known,
					  value_str(ids.item)).at != NULL,
			    "%.*s", STR_ARG(value_str(ids.item)));
	}
}

START_TEST(resolves_every_citation_it_makes)
{
	struct guide_query query = cell(_i);
	struct value guide = parsed(&query), known, member;
	struct value_each it;

	known = value_get(guide, "citations");
	ck_assert_int_eq(VALUE_OBJECT, value_type(known));
	ck_assert_uint_gt(value_count(known), 0);
	for (it = value_each(guide); value_next(&it);)
		if (!str_is(it.key, "citations"))
			resolves(it.item, known);
	/* And each is an entry somebody can look up. */
	for (it = value_each(known); value_next(&it);) {
		member = value_get(it.item, "title");
		ck_assert_msg(value_str(member).length > 0, "%.*s",
		    STR_ARG(it.key));
	}
}
END_TEST

START_TEST(says_what_it_is_and_where_it_is_from)
{
	struct guide_query query = cell(_i);
	struct value guide = parsed(&query);

	ck_assert(str_is(value_text(guide, "kind"), "guide"));
	ck_assert(str_starts(value_text(guide, "id"), STR("cigna/")));
	ck_assert_uint_gt(value_text(guide, "title").length, 10);
	ck_assert_uint_gt(value_text(guide, "verdict_why").length, 10);
	ck_assert(str_equal(value_text(guide, "generation"),
	    kb_generation(edition.kb)));
	ck_assert_uint_gt(value_count(value_get(guide, "rights")), 0);
	ck_assert_uint_gt(value_count(value_get(guide, "process")), 0);
	ck_assert_uint_gt(value_count(value_get(guide, "documents")), 0);
}
END_TEST

START_TEST(names_no_item_of_a_part_twice)
{
	struct guide_query query = cell(_i);
	struct value_each part, a, b;

	for (part = value_each(parsed(&query)); value_next(&part);) {
		if (value_type(part.item) != VALUE_ARRAY)
			continue;
		for (a = value_each(part.item); value_next(&a);)
			for (b = value_each(part.item);
			     value_next(&b) && b.index < a.index;)
				ck_assert_msg(
				    value_text(a.item, "id").at == NULL ||
					!str_equal(value_text(a.item, "id"),
					    value_text(b.item, "id")),
				    "%.*s: %.*s", STR_ARG(part.key),
				    STR_ARG(value_text(a.item, "id")));
	}
}
END_TEST

/* May the line be longer: is it one word, behind its indent and bullet? */
static bool
is_one_word(struct str line)
{
	while (line.length > 0 && strchr(" -*>|0123456789.", line.at[0]))
		line = str_from_index(line, 1);
	return str_find(line, ' ') == line.length;
}

START_TEST(fits_a_terminal_of_80_columns)
{
	struct guide_query query = cell(_i);
	struct str text = written(&query, MEDIA_TEXT), line;

	ck_assert(str_is_utf8(text));
	ck_assert(str_ends(text, STR("\n")));
	while (text.at != NULL) {
		line = str_cut(&text, '\n');
		ck_assert_msg(width_of(line) <= 80 || is_one_word(line),
		    "%d: %.*s", width_of(line), STR_ARG(line));
	}
}
END_TEST

/* The value of the next attribute of this name, as in [ id="]. */
static struct str
next_attribute(struct str *rest, const char *start)
{
	const char *at =
	    memmem(rest->at, rest->length, start, strlen(start));

	if (at == NULL)
		return STR_NONE;
	*rest = str_from_index(
	    *rest, (size_t)(at - rest->at) + strlen(start));
	return str_cut(rest, '"');
}

START_TEST(gives_each_id_of_a_page_once)
{
	struct guide_query query = cell(_i);
	struct str rest = written(&query, MEDIA_HTML), after, id, other;
	size_t count = 0;

	ck_assert(str_is_utf8(rest));
	while ((id = next_attribute(&rest, " id=\"")).at != NULL) {
		count++;
		after = rest;
		while ((other = next_attribute(&after, " id=\"")).at != NULL)
			ck_assert_msg(
			    !str_equal(id, other), "%.*s", STR_ARG(id));
	}
	ck_assert_uint_gt(count, 20);
}
END_TEST

START_TEST(leads_to_places_that_the_page_has)
{
	struct guide_query query = cell(_i);
	struct str page = written(&query, MEDIA_HTML), rest = page, to;
	char id[256];

	while ((to = next_attribute(&rest, " href=\"#")).at != NULL) {
		snprintf(id, sizeof(id), " id=\"%.*s\"", STR_ARG(to));
		ck_assert_msg(holds(page, id), "%s", id);
	}
}
END_TEST

START_TEST(repeats_none_of_the_errors_of_earlier_texts)
{
	static const char *const wrong[] = { "mechanical",
		"approximately four months", "approximately 4 months" };
	struct guide_query query = cell(_i);
	enum media media;
	size_t i;

	for (media = 0; media < MEDIA_COUNT; media++)
		for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
			ck_assert_msg(
			    !holds(written(&query, media), wrong[i]), "%s",
			    wrong[i]);
}
END_TEST

START_TEST(never_cites_topas_without_the_trials_that_failed)
{
	struct guide_query query = cell(_i);
	struct str json = written(&query, MEDIA_JSON);
	struct str text = written(&query, MEDIA_TEXT);
	struct str page = written(&query, MEDIA_HTML);

	if (holds(json, "TOPAS"))
		ck_assert(holds(json, "\"deodhar-2019\":{"));
	if (holds(text, "TOPAS"))
		ck_assert(holds(text, "\n- deodhar-2019"));
	if (holds(page, "TOPAS"))
		ck_assert(holds(page, "id=\"cite-deodhar-2019\""));
}
END_TEST

START_TEST(gives_no_child_under_60_kg_a_whole_syringe)
{
	struct guide_query query = cell(_i);
	struct value_each it =
	    value_each(value_get(parsed(&query), "regimens"));

	while (value_next(&it))
		if (str_is(value_text(it.item, "drug"), "ustekinumab") &&
		    holds(value_text(it.item, "population"), "<60 kg"))
			ck_assert(str_starts(value_text(it.item, "dose"),
			    STR("0.75 mg/kg")));
}
END_TEST

START_TEST(gives_the_childs_dose_of_ustekinumab_by_weight)
{
	struct guide_query query = asking("ustekinumab", "quantity-limits");
	enum media media;

	for (media = 0; media < MEDIA_COUNT; media++)
		ck_assert(holds(written(&query, media), "0.75 mg/kg"));
}
END_TEST

START_TEST(shows_one_plan_only_when_it_is_named)
{
	struct guide_query query = asking("upadacitinib", "medical-necessity");
	struct value rights;

	ck_assert_uint_gt(
	    value_count(value_get(parsed(&query), "rights")), 1);
	query.plan = STR("erisa_self_funded");
	rights = value_get(parsed(&query), "rights");
	ck_assert_uint_eq(1, value_count(rights));
	ck_assert(str_is(value_text(value_at(rights, 0), "plan"),
	    "erisa_self_funded"));
}
END_TEST

START_TEST(gives_the_same_bytes_however_the_plan_is_spelled)
{
	struct guide_query one = asking("upadacitinib", "medical-necessity");
	struct guide_query other = one;
	struct guide a, b;
	enum media media;

	one.plan = STR("erisa_self_funded");
	other.plan = STR("erisa-self-funded");
	a = found(&one);
	b = found(&other);
	for (media = 0; media < MEDIA_COUNT; media++) {
		ck_assert(str_equal(
		    written(&one, media), written(&other, media)));
		ck_assert(str_equal(guide_key(&a, media, arena),
		    guide_key(&b, media, arena)));
	}
}
END_TEST

START_TEST(names_its_bytes_differently_for_each_selector_and_medium)
{
	struct guide_query plain = asking("upadacitinib", "medical-necessity");
	struct guide_query query[4] = { plain, plain, plain, plain };
	struct str keys[6];
	struct guide guide;
	size_t i, k;

	query[1].plan = STR("erisa_self_funded");
	query[2].indication = STR("uc");
	query[3].received = STR("2026-11-02");
	for (i = 0; i < 4; i++) {
		guide = found(&query[i]);
		keys[i] = guide_key(&guide, MEDIA_JSON, arena);
	}
	keys[4] = guide_key(&guide, MEDIA_HTML, arena);
	keys[5] = guide_key(&guide, MEDIA_TEXT, arena);
	for (i = 0; i < 6; i++)
		for (k = 0; k < i; k++)
			ck_assert(!str_equal(keys[i], keys[k]));
}
END_TEST

START_TEST(shows_the_policies_of_one_indication_when_it_is_named)
{
	struct guide_query query = asking("upadacitinib", "medical-necessity");
	struct value all = value_get(parsed(&query), "requirements"), some;
	struct value_each it;

	query.indication = STR("Ulcerative colitis");
	some = value_get(parsed(&query), "requirements");
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
	struct guide_query query = asking("upadacitinib", "medical-necessity");

	ck_assert_ptr_null(value_get(parsed(&query), "deadlines").at);
	query.received = STR("2026-11-02");
	ck_assert_uint_gt(
	    value_count(value_get(parsed(&query), "deadlines")), 0);
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
	    asking(verdicts[_i].treatment, verdicts[_i].reason);
	struct guide guide = found(&query);

	ck_assert_str_eq(verdict_name(verdicts[_i].verdict),
	    verdict_name(guide.verdict));
	ck_assert(str_is(value_text(parsed(&query), "verdict"),
	    verdict_name(verdicts[_i].verdict)));
}
END_TEST

START_TEST(still_has_law_for_a_drug_known_by_name_only)
{
	static const char *const drugs[] = { "adalimumab", "methotrexate" };
	size_t i;

	for (i = 0; i < 2; i++) {
		struct guide_query query =
		    asking(drugs[i], "medical-necessity");
		struct value guide = parsed(&query);

		ck_assert(!str_is(value_text(guide, "verdict"), "held"));
		ck_assert_uint_gt(
		    value_count(value_get(guide, "rights")), 0);
		ck_assert_uint_gt(
		    value_count(value_get(guide, "citations")), 0);
		ck_assert_uint_eq(
		    0, value_count(value_get(guide, "regimens")));
		ck_assert(holds(written(&query, MEDIA_TEXT), "CFR"));
	}
}
END_TEST

START_TEST(takes_any_name_in_the_path_but_says_it_is_not_the_id)
{
	struct guide_query query = asking("Rinvoq LQ", "QL");
	struct guide guide = found(&query);

	ck_assert(!guide.canonical);
	ck_assert(str_is(guide.treatment, "upadacitinib"));
	ck_assert(str_is(guide.reason, "quantity-limits"));
	query = asking("upadacitinib", "quantity-limits");
	guide = found(&query);
	ck_assert(guide.canonical);
}
END_TEST

START_TEST(offers_near_names_for_the_part_that_is_not_known)
{
	struct guide_query query = asking("rinvok", "medical-necessity");
	struct guide guide;

	ck_assert_int_eq(ERR_NOT_FOUND, find(&query, &guide));
	ck_assert_str_eq("treatments", near.kind);
	ck_assert_uint_gt(near.count, 0);
	ck_assert(str_is(near.ids[0], "upadacitinib"));
	query = asking("upadacitinib", "medical-necesity");
	ck_assert_int_eq(ERR_NOT_FOUND, find(&query, &guide));
	ck_assert_str_eq("reasons", near.kind);
	query.insurer = STR("cygnus");
	ck_assert_int_eq(ERR_NOT_FOUND, find(&query, &guide));
	ck_assert_str_eq("insurers", near.kind);
}
END_TEST

START_TEST(reports_every_parameter_it_cannot_use)
{
	static const char *const pointers[] = { "/plan", "/indication",
		"/received", "/notice", "/state" };
	struct guide_query query = asking("upadacitinib", "medical-necessity");
	const struct problem *problem;
	struct guide guide;
	size_t i, seen;

	query.plan = STR("none-such");
	query.indication = STR("hiccups");
	query.received = STR("2026-02-30");
	query.notice = STR("yesterday");
	query.state = STR("New York");
	ck_assert_int_eq(ERR_INVALID, find(&query, &guide));
	ck_assert_uint_eq(5, problems.count);
	for (i = 0; i < 5; i++) {
		seen = 0;
		for (problem = problems.first; problem != NULL;
		     problem = problem->next)
			seen += str_is(problem->pointer, pointers[i]) &&
			    problem->message.length > 5;
		ck_assert_msg(seen == 1, "%s", pointers[i]);
	}
}
END_TEST

START_TEST(says_that_memory_ended_and_gives_no_half_guide)
{
	struct guide_query query = asking("upadacitinib", "medical-necessity");
	enum media media;
	size_t cap;

	for (media = 0; media < MEDIA_COUNT; media++)
		for (cap = 1024; cap < (1 << 21); cap += cap / 8) {
			struct arena *small = arena_new(cap);
			struct slices body = slices_new(small);
			struct guide guide;
			enum err err = guide_find(&read, &query, small, &guide,
			    &near, &problems, &note);

			if (err == OK)
				err = guide_write(&read, &guide,
				    edition.templates, media, small, &body,
				    &note);
			ck_assert(err == ERR_MEMORY || err == OK ||
			    err == ERR_NOT_FOUND);
			ck_assert(err != OK || (!arena_failed(small) &&
						   !body.failed));
			arena_free(small);
		}
}
END_TEST

Suite *suite_guide(void);

static void
add_cells(Suite *suite)
{
	TCase *tcase = tcase_create("cells");

	tcase_add_unchecked_fixture(tcase, open_edition, close_edition);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	tcase_add_loop_test(tcase, resolves_every_citation_it_makes, 0, CELLS);
	tcase_add_loop_test(tcase, says_what_it_is_and_where_it_is_from, 0,
	    CELLS);
	tcase_add_loop_test(tcase, names_no_item_of_a_part_twice, 0, CELLS);
	tcase_add_loop_test(tcase, fits_a_terminal_of_80_columns, 0, CELLS);
	tcase_add_loop_test(tcase, gives_each_id_of_a_page_once, 0, CELLS);
	tcase_add_loop_test(tcase, leads_to_places_that_the_page_has, 0,
	    CELLS);
	tcase_add_loop_test(tcase,
	    repeats_none_of_the_errors_of_earlier_texts, 0, CELLS);
	tcase_add_loop_test(tcase,
	    never_cites_topas_without_the_trials_that_failed, 0, CELLS);
	tcase_add_loop_test(tcase,
	    gives_no_child_under_60_kg_a_whole_syringe, 0, CELLS);
	suite_add_tcase(suite, tcase);
}

Suite *
suite_guide(void)
{
	Suite *suite = suite_create("guide");
	TCase *tcase = tcase_create("guide");

	tcase_add_unchecked_fixture(tcase, open_edition, close_edition);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase,
	    gives_the_childs_dose_of_ustekinumab_by_weight);
	tcase_add_test(tcase, shows_one_plan_only_when_it_is_named);
	tcase_add_test(tcase,
	    gives_the_same_bytes_however_the_plan_is_spelled);
	tcase_add_test(tcase,
	    names_its_bytes_differently_for_each_selector_and_medium);
	tcase_add_test(tcase,
	    shows_the_policies_of_one_indication_when_it_is_named);
	tcase_add_test(tcase, counts_last_days_when_a_day_is_named);
	tcase_add_loop_test(tcase, says_whether_the_insurers_criteria_are_held,
	    0, (int)(sizeof(verdicts) / sizeof(*verdicts)));
	tcase_add_test(tcase, still_has_law_for_a_drug_known_by_name_only);
	tcase_add_test(tcase,
	    takes_any_name_in_the_path_but_says_it_is_not_the_id);
	tcase_add_test(tcase,
	    offers_near_names_for_the_part_that_is_not_known);
	tcase_add_test(tcase, reports_every_parameter_it_cannot_use);
	tcase_add_test(tcase,
	    says_that_memory_ended_and_gives_no_half_guide);
	suite_add_tcase(suite, tcase);
	add_cells(suite);
	return suite;
}
