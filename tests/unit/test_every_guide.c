/* Every guide there is: each insurer, treatment and reason. */

#include <stdio.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/render/width.h"
#include "tests/unit/guide_help.h"

/*
 * A guide without a plan holds all of them, so every guide is asked for one
 * plan, each in its turn, and one in PLAIN_EVERY also without.  Sanitizers
 * slow this down; with them one guide in SPARSE is asked.
 */
enum {
	GROUPS = 8,
	PLAIN_EVERY = 18 + 1, /* all reasons get their turn */
	TEXT_EVERY = 13,
	TERMINAL = 80, /* columns */
#ifdef __SANITIZE_ADDRESS__
	SPARSE = 37
#else
	SPARSE = 1
#endif
};

/* What an answer shows where something was left unfinished. */
static const char *const unfinished[] = { "{{", "(null)", "TODO", "TBD",
	"FIXME", "XXX", "lorem ipsum", "Lorem ipsum", "placeholder",
	"undefined", "\"nan\"", "[object" };

static const struct json_limits limits = { 8 << 20, VALUE_DEPTH, 1 << 20 };

static struct value insurers, treatments, reasons, plans;
static struct note note;

static void
read_lists(void)
{
	struct value meta = kb_meta(guide_edition.kb);

	insurers = value_get(meta, "insurers");
	treatments = value_get(meta, "treatments");
	reasons = value_get(meta, "reasons");
	plans = value_get(meta, "plans");
}

static size_t
guides(void)
{
	return value_count(insurers) * value_count(treatments) *
	       value_count(reasons);
}

static struct str
id_at(struct value list, size_t i)
{
	return value_text(value_at(list, i), "id");
}

static struct guide_query
query_at(size_t i)
{
	size_t reason = i % value_count(reasons);
	size_t rest = i / value_count(reasons);

	return (struct guide_query){ .insurer = id_at(insurers,
					 rest / value_count(treatments)),
		.treatment = id_at(treatments, rest % value_count(treatments)),
		.reason = id_at(reasons, reason) };
}

static const char *
name_of(const struct guide_query *query)
{
	static char name[512];

	snprintf(name, sizeof(name), "%.*s/%.*s/%.*s?plan=%.*s",
	    STR_ARG(query->insurer), STR_ARG(query->treatment),
	    STR_ARG(query->reason), STR_ARG(query->plan));
	return name;
}

static struct str
written(const struct guide_query *query, enum media media)
{
	struct slices body;
	struct guide guide;

	arena_reset(guide_arena);
	guide_problems = problems_new(guide_arena);
	body = slices_new(guide_arena);
	ck_assert_msg(guide_try(query, &guide) == OK, "%s", name_of(query));
	ck_assert_msg(guide.canonical, "%s", name_of(query));
	ck_assert_msg(
	    guide_write(&guide_reading, &guide, guide_edition.templates, media,
		guide_arena, &body, &note) == OK,
	    "%s: %s", name_of(query), note.text);
	ck_assert_msg(!body.failed, "%s", name_of(query));
	return slices_join(&body);
}

/* The first sign of something unfinished; NULL: there is none. */
static const char *
unfinished_in(struct str text)
{
	size_t i;

	for (i = 0; i < sizeof(unfinished) / sizeof(*unfinished); i++)
		if (guide_holds(text, unfinished[i]))
			return unfinished[i];
	return NULL;
}

static void
check_finished(const struct guide_query *query, struct str text)
{
	const char *sign = unfinished_in(text);

	ck_assert_msg(sign == NULL, "%s: %s", name_of(query), sign);
}

/* The first id below "v", in a list "citations", that "known" lacks. */
static struct str
unknown_in(struct value v, struct value known)
{
	struct value_each it, ids;
	struct str unknown = STR_NONE;

	for (it = value_each(v); unknown.at == NULL && value_next(&it);) {
		if (!str_is(it.key, "citations")) {
			unknown = unknown_in(it.item, known);
			continue;
		}
		for (ids = value_each(it.item);
		     unknown.at == NULL && value_next(&ids);)
			if (value_get_str(known, value_str(ids.item)).at ==
			    NULL)
				unknown = value_str(ids.item);
	}
	return unknown;
}

static void
check_verdict(const struct guide_query *query, struct value guide)
{
	static const char *const verdicts[] = { "held", "partial", "not-held",
		"refused" };
	struct str verdict = value_text(guide, "verdict");
	size_t i;

	for (i = 0; i < 4 && !str_is(verdict, verdicts[i]); i++)
		;
	ck_assert_msg(i < 4, "%s: %.*s", name_of(query), STR_ARG(verdict));
	ck_assert_msg(value_text(guide, "verdict_why").length > 20 &&
			  str_ends(value_text(guide, "verdict_why"), STR(".")),
	    "%s: %.*s", name_of(query),
	    STR_ARG(value_text(guide, "verdict_why")));
	if (str_is(verdict, "held"))
		ck_assert_msg(value_count(value_get(guide, "requirements")) > 0,
		    "%s", name_of(query));
	/* What is refused names its rule; all else says what to do. */
	if (str_is(verdict, "refused"))
		ck_assert_msg(
		    value_text(value_get(guide, "refused"), "rule").length > 0,
		    "%s", name_of(query));
	else
		ck_assert_msg(value_count(value_get(guide, "next_steps")) > 0 &&
				  value_count(value_get(guide, "process")) > 0,
		    "%s: no steps", name_of(query));
}

