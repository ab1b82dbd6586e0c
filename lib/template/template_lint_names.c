#include "lib/template/template_lint_names.h"

#include "lib/base/arena.h"
#include "lib/base/nearest.h"

enum { NAME_SHOWN = 80 };

bool
template_lint_has(const struct template_lint_place *list,
    const struct template *template, size_t at)
{
	for (; list != NULL; list = list->next)
		if (list->template == template && list->at == at)
			return true;
	return false;
}

void
template_lint_add(struct template_lint *lint,
    const struct template_lint_place **list, const struct template *template,
    size_t at)
{
	struct template_lint_place *added;

	if (template_lint_has(*list, template, at))
		return;
	if ((added = arena_alloc(lint->arena, sizeof(*added))) == NULL) {
		lint->failed = true;
		return;
	}
	*added = (struct template_lint_place){ template, at, *list };
	*list = added;
}

void
template_lint_complain(struct template_lint *lint, const struct template *t,
    size_t at, const char *before, struct str name, const char *after)
{
	struct note note;

	if (template_lint_has(lint->reported, t, at))
		return;
	template_lint_add(lint, &lint->reported, t, at);
	template_fail(t, at, &note, ERR_INVALID, "%s\"%.*s\"%s", before,
	    STR_ARG(str_first(name, NAME_SHOWN)), after);
	lint->report(lint->payload, t->name, note.text);
}

/*
 * As filling does: the first part from the innermost context outwards, the
 * others only inside what it found.  "*missing" is the part that failed,
 * "*where" the object it was looked for in, or none for all contexts.
 */
static struct value
look_up(const struct template_lint *lint, const struct op *op,
    struct str *missing, struct value *where)
{
	struct value v = { NULL, NULL };
	size_t i;

	*where = v;
	if (op->part_count == 0)
		return lint->contexts[lint->depth - 1];
	*missing = op->parts[0];
	for (i = lint->depth; i > 0 && v.at == NULL; i--)
		v = contract_member(
		    lint->contracts, lint->contexts[i - 1], op->parts[0]);
	for (i = 1; i < op->part_count && v.at != NULL; i++) {
		*missing = op->parts[i];
		*where = v;
		v = contract_member(lint->contracts, v, op->parts[i]);
	}
	return v;
}

/* The member whose name is nearest; none if nothing is near. */
static struct value
guess(struct template_lint *lint, struct str name, struct value where,
    struct str *guessed)
{
	struct nearest *nearest = nearest_new(name, 1, lint->arena);
	const struct nearest_item *list;
	struct value v = { NULL, NULL };
	size_t i, count = 0;

	if (nearest == NULL)
		return v;
	if (where.at != NULL)
		contract_offer(lint->contracts, where, nearest);
	for (i = lint->depth; where.at == NULL && i > 0; i--)
		contract_offer(lint->contracts, lint->contexts[i - 1], nearest);
	list = nearest_list(nearest, &count);
	if (count == 0)
		return v;
	*guessed = list[0].id;
	if (where.at != NULL)
		return contract_member(lint->contracts, where, *guessed);
	for (i = lint->depth; i > 0 && v.at == NULL; i--)
		v = contract_member(
		    lint->contracts, lint->contexts[i - 1], *guessed);
	return v;
}

/* What a name stands for; what it may have been meant for if unknown. */
struct value
template_lint_resolve(
    struct template_lint *lint, const struct template *t, const struct op *op)
{
	struct str missing = op->text, guessed = STR_NONE;
	struct value where, v;
	struct note hint = { "" };

	v = look_up(lint, op, &missing, &where);
	if (v.at != NULL)
		return v;
	v = guess(lint, missing, where, &guessed);
	if (guessed.length > 0)
		err_set(
		    &hint, OK, "; did you mean \"%.*s\"?", STR_ARG(guessed));
	template_lint_complain(
	    lint, t, op->at, "the view holds no ", op->text, hint.text);
	return v;
}

void
template_lint_value(
    struct template_lint *lint, const struct template *t, const struct op *op)
{
	struct value v = template_lint_resolve(lint, t, op);

	switch (contract_kind(v)) {
	case CONTRACT_OBJECT:
		template_lint_complain(lint, t, op->at, "", op->text,
		    " is an object and prints nothing; name a member of it");
		break;
	case CONTRACT_LIST:
		template_lint_complain(lint, t, op->at, "", op->text,
		    " is a list and prints nothing; use a section");
		break;
	case CONTRACT_NONE:
	case CONTRACT_LEAF:
	case CONTRACT_ANY:
		break;
	}
	if (op->escape != ESCAPE_NONE || t->escape == ESCAPE_NONE)
		return;
	lint->raw = true;
	if (contract_has_case(lint->contract))
		template_lint_complain(lint, t, op->at, "", op->text,
		    " is written without escaping, and the view holds what a "
		    "case says");
}
