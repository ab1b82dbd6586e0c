#ifndef KB_SOURCE_H
#define KB_SOURCE_H

#include <stddef.h>

#include "kb/report.h"
#include "lib/base/err.h"

struct json_object;

/* One source file: one thing.  See kb/README.md. */
struct source {
	const char *kind; /* the folder: "policies" */
	const char *id;   /* the file's name, and its field "id" */
	const char *path; /* where it was read, for messages */
	const char *text; /* the file as read, for line numbers; terminated */
	struct json_object *json;
};

/* All of them, later directories laid over earlier ones by kind and id. */
struct sources;

/*
 * Read every DIR/KIND/(sub-folder/)*.json below the directories.  Each must
 * be strict JSON (lib/base/json.h) and be named after its id; what is wrong
 * with a file goes to "report" and the file is left out.  Unknown folders
 * and files that do not end in .json are problems too, except README.md and
 * names that start with a dot.
 *
 * Fails with ERR_SYSTEM when a directory cannot be read, ERR_MEMORY.  Bad
 * files are no failure: look at report->errors.
 */
enum err sources_load(const char *const *dirs, size_t count,
    struct report *report, struct sources **out, struct note *note);
void sources_free(struct sources *sources); /* NULL is allowed */

/* The kinds there are, in the order they are shown and checked. */
extern const char *const source_kinds[]; /* ends with NULL */

/* Borrowed from "sources"; NULL when there is none.  Sorted by id. */
const struct source *sources_find(
    const struct sources *sources, const char *kind, const char *id);
size_t sources_count(const struct sources *sources, const char *kind);
const struct source *sources_at(
    const struct sources *sources, const char *kind, size_t index);

/* Line of the value at this JSON pointer in the source; 0 if none. */
size_t source_line(const struct source *source, const char *pointer);

#endif
