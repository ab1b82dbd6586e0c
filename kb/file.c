#include "kb/file.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

enum { DEPTH = 32, NODES = 200000, SCRATCH_BYTES = 64 * 1024 * 1024 };

static const struct json_limits limits = { FILE_BYTES, DEPTH, NODES };

static enum err
read_all(FILE *file, const char *path, struct arena *arena, struct str *out,
    struct note *note)
{
	struct stat about;
	size_t size, length;
	char *text;

	if (fstat(fileno(file), &about) != 0)
		return err_set(note, ERR_SYSTEM, "%s", strerror(errno));
	if (!S_ISREG(about.st_mode))
		return err_set(note, ERR_SYSTEM, "not a regular file");
	if (about.st_size > FILE_BYTES)
		return err_set(
		    note, ERR_TOO_LARGE, "larger than %d bytes", FILE_BYTES);
	size = (size_t)about.st_size;
	if ((text = arena_alloc(arena, size + 1)) == NULL)
		return err_set(note, ERR_MEMORY, "%s: out of memory", path);
	length = fread(text, 1, size, file);
	if (ferror(file))
		return err_set(note, ERR_SYSTEM, "%s", strerror(errno));
	*out = (struct str){ text, length };
	return OK;
}

enum err
file_read(
    const char *path, struct arena *arena, struct str *out, struct note *note)
{
	FILE *file = fopen(path, "rbe");
	enum err err;

	if (file == NULL)
		return err_set(note, ERR_SYSTEM, "%s", strerror(errno));
	err = read_all(file, path, arena, out, note);
	fclose(file);
	return err;
}

/* The strict reader's sentences start with "line N". */
static size_t
line_in(const struct note *note)
{
	size_t line;

	return sscanf(note->text, "line %zu", &line) == 1 ? line : 0;
}

static enum err
check_strictly(struct str text, size_t *line, struct note *note)
{
	struct arena *arena = arena_new(SCRATCH_BYTES);
	struct note why = { "" };
	struct value value;
	enum err err;

	if (arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	err = json_read(text, &limits, arena, &value, &why);
	if (err != OK) {
		*line = line_in(&why);
		err_set(note, err, "%s", why.text);
	}
	arena_free(arena);
	return err;
}

enum err
file_parse(
    struct str text, struct json_object **out, size_t *line, struct note *note)
{
	struct json_tokener *tokener;
	struct json_object *json;
	enum err err;

	*line = 0;
	if ((err = check_strictly(text, line, note)) != OK)
		return err;
	if ((tokener = json_tokener_new_ex(DEPTH + 2)) == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	json = json_tokener_parse_ex(tokener, text.at, (int)text.length);
	/* Only the NUL tells it that a number has ended. */
	if (json_tokener_get_error(tokener) == json_tokener_continue)
		json = json_tokener_parse_ex(tokener, "", 1);
	if (json_tokener_get_error(tokener) != json_tokener_success)
		err = err_set(note, ERR_SYNTAX, "%s",
		    json_tokener_error_desc(json_tokener_get_error(tokener)));
	else
		*out = json;
	json_tokener_free(tokener);
	return err;
}
