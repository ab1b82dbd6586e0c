#include "kb/flatten.h"

#include <json-c/json.h>

static void put(
    struct value_writer *w, struct json_object *json, bool public_only);

static void
put_array(struct value_writer *w, struct json_object *json, bool public_only)
{
	size_t i, count = json_object_array_length(json);

	value_open(w, VALUE_ARRAY);
	for (i = 0; i < count; i++)
		put(w, json_object_array_get_idx(json, i), public_only);
	value_close(w);
}

static void
put_object(struct value_writer *w, struct json_object *json, bool public_only)
{
	value_open(w, VALUE_OBJECT);
	json_object_object_foreach(json, key, member)
	{
		if (public_only && key[0] == '_')
			continue;
		value_key(w, key);
		put(w, member, public_only);
	}
	value_close(w);
}

static void
put(struct value_writer *w, struct json_object *json, bool public_only)
{
	switch (json_object_get_type(json)) {
	case json_type_null:
		value_put_null(w);
		break;
	case json_type_boolean:
		value_put_bool(w, json_object_get_boolean(json));
		break;
	case json_type_double:
	case json_type_int:
		/* json-c prints a parsed number as it was written. */
		value_put_number(w, str_from(json_object_get_string(json)));
		break;
	case json_type_string:
		value_put_str(w,
		    (struct str){ json_object_get_string(json),
			(size_t)json_object_get_string_len(json) });
		break;
	case json_type_array:
		put_array(w, json, public_only);
		break;
	case json_type_object:
		put_object(w, json, public_only);
		break;
	}
}

struct value
flatten(struct json_object *json, bool public_only, struct buf *buf)
{
	struct value_writer w = value_writer(buf);

	put(&w, json, public_only);
	return value_written(&w);
}
