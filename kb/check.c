#include "kb/check.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "kb/rule.h"
#include "kb/schema.h"
#include "kb/staleness.h"
#include "lib/base/arena.h"

static const size_t memory_max = (size_t)256 << 20;

/* One problem of the rule at work: what is said, and where. */
struct message {
	char text[448];
	char pointer[POINTER_BYTES];
};

static void __attribute__((format(printf, 3, 0)))
compose(struct message *message, const struct place *place, const char *format,
    va_list args)
{
	vsnprintf(message->text, sizeof(message->text), format, args);
	place_pointer(place, message->pointer);
}

void
check_error(struct check *check, const struct source *source,
    const struct place *place, const char *format, ...)
{
	struct message m = { .text = "" };
	va_list args;

	va_start(args, format);
	compose(&m, place, format, args);
	va_end(args);
	report_error(check->report, source->path,
	    source_line(source, m.pointer), m.pointer, "%s [%s]", m.text,
	    check->rule->id);
}

/* Kept by kind and id: the path is that of the machine that builds. */
static void
keep(struct check *check, const struct source *source,
    const struct message *message)
{
	char fact[512];

	snprintf(fact, sizeof(fact), "%s/%s", source->kind, source->id);
	report_keep(
	    check->report, &(struct report_line){ .rule = check->rule->id,
			       .fact = fact,
			       .pointer = message->pointer,
			       .text = message->text });
}

void
check_warning(struct check *check, const struct source *source,
    const struct place *place, const char *format, ...)
{
	struct message m = { .text = "" };
	va_list args;

	va_start(args, format);
	compose(&m, place, format, args);
	va_end(args);
	report_warning(check->report, source->path,
	    source_line(source, m.pointer), m.pointer, "%s [%s]", m.text,
	    check->rule->id);
	keep(check, source, &m);
}

struct visiting {
	struct spot spot;
	spot_visit *visit;
};

static void
visit_value(struct json_object *value, const struct place *place, void *payload)
{
	struct visiting *visiting = payload;

	visiting->spot.value = value;
	visiting->spot.place = place;
	visiting->visit(&visiting->spot);
}

void
check_values_of(struct check *check, const struct source *source,
    spot_visit *visit, void *memory)
{
	struct visiting visiting = {
		.spot = { .check = check, .source = source, .memory = memory },
		.visit = visit
	};

	tree_walk(source->json, visit_value, &visiting);
}

void
check_values(
    struct check *check, const char *kind, spot_visit *visit, void *memory)
{
	const struct sources *sources = check->sources;
	size_t k, i;

	for (k = 0; source_kinds[k] != NULL; k++) {
		if (kind != NULL && strcmp(kind, source_kinds[k]) != 0)
			continue;
		for (i = 0; i < sources_count(sources, source_kinds[k]); i++)
			check_values_of(check,
			    sources_at(sources, source_kinds[k], i), visit,
			    memory);
	}
}

const char *
spot_text(const struct spot *spot)
{
	return json_object_is_type(spot->value, json_type_string)
		   ? json_object_get_string(spot->value)
		   : NULL;
}

static void
check_schemas(const struct sources *sources, const struct schemas *schemas,
    struct report *report)
{
	char name[64];
	size_t k, i;

	for (k = 0; source_kinds[k] != NULL; k++) {
		snprintf(name, sizeof(name), "%s.schema.json", source_kinds[k]);
		for (i = 0; i < sources_count(sources, source_kinds[k]); i++)
			schemas_check(schemas, name,
			    sources_at(sources, source_kinds[k], i), report);
	}
}

static enum err
hold_to_schemas(const struct sources *sources, const char *schema_dir,
    struct report *report, struct note *note)
{
	struct schemas *schemas;
	enum err err;

	if ((err = schemas_load(schema_dir, &schemas, note)) != OK)
		return err;
	check_schemas(sources, schemas, report);
	schemas_free(schemas);
	return OK;
}

enum err
check_sources(const struct sources *sources, const char *schema_dir,
    const struct date *today, struct report *report, struct note *note)
{
	struct staleness staleness;
	struct check check = { .sources = sources,
		.report = report,
		.arena = arena_new(memory_max),
		.staleness = &staleness };
	enum err err;

	if (check.arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if (today != NULL)
		check.today = *today;
	else
		staleness_newest(sources, &check.today);
	if ((err = hold_to_schemas(sources, schema_dir, report, note)) != OK ||
	    (err = staleness_load(schema_dir, check.arena, &staleness, note)) !=
		OK)
		goto out;
	for (check.rule = rules; check.rule->id != NULL; check.rule++)
		check.rule->run(&check);
	if (arena_failed(check.arena))
		err = err_set(note, ERR_MEMORY, "out of memory");
out:
	arena_free(check.arena);
	return err;
}
