#include "kb/templates.h"

#include <stdio.h>

#include "kb/logo.h"
#include "lib/base/arena.h"
#include "lib/template/template.h"

static enum err
read_dirs(const char *const *dirs, size_t count, struct template_files *files,
    struct note *note)
{
	enum err err = OK;
	size_t i;

	for (i = 0; err == OK && i < count; i++)
		err = template_files_add_dir(files, dirs[i], note);
	return err;
}

static enum err
add_all(const struct template_files *files, struct records *records,
    struct template_set *set, struct note *note)
{
	const struct template_file *file;
	enum err err = OK;
	size_t i;

	for (i = 0; err == OK && i < files->count; i++) {
		file = &files->items[i];
		records_add(records, template_files_key(file->kind), file->name,
		    STR_NONE, file->text);
		if (file->kind == TEMPLATE_TEXT)
			err = template_add(set, file->name, file->text, note);
		else if (file->kind == TEMPLATE_ASSET &&
			 str_is(file->name, LOGO_NAME))
			err = logo_check(file->text, note);
	}
	return err;
}

enum err
templates_load(const char *const *dirs, size_t count,
    struct template_files *files, struct records *records,
    struct template_set **out, struct note *note)
{
	struct template_set *set = NULL;
	enum err err;

	if ((err = read_dirs(dirs, count, files, note)) == OK &&
	    (err = template_set_new(&set, note)) == OK &&
	    (err = add_all(files, records, set, note)) == OK &&
	    (err = template_link(set, note)) == OK) {
		*out = set;
		set = NULL; /* the caller's from here on */
	}
	template_set_free(set);
	return err;
}

/* The sentence begins with the template's name: show its path instead. */
void
templates_report(const struct template_file *file, const char *sentence,
    struct report *report)
{
	struct str rest = str_from(sentence), place;
	char where[1024];

	if (file == NULL || !str_starts(rest, file->name)) {
		report_error(report, "templates", 0, NULL, "%s", sentence);
		return;
	}
	rest = str_from_index(rest, file->name.length);
	place = str_first(rest, str_find(rest, ' '));
	if (place.length > 0)
		place.length--; /* its colon */
	if (file->path != NULL)
		snprintf(
		    where, sizeof(where), "%s%.*s", file->path, STR_ARG(place));
	else
		snprintf(where, sizeof(where), "%.*s%.*s", STR_ARG(file->name),
		    STR_ARG(place));
	rest = str_trim(str_from_index(rest, str_find(rest, ' ')));
	report_error(report, where, 0, NULL, "%.*s", STR_ARG(rest));
}

enum err
templates_compile(const struct template_files *files, struct report *report,
    struct template_set **out, struct note *note)
{
	struct template_set *set;
	enum err err, failed = OK;
	struct note why;
	size_t i;

	if ((err = template_set_new(&set, note)) != OK)
		return err;
	for (i = 0; i < files->count; i++) {
		if (files->items[i].kind != TEMPLATE_TEXT)
			continue;
		err = template_add(
		    set, files->items[i].name, files->items[i].text, &why);
		if (err == OK)
			continue;
		templates_report(&files->items[i], why.text, report);
		failed = err_set(note, err, "templates do not compile");
	}
	if (failed == OK) {
		err = template_link(set, note);
		failed = err == ERR_NOT_FOUND ? OK : err;
	}
	if (failed == OK)
		*out = set;
	else
		template_set_free(set);
	return failed;
}
