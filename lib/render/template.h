#ifndef LIB_RENDER_TEMPLATE_H
#define LIB_RENDER_TEMPLATE_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

/*
 * Mustache templates (spec v1.4: comments, delimiters, interpolation,
 * inverted, partials, sections), compiled when they are added and filled
 * from a view.  A set is made once, is not changed after template_link(),
 * and may then be used by any number of threads.
 *
 * The end of a template's name says what its values are escaped for:
 *
 *	.md	the light markup of doc.h: a value is text and nothing else,
 *		on one line, whatever it holds (see escape_markup())
 *	.txt	nothing: values are written as they are
 *	other	HTML, as the mustache spec has it
 *
 * Two places in a .md template are no place for a value, and refused by
 * template_add(): inside code, where a backslash means nothing; and right
 * after the | of a table, because "||" is no cell at all where "| |" is an
 * empty one.  For the same reason a table's rows should begin with a |.
 *
 * What counts as false for a section: no such name, null, false, the empty
 * list and the empty string.  The number 0 and an empty object are true.
 */
struct template_set;

enum {
	TEMPLATE_DEPTH = 64,	  /* sections and partials in each other */
	TEMPLATE_STEPS = 200000,  /* rounds of sections, calls of partials */
	TEMPLATE_INDENT = 256,	  /* bytes of indentation before a partial */
	TEMPLATE_BYTES = 1 << 20, /* of one template's text */
	TEMPLATE_SET_BYTES = 64 << 20 /* of a whole set, compiled */
};

/* An empty set, owned by the caller until template_set_free(). */
enum err template_set_new(struct template_set **out, struct note *note);
void template_set_free(struct template_set *set); /* NULL is allowed */

/*
 * Compile "text" under "name"; both are copied.  Fails with ERR_SYNTAX (the
 * note is "name:line:column: what is wrong"), ERR_INVALID if the name is
 * taken, ERR_TOO_LARGE or ERR_MEMORY.  The set is as before then.
 */
enum err template_add(struct template_set *set, struct str name,
    struct str text, struct note *note);

/*
 * Connect the partials, once, after the last template_add().  Fails with
 * ERR_NOT_FOUND if one is missing, and with ERR_INVALID if a partial is
 * escaped for another medium than the template that calls it, or calls
 * itself where no section ends the recursion.  After ERR_NOT_FOUND the set
 * can still be filled: the missing partial is then empty, as the spec
 * proposes.
 */
enum err template_link(struct template_set *set, struct note *note);

bool template_exists(const struct template_set *set, struct str name);

/*
 * Does the template, or after template_link() a partial it can reach, hold
 * an unescaped value, {{{x}}} or {{&x}}?  False for an unknown name.
 */
bool template_uses_raw(const struct template_set *set, struct str name);

/*
 * Append the template, filled from "view", to "out".  Only "out" allocates.
 * Fails with ERR_NOT_FOUND for an unknown name, ERR_TOO_LARGE where the
 * limits above or the limit of "out" are reached, and ERR_MEMORY; "out" has
 * its old length then.
 */
enum err template_fill(const struct template_set *set, struct str name,
    struct value view, struct buf *out, struct note *note);

#endif
