#ifndef KB_TEMPLATE_FILES_H
#define KB_TEMPLATE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;
struct kb_read;

/*
 * Templates and what belongs to them, from directories or from a knowledge
 * base, laid over each other by name before anything is done with them.
 */
enum template_kind {
	TEMPLATE_TEXT, /* NAME.mustache       template/NAME */
	TEMPLATE_ASSET, /* assets/NAME         asset/NAME */
	TEMPLATE_CONTRACT, /* views/NAME.json     contract/NAME */
	TEMPLATE_SAMPLE /* samples/NAME.json   sample/NAME */
};

#define TEMPLATE_KINDS 4

struct template_file {
	enum template_kind kind;
	struct str name; /* without its folder and its end as above */
	struct str text;
	const char *path; /* NULL: of a knowledge base */
	bool extra; /* laid over others, and nothing of its name there */
};

struct template_files {
	struct arena *arena; /* everything lies here */
	struct template_file *items;
	size_t count;
	size_t size;
	size_t layers; /* directories and knowledge bases added */
};

struct template_files template_files_new(struct arena *arena);

/*
 * Add all files below "dir", and what a knowledge base holds; each replaces
 * what has its kind and name.  Other files, and those that begin with a dot,
 * are passed by.  ERR_SYSTEM when something cannot be read, ERR_TOO_LARGE,
 * ERR_MEMORY; the note names the path.
 */
enum err template_files_add_dir(
    struct template_files *files, const char *dir, struct note *note);
enum err template_files_add_kb(struct template_files *files,
    const struct kb_read *read, struct note *note);

/* NULL when there is none. */
const struct template_file *template_files_find(
    const struct template_files *files, enum template_kind kind,
    struct str name);

/* "template", "asset", ...: the first part of the record's key. */
struct str template_files_key(enum template_kind kind);

#endif
