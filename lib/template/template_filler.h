#ifndef LIB_TEMPLATE_TEMPLATE_FILLER_H
#define LIB_TEMPLATE_TEMPLATE_FILLER_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/template/datum.h"
#include "lib/template/template.h"
#include "lib/template/template_node.h"

enum { FILLER_MEMBERS = 256 };

/* One of what names are looked for in; a flat object with its members. */
struct scope {
	struct datum datum;
	bool listed;
	size_t count; /* members, if listed */
	const struct value_member *members;
};

/*
 * The state of one fill: private to template_{fill,call}.c.  Contexts lie on
 * a stack, the innermost last.
 */
struct filler {
	const struct template_set *set;
	struct str name; /* as asked for, for messages */
	struct buf *out;
	struct note *note;
	const struct arguments *arguments; /* NULL where there are none */
	long steps;
	int nested;
	size_t depth;
	struct scope contexts[TEMPLATE_DEPTH + 1];
	size_t used; /* of members[] */
	struct value_member members[FILLER_MEMBERS];
	size_t indent_from; /* the indentation in force is a stretch */
	size_t indent_to;   /* of indent[], */
	size_t begun;       /* of which this much stands on the line already */
	char indent[TEMPLATE_INDENT];
};

/* template_fill.c */

/* Fill the ops of "t" from "from" until before "to". */
enum err template_run(struct filler *f, const struct template *t,
    size_t from, size_t to);

/* One level deeper, one step more: ERR_TOO_LARGE if that is too much. */
enum err template_enter(struct filler *f, const struct template *t,
    const struct op *op);

enum err template_out_of_memory(const struct filler *f);

/* What the name in "op" means here. */
struct datum template_look_up(const struct filler *f, const struct op *op);

/* The indentation in force, at the start of a line. */
void template_put_indent(struct filler *f);

/* template_call.c */

enum err template_run_partial(struct filler *f, const struct template *t,
    const struct op *op);

/* The parent at t->ops[at], with the blocks in its body as arguments. */
enum err template_run_parent(struct filler *f, const struct template *t,
    size_t at);

/*
 * The block at t->ops["*at"].  If an argument takes its place, "*at" is its
 * OP_END then; else it stays, for the block's own body to be filled next.
 */
enum err template_run_block(struct filler *f, const struct template *t,
    size_t *at);

#endif
