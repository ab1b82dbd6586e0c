#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/schema.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "tests/unit/codes_help.h"
#include "tests/unit/guide_help.h"
#include "tests/unit/letter_help.h"

/* Answers are what docs/openapi.json says they are. */

static struct json_object *openapi;
static struct schemas *schemas;

/*
 * A schema of the document as our checker takes one: references lead to
 * schemas by name, and the few keywords it does not know are left out.
 */
static struct json_object *
adapted(struct json_object *from)
{
	static const char *const unknown[] = { "maxItems", "maxLength",
		"exclusiveMinimum", "example", "examples" };
	struct json_object *to;
	size_t i;

	if (json_object_get_type(from) == json_type_array) {
		to = json_object_new_array();
		for (i = 0; i < json_object_array_length(from); i++)
			json_object_array_add(to,
			    adapted(json_object_array_get_idx(from, i)));
		return to;
	}
	if (json_object_get_type(from) != json_type_object)
		return json_object_get(from);
	to = json_object_new_object();
	json_object_object_foreach(from, key, member)
	{
		const char *text = json_object_get_string(member);

		for (i = 0; i < 5 && strcmp(key, unknown[i]) != 0; i++)
			;
		if (i < 5 || (strcmp(key, "format") == 0 &&
				 strcmp(text, "date") != 0))
			continue;
		if (strcmp(key, "$ref") == 0)
			json_object_object_add(to, key,
			    json_object_new_string(strrchr(text, '/') + 1));
		else
			json_object_object_add(to, key, adapted(member));
	}
	return to;
}

static void
setup(void)
{
	struct json_object *all;
	struct note note = { "" };

	openapi = json_object_from_file("docs/openapi.json");
	ck_assert_ptr_nonnull(openapi);
	ck_assert_int_eq(0,
	    json_pointer_get(openapi, "/components/schemas", &all));
	schemas = schemas_new();
	json_object_object_foreach(all, name, schema)
	{
		struct json_object *own = adapted(schema);

		ck_assert_msg(schemas_add(schemas, name,
				  str_from(json_object_to_json_string(own)),
				  &note) == OK,
		    "%s: %s", name, note.text);
		json_object_put(own);
	}
	ck_assert_msg(schemas_ready(schemas, &note) == OK, "%s", note.text);
}

static void
teardown(void)
{
	schemas_free(schemas);
	json_object_put(openapi);
}

static void
check_text(const char *schema, struct str text)
{
	struct report report = { .out = stderr };
	struct source source = { .kind = "answer", .id = schema,
		.path = schema };
	char *copy = strndup(text.at, text.length);

	source.text = copy;
	source.json = json_tokener_parse(copy);
	ck_assert_ptr_nonnull(source.json);
	schemas_check(schemas, schema, &source, &report);
	ck_assert_uint_eq(0, report.errors);
	json_object_put(source.json);
	free(copy);
}

START_TEST(every_guide_in_json_is_a_guide_of_the_document)
{
	static const char *const treatments[] = { "jak-inhibitor",
		"il-12-23-inhibitor", "upadacitinib", "delgocitinib",
		"ustekinumab", "methotrexate" };
	static const char *const reasons[] = { "duplicate-therapy",
		"medical-necessity", "not-fda-approved", "quantity-limits" };
	struct guide_query query = guide_asking(
	    treatments[_i / 4], reasons[_i % 4]);

	check_text("Guide", guide_written(&query, MEDIA_JSON));
	query.received = STR("2026-10-28");
	query.plan = STR("erisa-self-funded");
	check_text("Guide", guide_written(&query, MEDIA_JSON));
}
END_TEST

START_TEST(every_answer_about_codes_is_one_of_the_document)
{
	static const char *const questions[] = { "CO-50|N115", "50|07|M1",
		"CO-16|MA130", "reject 88|PA", "CO-42|MA01|569",
		"not medically necessary|hello|CO-999" };
	struct slices body = slices_new(guide_arena);
	struct note note;
	size_t i;

	for (i = 0; i < sizeof(questions) / sizeof(*questions); i++)
		check_text("Codes", codes_written(questions[i], MEDIA_JSON));
	ck_assert_int_eq(OK,
	    codes_write_systems(&guide_reading, guide_edition.templates,
		MEDIA_JSON, STR(""), guide_arena, &body, &note));
	check_text("CodeSystems", slices_join(&body));
}
END_TEST

START_TEST(every_letter_in_json_is_a_letter_of_the_document)
{
	static const char *const cases[] = { "duplicate-therapy",
		"medical-necessity", "quantity-limits" };
	struct bench bench;
	enum err err;

	bench_open(&bench);
	check_text("Case", case_text(&bench, cases[_i], NULL, NULL));
	check_text("Letter",
	    letter_of(&bench, case_text(&bench, cases[_i], NULL, NULL),
		MEDIA_JSON, &err));
	bench_close(&bench);
}
END_TEST

Suite *suite_openapi(void);

Suite *
suite_openapi(void)
{
	Suite *suite = suite_create("openapi");
	TCase *guides = guide_tcase("guides");
	TCase *letters = tcase_create("letters");

	tcase_add_checked_fixture(guides, setup, teardown);
	tcase_add_loop_test(
	    guides, every_guide_in_json_is_a_guide_of_the_document, 0, 24);
	tcase_add_test(
	    guides, every_answer_about_codes_is_one_of_the_document);
	suite_add_tcase(suite, guides);
	tcase_add_checked_fixture(letters, setup, teardown);
	tcase_add_loop_test(
	    letters, every_letter_in_json_is_a_letter_of_the_document, 0, 3);
	suite_add_tcase(suite, letters);
	return suite;
}
