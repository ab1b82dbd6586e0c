#ifndef KB_KEYWORD_H
#define KB_KEYWORD_H

#include <stdbool.h>

#include "kb/report.h"
#include "kb/source.h"
#include "kb/tree.h"

struct json_object;

/* What a keyword's own value must look like. */
enum shape {
	SHAPE_TEXT,
	SHAPE_NUMBER,
	SHAPE_COUNT, /* whole, not negative */
	SHAPE_TRUTH,
	SHAPE_ANY,
	SHAPE_LIST, /* not empty */
	SHAPE_TEXTS, /* a list of strings */
	SHAPE_TYPES, /* a type's name, or a list of them */
	SHAPE_FORMAT,
	SHAPE_PATTERN, /* POSIX extended; its user data: the regex_t */
	SHAPE_REF, /* its user data: the schema it leads to */
	SHAPE_SCHEMA,
	SHAPE_SCHEMA_OR_FALSE,
	SHAPE_SCHEMAS, /* a list of schemas, not empty */
	SHAPE_SCHEMA_BY_NAME /* an object of schemas */
};

/* One check under way: a value, where it is, and where problems go. */
struct checking {
	const struct source *source;
	struct report *report;
	const struct place *place;
	int depth;
};

/* Hold "value" to "own", which is what "schema" gives for the keyword. */
typedef void keyword_checker(struct checking *checking,
    struct json_object *schema, struct json_object *own,
    struct json_object *value);

struct keyword {
	const char *name;
	enum shape shape;
	keyword_checker *check; /* NULL: it only tells */
};

/* All of them; ends with a NULL name. */
extern const struct keyword keywords[];

const struct keyword *keyword_find(const char *name); /* NULL: unknown */

/* Is this a type that a schema may name? */
bool keyword_is_type(const char *name);

/* Apply every keyword of "schema" to "value". */
void keyword_check(struct checking *checking, struct json_object *schema,
    struct json_object *value);

#endif
