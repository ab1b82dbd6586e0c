#include "kb/json_help.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct json_object *
json_member(struct json_object *object, const char *name)
{
	struct json_object *member = NULL;

	if (json_object_get_type(object) == json_type_object)
		json_object_object_get_ex(object, name, &member);
	return member;
}

const char *
json_text(struct json_object *object, const char *name)
{
	struct json_object *member = json_member(object, name);

	if (json_object_get_type(member) != json_type_string)
		return "";
	return json_object_get_string(member);
}

size_t
json_count(struct json_object *object, const char *array_name)
{
	struct json_object *array = json_member(object, array_name);

	if (json_object_get_type(array) != json_type_array)
		return 0;
	return json_object_array_length(array);
}

struct json_object *
json_item(struct json_object *object, const char *array_name, size_t index)
{
	return json_object_array_get_idx(
	    json_member(object, array_name), index);
}

bool
json_is_true(struct json_object *object, const char *name)
{
	struct json_object *member = json_member(object, name);

	return json_object_is_type(member, json_type_boolean) &&
	    json_object_get_boolean(member);
}

bool
json_lists(
    struct json_object *object, const char *array_name, const char *text)
{
	size_t i, count = json_count(object, array_name);
	struct json_object *item;

	for (i = 0; i < count; i++) {
		item = json_item(object, array_name, i);
		if (json_object_get_type(item) == json_type_string &&
		    strcmp(json_object_get_string(item), text) == 0)
			return true;
	}
	return false;
}

void
json_share(
    struct json_object *to, struct json_object *from, const char *name)
{
	struct json_object *member = json_member(from, name);

	if (member != NULL)
		json_object_object_add(to, name, json_object_get(member));
}

void
json_share_all(struct json_object *to, struct json_object *from,
    const char *const *names)
{
	for (; *names != NULL; names++)
		json_share(to, from, *names);
}

void
json_set(struct json_object *to, const char *name, const char *text)
{
	json_object_object_add(to, name, json_object_new_string(text));
}

void
json_setf(struct json_object *to, const char *name, const char *format, ...)
{
	char text[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	json_set(to, name, text);
}
