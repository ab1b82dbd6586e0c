#include <string.h>

#include "lib/template/template_filler.h"

/* Lines are indented by "blanks" more from here on. */
static enum err
indent_more(struct filler *f, const struct template *t, const struct op *op,
    struct str blanks)
{
	if (blanks.length > TEMPLATE_INDENT - f->indent_to)
		return template_fail(t, op->at, f->note, ERR_TOO_LARGE,
		    "indented by more than %d bytes", TEMPLATE_INDENT);
	if (blanks.length > 0)
		memcpy(f->indent + f->indent_to, blanks.at, blanks.length);
	f->indent_to += blanks.length;
	return OK;
}

/*
 * Spec, partials: only a standalone tag hands on indentation, its own blanks
 * after those of its caller.
 */
static enum err
call(struct filler *f, const struct template *t, const struct op *op,
    const struct template *callee)
{
	size_t from = f->indent_from, to = f->indent_to;
	enum err err;

	if ((err = template_enter(f, t, op)) != OK ||
	    (err = indent_more(f, t, op, op->indent)) != OK)
		return err;
	if (!op->standalone)
		f->indent_from = to;
	err = template_run(f, callee, 0, callee->count);
	f->indent_from = from;
	f->indent_to = to;
	f->nested--;
	return err;
}

/*
 * What is called; NULL for what is missing, which is empty by the spec.  The
 * name that a dynamic one stands for may be anybody's, so no note shows it.
 */
static enum err
find(struct filler *f, const struct template *t, const struct op *op,
    const struct template **callee)
{
	struct datum d;
	struct str name;

	*callee = op->partial;
	if (!op->dynamic)
		return OK;
	d = template_look_up(f, op);
	name = datum_str(d);
	if (name.at == NULL)
		return datum_type(d) == VALUE_NUMBER ?
		    template_out_of_memory(f) : OK;
	*callee = template_find(f->set, name);
	if (*callee != NULL && (*callee)->escape != t->escape)
		return template_fail(t, op->at, f->note, ERR_INVALID,
		    "what \"*%.*s\" asks for is escaped for another medium",
		    STR_ARG(op->text));
	return OK;
}

enum err
template_run_partial(struct filler *f, const struct template *t,
    const struct op *op)
{
	const struct template *callee;
	enum err err;

	if ((err = find(f, t, op, &callee)) != OK || callee == NULL)
		return err;
	return call(f, t, op, callee);
}

enum err
template_run_parent(struct filler *f, const struct template *t, size_t at)
{
	struct arguments own = { t, at, f->arguments };
	const struct op *op = &t->ops[at];
	const struct template *callee;
	enum err err;

	if ((err = find(f, t, op, &callee)) != OK || callee == NULL)
		return err;
	if (op->end > at + 1)
		f->arguments = &own;
	err = call(f, t, op, callee);
	f->arguments = own.outer;
	return err;
}

/*
 * Where a block begins a line that nothing stands on yet, what replaces it
 * is indented from its first line on; else from the second.  An argument
 * that begins a line itself brings its indentation along.
 */
static enum err
replace(struct filler *f, const struct op *block, const struct template *t,
    size_t at)
{
	const struct op *argument = &t->ops[at];
	enum err err;

	if (!block->standalone && argument->standalone)
		f->begun = f->indent_to - f->indent_from;
	if (block->standalone && !argument->standalone &&
	    argument->end > at + 1)
		template_put_indent(f);
	err = template_run(f, t, at + 1, argument->end);
	if (!block->standalone)
		f->begun = 0;
	return err;
}

enum err
template_run_block(struct filler *f, const struct template *t, size_t *at)
{
	const struct arguments *outer = f->arguments, *found;
	const struct op *op = &t->ops[*at];
	size_t to = f->indent_to, argument;
	enum err err;

	found = template_argument(outer, op->text, &f->steps, &argument);
	if (found == NULL && f->steps >= 0)
		return OK;
	if ((err = template_enter(f, t, op)) != OK ||
	    (err = indent_more(f, t, op, op->indent)) != OK)
		return err;
	f->arguments = found->outer;
	err = replace(f, op, found->from, argument);
	f->arguments = outer;
	f->indent_to = to;
	f->nested--;
	*at = op->end;
	if (t->ops[op->end].starts_line &&
	    found->from->ops[found->from->ops[argument].end].standalone)
		template_put_indent(f);
	return err;
}
