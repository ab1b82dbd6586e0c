#include "tests/unit/clinic_help.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kb/build.h"
#include "lib/appeal.h"
#include "lib/guide.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

static struct note note;

void
clinic_open(struct clinic *clinic, const char *sources, const char *over,
    const char *templates)
{
	const char *const dirs[] = { sources, over };
	const char *const template_dirs[] = { "templates", templates };
	struct build_options options = { .sources = dirs,
		.source_count = over == NULL ? 1 : 2,
		.templates = template_dirs,
		.template_count = templates == NULL ? 1 : 2,
		.schemas = "kb/schema" };
	struct report report = { .out = NULL };
	struct build_result result;
	char *said;
	size_t size;
	enum err err;

	clinic->dir = kb_folder();
	clinic->arena = arena_new(64 << 20);
	ck_assert_ptr_nonnull(clinic->arena);
	options.out = store_path(clinic->dir, "clinic.mdb");
	report.out = open_memstream(&said, &size);
	err = build(&options, &report, &result, &note);
	fclose(report.out);
	ck_assert_msg(err == OK, "%s\n%s", note.text, said);
	/* Warnings about the base are its own tests' concern. */
	ck_assert_msg(over == NULL || strstr(said, over) == NULL, "%s", said);
	free(said);
	ck_assert_msg(edition_open(store_path(clinic->dir, "clinic.mdb"),
			  1 << 30, &clinic->edition, &note) == OK,
	    "%s", note.text);
	ck_assert_int_eq(
	    OK, kb_begin(clinic->edition.kb, &clinic->read, &note));
}

void
clinic_close(struct clinic *clinic)
{
	kb_end(&clinic->read);
	edition_close(&clinic->edition);
	arena_free(clinic->arena);
	kb_copy_free(clinic->dir);
}

struct str
clinic_guide(struct clinic *clinic, const char *insurer, const char *treatment,
    const char *reason, enum media media, const char **verdict)
{
	struct guide_query query = { .insurer = str_from(insurer),
		.treatment = str_from(treatment),
		.reason = str_from(reason) };
	struct problems problems = problems_new(clinic->arena);
	struct slices body = slices_new(clinic->arena);
	struct guide_near near;
	struct guide guide;

	ck_assert_msg(guide_find(&clinic->read, &query, clinic->arena, &guide,
			  &near, &problems, &note) == OK,
	    "%s", note.text);
	ck_assert_msg(
	    guide_write(&clinic->read, &guide, clinic->edition.templates, media,
		clinic->arena, &body, &note) == OK,
	    "%s", note.text);
	*verdict = verdict_name(guide.verdict);
	return slices_join(&body);
}

struct str
clinic_letter(struct clinic *clinic, struct str text, enum media media)
{
	struct appeal_tools tools = { &clinic->read, clinic->edition.templates,
		NULL };
	struct problems problems = problems_new(clinic->arena);
	struct appeal appeal;
	struct date today;

	date_make(2026, 11, 22, &today);
	ck_assert_msg(appeal_letter(&tools, text, today, media, clinic->arena,
			  &appeal, &problems, &note) == OK,
	    "%s", note.text);
	return slices_join(&appeal.body);
}
