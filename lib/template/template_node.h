#ifndef LIB_TEMPLATE_TEMPLATE_NODE_H
#define LIB_TEMPLATE_TEMPLATE_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/escape.h"

struct arena;
struct template_set;

/* The compiled form: private to template_*.c. */

enum op_kind {
	OP_TEXT,
	OP_VALUE,
	OP_SECTION,
	OP_INVERTED,
	OP_END,
	OP_PARTIAL,
	OP_PARENT,
	OP_BLOCK
};

/*
 * One step.  The body of a section, parent or block lies between its op and
 * its OP_END, so a template is one flat array.  A parent's body holds
 * nothing but blocks: the arguments of the call.
 */
struct op {
	enum op_kind kind;
	enum escape escape; /* OP_VALUE */
	bool starts_line;   /* indentation of the caller goes before it */
	bool standalone;    /* OP_PARTIAL, OP_PARENT, OP_BLOCK: alone on its
			       line, as far as output goes; OP_END: what is
			       before it has ended its line */
	bool dynamic;       /* OP_PARTIAL, OP_PARENT: the view has the name */
	bool argument;      /* OP_BLOCK: directly in a parent */
	struct str text;    /* the text, or the name as written, without '*' */
	const struct str *parts; /* a name, cut at its dots; NUL follows each */
	size_t part_count;       /* 0: the implicit iterator "." */
	size_t end;              /* index of its OP_END */
	/*
	 * The blanks before a partial or parent that stands alone; what the
	 * lines of a block's replacement are indented by; what is taken off
	 * those of an argument.
	 */
	struct str indent;
	struct template *partial; /* NULL until linked, and if dynamic */
	size_t at;                /* offset in the text, for messages */
};

struct template {
	struct str name;
	struct str text;
	enum escape escape;
	struct op *ops;
	size_t count;
	size_t size;
	bool raw;
	int mark; /* of template_link()'s walk */
};

/*
 * The arguments in force while a parent is filled: the blocks in the body of
 * the OP_PARENT at "at".  "outer" are those of the template that calls, which
 * are also what holds inside an argument's text, as that is part of it.
 */
struct arguments {
	const struct template *from;
	size_t at;
	const struct arguments *outer;
};

/*
 * The argument of this name that comes first: the outermost call's.  Returns
 * whose it is and sets "at" to its OP_BLOCK; NULL if there is none.  Takes a
 * step off "steps" for each call looked at.
 */
const struct arguments *template_argument(const struct arguments *arguments,
    struct str name, long *steps, size_t *at);

/*
 * Compile template->text into ops that borrow from it and lie in "arena".
 * ERR_SYNTAX, ERR_TOO_LARGE (nested too deep) or ERR_MEMORY.
 */
enum err template_parse(struct template *template, struct arena *arena,
    struct note *note);

/* "name:line:column: message" for a place in the template's text. */
enum err template_fail(const struct template *template, size_t at,
    struct note *note, enum err err, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

struct template *template_find(const struct template_set *set,
    struct str name);

/* The templates of a set, in the order of their names. */
struct template **template_list(const struct template_set *set,
    size_t *count);

#endif
