#ifndef KB_COMPOSER_H
#define KB_COMPOSER_H

#include <stdbool.h>
#include <stddef.h>

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
 * where there is one) sees it as {"items": [...]}.  Members whose name starts with '_' are for the template only.  Takes "items" over
 * (also on failure); does nothing when it is empty.  The citations are those
 * of every "citations" list inside.
 */
void composer_section(struct composer *c, const char *template,
    const char *first, const char *second, const char *third,
    struct json_object *items);

/* Add a value record.  Takes "json" over. */
void composer_value(struct composer *c, const char *first, const char *second,
    const char *third, struct json_object *json);

/* Small things the stages share; all borrow. */
const char *json_text(struct json_object *object, const char *name); /* "" */
struct json_object *json_member(
    struct json_object *object, const char *name); /* NULL */
size_t json_count(struct json_object *object, const char *array_name);
struct json_object *json_item(
    struct json_object *object, const char *array_name, size_t index);
bool json_lists(
    struct json_object *object, const char *array_name, const char *text);

/* Give "to" the same member(s), shared, where "from" has them. */
void json_share(
    struct json_object *to, struct json_object *from, const char *name);
void json_share_all(struct json_object *to, struct json_object *from,
    const char *const *names); /* ends with NULL */
void json_set(struct json_object *to, const char *name, const char *text);
void json_setf(struct json_object *to, const char *name, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* The display name of a source, or its id when it has none. */
const char *source_name(
    const struct sources *sources, const char *kind, const char *id);

#endif
