#include "kb/tree.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

/* Append one byte, leaving room for the end. */
static size_t
put(char *out, size_t used, char c)
{
	if (used < POINTER_BYTES - 1)
		out[used++] = c;
	return used;
}

static size_t
put_key(char *out, size_t used, const char *key)
{
	for (; *key != '\0'; key++) {
		if (*key != '~' && *key != '/') {
			used = put(out, used, *key);
			continue;
		}
		used = put(out, used, '~');
		used = put(out, used, *key == '~' ? '0' : '1');
	}
	return used;
}

static size_t
put_steps(const struct place *place, char *out)
{
	char number[24];
	size_t used;

	if (place == NULL)
		return 0;
	used = put(out, put_steps(place->up, out), '/');
	if (place->key != NULL)
		return put_key(out, used, place->key);
	snprintf(number, sizeof(number), "%zu", place->index);
	return put_key(out, used, number);
}

void
place_pointer(const struct place *place, char out[POINTER_BYTES])
{
	out[put_steps(place, out)] = '\0';
}

static bool
step_fits(const struct place *place, const char *step, size_t length)
{
	if (length == 1 && *step == '*')
		return place->key == NULL;
	if (place->key == NULL)
		return false;
	return (length == 1 && *step == '?') ||
	       (strlen(place->key) == length &&
		   memcmp(place->key, step, length) == 0);
}

bool
place_ends(const struct place *place, const char *pattern)
{
	const char *end = pattern + strlen(pattern), *start;

	for (;; place = place->up, end = start - 1) {
		start = end;
		while (start > pattern && start[-1] != '/')
			start--;
		if (place == NULL ||
		    !step_fits(place, start, (size_t)(end - start)))
			return false;
		if (start == pattern)
			return true;
		if (start == pattern + 1)
			return place->up == NULL;
	}
}

static void
walk(struct json_object *value, const struct place *place, tree_visit *visit,
    void *payload)
{
	size_t i, count;

	visit(value, place, payload);
	if (json_object_is_type(value, json_type_object)) {
		json_object_object_foreach(value, key, member) walk(
		    member, &(struct place){ place, key, 0 }, visit, payload);
	} else if (json_object_is_type(value, json_type_array)) {
		count = json_object_array_length(value);
		for (i = 0; i < count; i++)
			walk(json_object_array_get_idx(value, i),
			    &(struct place){ place, NULL, i }, visit, payload);
	}
}

void
tree_walk(struct json_object *root, tree_visit *visit, void *payload)
{
	walk(root, NULL, visit, payload);
}

const char *
tree_text(struct json_object *object, const char *name)
{
	struct json_object *member;

	if (!json_object_is_type(object, json_type_object) ||
	    !json_object_object_get_ex(object, name, &member) ||
	    !json_object_is_type(member, json_type_string))
		return NULL;
	return json_object_get_string(member);
}
