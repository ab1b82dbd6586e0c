#include "kb/build.h"

#include <json-c/json.h>
#include <string.h>

#include "kb/check.h"
#include "kb/compose.h"
#include "kb/first_page.h"
#include "kb/flatten.h"
#include "kb/records.h"
#include "kb/source.h"
#include "kb/staleness.h"
#include "kb/templates.h"
#include "kb/warnings.h"
#include "kb/writer.h"
#include "lib/base/arena.h"
#include "lib/template/template.h"

enum { META_MAX = 4 << 20 };

static const size_t memory_max = (size_t)4 << 30;

/* One entry of a list in meta: what lists and menus show. */
static struct json_object *
entry_of(const struct source *s)
{
	static const char *const members[] = { "name", "short", "kind", NULL };
	struct json_object *entry = json_object_new_object();

	json_set(entry, "id", s->id);
	json_share_all(entry, s->json, members);
	return entry;
}

static void
add_list(struct json_object *meta, const struct sources *sources,
    const char *kind)
{
	struct json_object *list = json_object_new_array();
	size_t i;

	for (i = 0; i < sources_count(sources, kind); i++)
		json_object_array_add(
		    list, entry_of(sources_at(sources, kind, i)));
	json_object_object_add(meta, kind, list);
}

/* How many of each, and the span of days they were checked on. */
static size_t
add_counts(struct json_object *meta, const struct sources *sources)
{
	struct json_object *counts = json_object_new_object();
	const char *oldest = "9999-99-99", *newest = "", *day;
	size_t k, i, count, all = 0;

	for (k = 0; source_kinds[k] != NULL; k++) {
		count = sources_count(sources, source_kinds[k]);
		json_object_object_add(counts, source_kinds[k],
		    json_object_new_int64((int64_t)count));
		all += count;
		for (i = 0; i < count; i++) {
			day = json_text(
			    sources_at(sources, source_kinds[k], i)->json,
			    "checked");
			if (*day != '\0' && strcmp(day, oldest) < 0)
				oldest = day;
			if (strcmp(day, newest) > 0)
				newest = day;
		}
	}
	json_object_object_add(meta, "counts", counts);
	json_set(meta, "oldest", all == 0 ? "" : oldest);
	json_set(meta, "built", newest);
	return all;
}

static struct json_object *
citation_order(const struct sources *sources, struct arena *arena)
{
	struct composer c = { .sources = sources };
	struct json_object *list = json_object_new_array();
	size_t i;

	composer_number_citations(&c, arena);
	for (i = 0; i < c.citation_count; i++)
		json_object_array_add(
		    list, json_object_new_string(c.citations[i]));
	return list;
}

/* How old the facts are, and what was warned about. */
static enum err
add_honesty(struct json_object *meta, const struct build_options *options,
    const struct sources *sources, const struct report *report,
    struct arena *arena, struct note *note)
{
	struct staleness staleness;
	enum err err;

	if ((err = staleness_load(options->schemas, arena, &staleness,
		 note)) != OK)
		return err;
	json_object_object_add(
	    meta, "ages", staleness_ages(&staleness, sources));
	json_object_object_add(meta, "warnings", warnings_of(report));
	return OK;
}

/*
 * The record that describes all others, and the first page, which is made of
 * it: these two name the generation and are no part of it.
 */
static enum err
add_meta(const struct build_options *options, const struct sources *sources,
    const struct template_set *templates, const struct report *report,
    struct records *records, struct build_result *result, struct note *note)
{
	static const char *const lists[] = { "insurers", "treatments",
		"reasons", "plans", "conditions" };
	struct buf flat = buf_new(records->arena, META_MAX);
	struct json_object *meta = json_object_new_object();
	struct value value;
	enum err err;
	size_t i;

	if ((err = records_sort(records, note)) != OK ||
	    (err = records_generation(records, result->generation, note)) !=
		OK)
		goto out;
	json_set(meta, "generation", result->generation);
	result->facts = add_counts(meta, sources);
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		add_list(meta, sources, lists[i]);
	json_object_object_add(
	    meta, "citations", citation_order(sources, records->arena));
	if ((err = add_honesty(meta, options, sources, report, records->arena,
		 note)) != OK)
		goto out;
	value = flatten(meta, true, &flat);
	if (value_type(value) == VALUE_NONE) {
		err = err_set(note, ERR_MEMORY, "out of memory");
		goto out;
	}
	records_add(
	    records, STR("meta"), STR_NONE, STR_NONE, value_bytes(value));
	err = first_page_add(sources, templates, meta, records, note);
	if (err == OK)
		err = records_sort(records, note);
out:
	json_object_put(meta);
	return err;
}

static enum err
make_records(const struct build_options *options,
    const struct sources *sources, struct report *report,
    struct records *records, struct build_result *result, struct note *note)
{
	struct template_files files = template_files_new(records->arena);
	struct template_set *templates = NULL;
	enum err err;

	if ((err = templates_load(options->templates, options->template_count,
		 &files, records, &templates, note)) == OK &&
	    (err = templates_lint(&files, templates, report, note)) == OK &&
	    (err = compose(sources, templates, records, note)) == OK)
		err = add_meta(options, sources, templates, report, records,
		    result, note);
	template_set_free(templates);
	return err;
}

static enum err
load_and_check(const struct build_options *options, struct report *report,
    struct sources **sources, struct note *note)
{
	enum err err;

	if ((err = sources_load(options->sources, options->source_count,
		 report, sources, note)) != OK ||
	    (err = check_sources(*sources, options->schemas, options->today,
		 report, note)) != OK)
		return err;
	if (report->errors > 0)
		return err_set(note, ERR_INVALID,
		    "%zu problem%s in the sources; nothing was written",
		    report->errors, report->errors == 1 ? "" : "s");
	return OK;
}

enum err
build(const struct build_options *options, struct report *report,
    struct build_result *out, struct note *note)
{
	struct arena *arena = arena_new(memory_max);
	struct sources *sources = NULL;
	struct build_result result = { .records = 0 };
	struct records records;
	enum err err;

	if (arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	records = records_new(arena);
	report->arena = arena;
	if ((err = load_and_check(options, report, &sources, note)) != OK ||
	    (err = make_records(
		 options, sources, report, &records, &result, note)) != OK)
		goto out;
	if (options->out != NULL)
		err = writer_write(options->out, &records, note);
	result.records = records.count;
	if (err == OK)
		*out = result;
out:
	report->arena = NULL;
	report->first = report->last = NULL;
	sources_free(sources);
	arena_free(arena);
	return err;
}
