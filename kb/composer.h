#ifndef KB_COMPOSER_H
#define KB_COMPOSER_H

#include <stdbool.h>
#include <stddef.h>

#include "kb/json_help.h"
#include "kb/records.h"
#include "kb/source.h"
#include "lib/base/err.h"

struct arena;
struct json_object;
struct template_set;

/*
 * What every stage of composing needs: where facts come from, how they are
 * worded, where records go.  The first failure sticks in "err" and "note",
 * so the stages need not check each call.
 */
struct composer {
	const struct sources *sources;
	const struct template_set *templates;
	struct records *records;
	struct arena *scratch;     /* reset after each section */
	const char **citations;    /* ids, in the order of their numbers */
	size_t citation_count;
	enum err err;
	struct note *note;
};

/* Number the citations: by kind (law first), then by id. */
void composer_number_citations(struct composer *c, struct arena *arena);

/*
 * Render one section in its three forms and add it under
 * first/second[/third].  "items" is a json-c array of the JSON items; the
 * template "sections/TEMPLATE.md" (for text "sections/TEMPLATE.text.md",
 * where there is one) sees it as {"items": [...]}.  Members whose name
 * starts with '_' are for the template only.  Takes "items" over
 * (also on failure); does nothing when it is empty.  The citations are those
 * of every "citations" list inside.
 */
void composer_section(struct composer *c, const char *template,
    const char *first, const char *second, const char *third,
    struct json_object *items);

/* Add a value record.  Takes "json" over. */
void composer_value(struct composer *c, const char *first, const char *second,
    const char *third, struct json_object *json);

/* The display name of a source, or its id when it has none. */
const char *source_name(
    const struct sources *sources, const char *kind, const char *id);

#endif
