/* appealctl templates fill: any template, for people who write them. */

#include <getopt.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "kb/commands.h"
#include "kb/file.h"
#include "kb/json_datum.h"
#include "kb/options.h"
#include "kb/template_files.h"
#include "lib/base/arena.h"
#include "lib/template/template.h"

enum { FILL_BYTES = 256 << 20, FILLED_MAX = 64 << 20 };

struct fill_line {
	const char *template;
	const char *data;
	const char *partials; /* NULL: no partials */
	enum escape escape;
};

static bool
read_fill_line(int argc, char **argv, struct fill_line *out)
{
	static const struct option options[] = {
		{ "data", required_argument, NULL, 'd' },
		{ "partials", required_argument, NULL, 'p' },
		{ "escape", required_argument, NULL, 'e' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	*out = (struct fill_line){ .escape = ESCAPE_HTML };
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'd')
			out->data = optarg;
		else if (option == 'p')
			out->partials = optarg;
		else if (option != 'e')
			return false;
		else if (!escape_named(str_from(optarg), &out->escape)) {
			fprintf(stderr, "appealctl: the escapes are html, md "
					"and none\n");
			return false;
		}
	}
	if (out->data == NULL || optind + 1 != argc)
		return false;
	out->template = argv[optind];
	return true;
}

static enum err
read_stdin(struct arena *arena, struct str *out, struct note *note)
{
	char *text = arena_alloc(arena, FILE_BYTES + 1);
	size_t length;

	if (text == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	length = fread(text, 1, FILE_BYTES + 1, stdin);
	if (ferror(stdin))
		return err_set(note, ERR_SYSTEM, "cannot be read");
	if (length > FILE_BYTES)
		return err_set(
		    note, ERR_TOO_LARGE, "larger than %d bytes", FILE_BYTES);
	*out = (struct str){ text, length };
	return OK;
}

/* "-" is standard input. */
static enum err
read_input(
    const char *path, struct arena *arena, struct str *out, struct note *note)
{
	struct note why = { "" };
	enum err err;

	err = strcmp(path, "-") == 0 ? read_stdin(arena, out, &why)
				     : file_read(path, arena, out, &why);
	return err == OK ? OK : err_set(note, err, "%s: %s", path, why.text);
}

/* Compile all that lies in the folder; its sentences name the path. */
static enum err
add_partials(const struct fill_line *line, struct arena *arena,
    struct template_set *set, struct note *note)
{
	struct template_files files = template_files_new(arena);
	const struct template_file *file;
	struct note why = { "" };
	enum err err;
	size_t i;

	if ((err = template_files_add_dir(&files, line->partials, note)) != OK)
		return err;
	for (i = 0; i < files.count; i++) {
		file = &files.items[i];
		if (file->kind != TEMPLATE_TEXT)
			continue;
		err = template_add_as(
		    set, file->name, file->text, line->escape, &why);
		if (err != OK)
			return err_set(note, err, "%s%s", file->path,
			    why.text + file->name.length);
	}
	return OK;
}

static enum err
compile(const struct fill_line *line, struct arena *arena,
    struct template_set *set, struct note *note)
{
	bool alone = line->partials == NULL;
	struct note why = { "" };
	struct str text;
	enum err err;

	if ((err = read_input(line->template, arena, &text, note)) != OK ||
	    (err = template_add_as(set, str_from(line->template), text,
		 line->escape, note)) != OK ||
	    (!alone && (err = add_partials(line, arena, set, note)) != OK))
		return err;
	err = template_link(set, &why);
	if (err == ERR_NOT_FOUND)
		return err_set(note, err, "%s%s%s", why.text,
		    alone ? "; --partials names no folder" : " in ",
		    alone ? "" : line->partials);
	return err == OK ? OK : err_set(note, err, "%s", why.text);
}

static enum err
read_data(const char *path, struct arena *arena, struct json_object **out,
    struct note *note)
{
	struct note why = { "" };
	struct str text;
	size_t line;
	enum err err;

	if ((err = read_input(path, arena, &text, note)) != OK)
		return err;
	if ((err = file_parse(text, out, &line, &why)) != OK)
		return err_set(note, err, "%s: %s", path, why.text);
	return OK;
}

static enum err
fill(const struct fill_line *line, struct arena *arena, struct buf *out,
    struct note *note)
{
	struct template_set *set = NULL;
	struct json_object *data = NULL;
	enum err err;

	if ((err = template_set_new(&set, note)) == OK &&
	    (err = compile(line, arena, set, note)) == OK &&
	    (err = read_data(line->data, arena, &data, note)) == OK)
		err = template_fill_datum(
		    set, str_from(line->template), json_datum(data), out, note);
	json_object_put(data);
	template_set_free(set);
	return err;
}

int
command_templates_fill(int argc, char **argv)
{
	struct arena *arena;
	struct fill_line line;
	struct note note = { "" };
	struct buf out;
	int status = EXIT_FOUND;
	enum err err;

	if (!read_fill_line(argc, argv, &line))
		return options_usage("templates fill");
	if ((arena = arena_new(FILL_BYTES)) == NULL) {
		err_set(&note, ERR_MEMORY, "out of memory");
		return options_fail(ERR_MEMORY, &note);
	}
	out = buf_new(arena, FILLED_MAX);
	if ((err = fill(&line, arena, &out, &note)) != OK)
		status = options_fail(err, &note);
	else if (fwrite(out.at, 1, out.length, stdout) != out.length ||
		 fflush(stdout) != 0)
		status = EXIT_SYSTEM;
	arena_free(arena);
	return status;
}
