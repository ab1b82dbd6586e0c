#ifndef LIB_TEMPLATE_CONTRACT_H
#define LIB_TEMPLATE_CONTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct arena;
struct nearest;

/*
 * Which names the view of a template holds.  A contract is a JSON object
 * that reads like a sample with explanations:
 *
 *	"drug": "name of the drug"	a text, number or truth value
 *	"order": { ... }		an object
 *	"rows": [ ... ]			a list; one element tells what each is
 *
 * Names that begin with @ speak of the object they stand in:
 *
 *	"@"	what it is, in a sentence
 *	"@with"	list of contracts whose names it has as well
 *	"@any"	a sentence: it may hold anything, its names are not checked
 *	"@case"	true, at the top: the view holds what a case says
 *
 * A member that is named may be missing from a view, or be null.
 */
struct contract {
	struct str name;
	struct value top;
};

struct contracts {
	struct arena *arena;
	struct contract *items;
	size_t count;
	size_t size;
};

enum contract_kind {
	CONTRACT_NONE, /* no such member */
	CONTRACT_LEAF,
	CONTRACT_OBJECT,
	CONTRACT_LIST,
	CONTRACT_ANY
};

/* An empty set; what is added lies in "arena". */
struct contracts contracts_new(struct arena *arena);

/*
 * Read the contract "name" from its JSON.  Fails with ERR_SYNTAX, with
 * ERR_INVALID when it is no contract (the note is "name: pointer: what"),
 * ERR_TOO_LARGE and ERR_MEMORY.
 */
enum err contracts_add(struct contracts *contracts, struct str name,
    struct str text, struct note *note);

/*
 * See to it that every "@with" leads to a contract, and none to itself.
 * Fails with ERR_INVALID.
 */
enum err contracts_link(const struct contracts *contracts, struct note *note);

/*
 * The contract of a template: the one with the longest name that the
 * template's name begins with and goes on after by / . or -.  "letters" is
 * that of "letters/internal-appeal.md", "sections/plan" that of
 * "sections/plan-brief.text.md".  NULL when there is none.
 */
const struct contract *contracts_find(
    const struct contracts *contracts, struct str template);

bool contract_has_case(const struct contract *contract);

/* The member of this name; none if there is none.  "object" may be any. */
struct value contract_member(
    const struct contracts *contracts, struct value object, struct str name);

enum contract_kind contract_kind(struct value member);

/* What each element of a list is. */
struct value contract_element(struct value list);

/* Offer all names of an object, each as its own id. */
void contract_offer(const struct contracts *contracts, struct value object,
    struct nearest *nearest);

#endif