static void
check_json(const struct guide_query *query)
{
	struct str text = written(query, MEDIA_JSON);
	struct value guide, known;
	struct value_each it;
	struct str unknown;

	ck_assert_msg(
	    json_read(text, &limits, guide_arena, &guide, &note) == OK,
	    "%s: %s", name_of(query), note.text);
	check_verdict(query, guide);
	known = value_get(guide, "citations");
	ck_assert_msg(value_count(known) > 0, "%s", name_of(query));
	for (it = value_each(guide); value_next(&it);) {
		unknown = str_is(it.key, "citations")
			      ? STR_NONE
			      : unknown_in(it.item, known);
		ck_assert_msg(unknown.at == NULL, "%s: %.*s has no entry",
		    name_of(query), STR_ARG(unknown));
	}
	ck_assert_msg(
	    value_count(value_get(guide, "rights")) > 0, "%s", name_of(query));
}

/* May the line be longer: is it one word, behind its indent and bullet? */
static bool
is_one_word(struct str line)
{
	while (line.length > 0 && strchr(" -*>|0123456789.", line.at[0]))
		line = str_from_index(line, 1);
	return str_find(line, ' ') == line.length;
}

static void
check_text(const struct guide_query *query)
{
	struct str text = written(query, MEDIA_TEXT), line;

	check_finished(query, text);
	ck_assert_msg(str_is_utf8(text), "%s", name_of(query));
	while (text.at != NULL) {
		line = str_cut(&text, '\n');
		ck_assert_msg(width_of(line) <= TERMINAL || is_one_word(line),
		    "%s: %d columns: %.*s", name_of(query), width_of(line),
		    STR_ARG(line));
	}
}

START_TEST(answers_with_json_that_holds_together)
{
	struct guide_query query;
	size_t i, plan;

	read_lists();
	for (i = (size_t)_i; i < guides(); i += GROUPS * SPARSE) {
		query = query_at(i);
		plan = i / GROUPS % value_count(plans);
		query.plan = id_at(plans, plan);
		check_json(&query);
	}
}
END_TEST

START_TEST(answers_with_every_plan_side_by_side)
{
	struct guide_query query;
	size_t i;

	read_lists();
	for (i = (size_t)_i; i < guides(); i += PLAIN_EVERY * SPARSE) {
		query = query_at(i);
		check_json(&query);
		check_finished(&query, written(&query, MEDIA_JSON));
	}
}
END_TEST

START_TEST(answers_with_text_that_fits)
{
	struct guide_query query;
	size_t i;

	read_lists();
	for (i = (size_t)_i; i < guides(); i += GROUPS * TEXT_EVERY * SPARSE) {
		query = query_at(i);
		check_text(&query);
	}
}
END_TEST

START_TEST(answers_for_each_plan_alone)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	size_t reason;

	read_lists();
	query.plan = id_at(plans, (size_t)_i);
	ck_assert_uint_gt(query.plan.length, 0);
	for (reason = 0; reason < value_count(reasons); reason++) {
		query.reason = id_at(reasons, reason);
		check_json(&query);
		check_text(&query);
	}
}
END_TEST

/* So that the tests above are known to be able to fail. */
START_TEST(would_see_a_citation_without_an_entry)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	struct value guide = guide_parsed(&query);
	struct value known = value_get(guide, "citations");
	struct value rights = value_get(guide, "rights");

	ck_assert_ptr_null(unknown_in(rights, known).at);
	ck_assert_ptr_nonnull(unknown_in(rights, value_at(known, 0)).at);
}
END_TEST

START_TEST(would_see_what_was_left_unfinished)
{
	ck_assert_ptr_null(unfinished_in(STR("Ask the plan for it.")));
	ck_assert_str_eq("{{", unfinished_in(STR("Ask {{insurer}} for it.")));
	ck_assert_str_eq("TBD", unfinished_in(STR("Dose: TBD.")));
}
END_TEST

START_TEST(would_see_a_line_that_is_too_long)
{
	ck_assert(is_one_word(STR("- https://example.org/a/long/address")));
	ck_assert(!is_one_word(STR("- two words")));
}
END_TEST

Suite *suite_every_guide(void);

Suite *
suite_every_guide(void)
{
	Suite *suite = suite_create("every_guide");
	TCase *tcase = guide_tcase("every");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(
	    tcase, answers_with_json_that_holds_together, 0, GROUPS);
	tcase_add_test(tcase, answers_with_every_plan_side_by_side);
	tcase_add_loop_test(tcase, answers_with_text_that_fits, 0, GROUPS);
	tcase_add_loop_test(tcase, answers_for_each_plan_alone, 0, 16);
	tcase_add_test(tcase, would_see_a_citation_without_an_entry);
	tcase_add_test(tcase, would_see_what_was_left_unfinished);
	tcase_add_test(tcase, would_see_a_line_that_is_too_long);
	suite_add_tcase(suite, tcase);
	return suite;
}
