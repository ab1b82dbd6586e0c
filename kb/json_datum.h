#ifndef KB_JSON_DATUM_H
#define KB_JSON_DATUM_H

#include "lib/template/datum.h"

struct json_object;

/*
 * A json-c tree as a datum: read where it lies, for as long as the tree is
 * neither changed nor freed.  NULL is JSON's null, as everywhere in json-c.
 *
 * json-c makes a number's text when it is first asked for and keeps it with
 * the number.  So a tree is filled from by one thread at a time.
 */
struct datum json_datum(struct json_object *json);

#endif
