#ifndef LIB_TEMPLATE_TEMPLATE_H
#define LIB_TEMPLATE_TEMPLATE_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/template/datum.h"
#include "lib/base/escape.h"

/*
 * Mustache templates (spec v1.4: comments, delimiters, dynamic names,
 * inheritance, interpolation, inverted, partials, sections; not lambdas, as
 * data holds no functions), compiled when they are added and filled from a
 * view.  A set is made once, is not changed after template_link(), and may
 * then be used by any number of threads.
 *
 * The end of a template's name says what its values are escaped for:
 *
 *	.md	the light markup of doc.h: a value is text and nothing else,
 *		on one line, whatever it holds (see escape_markup())
 *	.txt	nothing: values are written as they are
 *	other	HTML, as the mustache spec has it; so for .xml, too, where the
 *		same five references are known
 *
 * Three places in a .md template are no place for a tag, and refused by
 * template_add(): inside code, where a backslash means nothing; right after
 * a backslash, which would undo the one before a value; and right after the
 * | of a table, because "||" is no cell at all where "| |" is an empty one.
 * For the same reason a table's rows should begin with a |.  Nor may a .md
 * template end inside code or with a backslash.
 *
 * What counts as false for a section: no such name, null, false, the empty
 * list and the empty string.  The number 0 and an empty object are true.
 *
 * Where the specification leaves a choice in parents and blocks:
 *
 *	- Text and comments between a parent's blocks are ignored, as it says;
 *	  any other tag there is refused, and so is a block given twice.
 *	- A block inside an argument, and what a partial called there holds,
 *	  are filled by the calls around the template the argument is written
 *	  in, not by the argument's own call: so it cannot contain itself.
 *	- Only what replaces a block is indented anew; its own text is printed
 *	  as it is written.
 */
struct template_set;

enum {
	TEMPLATE_DEPTH = 64,	  /* sections, calls, blocks in each other */
	TEMPLATE_STEPS = 200000,  /* rounds of sections, calls, blocks filled */
	TEMPLATE_INDENT = 256,	  /* bytes of indentation before a partial */
	TEMPLATE_BLOCKS = 64,	  /* arguments of one parent */
	TEMPLATE_BYTES = 1 << 20, /* of one template's text */
	TEMPLATE_SET_BYTES = 64 << 20 /* of a whole set, compiled */
};

/* An empty set, owned by the caller until template_set_free(). */
enum err template_set_new(struct template_set **out, struct note *note);
void template_set_free(struct template_set *set); /* NULL is allowed */

/* The same, with room for so many bytes of compiled templates. */
enum err template_set_new_within(size_t bytes, struct template_set **out,
    struct note *note);

/*
 * Compile "text" under "name"; both are copied.  Fails with ERR_SYNTAX (the
 * note is "name:line:column: what is wrong"), ERR_INVALID if the name is
 * taken, ERR_TOO_LARGE or ERR_MEMORY.  The set is as before then.
 */
enum err template_add(struct template_set *set, struct str name,
    struct str text, struct note *note);

/* The same, escaped as the caller says, whatever the name ends with. */
enum err template_add_as(struct template_set *set, struct str name,
    struct str text, enum escape escape, struct note *note);

/*
 * Connect partials and parents, once, after the last template_add().  Fails
 * with ERR_NOT_FOUND if one is missing, and with ERR_INVALID if one is
 * escaped for another medium than the template that calls it, or calls
 * itself where neither a section nor an argument ends the recursion.  After
 * ERR_NOT_FOUND the set can still be filled: what is missing is then empty,
 * as the spec proposes.
 */
enum err template_link(struct template_set *set, struct note *note);

bool template_exists(const struct template_set *set, struct str name);

/*
 * Does the template, or after template_link() a partial or parent it can
 * reach, hold an unescaped value, {{{x}}} or {{&x}}?  By a dynamic name it
 * can reach all templates of its medium.  False for an unknown name.
 */
bool template_uses_raw(const struct template_set *set, struct str name);

/*
 * Append the template, filled from "view", to "out".  Only "out" allocates.
 * Fails with ERR_NOT_FOUND for an unknown name, ERR_INVALID where a dynamic
 * name asks for a template of another medium, ERR_TOO_LARGE where the limits
 * above or the limit of "out" are reached, and ERR_MEMORY; "out" has its old
 * length then.  No note holds anything of the view.
 */
enum err template_fill(const struct template_set *set, struct str name,
    struct value view, struct buf *out, struct note *note);

/* The same from data of any make. */
enum err template_fill_datum(const struct template_set *set, struct str name,
    struct datum view, struct buf *out, struct note *note);

#endif
