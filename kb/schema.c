#include "kb/schema.h"

#include <json-c/json.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/file.h"
#include "kb/keyword.h"
#include "kb/tree.h"
#include "lib/base/arena.h"

enum { SET_MAX = 64, SET_BYTES = 16 * 1024 * 1024 };

struct named {
	const char *name;
	struct json_object *json;
};

struct schemas {
	struct arena *arena;
	size_t count;
	struct named items[SET_MAX];
};

struct schemas *
schemas_new(void)
{
	struct schemas *schemas = calloc(1, sizeof(*schemas));

	if (schemas == NULL)
		return NULL;
	if ((schemas->arena = arena_new(SET_BYTES)) == NULL) {
		free(schemas);
		return NULL;
	}
	return schemas;
}

void
schemas_free(struct schemas *schemas)
{
	size_t i;

	if (schemas == NULL)
		return;
	for (i = 0; i < schemas->count; i++)
		json_object_put(schemas->items[i].json);
	arena_free(schemas->arena);
	free(schemas);
}

enum err
schemas_add(struct schemas *schemas, const char *name, struct str text,
    struct note *note)
{
	struct named *item = &schemas->items[schemas->count];
	struct note why;
	size_t line;
	enum err err;

	if (schemas->count == SET_MAX)
		return err_set(note, ERR_TOO_LARGE, "%s: more than %d schemas",
		    name, SET_MAX);
	item->name = str_to_c(str_from(name), schemas->arena);
	if (item->name == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = file_parse(text, &item->json, &line, &why)) != OK)
		return err_set(note, err, "%s: %s", name, why.text);
	schemas->count++;
	if (!json_object_is_type(item->json, json_type_object))
		return err_set(note, ERR_SYNTAX, "%s: is not an object", name);
	return OK;
}

static struct json_object *
find(const struct schemas *schemas, struct str name)
{
	size_t i;

	for (i = 0; i < schemas->count; i++)
		if (str_is(name, schemas->items[i].name))
			return schemas->items[i].json;
	return NULL;
}

/* One look through a schema: which one, and where in it. */
struct readying {
	const struct schemas *schemas;
	const struct named *root;
	const struct place *place;
	struct note *note;
};

static enum err ready(
    const struct readying *readying, struct json_object *schema);

static enum err
complain(const struct readying *readying, const char *what)
{
	char pointer[POINTER_BYTES];

	place_pointer(readying->place, pointer);
	return err_set(readying->note, ERR_SYNTAX, "%s#%s: %s",
	    readying->root->name, pointer, what);
}

/* Find what "FILE#/POINTER" names and remember it at the $ref itself. */
static enum err
ready_ref(const struct readying *readying, struct json_object *own)
{
	struct json_object *root = readying->root->json, *target = NULL;
	struct str pointer = str_from(json_object_get_string(own));
	struct str name = str_cut(&pointer, '#');

	if (name.length > 0)
		root = find(readying->schemas, name);
	if (root == NULL)
		return complain(readying, "no such schema in the set");
	if (pointer.at == NULL || pointer.length == 0)
		target = root;
	else if (json_pointer_get(root, pointer.at, &target) != 0)
		target = NULL;
	if (!json_object_is_type(target, json_type_object))
		return complain(readying, "leads to no schema");
	json_object_set_userdata(own, target, NULL);
	return OK;
}

static void
free_regex(struct json_object *own, void *regex)
{
	(void)own;
	regfree(regex);
	free(regex);
}

static enum err
ready_pattern(const struct readying *readying, struct json_object *own)
{
	regex_t *regex;

	if (json_object_get_userdata(own) != NULL)
		return OK;
	if ((regex = malloc(sizeof(*regex))) == NULL)
		return err_set(readying->note, ERR_MEMORY, "out of memory");
	if (regcomp(regex, json_object_get_string(own),
		REG_EXTENDED | REG_NOSUB) != 0) {
		free(regex);
		return complain(readying, "is no regular expression");
	}
	json_object_set_userdata(own, regex, free_regex);
	return OK;
}

/* Ready a schema one step further in. */
static enum err
ready_in(const struct readying *readying, struct json_object *schema,
    const char *key, size_t index)
{
	struct place place = { readying->place, key, index };
	struct readying inner = *readying;

	inner.place = &place;
	return ready(&inner, schema);
}

static enum err
ready_each(const struct readying *readying, struct json_object *own)
{
	enum err err = OK;
	size_t i, count;

	if (json_object_is_type(own, json_type_array)) {
		count = json_object_array_length(own);
		for (i = 0; i < count && err == OK; i++)
			err = ready_in(readying,
			    json_object_array_get_idx(own, i), NULL, i);
		return err;
	}
	json_object_object_foreach(own, name, schema) if (err == OK) err =
	    ready_in(readying, schema, name, 0);
	return err;
}

static bool
is_list_of_texts(struct json_object *own)
{
	size_t i, count;

	if (!json_object_is_type(own, json_type_array))
		return false;
	count = json_object_array_length(own);
	for (i = 0; i < count; i++)
		if (!json_object_is_type(
			json_object_array_get_idx(own, i), json_type_string))
			return false;
	return true;
}

static bool
are_types(struct json_object *own)
{
	size_t i;

	if (json_object_is_type(own, json_type_string))
		return keyword_is_type(json_object_get_string(own));
	if (!is_list_of_texts(own) || json_object_array_length(own) == 0)
		return false;
	for (i = 0; i < json_object_array_length(own); i++)
		if (!keyword_is_type(json_object_get_string(
			json_object_array_get_idx(own, i))))
			return false;
	return true;
}

