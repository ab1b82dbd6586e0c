#ifndef LIB_TEMPLATE_DATUM_H
#define LIB_TEMPLATE_DATUM_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"
#include "lib/base/value.h"

/*
 * What a template is filled from: one look at data of any make, without a
 * copy.  A datum borrows; it is a small value, copied freely.
 *
 * Flat values (lib/base/value.h) are known here, because most data is flat
 * and is to be read without a detour.  Any other make of tree gives a table
 * of functions.  What no datum has (a member, an item) reads as VALUE_NONE.
 */
struct datum {
	const struct datum_source *source; /* NULL: flat */
	union {
		struct value value;
		void *node; /* the source's own; may be NULL */
	};
};

/* How a tree of another make is read; all functions are there. */
struct datum_source {
	/* Never VALUE_NONE: a node is something. */
	enum value_type (*type)(void *node);

	/*
	 * The bytes of a string, or of a number as JSON writes it; borrowed
	 * from the tree.  STR_NONE when memory for a number's text ran out.
	 */
	struct str (*text)(void *node);

	/*
	 * The member of an object.  name.at[name.length] is NUL, so that it
	 * can be handed on as a C string.  False, "out" untouched, if there
	 * is none.
	 */
	bool (*member)(void *node, struct str name, void **out);

	/* The items of an array, and the one at "index", below that count. */
	size_t (*count)(void *node);
	void *(*item)(void *node, size_t index);
};

static inline struct datum
datum_of(struct value value)
{
	return (struct datum){ .source = NULL, .value = value };
}

/* Not there: no such member, no data at all. */
static inline bool
datum_is_none(struct datum d)
{
	return d.source == NULL && d.value.at == NULL;
}

/* The type, VALUE_NONE for what is not there. */
static inline enum value_type
datum_type(struct datum d)
{
	return d.source == NULL ? value_type(d.value) : d.source->type(d.node);
}

/*
 * Text of a string or number; STR_NONE for anything else, and for a number
 * of another make for whose text there was no memory.
 */
static inline struct str
datum_str(struct datum d)
{
	enum value_type type;

	if (d.source == NULL)
		return value_str(d.value);
	type = d.source->type(d.node);
	if (type != VALUE_STRING && type != VALUE_NUMBER)
		return STR_NONE;
	return d.source->text(d.node);
}

/* A member of an object; NUL must follow the name.  None if there is none. */
static inline struct datum
datum_get(struct datum object, struct str name)
{
	void *node;

	if (object.source == NULL)
		return datum_of(value_get_str(object.value, name));
	if (object.source->type(object.node) != VALUE_OBJECT ||
	    !object.source->member(object.node, name, &node))
		return datum_of(value_of(STR_NONE));
	return (struct datum){ .source = object.source, .node = node };
}

/* Items of an array; 0 for anything else. */
size_t datum_count(struct datum d);

/*
 * Walk an array:
 *
 *	for (it = datum_each(d); datum_next(&it);)
 *		use(it.item);
 */
struct datum_each {
	struct datum item;
	struct datum list;
	struct value_each flat;
	size_t index; /* of the next item, of another make */
	size_t count;
};
struct datum_each datum_each(struct datum array);
bool datum_next(struct datum_each *each);

#endif
