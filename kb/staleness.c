#include "kb/staleness.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/file.h"
#include "kb/json_help.h"
#include "lib/base/arena.h"

enum { CLASSES_MAX = 32 };

static const char *const *
copy_list(struct json_object *from, const char *name, struct arena *arena)
{
	size_t i, count = json_count(from, name);
	const char **list = arena_alloc(arena, (count + 1) * sizeof(*list));
	const char *text;

	for (i = 0; list != NULL && i < count; i++) {
		text = json_object_get_string(json_item(from, name, i));
		list[i] = str_to_c(str_from(text), arena);
	}
	return list;
}

static int
days_of(struct json_object *from, const char *name)
{
	return json_object_get_int(json_member(from, name));
}

static enum err
read_class(struct json_object *from, struct arena *arena,
    struct staleness_class *out, struct note *note)
{
	out->name = str_to_c(str_from(json_text(from, "class")), arena);
	out->kinds = copy_list(from, "kinds", arena);
	out->citations = copy_list(from, "citations", arena);
	out->warn_days = days_of(from, "warn_days");
	out->fail_days = days_of(from, "fail_days");
	if (arena_failed(arena))
		return err_set(note, ERR_MEMORY, "out of memory");
	if (*json_text(from, "class") == '\0')
		return err_set(note, ERR_SYNTAX, "a class has no name");
	if (out->warn_days <= 0 || out->fail_days <= out->warn_days)
		return err_set(note, ERR_SYNTAX,
		    "class \"%s\": \"warn_days\" must be above 0 and "
		    "\"fail_days\" above it",
		    out->name);
	return OK;
}

static enum err
read_classes(struct json_object *json, struct arena *arena,
    struct staleness *out, struct note *note)
{
	struct staleness read = { .count = json_count(json, "classes") };
	enum err err = OK;
	size_t i;

	if (read.count == 0 || read.count > CLASSES_MAX)
		return err_set(note, ERR_SYNTAX,
		    "\"classes\" must list 1 to %d classes", CLASSES_MAX);
	read.classes = arena_alloc(arena, read.count * sizeof(*read.classes));
	if (read.classes == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (i = 0; i < read.count && err == OK; i++)
		err = read_class(json_item(json, "classes", i), arena,
		    &read.classes[i], note);
	if (err == OK)
		*out = read;
	return err;
}

enum err
staleness_load(const char *dir, struct arena *arena, struct staleness *out,
    struct note *note)
{
	struct json_object *json = NULL;
	char path[4096];
	struct note why;
	struct str text;
	size_t line;
	enum err err;

	if (snprintf(path, sizeof(path), "%s/staleness.json", dir) >=
	    (int)sizeof(path))
		return err_set(note, ERR_SYSTEM, "%s: too long a path", dir);
	if ((err = file_read(path, arena, &text, &why)) == OK &&
	    (err = file_parse(text, &json, &line, &why)) == OK)
		err = read_classes(json, arena, out, &why);
	json_object_put(json);
	return err == OK ? OK : err_set(note, err, "%s: %s", path, why.text);
}

static bool
lists(const char *const *list, const char *text)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, text) == 0)
			return true;
	return false;
}

const struct staleness_class *
staleness_of(const struct staleness *staleness, const struct source *source)
{
	bool cited = strcmp(source->kind, "citations") == 0;
	const struct staleness_class *class;
	size_t i;

	for (i = 0; i < staleness->count; i++) {
		class = &staleness->classes[i];
		if (cited ? lists(class->citations,
				json_text(source->json, "kind"))
			  : lists(class->kinds, source->kind))
			return class;
	}
	return NULL;
}

bool
staleness_checked(const struct source *source, struct date *out)
{
	struct note note;

	return date_parse(str_from(json_text(source->json, "checked")), out,
		   &note) == OK;
}

bool
staleness_newest(const struct sources *sources, struct date *out)
{
	struct date checked;
	bool found = false;
	size_t k, i;

	for (k = 0; source_kinds[k] != NULL; k++)
		for (i = 0; i < sources_count(sources, source_kinds[k]); i++) {
			if (!staleness_checked(
				sources_at(sources, source_kinds[k], i),
				&checked) ||
			    (found && date_compare(checked, *out) <= 0))
				continue;
			*out = checked;
			found = true;
		}
	return found;
}

/* The oldest fact of a class, and how many it has. */
struct age {
	const struct source *oldest;
	struct date checked;
	size_t facts;
};

static struct age
age_of(const struct staleness *staleness, const struct sources *sources,
    const struct staleness_class *class)
{
	struct age age = { .oldest = NULL };
	const struct source *source;
	struct date checked;
	size_t k, i;

	for (k = 0; source_kinds[k] != NULL; k++)
		for (i = 0; i < sources_count(sources, source_kinds[k]); i++) {
			source = sources_at(sources, source_kinds[k], i);
			if (staleness_of(staleness, source) != class ||
			    !staleness_checked(source, &checked))
				continue;
			age.facts++;
			if (age.oldest != NULL &&
			    date_compare(checked, age.checked) >= 0)
				continue;
			age.oldest = source;
			age.checked = checked;
		}
	return age;
}

static void
set_day(struct json_object *to, const char *name, struct date day)
{
	struct date_parts parts = date_split(day);

	json_setf(
	    to, name, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
}

struct json_object *
staleness_ages(const struct staleness *staleness, const struct sources *sources)
{
	struct json_object *list = json_object_new_array(), *entry;
	const struct staleness_class *class;
	struct age age;
	size_t i;

	for (i = 0; i < staleness->count; i++) {
		class = &staleness->classes[i];
		age = age_of(staleness, sources, class);
		if (age.oldest == NULL)
			continue;
		entry = json_object_new_object();
		json_set(entry, "class", class->name);
		json_object_object_add(
		    entry, "facts", json_object_new_int64((int64_t)age.facts));
		set_day(entry, "oldest", age.checked);
		json_setf(
		    entry, "fact", "%s/%s", age.oldest->kind, age.oldest->id);
		set_day(entry, "warn",
		    date_add_days(age.checked, class->warn_days));
		set_day(entry, "fail",
		    date_add_days(age.checked, class->fail_days));
		json_object_array_add(list, entry);
	}
	return list;
}
