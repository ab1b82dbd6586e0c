#include "kb/schema.h"

#include <check.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/keyword.h"
#include "kb/tree.h"

Suite *suite_schema(void);

static struct schemas *schemas;
static struct note note;
static char *said;
static size_t errors;

static void
setup(void)
{
	schemas = schemas_new();
	memset(&note, 0, sizeof(note));
	said = NULL;
}

static void
teardown(void)
{
	schemas_free(schemas);
	free(said);
}

static void
add(const char *name, const char *text)
{
	ck_assert_int_eq(schemas_add(schemas, name, str_from(text), &note), OK);
}

static void
ready(void)
{
	enum err err = schemas_ready(schemas, &note);

	ck_assert_msg(err == OK, "%s", note.text);
}

/* Hold "text" to the schema "t". */
static void
hold(const char *text)
{
	struct source source = { "topics", "t", "t.json", text, NULL };
	struct report report = { .out = NULL };
	size_t size;

	free(said);
	source.json = json_tokener_parse(text);
	report.out = open_memstream(&said, &size);
	schemas_check(schemas, "t", &source, &report);
	fclose(report.out);
	errors = report.errors;
	json_object_put(source.json);
}

static const struct {
	const char *keyword;
	const char *schema;
	const char *good;
	const char *bad;
	const char *says;
} cases[] = {
	{ "type", "{\"type\":\"string\"}", "\"a\"", "7",
	    "is a whole number, not text" },
	{ "type", "{\"type\":[\"object\",\"null\"]}", "null", "[]",
	    "is a list, not an object or null" },
	{ "type", "{\"type\":\"integer\"}", "2.0", "2.5", "a whole number" },
	{ "type", "{\"type\":\"number\"}", "2", "\"2\"", "is text" },
	{ "type", "{\"type\":\"boolean\"}", "false", "0", "true or false" },
	{ "properties", "{\"properties\":{\"a\":{\"type\":\"null\"}}}",
	    "{\"a\":null,\"b\":1}", "{\"a\":1}", "/a: " },
	{ "additionalProperties",
	    "{\"properties\":{\"a\":{}},\"additionalProperties\":false}",
	    "{\"a\":1}", "{\"a\":1,\"aa\":1}", "/aa: no such field" },
	{ "additionalProperties",
	    "{\"additionalProperties\":{\"type\":\"string\"}}", "{\"a\":\"b\"}",
	    "{\"a\":1}", "/a: is a whole number" },
	{ "required", "{\"required\":[\"a\"]}", "{\"a\":null}", "{}",
	    "has no \"a\"" },
	{ "items", "{\"items\":{\"type\":\"string\"}}", "[\"a\"]", "[\"a\",1]",
	    "/1: is a whole number" },
	{ "enum", "{\"enum\":[\"a\",null,1]}", "1.0", "2",
	    "must be one of [ \"a\", null, 1 ]" },
	{ "const", "{\"const\":\"a\"}", "\"a\"", "\"b\"", "must be \"a\"" },
	{ "pattern", "{\"pattern\":\"^[a-z]+$\"}", "\"ab\"", "\"aB\"",
	    "does not have the form ^[a-z]+$" },
	{ "minLength", "{\"minLength\":1}", "\"a\"", "\"\"", "is empty" },
	{ "minLength", "{\"minLength\":2}",
	    "\"\xc2\xa7"
	    "a\"",
	    "\"\xc2\xa7\"", "is shorter than 2 characters" },
	{ "minItems", "{\"minItems\":1}", "[0]", "[]", "fewer than 1" },
	{ "uniqueItems", "{\"uniqueItems\":true}", "[1,2]", "[1,2,1]",
	    "/2: is the same as item 0" },
	{ "minimum", "{\"minimum\":1}", "1", "0.5", "is less than 1" },
	{ "maximum", "{\"maximum\":1}", "1", "2", "is more than 1" },
	{ "minProperties", "{\"minProperties\":1}", "{\"a\":1}", "{}",
	    "fewer than 1 fields" },
	{ "maxProperties", "{\"maxProperties\":1}", "{\"a\":1}",
	    "{\"a\":1,\"b\":2}", "more than 1 fields" },
	{ "anyOf", "{\"anyOf\":[{\"type\":\"null\"},{\"minimum\":3}]}", "null",
	    "2", "fits none of the 2 forms" },
	{ "oneOf", "{\"oneOf\":[{\"minimum\":1},{\"minimum\":3}]}", "2", "4",
	    "fits 2 of the 2 forms, not one" },
	{ "oneOf", "{\"oneOf\":[{\"minimum\":1},{\"minimum\":3}]}", "2", "0",
	    "fits 0 of the 2 forms, not one" },
	{ "format", "{\"format\":\"date\"}", "\"2024-02-29\"", "\"2023-02-29\"",
	    "is not a day" },
	{ "format", "{\"format\":\"date\"}", "\"2000-12-31\"", "\"1900-02-29\"",
	    "is not a day" },
	{ "format", "{\"format\":\"date\"}", "7", "\"2026-1-05\"",
	    "is not a day" },
	{ "format", "{\"format\":\"date\"}", "null", "\"2026-04-31\"",
	    "is not a day" },
	{ "$ref",
	    "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"type\":\"null\"}}}",
	    "null", "1", "not null" },
};