static bool
is_filled_list(struct json_object *own)
{
	return json_object_is_type(own, json_type_array) &&
	       json_object_array_length(own) > 0;
}

static bool
has_shape(struct json_object *own, enum shape shape)
{
	switch (shape) {
	case SHAPE_TEXT:
	case SHAPE_PATTERN:
	case SHAPE_REF:
		return json_object_is_type(own, json_type_string);
	case SHAPE_NUMBER:
		return json_object_is_type(own, json_type_int) ||
		       json_object_is_type(own, json_type_double);
	case SHAPE_COUNT:
		return json_object_is_type(own, json_type_int) &&
		       json_object_get_int64(own) >= 0;
	case SHAPE_TRUTH:
		return json_object_is_type(own, json_type_boolean);
	case SHAPE_ANY:
		return true;
	case SHAPE_LIST:
	case SHAPE_SCHEMAS:
		return is_filled_list(own);
	case SHAPE_TEXTS:
		return is_list_of_texts(own);
	case SHAPE_TYPES:
		return are_types(own);
	case SHAPE_FORMAT:
		return json_object_is_type(own, json_type_string) &&
		       strcmp(json_object_get_string(own), "date") == 0;
	case SHAPE_SCHEMA:
	case SHAPE_SCHEMA_BY_NAME:
		return json_object_is_type(own, json_type_object);
	case SHAPE_SCHEMA_OR_FALSE:
		return json_object_is_type(own, json_type_object) ||
		       (json_object_is_type(own, json_type_boolean) &&
			   !json_object_get_boolean(own));
	}
	return false;
}

static enum err
ready_keyword(
    const struct readying *readying, const char *name, struct json_object *own)
{
	const struct keyword *keyword = keyword_find(name);
	struct place place = { readying->place, name, 0 };
	struct readying inner = *readying;

	inner.place = &place;
	if (keyword == NULL)
		return complain(&inner, "no such keyword is known");
	if (!has_shape(own, keyword->shape))
		return complain(&inner, "has not the form it needs");
	switch (keyword->shape) {
	case SHAPE_REF:
		return ready_ref(&inner, own);
	case SHAPE_PATTERN:
		return ready_pattern(&inner, own);
	case SHAPE_SCHEMA:
		return ready(&inner, own);
	case SHAPE_SCHEMA_OR_FALSE:
		return json_object_is_type(own, json_type_object)
			   ? ready(&inner, own)
			   : OK;
	case SHAPE_SCHEMAS:
	case SHAPE_SCHEMA_BY_NAME:
		return ready_each(&inner, own);
	case SHAPE_TEXT:
	case SHAPE_NUMBER:
	case SHAPE_COUNT:
	case SHAPE_TRUTH:
	case SHAPE_ANY:
	case SHAPE_LIST:
	case SHAPE_TEXTS:
	case SHAPE_TYPES:
	case SHAPE_FORMAT:
		return OK;
	}
	return OK;
}

static enum err
ready(const struct readying *readying, struct json_object *schema)
{
	enum err err = OK;

	if (!json_object_is_type(schema, json_type_object))
		return complain(readying, "is no schema");
	json_object_object_foreach(schema, name, own) if (err == OK) err =
	    ready_keyword(readying, name, own);
	return err;
}

enum err
schemas_ready(struct schemas *schemas, struct note *note)
{
	struct readying readying = { .schemas = schemas, .note = note };
	enum err err = OK;
	size_t i;

	for (i = 0; i < schemas->count && err == OK; i++) {
		readying.root = &schemas->items[i];
		err = ready(&readying, schemas->items[i].json);
	}
	return err;
}

static enum err
add_file(struct schemas *schemas, const char *dir, const char *kind,
    struct note *note)
{
	char name[64], path[4096];
	struct note why;
	struct str text;
	enum err err;

	snprintf(name, sizeof(name), "%s.schema.json", kind);
	if (snprintf(path, sizeof(path), "%s/%s", dir, name) >=
	    (int)sizeof(path))
		return err_set(note, ERR_SYSTEM, "%s: too long a path", dir);
	if ((err = file_read(path, schemas->arena, &text, &why)) != OK)
		return err_set(note, err, "%s: %s", path, why.text);
	return schemas_add(schemas, name, text, note);
}

enum err
schemas_load(const char *dir, struct schemas **out, struct note *note)
{
	struct schemas *schemas = schemas_new();
	enum err err;
	size_t i;

	if (schemas == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	err = add_file(schemas, dir, "common", note);
	for (i = 0; source_kinds[i] != NULL && err == OK; i++)
		err = add_file(schemas, dir, source_kinds[i], note);
	if (err == OK)
		err = schemas_ready(schemas, note);
	if (err != OK) {
		schemas_free(schemas);
		return err;
	}
	*out = schemas;
	return OK;
}

void
schemas_check(const struct schemas *schemas, const char *name,
    const struct source *source, struct report *report)
{
	struct json_object *schema = find(schemas, str_from(name));
	struct checking checking = { .source = source, .report = report };

	if (schema == NULL)
		report_error(report, source->path, 0, "",
		    "there is no schema \"%s\"", name);
	else
		keyword_check(&checking, schema, source->json);
}
