#include "kb/json_datum.h"

#include <json-c/json.h>

static enum value_type
type_of(void *node)
{
	switch (json_object_get_type(node)) {
	case json_type_null:
		return VALUE_NULL;
	case json_type_boolean:
		return json_object_get_boolean(node) ? VALUE_TRUE : VALUE_FALSE;
	case json_type_double:
	case json_type_int:
		return VALUE_NUMBER;
	case json_type_string:
		return VALUE_STRING;
	case json_type_array:
		return VALUE_ARRAY;
	case json_type_object:
		return VALUE_OBJECT;
	}
	return VALUE_NULL;
}

static struct str
text_of(void *node)
{
	const char *text = json_object_get_string(node);

	if (json_object_get_type(node) != json_type_string)
		return str_from(text);
	return (struct str){ text, (size_t)json_object_get_string_len(node) };
}

static bool
member_of(void *node, struct str name, void **out)
{
	struct json_object *member;

	if (!json_object_object_get_ex(node, name.at, &member))
		return false;
	*out = member;
	return true;
}

static size_t
count_of(void *node)
{
	return json_object_array_length(node);
}

static void *
item_of(void *node, size_t index)
{
	return json_object_array_get_idx(node, index);
}

static const struct datum_source json_source = { .type = type_of,
	.text = text_of,
	.member = member_of,
	.count = count_of,
	.item = item_of };

struct datum
json_datum(struct json_object *json)
{
	return (struct datum){ .source = &json_source, .node = json };
}