enum { CASES = sizeof(cases) / sizeof(*cases) };

START_TEST(each_keyword_lets_the_good_pass_and_names_the_bad)
{
	add("t", cases[_i].schema);
	ready();
	hold(cases[_i].good);
	ck_assert_msg(errors == 0, "%s", said);
	hold(cases[_i].bad);
	ck_assert_uint_eq(errors, 1);
	ck_assert_msg(strstr(said, cases[_i].says) != NULL,
	    "wanted \"%s\", got \"%s\"", cases[_i].says, said);
}
END_TEST

START_TEST(no_keyword_is_without_a_case_here)
{
	const struct keyword *keyword;
	size_t i;

	for (keyword = keywords; keyword->name != NULL; keyword++) {
		for (i = 0; i < CASES; i++)
			if (strcmp(cases[i].keyword, keyword->name) == 0)
				break;
		ck_assert_msg(keyword->check == NULL || i < CASES,
		    "%s has no case", keyword->name);
	}
}
END_TEST

static const struct {
	const char *schema;
	const char *says;
} unfit[] = {
	{ "{\"maxLength\":3}", "t#/maxLength: no such keyword is known" },
	{ "{\"properties\":{\"a\":{\"items\":{\"typ\":\"null\"}}}}",
	    "t#/properties/a/items/typ: no such keyword" },
	{ "{\"$defs\":{\"a\":{\"oops\":1}}}", "t#/$defs/a/oops: " },
	{ "{\"anyOf\":[{},{\"oops\":1}]}", "t#/anyOf/1/oops: " },
	{ "{\"additionalProperties\":{\"oops\":1}}",
	    "t#/additionalProperties/oops: " },
	{ "{\"additionalProperties\":true}", "has not the form" },
	{ "{\"type\":\"text\"}", "t#/type: has not the form" },
	{ "{\"type\":[]}", "t#/type: has not the form" },
	{ "{\"required\":[1]}", "t#/required: has not the form" },
	{ "{\"required\":\"a\"}", "t#/required: has not the form" },
	{ "{\"minItems\":-1}", "t#/minItems: has not the form" },
	{ "{\"minItems\":\"1\"}", "t#/minItems: has not the form" },
	{ "{\"minimum\":\"1\"}", "t#/minimum: has not the form" },
	{ "{\"enum\":[]}", "t#/enum: has not the form" },
	{ "{\"format\":\"time\"}", "t#/format: has not the form" },
	{ "{\"uniqueItems\":1}", "t#/uniqueItems: has not the form" },
	{ "{\"pattern\":\"(\"}", "t#/pattern: is no regular expression" },
	{ "{\"items\":[]}", "t#/items: has not the form" },
	{ "{\"properties\":{\"a\":1}}", "t#/properties/a: is no schema" },
	{ "{\"$ref\":\"#/$defs/b\"}", "t#/$ref: leads to no schema" },
	{ "{\"$ref\":\"u#/$defs/b\"}", "t#/$ref: no such schema" },
};

enum { UNFIT = sizeof(unfit) / sizeof(*unfit) };

START_TEST(refuses_a_schema_that_it_would_not_check_in_full)
{
	add("t", unfit[_i].schema);
	ck_assert_int_eq(schemas_ready(schemas, &note), ERR_SYNTAX);
	ck_assert_msg(strstr(note.text, unfit[_i].says) != NULL,
	    "wanted \"%s\", got \"%s\"", unfit[_i].says, note.text);
}
END_TEST

START_TEST(refuses_a_schema_that_is_no_strict_json)
{
	ck_assert_int_eq(schemas_add(schemas, "t",
			     STR("{\"type\":\"null\","
				 "\"type\":\"null\"}"),
			     &note),
	    ERR_SYNTAX);
	ck_assert_int_eq(
	    schemas_add(schemas, "t", STR("[]"), &note), ERR_SYNTAX);
}
END_TEST

