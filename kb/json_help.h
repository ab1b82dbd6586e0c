#ifndef KB_JSON_HELP_H
#define KB_JSON_HELP_H

#include <stdbool.h>
#include <stddef.h>

struct json_object;

/*
 * json-c in the words of this project.  Readers borrow, and take NULL and
 * values of other types for "nothing there".
 */
const char *json_text(struct json_object *object, const char *name); /* "" */
struct json_object *json_member(
    struct json_object *object, const char *name); /* NULL */
size_t json_count(struct json_object *object, const char *array_name);
struct json_object *json_item(
    struct json_object *object, const char *array_name, size_t index);

/* Is this member the value true? */
bool json_is_true(struct json_object *object, const char *name);

/* Does a list of strings hold this one? */
bool json_lists(
    struct json_object *object, const char *array_name, const char *text);

/* Give "to" the same member(s), shared, where "from" has them. */
void json_share(
    struct json_object *to, struct json_object *from, const char *name);
void json_share_all(struct json_object *to, struct json_object *from,
    const char *const *names); /* ends with NULL */

/* Add a string member. */
void json_set(struct json_object *to, const char *name, const char *text);
void json_setf(struct json_object *to, const char *name, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

#endif
