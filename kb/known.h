#ifndef KB_KNOWN_H
#define KB_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "kb/prose_measure.h"
#include "kb/source.h"

struct json_object;

enum { KNOWN_MAX = 1024 };

/*
 * The numbers that the fields of regimens, indications and products give for
 * one drug, to hold prose against.
 */
struct known {
	struct known_item {
		struct measure measure;
		struct json_object *conditions; /* of the regimen or
		    indication: a list or one id; NULL: of the product */
	} items[KNOWN_MAX];
	size_t count;
};

/* All that is known of the drug.  What exceeds KNOWN_MAX is left out. */
void known_of_drug(
    const struct sources *sources, const char *drug, struct known *out);

/* Add what the fields of one regimen or indication say, without "text". */
void known_add_regimen(struct known *known, const struct source *regimen);
void known_add_indication(struct known *known, const struct source *use);

/* Add what a text says. */
void known_add_text(
    struct known *known, const char *text, struct json_object *conditions);

/*
 * Is the measure among them?  "conditions" (ids, ends with NULL) limits the
 * search to what regimens and indications of one of these say; an empty list
 * does not limit it.
 */
bool known_has(const struct known *known, const struct measure *measure,
    const char *const *conditions);

/* Is there anything of this unit at all? */
bool known_has_unit(const struct known *known, enum measure_unit unit,
    const char *const *conditions);

#endif
