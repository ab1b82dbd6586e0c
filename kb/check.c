#include "kb/check.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "kb/rule.h"
#include "kb/schema.h"

/* The sentence, and in brackets the rule that it broke. */
static void __attribute__((format(printf, 3, 0)))
compose(const struct check *check, char message[512], const char *format,
    va_list args)
{
	size_t used;

	vsnprintf(message, 512, format, args);
	used = strlen(message);
	snprintf(message + used, 512 - used, " [%s]", check->rule->id);
}

void
check_error(struct check *check, const struct source *source,
    const struct place *place, const char *format, ...)
{
	char message[512], pointer[POINTER_BYTES];
	va_list args;

	va_start(args, format);
	compose(check, message, format, args);
	va_end(args);
	place_pointer(place, pointer);
	report_error(check->report, source->path, source_line(source, pointer),
	    pointer, "%s", message);
}

void
check_warning(struct check *check, const struct source *source,
    const struct place *place, const char *format, ...)
{
	char message[512], pointer[POINTER_BYTES];
	va_list args;

	va_start(args, format);
	compose(check, message, format, args);
	va_end(args);
	place_pointer(place, pointer);
	report_warning(check->report, source->path,
	    source_line(source, pointer), pointer, "%s", message);
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

enum err
check_sources(const struct sources *sources, const char *schema_dir,
    struct report *report, struct note *note)
{
	struct check check = { .sources = sources, .report = report };
	struct schemas *schemas;
	enum err err;

	if ((err = schemas_load(schema_dir, &schemas, note)) != OK)
		return err;
	check_schemas(sources, schemas, report);
	schemas_free(schemas);
	for (check.rule = rules; check.rule->id != NULL; check.rule++)
		check.rule->run(&check);
	return OK;
}
