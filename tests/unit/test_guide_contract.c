/* The contracts of guides, sections and the first page against theirs. */

#include <stdio.h>
#include <string.h>

#include "kb/compose.h"
#include "lib/guide_writing.h"
#include "lib/template/template.h"
#include "tests/unit/contract_help.h"
#include "tests/unit/guide_help.h"

static struct note note;

static void
compare_guide(const struct guide_query *query)
{
	struct guide guide = guide_found(query);
	struct guide_writing w = { .read = &guide_reading,
		.guide = &guide,
		.arena = guide_arena,
		.note = &note };

	ck_assert_int_eq(OK, guide_view(&w, STR("../../../")));
	contract_compare(w.view, contract_for("guide/head.md")->top, "");
}

START_TEST(names_all_and_only_what_the_view_of_a_guide_holds)
{
	struct guide_query query =
	    guide_asking("upadacitinib", "medical-necessity");
	char day[16];
	int i;

	compare_guide(&query);
	query.received = STR("2026-11-01");
	query.notice = STR("2026-10-30");
	query.state = STR("OH");
	query.plan = STR("erisa_self_funded");
	query.indication = STR("ra");
	compare_guide(&query);
	/* Some last days fall where an office may be closed. */
	for (i = 1; i < 29; i++) {
		snprintf(day, sizeof(day), "2026-06-%02d", i);
		query = guide_asking("jak-inhibitor", "duplicate-therapy");
		query.received = str_from(day);
		compare_guide(&query);
	}
	query = guide_asking("upadacitinib", "site-of-care"); /* is refused */
	compare_guide(&query);
	contract_unseen(contract_for("guide/head.md")->top, "", true);
	ck_assert_str_eq("", contract_said());
}
END_TEST

/* The JSON of a section is its items without those named "_x". */
static void
compare_section(const char *template, struct section section)
{
	const struct contract *c = contract_for(template);
	struct buf json = buf_new(contract_arena, 8 << 20);
	struct value items;

	buf_printf(&json, "{\"items\":[");
	buf_put(&json, section.json);
	buf_printf(&json, "]}");
	ck_assert_msg(json_read(buf_str(&json), &contract_limits,
			  contract_arena, &items, &note) == OK,
	    "%s: %s", template, note.text);
	contract_compare(items, c->top, template);
}

static const char *const section_templates[] = { "sections/brief.md",
	"sections/citation.md", "sections/code.md",
	"sections/code-systems.md", "sections/documents.md", "sections/evidence.md",
	"sections/indications.md", "sections/insurer.md", "sections/map.md",
	"sections/next.md", "sections/overlap.md", "sections/plan.md",
	"sections/plan-brief.md", "sections/plan-likely.md",
	"sections/listed.md", "sections/policy.md", "sections/process.md",
	"sections/products.md", "sections/reason.md", "sections/regimens.md",
	"sections/rows.md", "sections/topics.md", "sections/treatment.md",
	"sections/warnings.md", "sections/why.md", NULL };

/* Compare every section that a template makes; how many there were. */
static size_t
compare_sections(const char *template)
{
	struct str name = str_from(template + strlen("sections/"));
	struct kb_walk walk;
	size_t count = 0;

	name = str_first(name, name.length - strlen(".md"));
	if (str_is(name, "citation"))
		name = STR("cite");
	walk = kb_walk(&guide_reading, name);
	while (kb_next(&walk)) {
		/* "evidence@cigna/..." is for one insurer; "plan-brief"
		   belongs to another template than "plan". */
		if (walk.rest.at[0] != '/' && walk.rest.at[0] != '@')
			continue;
		compare_section(template, section_of(walk.bytes));
		count++;
	}
	kb_walk_end(&walk);
	return count;
}

START_TEST(names_all_and_only_what_sections_hold)
{
	size_t i;

	for (i = 0; section_templates[i] != NULL; i++)
		ck_assert_uint_gt(compare_sections(section_templates[i]), 0);
	for (i = 0; section_templates[i] != NULL; i++)
		contract_unseen(contract_for(section_templates[i])->top,
		    section_templates[i], false);
	ck_assert_str_eq("", contract_said());
}
END_TEST

