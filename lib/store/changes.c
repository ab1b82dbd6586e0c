#include "lib/store/changes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/store/signature.h"

enum { DEPTH = 48, NODES = 4 << 20 };

#define MEMORY ((size_t)128 << 20)

static const struct json_limits limits = { CHANGES_BYTES, DEPTH, NODES };

struct changes {
	struct arena *arena;
	struct value all;
};

/* Some of what is printed of the list must be there. */
static bool
is_sound(struct value all, struct str generation)
{
	struct value entries = value_get(all, "entries");
	struct value_each it = value_each(entries);
	struct str next = generation;

	if (value_type(entries) != VALUE_ARRAY ||
	    !str_equal(value_text(all, "generation"), generation))
		return false;
	while (value_next(&it)) {
		if (!str_equal(value_text(it.item, "generation"), next) ||
		    value_type(value_get(it.item, "changes")) != VALUE_ARRAY)
			return false;
		next = value_text(it.item, "from");
	}
	return true;
}

static enum err
read_text(FILE *file, const char *path, struct arena *arena, struct str *out,
    struct note *note)
{
	struct stat about;
	size_t length;
	char *text;

	if (fstat(fileno(file), &about) != 0)
		return err_set(
		    note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	if (!S_ISREG(about.st_mode) || about.st_size > CHANGES_BYTES)
		return err_set(note, ERR_CORRUPT, "%s: too large", path);
	length = (size_t)about.st_size;
	if ((text = arena_alloc(arena, length)) == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if (fread(text, 1, length, file) != length)
		return err_set(note, ERR_CORRUPT, "%s: cut short", path);
	*out = (struct str){ text, length };
	return OK;
}

static enum err
check_signature(const char *path, const struct signature_key *key,
    struct str text, struct note *note)
{
	struct signature_check *check;
	enum err err;

	if (key == NULL)
		return OK;
	if ((err = signature_begin(path, key, &check, note)) != OK)
		return err;
	signature_add(check, text);
	return signature_end(check, path, note);
}

static enum err
read_changes(FILE *file, const char *path, const struct signature_key *key,
    struct str generation, struct changes *changes, struct note *note)
{
	struct note why = { "" };
	struct str text;
	enum err err;

	if ((err = read_text(file, path, changes->arena, &text, note)) != OK ||
	    (err = check_signature(path, key, text, note)) != OK)
		return err;
	err = json_read(text, &limits, changes->arena, &changes->all, &why);
	if (err == ERR_MEMORY)
		return err_set(note, err, "out of memory");
	if (err != OK)
		return err_set(note, ERR_CORRUPT, "%s: %s", path, why.text);
	return is_sound(changes->all, generation)
	    ? OK
	    : err_set(note, ERR_CORRUPT,
		  "%s: not the changes that led to generation %.*s", path,
		  STR_ARG(generation));
}

enum err
changes_open(const char *path, const struct signature_key *key,
    struct str generation, struct changes **out, struct note *note)
{
	struct changes *changes;
	char name[4096];
	FILE *file;
	enum err err;

	if (snprintf(name, sizeof(name), "%s" CHANGES_SUFFIX, path) >=
	    (int)sizeof(name))
		return err_set(note, ERR_SYSTEM, "%s: name too long", path);
	if ((file = fopen(name, "rbe")) == NULL) {
		if (errno != ENOENT)
			return err_set(note, ERR_SYSTEM, "%s: %s", name,
			    strerror(errno));
		*out = NULL;
		return OK;
	}
	if ((changes = calloc(1, sizeof(*changes))) == NULL ||
	    (changes->arena = arena_new(MEMORY)) == NULL)
		err = err_set(note, ERR_MEMORY, "out of memory");
	else
		err = read_changes(file, name, key, generation, changes, note);
	fclose(file);
	if (err == OK)
		*out = changes;
	else
		changes_close(changes);
	return err;
}

void
changes_close(struct changes *changes)
{
	if (changes == NULL)
		return;
	arena_free(changes->arena);
	free(changes);
}

struct value
changes_entries(const struct changes *changes)
{
	return changes == NULL ? value_of(STR_NONE)
			       : value_get(changes->all, "entries");
}
