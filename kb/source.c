#include "kb/source.h"

#include <dirent.h>
#include <errno.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kb/file.h"
#include "lib/base/arena.h"
#include "lib/base/json.h"

enum { SUB_FOLDERS = 4 }; /* below a kind's own folder */

#define TEXT_BYTES ((size_t)1 << 30) /* all sources together */

const char *const source_kinds[] = { "insurers", "treatments", "conditions",
	"indications", "regimens", "policies", "citations", "plans", "reasons",
	"angles", "arguments", "warnings", "overlaps", "topics", "codes",
	"code-systems", "phrases", "addresses", NULL };

enum { KINDS = sizeof(source_kinds) / sizeof(*source_kinds) - 1 };

static const char *const kinds_with_sub_folders[] = { "policies", "citations",
	"indications", "regimens", "codes", NULL };

struct entry {
	struct source source;
	size_t kind; /* index into source_kinds */
	size_t layer; /* index of the directory it came from */
};

struct sources {
	struct arena *arena;
	struct entry *entries; /* by kind, then id */
	size_t count;
	size_t size;
	size_t first[KINDS + 1]; /* entries of kind k: first[k]..first[k+1] */
};

/* What one walk through a folder needs to know. */
struct walk {
	struct sources *sources;
	struct report *report;
	struct note *note;
	size_t kind;
	size_t layer;
	int depth;
};

static size_t
kind_index(const char *name)
{
	size_t kind;

	for (kind = 0; kind < KINDS; kind++)
		if (strcmp(source_kinds[kind], name) == 0)
			break;
	return kind;
}

static bool
is_listed(const char *const *list, const char *name)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

static enum err
add(struct sources *sources, const struct entry *entry, struct note *note)
{
	size_t size = sources->size == 0 ? 256 : sources->size * 2;
	struct entry *more;

	if (sources->count == sources->size) {
		more = reallocarray(sources->entries, size, sizeof(*more));
		if (more == NULL)
			return err_set(note, ERR_MEMORY, "out of memory");
		sources->entries = more;
		sources->size = size;
	}
	sources->entries[sources->count++] = *entry;
	return OK;
}

/* Does the tree say of itself what its file name says?  Else report. */
static bool
names_itself(
    struct json_object *json, const struct entry *entry, struct report *report)
{
	const char *path = entry->source.path;
	struct json_object *id;

	if (!json_object_is_type(json, json_type_object)) {
		report_error(report, path, 1, "", "is not an object");
		return false;
	}
	if (!json_object_object_get_ex(json, "id", &id) ||
	    !json_object_is_type(id, json_type_string)) {
		report_error(report, path, 1, "", "has no \"id\"");
		return false;
	}
	if (strcmp(json_object_get_string(id), entry->source.id) == 0)
		return true;
	report_error(report, path, source_line(&entry->source, "/id"), "/id",
	    "\"%s\" is not the name of the file, \"%s\"",
	    json_object_get_string(id), entry->source.id);
	return false;
}

/* One file; what is wrong with it is reported and is no failure. */
static enum err
load_file(struct walk *walk, const char *path, const char *name)
{
	struct arena *arena = walk->sources->arena;
	struct str id = { name, strlen(name) - strlen(".json") };
	struct entry entry = { .kind = walk->kind, .layer = walk->layer };
	struct note why;
	struct str text;
	size_t line = 0;
	enum err err;

	entry.source.kind = source_kinds[walk->kind];
	entry.source.id = str_to_c(id, arena);
	entry.source.path = str_to_c(str_from(path), arena);
	if (arena_failed(arena))
		return err_set(walk->note, ERR_MEMORY, "out of memory");
	if ((err = file_read(path, arena, &text, &why)) == OK)
		err = file_parse(text, &entry.source.json, &line, &why);
	if (err != OK && err != ERR_MEMORY) {
		report_error(walk->report, path, line, "", "%s", why.text);
		return OK;
	}
	if (err != OK)
		return err_set(walk->note, err, "%s: %s", path, why.text);
	entry.source.text = text.at;
	if (!names_itself(entry.source.json, &entry, walk->report)) {
		json_object_put(entry.source.json);
		return OK;
	}
	if ((err = add(walk->sources, &entry, walk->note)) != OK)
		json_object_put(entry.source.json);
	return err;
}

static int
is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	       strcmp(entry->d_name, "README.md") != 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

typedef enum err visit_fn(
    struct walk *walk, const char *path, const char *name, bool folder);

/* Call "visit" for everything in a directory, in the order of the names. */
static enum err
each_in(struct walk *walk, const char *folder, visit_fn *visit)
{
	struct dirent **names;
	struct stat about;
	enum err err = OK;
	char *path;
	int i, count;

	if ((count = scandir(folder, &names, is_shown, by_name)) < 0)
		return err_set(
		    walk->note, ERR_SYSTEM, "%s: %s", folder, strerror(errno));
	for (i = 0; i < count; i++) {
		const char *name = names[i]->d_name;

		if (err == OK && asprintf(&path, "%s/%s", folder, name) < 0)
			err = err_set(walk->note, ERR_MEMORY, "out of memory");
		else if (err == OK) {
			bool is_folder =
			    stat(path, &about) == 0 && S_ISDIR(about.st_mode);

			err = visit(walk, path, name, is_folder);
			free(path);
		}
		free(names[i]);
	}
	free(names);
	return err;
}

