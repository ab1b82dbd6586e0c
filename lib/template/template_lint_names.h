#ifndef LIB_TEMPLATE_TEMPLATE_LINT_NAMES_H
#define LIB_TEMPLATE_TEMPLATE_LINT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/value.h"
#include "lib/template/contract.h"
#include "lib/template/template.h"
#include "lib/template/template_lint.h"
#include "lib/template/template_node.h"

/* Private to template_lint.c and template_lint_names.c. */

/* A place in a template, one of a list. */
struct template_lint_place {
	const struct template *template;
	size_t at;
	const struct template_lint_place *next;
};

/* A call that is being walked, and in which context it was made. */
struct template_lint_call {
	const struct template *template;
	struct value context;
};

struct template_lint {
	const struct template_set *set;
	const struct contracts *contracts;
	struct arena *arena;
	template_lint_report *report;
	void *payload;
	const struct template_lint_place *reported; /* told once is enough */
	const struct template_lint_place
	    *reached; /* templates that were called */
	const struct template_lint_place
	    *taken; /* arguments that a block took */
	bool dynamic; /* a call by a name of the view */
	bool failed; /* out of memory */

	/* Of the walk under way. */
	const struct contract *contract;
	bool raw; /* an unescaped value was met */
	struct value contexts[TEMPLATE_DEPTH + 1];
	size_t depth;
	struct template_lint_call calls[TEMPLATE_DEPTH + 1];
	size_t called;
	const struct arguments *arguments;
};

/* Put a place on a list; is it there? */
void template_lint_add(struct template_lint *lint,
    const struct template_lint_place **list, const struct template *template,
    size_t at);
bool template_lint_has(const struct template_lint_place *list,
    const struct template *template, size_t at);

/* Report a place, once: before "name" after. */
void template_lint_complain(struct template_lint *lint,
    const struct template *t, size_t at, const char *before, struct str name,
    const char *after);

/*
 * What the name of an op stands for in the contexts of the walk.  An unknown
 * one is reported; what it may have been meant for is returned, or none.
 */
struct value template_lint_resolve(
    struct template_lint *lint, const struct template *t, const struct op *op);

/* That an op prints a value, and may print it as it does. */
void template_lint_value(
    struct template_lint *lint, const struct template *t, const struct op *op);

#endif
