/* What every guide must hold to: all treatments with label facts, all reasons.
 */

#include <stdio.h>
#include <string.h>

#include "lib/render/width.h"
#include "tests/unit/guide_help.h"

static const char *const treatments[] = { "abrocitinib", "baricitinib",
	"delgocitinib", "deuruxolitinib", "il-12-23-inhibitor", "jak-inhibitor",
	"ritlecitinib", "ruxolitinib-topical", "tofacitinib", "upadacitinib",
	"ustekinumab" };
static const char *const reasons[] = { "duplicate-therapy", "medical-necessity",
	"not-fda-approved", "quantity-limits" };

enum { CELLS = 11 * 4 };

static struct guide_query
cell(int i)
{
	return guide_asking(treatments[i / 4], reasons[i % 4]);
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
			ck_assert_msg(
			    value_get_str(known, value_str(ids.item)).at !=
				NULL,
			    "%.*s", STR_ARG(value_str(ids.item)));
	}
}

START_TEST(resolves_every_citation_it_makes)
{
	struct guide_query query = cell(_i);
	struct value guide = guide_parsed(&query), known, member;
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
		ck_assert_msg(
		    value_str(member).length > 0, "%.*s", STR_ARG(it.key));
	}
}
END_TEST

START_TEST(says_what_it_is_and_where_it_is_from)
{
	struct guide_query query = cell(_i);
	struct value guide = guide_parsed(&query);

	ck_assert(str_is(value_text(guide, "kind"), "guide"));
	ck_assert(str_starts(value_text(guide, "id"), STR("cigna/")));
	ck_assert_uint_gt(value_text(guide, "title").length, 10);
	ck_assert_uint_gt(value_text(guide, "verdict_why").length, 10);
	ck_assert(str_equal(
	    value_text(guide, "generation"), kb_generation(guide_edition.kb)));
	ck_assert_uint_gt(value_count(value_get(guide, "rights")), 0);
	ck_assert_uint_gt(value_count(value_get(guide, "process")), 0);
	ck_assert_uint_gt(value_count(value_get(guide, "documents")), 0);
}
END_TEST

START_TEST(names_no_item_of_a_part_twice)
{
	struct guide_query query = cell(_i);
	struct value_each part, a, b;

	for (part = value_each(guide_parsed(&query)); value_next(&part);) {
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
	struct str text = guide_written(&query, MEDIA_TEXT), line;

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
	const char *at = memmem(rest->at, rest->length, start, strlen(start));

	if (at == NULL)
		return STR_NONE;
	*rest = str_from_index(*rest, (size_t)(at - rest->at) + strlen(start));
	return str_cut(rest, '"');
}

START_TEST(gives_each_id_of_a_page_once)
{
	struct guide_query query = cell(_i);
	struct str rest = guide_written(&query, MEDIA_HTML), after, id, other;
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
	struct str page = guide_written(&query, MEDIA_HTML), rest = page, to;
	char id[256];

	while ((to = next_attribute(&rest, " href=\"#")).at != NULL) {
		snprintf(id, sizeof(id), " id=\"%.*s\"", STR_ARG(to));
		ck_assert_msg(guide_holds(page, id), "%s", id);
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

	for (media = 0; media <= MEDIA_TEXT; media++)
		for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
			ck_assert_msg(!guide_holds(guide_written(&query, media),
					  wrong[i]),
			    "%s", wrong[i]);
}
END_TEST

START_TEST(never_cites_topas_without_the_trials_that_failed)
{
	struct guide_query query = cell(_i);
	struct str json = guide_written(&query, MEDIA_JSON);
	struct str text = guide_written(&query, MEDIA_TEXT);
	struct str page = guide_written(&query, MEDIA_HTML);

	if (guide_holds(json, "TOPAS"))
		ck_assert(guide_holds(json, "\"deodhar-2019\":{"));
	if (guide_holds(text, "TOPAS"))
		ck_assert(guide_holds(text, "\n- deodhar-2019"));
	if (guide_holds(page, "TOPAS"))
		ck_assert(guide_holds(page, "id=\"cite-deodhar-2019\""));
}
END_TEST

START_TEST(gives_no_child_under_60_kg_a_whole_syringe)
{
	struct guide_query query = cell(_i);
	struct value_each it =
	    value_each(value_get(guide_parsed(&query), "regimens"));

	while (value_next(&it))
		if (str_is(value_text(it.item, "drug"), "ustekinumab") &&
		    guide_holds(value_text(it.item, "population"), "<60 kg"))
			ck_assert(str_starts(
			    value_text(it.item, "dose"), STR("0.75 mg/kg")));
}
END_TEST

Suite *suite_guide_cells(void);

Suite *
suite_guide_cells(void)
{
	Suite *suite = suite_create("guide_cells");
	TCase *tcase = guide_tcase("cells");

	tcase_add_loop_test(tcase, resolves_every_citation_it_makes, 0, CELLS);
	tcase_add_loop_test(
	    tcase, says_what_it_is_and_where_it_is_from, 0, CELLS);
	tcase_add_loop_test(tcase, names_no_item_of_a_part_twice, 0, CELLS);
	tcase_add_loop_test(tcase, fits_a_terminal_of_80_columns, 0, CELLS);
	tcase_add_loop_test(tcase, gives_each_id_of_a_page_once, 0, CELLS);
	tcase_add_loop_test(tcase, leads_to_places_that_the_page_has, 0, CELLS);
	tcase_add_loop_test(
	    tcase, repeats_none_of_the_errors_of_earlier_texts, 0, CELLS);
	tcase_add_loop_test(
	    tcase, never_cites_topas_without_the_trials_that_failed, 0, CELLS);
	tcase_add_loop_test(
	    tcase, gives_no_child_under_60_kg_a_whole_syringe, 0, CELLS);
	suite_add_tcase(suite, tcase);
	return suite;
}