static enum err
visit_in_kind(
    struct walk *walk, const char *path, const char *name, bool folder)
{
	const char *kind = source_kinds[walk->kind];
	enum err err;

	if (!folder && str_ends(str_from(name), STR(".json")))
		return load_file(walk, path, name);
	if (!folder)
		report_error(walk->report, path, 0, "",
		    "the name does not end in .json");
	else if (!is_listed(kinds_with_sub_folders, kind))
		report_error(
		    walk->report, path, 0, "", "%s have no sub-folders", kind);
	else if (walk->depth == SUB_FOLDERS)
		report_error(walk->report, path, 0, "",
		    "lies more than %d folders deep", SUB_FOLDERS);
	else {
		walk->depth++;
		err = each_in(walk, path, visit_in_kind);
		walk->depth--;
		return err;
	}
	return OK;
}

static enum err
visit_top(struct walk *walk, const char *path, const char *name, bool folder)
{
	walk->kind = kind_index(name);
	if (folder && walk->kind < KINDS)
		return each_in(walk, path, visit_in_kind);
	report_error(walk->report, path, 0, "",
	    folder ? "no kind of source has this name"
		   : "a source lies in the folder of its kind");
	return OK;
}

/* By kind and id; of two with the same, the one that wins comes first. */
static int
by_kind_and_id(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if ((order = strcmp(a->source.id, b->source.id)) != 0)
		return order;
	if (a->layer != b->layer)
		return a->layer > b->layer ? -1 : 1;
	return strcmp(a->source.path, b->source.path);
}

static bool
are_one_thing(const struct entry *a, const struct entry *b)
{
	return a->kind == b->kind && strcmp(a->source.id, b->source.id) == 0;
}

/* Sort, drop what a later directory replaces, note where kinds start. */
static void
settle(struct sources *sources, struct report *report)
{
	struct entry *entries = sources->entries, *kept;
	size_t i, kind, count = 0;

	if (sources->count > 0)
		qsort(
		    entries, sources->count, sizeof(*entries), by_kind_and_id);
	for (i = 0; i < sources->count; i++) {
		kept = count > 0 ? &entries[count - 1] : NULL;
		if (kept == NULL || !are_one_thing(kept, &entries[i])) {
			entries[count++] = entries[i];
			continue;
		}
		if (kept->layer == entries[i].layer)
			report_error(report, entries[i].source.path, 0, "",
			    "\"%s\" is already in %s", kept->source.id,
			    kept->source.path);
		json_object_put(entries[i].source.json);
	}
	sources->count = count;
	for (i = 0, kind = 0; kind <= KINDS; kind++) {
		while (i < count && entries[i].kind < kind)
			i++;
		sources->first[kind] = i;
	}
}

enum err
sources_load(const char *const *dirs, size_t count, struct report *report,
    struct sources **out, struct note *note)
{
	struct sources *sources = calloc(1, sizeof(*sources));
	struct walk walk = { .report = report, .note = note };
	enum err err = OK;

	if (sources == NULL || (sources->arena = arena_new(TEXT_BYTES)) == NULL)
		err = err_set(note, ERR_MEMORY, "out of memory");
	walk.sources = sources;
	for (; err == OK && walk.layer < count; walk.layer++)
		err = each_in(&walk, dirs[walk.layer], visit_top);
	if (err != OK)
		goto out;
	settle(sources, report);
	*out = sources;
	sources = NULL; /* the caller's from here on */
out:
	sources_free(sources);
	return err;
}

void
sources_free(struct sources *sources)
{
	size_t i;

	if (sources == NULL)
		return;
	for (i = 0; i < sources->count; i++)
		json_object_put(sources->entries[i].source.json);
	free(sources->entries);
	arena_free(sources->arena);
	free(sources);
}

size_t
sources_count(const struct sources *sources, const char *kind)
{
	size_t k = kind_index(kind);

	return k < KINDS ? sources->first[k + 1] - sources->first[k] : 0;
}

const struct source *
sources_at(const struct sources *sources, const char *kind, size_t index)
{
	if (index >= sources_count(sources, kind))
		return NULL;
	return &sources->entries[sources->first[kind_index(kind)] + index]
		    .source;
}

const struct source *
sources_find(const struct sources *sources, const char *kind, const char *id)
{
	size_t low = 0, high = sources_count(sources, kind);
	const struct entry *entries;

	if (high == 0)
		return NULL;
	entries = sources->entries + sources->first[kind_index(kind)];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(id, entries[middle].source.id);

		if (order == 0)
			return &entries[middle].source;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

size_t
source_line(const struct source *source, const char *pointer)
{
	return json_line_of(str_from(source->text), str_from(pointer));
}
