#ifndef LIB_RENDER_TEMPLATE_NODE_H
#define LIB_RENDER_TEMPLATE_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;
struct template_set;

/* The compiled form: private to template_{parse,fill,set}.c. */

enum escape { ESCAPE_NONE, ESCAPE_HTML, ESCAPE_MARKUP };

enum op_kind {
	OP_TEXT,
	OP_VALUE,
	OP_SECTION,
	OP_INVERTED,
	OP_END,
	OP_PARTIAL
};

/*
 * One step.  A section's body lies between its op and its OP_END, so a
 * template is one flat array.
 */
struct op {
	enum op_kind kind;
	enum escape escape;	 /* OP_VALUE */
	bool starts_line;	 /* indentation of the caller goes before it */
	bool standalone;	 /* OP_PARTIAL: alone on its line */
	struct str text;	 /* the text, or the name as written */
	const struct str *parts; /* a name, cut at its dots */
	size_t part_count;	 /* 0: the implicit iterator "." */
	size_t end;		 /* sections: index of their OP_END */
	struct str indent;	 /* OP_PARTIAL, standalone: blanks before it */
	const struct template *partial; /* NULL until linked */
	size_t at;			/* offset in the text, for messages */
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
 * Compile template->text into ops that borrow from it and lie in "arena".
 * ERR_SYNTAX, ERR_TOO_LARGE (nested too deep) or ERR_MEMORY.
 */
enum err template_parse(struct template *template, struct arena *arena,
    struct note *note);

/* "name:line:column: message" for a place in the template's text. */
enum err template_fail(const struct template *template, size_t at,
    struct note *note, enum err err, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

const struct template *template_find(const struct template_set *set,
    struct str name);

#endif