START_TEST(follows_a_reference_into_another_file_and_back_into_itself)
{
	add("t", "{\"properties\":{\"test\":{\"$ref\":\"c#/$defs/t\"}}}");
	add("c",
	    "{\"$defs\":{\"t\":{\"maxProperties\":1,\"properties\":{"
	    "\"not\":{\"$ref\":\"#/$defs/t\"},\"age\":{\"type\":\"integer\"}"
	    "}}}}");
	ready();
	hold("{\"test\":{\"not\":{\"not\":{\"age\":3}}}}");
	ck_assert_uint_eq(errors, 0);
	hold("{\"test\":{\"not\":{\"not\":{\"age\":\"3\"}}}}");
	ck_assert_uint_eq(errors, 1);
	ck_assert_ptr_nonnull(strstr(said, "/test/not/not/age: is text"));
}
END_TEST

START_TEST(gives_path_line_and_pointer)
{
	add("t", "{\"properties\":{\"a/b\":{\"items\":{\"enum\":[1]}}}}");
	ready();
	hold("{\n  \"a/b\": [\n    1,\n    2\n  ]\n}\n");
	ck_assert_str_eq(said, "t.json:4: /a~1b/1: must be one of [ 1 ]\n");
}
END_TEST

START_TEST(reports_every_problem_not_only_the_first)
{
	add("t", "{\"required\":[\"a\",\"b\"],\"maxProperties\":0}");
	ready();
	hold("{\"c\":1}");
	ck_assert_uint_eq(errors, 3);
}
END_TEST

START_TEST(a_schema_that_leads_in_a_circle_is_a_problem_and_ends)
{
	add("t", "{\"$ref\":\"#/$defs/a\","
		 "\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}");
	ready();
	hold("1");
	ck_assert_uint_eq(errors, 1);
	ck_assert_ptr_nonnull(strstr(said, "in a circle"));
}
END_TEST

START_TEST(a_schema_that_is_not_there_is_a_problem)
{
	hold("1");
	ck_assert_uint_eq(errors, 1);
	ck_assert_ptr_nonnull(strstr(said, "there is no schema \"t\""));
}
END_TEST

START_TEST(reads_the_schemas_of_every_kind)
{
	struct schemas *all = NULL;
	enum err err = schemas_load("kb/schema", &all, &note);

	ck_assert_msg(err == OK, "%s", note.text);
	schemas_free(all);
	ck_assert_int_eq(schemas_load("kb", &all, &note), ERR_SYSTEM);
	ck_assert_ptr_nonnull(strstr(note.text, "kb/common.schema.json"));
}
END_TEST

static void
visit_field(struct json_object *value, const struct place *place, void *payload)
{
	char pointer[POINTER_BYTES];

	(void)payload;
	if (!json_object_is_type(value, json_type_object))
		return;
	place_pointer(place, pointer);
	if (place != NULL && place_ends(place, "properties/?"))
		ck_assert_msg(tree_text(value, "description") != NULL ||
				  tree_text(value, "$ref") != NULL,
		    "%s: has no description", pointer);
	if (json_object_object_get_ex(value, "properties", NULL) &&
	    !(place != NULL && place_ends(place, "properties")))
		ck_assert_msg(json_object_object_get_ex(
				  value, "additionalProperties", NULL),
		    "%s: lets misspelt fields pass", pointer);
}

START_TEST(every_field_is_described_and_no_misspelt_one_passes)
{
	struct json_object *schema;
	char path[256];
	size_t k;

	for (k = 0; source_kinds[k] != NULL; k++) {
		snprintf(path, sizeof(path), "kb/schema/%s.schema.json",
		    source_kinds[k]);
		schema = json_object_from_file(path);
		ck_assert_msg(schema != NULL, "%s", path);
		tree_walk(schema, visit_field, NULL);
		json_object_put(schema);
	}
	schema = json_object_from_file("kb/schema/common.schema.json");
	tree_walk(schema, visit_field, NULL);
	json_object_put(schema);
}
END_TEST

Suite *
suite_schema(void)
{
	Suite *suite = suite_create("schema");
	TCase *tcase = tcase_create("schema");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(
	    tcase, each_keyword_lets_the_good_pass_and_names_the_bad, 0, CASES);
	tcase_add_test(tcase, no_keyword_is_without_a_case_here);
	tcase_add_loop_test(
	    tcase, refuses_a_schema_that_it_would_not_check_in_full, 0, UNFIT);
	tcase_add_test(tcase, refuses_a_schema_that_is_no_strict_json);
	tcase_add_test(
	    tcase, follows_a_reference_into_another_file_and_back_into_itself);
	tcase_add_test(tcase, gives_path_line_and_pointer);
	tcase_add_test(tcase, reports_every_problem_not_only_the_first);
	tcase_add_test(
	    tcase, a_schema_that_leads_in_a_circle_is_a_problem_and_ends);
	tcase_add_test(tcase, a_schema_that_is_not_there_is_a_problem);
	tcase_add_test(tcase, reads_the_schemas_of_every_kind);
	tcase_add_test(
	    tcase, every_field_is_described_and_no_misspelt_one_passes);
	suite_add_tcase(suite, tcase);
	return suite;
}
