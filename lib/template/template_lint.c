#include "lib/template/template_lint.h"

#include <limits.h>

#include "lib/base/arena.h"
#include "lib/template/template_lint_names.h"

static void walk(struct template_lint *lint, const struct template *t,
    size_t from, size_t to);

struct template_lint *
template_lint_new(const struct template_set *set,
    const struct contracts *contracts, struct arena *arena,
    template_lint_report *report, void *payload)
{
	struct template_lint *lint = arena_alloc(arena, sizeof(*lint));

	if (lint == NULL)
		return NULL;
	lint->set = set;
	lint->contracts = contracts;
	lint->arena = arena;
	lint->report = report;
	lint->payload = payload;
	return lint;
}

/*
 * The body of a section that is over an unknown name is checked as over the
 * name that may have been meant.
 */
static void
check_section(struct template_lint *lint, const struct template *t, size_t at)
{
	const struct op *op = &t->ops[at];
	struct value v = template_lint_resolve(lint, t, op);

	if (contract_kind(v) == CONTRACT_LIST)
		v = contract_element(v);
	if (v.at != NULL)
		lint->contexts[lint->depth++] = v;
	walk(lint, t, at + 1, op->end);
	if (v.at != NULL)
		lint->depth--;
}

static bool
is_open(const struct template_lint *lint, const struct template *t)
{
	size_t i;

	for (i = 0; i < lint->called; i++)
		if (lint->calls[i].template == t &&
		    lint->calls[i].context.at ==
			lint->contexts[lint->depth - 1].at)
			return true;
	return false;
}

/*
 * A template that calls itself is walked once for each kind of context.
 * False if it was not walked.
 */
static bool
enter(struct template_lint *lint, const struct template *t)
{
	if (lint->called > TEMPLATE_DEPTH || is_open(lint, t))
		return false;
	lint->calls[lint->called++] =
	    (struct template_lint_call){ t, lint->contexts[lint->depth - 1] };
	walk(lint, t, 0, t->count);
	lint->called--;
	return true;
}

/* What is called: NULL if it is missing, or named by the view. */
static const struct template *
callee(
    struct template_lint *lint, const struct template *t, const struct op *op)
{
	struct value v;

	if (op->dynamic) {
		lint->dynamic = true;
		v = template_lint_resolve(lint, t, op);
		if (contract_kind(v) == CONTRACT_OBJECT ||
		    contract_kind(v) == CONTRACT_LIST)
			template_lint_complain(lint, t, op->at, "", op->text,
			    " is no text, so it names no template");
		return NULL;
	}
	if (op->partial == NULL)
		template_lint_complain(
		    lint, t, op->at, "there is no template ", op->text, "");
	else
		template_lint_add(lint, &lint->reached, op->partial, 0);
	return op->partial;
}

/* The arguments of a call, where nothing is known that takes them. */
static void
walk_arguments(struct template_lint *lint, const struct template *t, size_t at)
{
	size_t i;

	for (i = at + 1; i < t->ops[at].end; i = t->ops[i].end + 1)
		walk(lint, t, i + 1, t->ops[i].end);
}

static void
check_taken(struct template_lint *lint, const struct template *t, size_t at)
{
	size_t i;

	for (i = at + 1; i < t->ops[at].end; i = t->ops[i].end + 1)
		if (!template_lint_has(lint->taken, t, i))
			template_lint_complain(lint, t, t->ops[i].at,
			    "the block ", t->ops[i].text,
			    " is in no template that is called here");
}

static void
check_parent(struct template_lint *lint, const struct template *t, size_t at)
{
	const struct arguments *outer = lint->arguments;
	struct arguments arguments = { t, at, outer };
	const struct template *parent = callee(lint, t, &t->ops[at]);
	bool walked;

	if (parent == NULL) {
		walk_arguments(lint, t, at);
		return;
	}
	lint->arguments = &arguments;
	walked = enter(lint, parent);
	lint->arguments = outer;
	if (walked && !lint->dynamic)
		check_taken(lint, t, at);
}

/* All calls that have an argument of this name have it taken. */
static void
take_arguments(struct template_lint *lint, struct str name)
{
	const struct arguments *a;
	const struct op *ops;
	size_t i;

	for (a = lint->arguments; a != NULL; a = a->outer) {
		ops = a->from->ops;
		for (i = a->at + 1; i < ops[a->at].end; i = ops[i].end + 1)
			if (str_equal(ops[i].text, name))
				template_lint_add(
				    lint, &lint->taken, a->from, i);
	}
}

/* What stands in a block: the argument of a call around it, or its own. */
static void
check_block(struct template_lint *lint, const struct template *t, size_t at)
{
	const struct arguments *inner = lint->arguments, *found;
	long steps = LONG_MAX;
	size_t argument;

	take_arguments(lint, t->ops[at].text);
	found = template_argument(inner, t->ops[at].text, &steps, &argument);
	if (found == NULL) {
		walk(lint, t, at + 1, t->ops[at].end);
		return;
	}
	lint->arguments = found->outer;
	walk(lint, found->from, argument + 1, found->from->ops[argument].end);
	lint->arguments = inner;
}

static void
walk(struct template_lint *lint, const struct template *t, size_t from,
    size_t to)
{
	const struct template *partial;
	const struct op *op;
	size_t i;

	for (i = from; i < to; i++) {
		op = &t->ops[i];
		switch (op->kind) {
		case OP_VALUE:
			template_lint_value(lint, t, op);
			break;
		case OP_SECTION:
			if (lint->depth <= TEMPLATE_DEPTH)
				check_section(lint, t, i);
			i = op->end;
			break;
		case OP_INVERTED:
			template_lint_resolve(lint, t, op);
			break;
		case OP_PARTIAL:
			if ((partial = callee(lint, t, op)) != NULL)
				enter(lint, partial);
			break;
		case OP_PARENT:
			check_parent(lint, t, i);
			i = op->end;
			break;
		case OP_BLOCK:
			check_block(lint, t, i);
			i = op->end;
			break;
		case OP_TEXT:
		case OP_END:
			break;
		}
	}
}

/* What a name of the view calls is not walked, but may write anything. */
static void
check_raw(struct template_lint *lint, const struct template *t)
{
	if (!lint->raw && contract_has_case(lint->contract) &&
	    template_uses_raw(lint->set, t->name))
		template_lint_complain(lint, t, 0, "by a name of the view, ",
		    t->name,
		    " can reach a template that writes without escaping, and "
		    "the view holds what a case says");
}

enum err
template_lint_check(
    struct template_lint *lint, struct str name, struct note *note)
{
	const struct template *t = template_find(lint->set, name);

	if (t == NULL)
		return err_set(note, ERR_NOT_FOUND,
		    "there is no template \"%.*s\"", STR_ARG(name));
	lint->contract = contracts_find(lint->contracts, name);
	if (lint->contract == NULL) {
		template_lint_complain(
		    lint, t, 0, "no contract in views/ is that of ", name, "");
		return OK;
	}
	lint->contexts[0] = lint->contract->top;
	lint->depth = 1;
	lint->called = 0;
	lint->arguments = NULL;
	lint->raw = false;
	enter(lint, t);
	check_raw(lint, t);
	if (lint->failed || arena_failed(lint->arena))
		return err_set(note, ERR_MEMORY, "templates: out of memory");
	return OK;
}

bool
template_lint_reached(const struct template_lint *lint, struct str name)
{
	const struct template *t = template_find(lint->set, name);

	return lint->dynamic || template_lint_has(lint->reached, t, 0);
}
