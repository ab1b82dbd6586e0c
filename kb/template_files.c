#include "kb/template_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "kb/file.h"
#include "lib/base/arena.h"
#include "lib/store/kb.h"

enum {
	NAME_BYTES = 512,
	PATH_BYTES = 4096,
	FILES_FIRST = 128,
	FILES_MAX = 4096
};

/* The first line that fits a path says what the file is. */
static const struct {
	enum template_kind kind;
	struct str key;
	struct str folder;
	struct str end;
} kinds[TEMPLATE_KINDS] = {
	{ TEMPLATE_ASSET, { "asset", 5 }, { "assets/", 7 }, { "", 0 } },
	{ TEMPLATE_CONTRACT, { "contract", 8 }, { "views/", 6 },
	    { ".json", 5 } },
	{ TEMPLATE_SAMPLE, { "sample", 6 }, { "samples/", 8 }, { ".json", 5 } },
	{ TEMPLATE_TEXT, { "template", 8 }, { "", 0 }, { ".mustache", 9 } },
};

struct template_files
template_files_new(struct arena *arena)
{
	return (struct template_files){ .arena = arena };
}

struct str
template_files_key(enum template_kind kind)
{
	size_t i;

	for (i = 0; i < TEMPLATE_KINDS; i++)
		if (kinds[i].kind == kind)
			return kinds[i].key;
	return STR_NONE;
}

/* What a path below its directory is; false if it is none of ours. */
static bool
classify(struct str path, struct template_file *out)
{
	size_t i;

	for (i = 0; i < TEMPLATE_KINDS; i++) {
		if (!str_starts(path, kinds[i].folder) ||
		    !str_ends(path, kinds[i].end) ||
		    path.length <= kinds[i].folder.length + kinds[i].end.length)
			continue;
		out->kind = kinds[i].kind;
		out->name = str_from_index(path, kinds[i].folder.length);
		out->name.length -= kinds[i].end.length;
		return true;
	}
	return false;
}

static size_t
position(const struct template_files *files, enum template_kind kind,
    struct str name)
{
	size_t i;

	for (i = 0; i < files->count; i++)
		if (files->items[i].kind == kind &&
		    str_equal(files->items[i].name, name))
			break;
	return i;
}

const struct template_file *
template_files_find(const struct template_files *files, enum template_kind kind,
    struct str name)
{
	size_t at = position(files, kind, name);

	return at == files->count ? NULL : &files->items[at];
}

static enum err
make_room(struct template_files *files, struct note *note)
{
	size_t size = files->size == 0 ? FILES_FIRST : files->size * 2;
	struct template_file *items;

	if (files->count < files->size)
		return OK;
	if (files->count >= FILES_MAX)
		return err_set(
		    note, ERR_TOO_LARGE, "more than %d templates", FILES_MAX);
	items = arena_grow(files->arena, files->items,
	    files->size * sizeof(*items), size * sizeof(*items));
	if (items == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	files->items = items;
	files->size = size;
	return OK;
}

static enum err
put(struct template_files *files, struct template_file file, struct note *note)
{
	size_t at = position(files, file.kind, file.name);
	enum err err;

	if ((err = make_room(files, note)) != OK)
		return err;
	file.extra =
	    at < files->count ? files->items[at].extra : files->layers > 0;
	file.name = str_copy(file.name, files->arena);
	if (file.name.at == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	files->items[at] = file;
	if (at == files->count)
		files->count++;
	return OK;
}

static enum err
add_file(struct template_files *files, const char *path, struct str below,
    struct note *note)
{
	struct template_file file = { .path = NULL };
	struct note why = { "" };
	enum err err;

	if (!classify(below, &file))
		return OK; /* a README */
	if ((err = file_read(path, files->arena, &file.text, &why)) != OK)
		return err_set(note, err, "%s: %s", path, why.text);
	file.path = str_to_c(str_from(path), files->arena);
	if (file.path == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	return put(files, file, note);
}

static enum err
walk(struct template_files *files, const char *dir, const char *below,
    struct note *note)
{
	char path[PATH_BYTES], name[NAME_BYTES];
	struct dirent *entry;
	enum err err = OK;
	DIR *open = opendir(dir);
	struct stat st;

	if (open == NULL)
		return err_set(
		    note, ERR_SYSTEM, "%s: %s", dir, strerror(errno));
	while (err == OK && (entry = readdir(open)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		snprintf(name, sizeof(name), "%s%s%s", below,
		    *below == '\0' ? "" : "/", entry->d_name);
		if (stat(path, &st) != 0)
			err = err_set(
			    note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
		else if (S_ISDIR(st.st_mode))
			err = walk(files, path, name, note);
		else
			err = add_file(files, path, str_from(name), note);
	}
	closedir(open);
	return err;
}

enum err
template_files_add_dir(
    struct template_files *files, const char *dir, struct note *note)
{
	enum err err = walk(files, dir, "", note);

	files->layers++;
	return err;
}

enum err
template_files_add_kb(
    struct template_files *files, const struct kb_read *read, struct note *note)
{
	struct template_file file = { .path = NULL };
	struct kb_walk records;
	char prefix[32];
	enum err err = OK;
	size_t i;

	for (i = 0; err == OK && i < TEMPLATE_KINDS; i++) {
		snprintf(prefix, sizeof(prefix), "%s/", kinds[i].key.at);
		records = kb_walk(read, str_from(prefix));
		while (err == OK && kb_next(&records)) {
			file.kind = kinds[i].kind;
			file.name = records.rest;
			file.text = records.bytes;
			err = put(files, file, note);
		}
		kb_walk_end(&records);
	}
	files->layers++;
	return err;
}
