/* Templates held to the contracts of their views. */

#include "kb/templates.h"

#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/nearest.h"
#include "lib/template/contract.h"
#include "lib/template/template_lint.h"

enum { LINT_BYTES = 32 << 20 };

struct linting {
	const struct template_files *files;
	struct report *report;
	struct arena *arena;
	struct contracts contracts;
	struct template_lint *lint;
	const struct template_file **sorted; /* the templates, by name */
	size_t count;
};

static void
take_problem(void *payload, struct str template, const char *sentence)
{
	struct linting *l = payload;

	templates_report(template_files_find(l->files, TEMPLATE_TEXT, template),
	    sentence, l->report);
}

static enum err
read_contracts(struct linting *l, struct note *note)
{
	const struct template_file *file;
	enum err err = OK;
	size_t i;

	l->contracts = contracts_new(l->arena);
	for (i = 0; err == OK && i < l->files->count; i++) {
		file = &l->files->items[i];
		if (file->kind == TEMPLATE_CONTRACT)
			err = contracts_add(
			    &l->contracts, file->name, file->text, note);
	}
	return err == OK ? contracts_link(&l->contracts, note) : err;
}

static int
compare(const void *a, const void *b)
{
	const struct template_file *const *left = a, *const *right = b;

	return str_compare((*left)->name, (*right)->name);
}

static enum err
sort_templates(struct linting *l, struct note *note)
{
	size_t i;

	l->sorted =
	    arena_alloc(l->arena, (l->files->count + 1) * sizeof(*l->sorted));
	if (l->sorted == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (i = 0; i < l->files->count; i++)
		if (l->files->items[i].kind == TEMPLATE_TEXT)
			l->sorted[l->count++] = &l->files->items[i];
	qsort(l->sorted, l->count, sizeof(*l->sorted), compare);
	return OK;
}

/* What lies in a folder "parts" is filled only where it is called. */
static bool
is_part(struct str name)
{
	struct str rest = name, folder;

	while (rest.at != NULL) {
		folder = str_cut(&rest, '/');
		if (rest.at != NULL && str_is(folder, "parts"))
			return true;
	}
	return false;
}

static enum err
check_all(struct linting *l, const struct template_set *set, struct note *note)
{
	struct str name;
	enum err err = OK;
	size_t i;

	l->lint =
	    template_lint_new(set, &l->contracts, l->arena, take_problem, l);
	if (l->lint == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	for (i = 0; err == OK && i < l->count; i++) {
		name = l->sorted[i]->name;
		if (is_part(name) ||
		    (l->sorted[i]->extra &&
			contracts_find(&l->contracts, name) == NULL))
			continue;
		err = template_lint_check(l->lint, name, note);
	}
	return err;
}

/* The name that may have been meant: one that replacing would change. */
static struct str
nearest_to(const struct linting *l, const struct template_file *file)
{
	struct nearest *nearest = nearest_new(file->name, 1, l->arena);
	const struct nearest_item *found;
	size_t i, count = 0;

	for (i = 0; nearest != NULL && i < l->count; i++)
		if (l->sorted[i] != file && !l->sorted[i]->extra)
			nearest_offer(nearest,
			    str_fold(l->sorted[i]->name, l->arena),
			    l->sorted[i]->name);
	if (nearest == NULL)
		return STR_NONE;
	found = nearest_list(nearest, &count);
	return count == 0 ? STR_NONE : found[0].id;
}

static void
warn_unused(const struct linting *l)
{
	const struct template_file *file;
	struct str meant;
	const char *path;
	size_t i;

	for (i = 0; i < l->count; i++) {
		file = l->sorted[i];
		if ((!file->extra && !is_part(file->name)) ||
		    template_lint_reached(l->lint, file->name))
			continue;
		meant = file->extra ? nearest_to(l, file) : STR_NONE;
		path = file->path != NULL ? file->path
					  : str_to_c(file->name, l->arena);
		report_warning(l->report, path == NULL ? "" : path, 0, NULL,
		    "%s%s%.*s%s",
		    file->extra ? "replaces no template, and none calls it"
				: "no template calls it",
		    meant.length > 0 ? "; did you mean \"" : "", STR_ARG(meant),
		    meant.length > 0 ? "\"?" : "");
	}
}

enum err
templates_lint(const struct template_files *files,
    const struct template_set *set, struct report *report, struct note *note)
{
	struct linting l = { .files = files, .report = report };
	size_t before = report->errors;
	enum err err;

	if ((l.arena = arena_new(LINT_BYTES)) == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = read_contracts(&l, note)) == OK &&
	    (err = sort_templates(&l, note)) == OK &&
	    (err = check_all(&l, set, note)) == OK)
		warn_unused(&l);
	if (err == OK && report->errors > before)
		err = err_set(note, ERR_INVALID,
		    "%zu problem%s in the templates", report->errors - before,
		    report->errors - before == 1 ? "" : "s");
	arena_free(l.arena);
	return err;
}
