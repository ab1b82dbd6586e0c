#include "kb/keyword.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "kb/keyword_value.h"

/* More than a source may be deep: a schema that refers to itself. */
enum { DEPTH = 200 };

void
keyword_problem(const struct checking *checking, const char *format, ...)
{
	char pointer[POINTER_BYTES], message[512];
	va_list args;

	if (checking->report->out == NULL) {
		checking->report->errors++;
		return;
	}
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	place_pointer(checking->place, pointer);
	report_error(checking->report, checking->source->path,
	    source_line(checking->source, pointer), pointer, "%s", message);
}

/* Check a value one step further in. */
static void
check_in(struct checking *checking, struct json_object *schema,
    struct json_object *value, const char *key, size_t index)
{
	struct place place = { checking->place, key, index };
	struct checking inner = *checking;

	inner.place = &place;
	keyword_check(&inner, schema, value);
}

/* How many problems would there be?  Reports none of them. */
static size_t
count_problems(const struct checking *checking, struct json_object *schema,
    struct json_object *value)
{
	struct report silent = { .out = NULL };
	struct checking trial = *checking;

	trial.report = &silent;
	keyword_check(&trial, schema, value);
	return silent.errors;
}

static void
check_properties(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	struct json_object *member;

	(void)schema;
	if (!json_object_is_type(value, json_type_object))
		return;
	json_object_object_foreach(
	    own, key, inner) if (json_object_object_get_ex(value, key, &member))
	    check_in(checking, inner, member, key, 0);
}

static void
check_additional(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	struct json_object *properties = NULL;
	struct place place = { checking->place, NULL, 0 };
	struct checking inner = *checking;

	if (!json_object_is_type(value, json_type_object))
		return;
	json_object_object_get_ex(schema, "properties", &properties);
	inner.place = &place;
	json_object_object_foreach(value, key, member)
	{
		if (properties != NULL &&
		    json_object_object_get_ex(properties, key, NULL))
			continue;
		place.key = key;
		if (json_object_is_type(own, json_type_boolean))
			keyword_problem(&inner, "no such field is known here");
		else
			keyword_check(&inner, own, member);
	}
}

static void
check_required(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t i, count = json_object_array_length(own);
	const char *name;

	(void)schema;
	if (!json_object_is_type(value, json_type_object))
		return;
	for (i = 0; i < count; i++) {
		name =
		    json_object_get_string(json_object_array_get_idx(own, i));
		if (!json_object_object_get_ex(value, name, NULL))
			keyword_problem(checking, "has no \"%s\"", name);
	}
}

static void
check_items(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t i, count;

	(void)schema;
	if (!json_object_is_type(value, json_type_array))
		return;
	count = json_object_array_length(value);
	for (i = 0; i < count; i++)
		check_in(checking, own, json_object_array_get_idx(value, i),
		    NULL, i);
}

static void
check_min_items(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t least = (size_t)json_object_get_int64(own);

	(void)schema;
	if (json_object_is_type(value, json_type_array) &&
	    json_object_array_length(value) < least)
		keyword_problem(checking, "has fewer than %zu items", least);
}

static void
check_unique(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	struct place place = { checking->place, NULL, 0 };
	struct checking inner = *checking;
	size_t i, j, count;

	(void)schema;
	if (!json_object_get_boolean(own) ||
	    !json_object_is_type(value, json_type_array))
		return;
	inner.place = &place;
	count = json_object_array_length(value);
	for (i = 1; i < count; i++)
		for (j = 0; j < i; j++) {
			if (!json_object_equal(
				json_object_array_get_idx(value, i),
				json_object_array_get_idx(value, j)))
				continue;
			place.index = i;
			keyword_problem(&inner, "is the same as item %zu", j);
			break;
		}
}

static void
check_min_properties(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	(void)schema;
	if (json_object_is_type(value, json_type_object) &&
	    json_object_object_length(value) < json_object_get_int64(own))
		keyword_problem(checking, "has fewer than %s fields",
		    json_object_get_string(own));
}

static void
check_max_properties(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	(void)schema;
	if (json_object_is_type(value, json_type_object) &&
	    json_object_object_length(value) > json_object_get_int64(own))
		keyword_problem(checking, "has more than %s fields",
		    json_object_get_string(own));
}

static void
check_any_of(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t i, count = json_object_array_length(own);

	(void)schema;
	for (i = 0; i < count; i++)
		if (count_problems(checking, json_object_array_get_idx(own, i),
			value) == 0)
			return;
	keyword_problem(
	    checking, "fits none of the %zu forms allowed here", count);
}

static void
check_one_of(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t i, fit = 0, count = json_object_array_length(own);

	(void)schema;
	for (i = 0; i < count; i++)
		if (count_problems(checking, json_object_array_get_idx(own, i),
			value) == 0)
			fit++;
	if (fit != 1)
		keyword_problem(
		    checking, "fits %zu of the %zu forms, not one", fit, count);
}

static void
check_ref(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	struct checking inner = *checking;

	(void)schema;
	if (++inner.depth > DEPTH)
		keyword_problem(checking, "leads the schema in a circle");
	else
		keyword_check(&inner, json_object_get_userdata(own), value);
}

const struct keyword keywords[] = {
	{ "$schema", SHAPE_TEXT, NULL },
	{ "$id", SHAPE_TEXT, NULL },
	{ "$defs", SHAPE_SCHEMA_BY_NAME, NULL },
	{ "title", SHAPE_TEXT, NULL },
	{ "description", SHAPE_TEXT, NULL },
	{ "$ref", SHAPE_REF, check_ref },
	{ "type", SHAPE_TYPES, keyword_type },
	{ "properties", SHAPE_SCHEMA_BY_NAME, check_properties },
	{ "additionalProperties", SHAPE_SCHEMA_OR_FALSE, check_additional },
	{ "required", SHAPE_TEXTS, check_required },
	{ "minProperties", SHAPE_COUNT, check_min_properties },
	{ "maxProperties", SHAPE_COUNT, check_max_properties },
	{ "items", SHAPE_SCHEMA, check_items },
	{ "minItems", SHAPE_COUNT, check_min_items },
	{ "uniqueItems", SHAPE_TRUTH, check_unique },
	{ "enum", SHAPE_LIST, keyword_enum },
	{ "const", SHAPE_ANY, keyword_const },
	{ "pattern", SHAPE_PATTERN, keyword_pattern },
	{ "minLength", SHAPE_COUNT, keyword_min_length },
	{ "minimum", SHAPE_NUMBER, keyword_minimum },
	{ "maximum", SHAPE_NUMBER, keyword_maximum },
	{ "format", SHAPE_FORMAT, keyword_format },
	{ "anyOf", SHAPE_SCHEMAS, check_any_of },
	{ "oneOf", SHAPE_SCHEMAS, check_one_of },
	{ NULL, SHAPE_ANY, NULL },
};

const struct keyword *
keyword_find(const char *name)
{
	const struct keyword *keyword;

	for (keyword = keywords; keyword->name != NULL; keyword++)
		if (strcmp(keyword->name, name) == 0)
			return keyword;
	return NULL;
}

void
keyword_check(struct checking *checking, struct json_object *schema,
    struct json_object *value)
{
	const struct keyword *keyword;

	json_object_object_foreach(schema, name, own)
	{
		keyword = keyword_find(name);
		if (keyword != NULL && keyword->check != NULL)
			keyword->check(checking, schema, own, value);
	}
}
