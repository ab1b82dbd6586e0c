#include "kb/keyword_value.h"

#include <json-c/json.h>
#include <math.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	const char *shown;
	enum json_type type;
} types[] = {
	{ "null", "null", json_type_null },
	{ "boolean", "true or false", json_type_boolean },
	{ "number", "a number", json_type_double },
	{ "integer", "a whole number", json_type_int },
	{ "string", "text", json_type_string },
	{ "array", "a list", json_type_array },
	{ "object", "an object", json_type_object },
};

enum { TYPES = sizeof(types) / sizeof(*types) };

bool
keyword_is_type(const char *name)
{
	size_t i;

	for (i = 0; i < TYPES; i++)
		if (strcmp(types[i].name, name) == 0)
			return true;
	return false;
}

static const char *
shown_type(struct json_object *value)
{
	enum json_type type = json_object_get_type(value);
	size_t i;

	for (i = 0; i < TYPES; i++)
		if (types[i].type == type)
			return types[i].shown;
	return "";
}

static bool
is_number(struct json_object *value)
{
	return json_object_is_type(value, json_type_int) ||
	       json_object_is_type(value, json_type_double);
}

static bool
is_of_type(struct json_object *value, const char *name)
{
	double number;
	size_t i;

	if (strcmp(name, "number") == 0)
		return is_number(value);
	if (strcmp(name, "integer") == 0 &&
	    json_object_is_type(value, json_type_double)) {
		number = json_object_get_double(value);
		return number == floor(number);
	}
	for (i = 0; i < TYPES; i++)
		if (strcmp(types[i].name, name) == 0)
			return json_object_get_type(value) == types[i].type;
	return false;
}

void
keyword_type(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	char wanted[128] = "";
	const char *name;
	size_t i, t, count, used = 0;
	bool list = json_object_is_type(own, json_type_array);

	(void)schema;
	count = list ? json_object_array_length(own) : 1;
	for (i = 0; i < count; i++) {
		name = json_object_get_string(
		    list ? json_object_array_get_idx(own, i) : own);
		if (is_of_type(value, name))
			return;
		for (t = 0; t < TYPES; t++)
			if (strcmp(types[t].name, name) == 0 &&
			    used < sizeof(wanted))
				used += (size_t)snprintf(wanted + used,
				    sizeof(wanted) - used, "%s%s",
				    i > 0 ? " or " : "", types[t].shown);
	}
	keyword_problem(checking, "is %s, not %s", shown_type(value), wanted);
}

static bool
are_equal(struct json_object *a, struct json_object *b)
{
	if (is_number(a) && is_number(b))
		return !(json_object_get_double(a) <
			   json_object_get_double(b)) &&
		       !(json_object_get_double(a) > json_object_get_double(b));
	return json_object_equal(a, b) != 0;
}

void
keyword_enum(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t i, count = json_object_array_length(own);

	(void)schema;
	for (i = 0; i < count; i++)
		if (are_equal(json_object_array_get_idx(own, i), value))
			return;
	keyword_problem(checking, "must be one of %s",
	    json_object_to_json_string_ext(own, JSON_C_TO_STRING_SPACED));
}

void
keyword_const(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	(void)schema;
	if (!are_equal(own, value))
		keyword_problem(
		    checking, "must be %s", json_object_to_json_string(own));
}

void
keyword_pattern(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	const regex_t *regex = json_object_get_userdata(own);

	(void)schema;
	if (json_object_is_type(value, json_type_string) &&
	    regexec(regex, json_object_get_string(value), 0, NULL, 0) != 0)
		keyword_problem(checking, "does not have the form %s",
		    json_object_get_string(own));
}

/* Characters, not bytes. */
static size_t
text_length(const char *text)
{
	size_t length = 0;

	for (; *text != '\0'; text++)
		if (((unsigned char)*text & 0xc0) != 0x80)
			length++;
	return length;
}

void
keyword_min_length(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	size_t least = (size_t)json_object_get_int64(own);

	(void)schema;
	if (json_object_is_type(value, json_type_string) &&
	    text_length(json_object_get_string(value)) < least)
		keyword_problem(checking,
		    least == 1 ? "is empty" : "is shorter than %zu characters",
		    least);
}

void
keyword_minimum(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	(void)schema;
	if (is_number(value) &&
	    json_object_get_double(value) < json_object_get_double(own))
		keyword_problem(checking, "is less than %s",
		    json_object_to_json_string(own));
}

void
keyword_maximum(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	(void)schema;
	if (is_number(value) &&
	    json_object_get_double(value) > json_object_get_double(own))
		keyword_problem(checking, "is more than %s",
		    json_object_to_json_string(own));
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* RFC 3339, section 5.6, full-date; the day must exist. */
static bool
is_date(const char *text)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int year, month, day, last;
	size_t i;

	if (strlen(text) != 10)
		return false;
	for (i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? text[i] != '-'
				     : text[i] < '0' || text[i] > '9')
			return false;
	year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 +
	       (text[2] - '0') * 10 + text[3] - '0';
	month = (text[5] - '0') * 10 + text[6] - '0';
	day = (text[8] - '0') * 10 + text[9] - '0';
	if (month < 1 || month > 12)
		return false;
	last = days[month - 1] + (month == 2 && is_leap(year));
	return day >= 1 && day <= last;
}

void
keyword_format(struct checking *checking, struct json_object *schema,
    struct json_object *own, struct json_object *value)
{
	(void)schema;
	(void)own; /* "date" is the only one a set may use */
	if (json_object_is_type(value, json_type_string) &&
	    !is_date(json_object_get_string(value)))
		keyword_problem(checking, "is not a day, YYYY-MM-DD");
}