/* A template that prints the path of each "_x" of a contract it meets. */
static void
probe(struct buf *out, struct value object, const char *path)
{
	struct value_each it = value_each(object);
	char below[512];

	while (value_next(&it)) {
		if (!it.object || it.key.at[0] == '@' ||
		    contract_kind(it.item) == CONTRACT_ANY)
			continue;
		snprintf(
		    below, sizeof(below), "%s/%.*s", path, STR_ARG(it.key));
		buf_printf(out, "{{#%.*s}}", STR_ARG(it.key));
		if (it.key.at[0] == '_')
			buf_printf(out, "(%s)", below);
		if (contract_kind(it.item) == CONTRACT_LIST)
			probe(out, contract_element(it.item), below);
		else
			probe(out, it.item, below);
		buf_printf(out, "{{/%.*s}}\n\n", STR_ARG(it.key));
	}
}

/* The texts of all records, rendered with probes for templates. */
static struct str
probed(void)
{
	const char *const dirs[] = { "kb/sources" };
	struct report report = { .out = NULL };
	struct sources *sources = NULL;
	struct records records = records_new(contract_arena);
	struct template_set *set;
	struct buf text = buf_new(contract_arena, 1 << 20);
	struct buf all = buf_new(contract_arena, 256 << 20);
	size_t i;

	ck_assert_int_eq(OK, template_set_new(&set, &note));
	for (i = 0; section_templates[i] != NULL; i++) {
		text.length = 0;
		probe(&text, contract_for(section_templates[i])->top,
		    section_templates[i]);
		ck_assert_msg(template_add(set, str_from(section_templates[i]),
				  buf_str(&text), &note) == OK,
		    "%s", note.text);
	}
	ck_assert_int_eq(OK, template_link(set, &note));
	ck_assert_int_eq(OK, sources_load(dirs, 1, &report, &sources, &note));
	ck_assert_msg(
	    compose(sources, set, &records, &note) == OK, "%s", note.text);
	for (i = 0; i < records.count; i++)
		buf_put(&all, section_of(records.items[i].bytes).text);
	buf_putc(&all, '\0');
	sources_free(sources);
	template_set_free(set);
	return buf_str(&all);
}

static void
list_unprobed(struct str texts, struct value object, const char *path)
{
	struct value_each it = value_each(object);
	char below[512], mark_of[520];

	while (value_next(&it)) {
		if (!it.object || it.key.at[0] == '@' ||
		    contract_kind(it.item) == CONTRACT_ANY)
			continue;
		snprintf(
		    below, sizeof(below), "%s/%.*s", path, STR_ARG(it.key));
		snprintf(mark_of, sizeof(mark_of), "(%s)", below);
		if (it.key.at[0] == '_' && strstr(texts.at, mark_of) == NULL)
			buf_printf(
			    &contract_wrong, "%s: never occurs\n", below);
		list_unprobed(texts,
		    contract_kind(it.item) == CONTRACT_LIST
			? contract_element(it.item)
			: it.item,
		    below);
	}
}

START_TEST(names_nothing_for_templates_only_that_no_section_holds)
{
	struct str texts = probed();
	size_t i;

	for (i = 0; section_templates[i] != NULL; i++)
		list_unprobed(texts, contract_for(section_templates[i])->top,
		    section_templates[i]);
	ck_assert_str_eq("", contract_said());
}
END_TEST

START_TEST(names_all_that_the_first_page_holds)
{
	struct section index =
	    kb_section(&guide_reading, STR("index"), STR_NONE, STR_NONE);
	struct value view;

	ck_assert_int_eq(OK, json_read(index.json, &contract_limits,
				 contract_arena, &view, &note));
	contract_compare(view, contract_for("index.html")->top, "");
	ck_assert_str_eq("", contract_said());
}
END_TEST

Suite *suite_guide_contract(void);

Suite *
suite_guide_contract(void)
{
	Suite *suite = suite_create("guide_contract");
	TCase *tcase = guide_tcase("guide_contract");

	tcase_add_checked_fixture(tcase, contract_setup, contract_teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(
	    tcase, names_all_and_only_what_the_view_of_a_guide_holds);
	tcase_add_test(tcase, names_all_and_only_what_sections_hold);
	tcase_add_test(
	    tcase, names_nothing_for_templates_only_that_no_section_holds);
	tcase_add_test(tcase, names_all_that_the_first_page_holds);
	suite_add_tcase(suite, tcase);
	return suite;
}
