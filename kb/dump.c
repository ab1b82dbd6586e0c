#include "kb/dump.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/store/kb.h"

enum { TEXT_MAX = 8 << 20 };

static enum err
make_folder(const char *path, struct note *note)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return OK;
	return err_set(note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
}

static enum err
write_file(const char *path, struct str text, struct note *note)
{
	FILE *file = fopen(path, "wx");

	if (file == NULL)
		return err_set(note,
		    errno == EEXIST ? ERR_INVALID : ERR_SYSTEM, "%s: %s", path,
		    strerror(errno));
	fwrite(text.at, 1, text.length, file);
	fputc('\n', file);
	if (ferror(file) || fclose(file) != 0)
		return err_set(
		    note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
	return OK;
}

/* "key" is KIND/ID. */
static enum err
dump_one(const char *dir, struct str key, struct value value,
    struct arena *arena, struct note *note)
{
	struct buf text = buf_new(arena, TEXT_MAX);
	char path[4096];
	enum err err;

	snprintf(path, sizeof(path), "%s/%.*s", dir,
	    (int)str_find(key, '/'), key.at);
	if ((err = make_folder(path, note)) != OK)
		return err;
	snprintf(path, sizeof(path), "%s/%.*s.json", dir, STR_ARG(key));
	json_write_pretty(&text, value);
	if (buf_failed(&text))
		return err_set(note, ERR_MEMORY, "out of memory");
	return write_file(path, buf_str(&text), note);
}

enum err
dump(const struct kb *kb, const char *dir, struct note *note)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct kb_read read;
	struct kb_walk walk;
	enum err err;

	if (arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = make_folder(dir, note)) == OK &&
	    (err = kb_begin(kb, &read, note)) == OK) {
		walk = kb_walk(&read, STR("fact/"));
		while (err == OK && kb_next(&walk)) {
			err = dump_one(dir, walk.rest, value_of(walk.bytes),
			    arena, note);
			arena_reset(arena);
		}
		kb_walk_end(&walk);
		kb_end(&read);
	}
	arena_free(arena);
	return err;
}
