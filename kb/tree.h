#ifndef KB_TREE_H
#define KB_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct json_object;

/*
 * Where a value lies in a json-c tree: a chain of steps back to the root,
 * each on the stack of the walk that took it.  NULL is the root.
 */
struct place {
	const struct place *up;
	const char *key; /* NULL: a place in an array */
	size_t index;
};

enum { POINTER_BYTES = 512 };

/* The place as a JSON pointer (RFC 6901); one that is too long is cut. */
void place_pointer(const struct place *place, char out[POINTER_BYTES]);

/*
 * Do the last steps to the place fit this pattern?  Steps are separated by
 * '/', '*' stands for any step of an array, '?' for any member, and a
 * leading '/' ties the first step to the root: "/label" is the list at the
 * top of a file, "citations" any member of that name.
 */
bool place_ends(const struct place *place, const char *pattern);

/* Call "visit" for every value of the tree, outer ones first. */
typedef void tree_visit(
    struct json_object *value, const struct place *place, void *payload);
void tree_walk(struct json_object *root, tree_visit *visit, void *payload);

/* The string member "name" of an object; NULL if there is no such thing. */
const char *tree_text(struct json_object *object, const char *name);

#endif
