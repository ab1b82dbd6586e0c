#include "kb/templates.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kb/file.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/render/template.h"

enum { NAME_BYTES = 512, FILES_MAX = 4096 };

/* A file that was found: where it is, and its path below its directory. */
struct found {
	struct str name;
	const char *path;
};

struct finding {
	struct arena *arena;
	struct found *files;
	size_t count;
	struct note *note;
};

/* A later directory replaces a file of the same name. */
static enum err
add_found(struct finding *f, struct str name, const char *path)
{
	struct str copy = str_copy(name, f->arena);
	char *where = str_to_c(str_from(path), f->arena);
	size_t i;

	if (copy.at == NULL || where == NULL)
		return err_set(f->note, ERR_MEMORY, "out of memory");
	for (i = 0; i < f->count; i++)
		if (str_equal(f->files[i].name, name))
			break;
	if (i == FILES_MAX)
		return err_set(f->note, ERR_TOO_LARGE,
		    "%s: more than %d templates", path, FILES_MAX);
	f->files[i] = (struct found){ copy, where };
	if (i == f->count)
		f->count++;
	return OK;
}

static enum err
walk(struct finding *f, const char *dir, const char *below)
{
	char path[4096], name[NAME_BYTES];
	struct dirent *entry;
	enum err err = OK;
	DIR *open = opendir(dir);
	struct stat st;

	if (open == NULL)
		return err_set(
		    f->note, ERR_SYSTEM, "%s: %s", dir, strerror(errno));
	while (err == OK && (entry = readdir(open)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		snprintf(name, sizeof(name), "%s%s%s", below,
		    *below == '\0' ? "" : "/", entry->d_name);
		if (stat(path, &st) != 0)
			err = err_set(f->note, ERR_SYSTEM, "%s: %s", path,
			    strerror(errno));
		else if (S_ISDIR(st.st_mode))
			err = walk(f, path, name);
		else
			err = add_found(f, str_from(name), path);
	}
	closedir(open);
	return err;
}

static enum err
add_file(const struct found *file, struct records *records,
    struct template_set *set, struct arena *arena, struct note *note)
{
	static const struct str asset = { "assets/", 7 };
	static const struct str template = { ".mustache", 9 };
	struct str text, name = file->name;
	struct note why;
	enum err err;

	if (!str_starts(name, asset) && !str_ends(name, template))
		return OK; /* a README */
	if ((err = file_read(file->path, arena, &text, &why)) != OK)
		return err_set(note, err, "%s: %s", file->path, why.text);
	if (str_starts(name, asset)) {
		records_add(records, STR("asset"),
		    str_from_index(name, asset.length), STR_NONE, text);
		return OK;
	}
	name.length -= template.length;
	records_add(records, STR("template"), name, STR_NONE, text);
	return template_add(set, name, text, note);
}

enum err
templates_load(const char *const *dirs, size_t count,
    struct records *records, struct template_set **out, struct note *note)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct finding f = { .arena = arena, .note = note };
	struct template_set *set = NULL;
	enum err err = OK;
	size_t i;

	if (arena == NULL ||
	    (f.files = arena_alloc(
		 arena, (FILES_MAX + 1) * sizeof(*f.files))) == NULL)
		err = err_set(note, ERR_MEMORY, "out of memory");
	for (i = 0; err == OK && i < count; i++)
		err = walk(&f, dirs[i], "");
	if (err == OK)
		err = template_set_new(&set, note);
	for (i = 0; err == OK && i < f.count; i++)
		err = add_file(&f.files[i], records, set, arena, note);
	if (err == OK)
		err = template_link(set, note);
	if (err == OK) {
		*out = set;
		set = NULL; /* the caller's from here on */
	}
	template_set_free(set);
	arena_free(arena);
	return err;
}
