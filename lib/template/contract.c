#include "lib/template/contract.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/nearest.h"

enum {
	FIRST_CONTRACTS = 32,
	WITH_DEPTH = 8, /* contracts that take others along */
	POINTER_BYTES = 512
};

static const struct json_limits limits = { 1 << 20, 32, 20000 };

/* Where in a contract something is wrong: a JSON pointer. */
struct spot {
	struct str contract;
	struct note *note;
	size_t length;
	char pointer[POINTER_BYTES];
};

struct contracts
contracts_new(struct arena *arena)
{
	return (struct contracts){ .arena = arena };
}

static bool
is_about(struct str key)
{
	return key.length > 0 && key.at[0] == '@';
}

static enum err
wrong(const struct spot *spot, const char *what)
{
	return err_set(spot->note, ERR_INVALID, "views/%.*s.json: %.*s: %s",
	    STR_ARG(spot->contract), (int)spot->length, spot->pointer, what);
}

/* Go down to a member; what spot->length was is the way back. */
static size_t
step(struct spot *spot, struct str key)
{
	size_t before = spot->length;

	if (key.length + 1 > POINTER_BYTES - before)
		return before;
	spot->pointer[spot->length++] = '/';
	memcpy(spot->pointer + spot->length, key.at, key.length);
	spot->length += key.length;
	return before;
}

static enum err
check_about(const struct spot *spot, struct str key, struct value v)
{
	struct value_each it;

	if (str_is(key, "@") || str_is(key, "@any"))
		return value_type(v) == VALUE_STRING
			   ? OK
			   : wrong(spot, "must be a sentence");
	if (str_is(key, "@case"))
		return value_type(v) == VALUE_TRUE
			   ? OK
			   : wrong(spot, "must be true");
	if (!str_is(key, "@with"))
		return wrong(
		    spot, "no such word; there are @ @with @any @case");
	if (value_type(v) != VALUE_ARRAY)
		return wrong(spot, "must be a list of names of contracts");
	for (it = value_each(v); value_next(&it);)
		if (value_type(it.item) != VALUE_STRING)
			return wrong(
			    spot, "must be a list of names of contracts");
	return OK;
}

static enum err
check_member(struct spot *spot, struct value v)
{
	struct value_each it;
	enum err err = OK;
	size_t before;

	if (value_type(v) == VALUE_STRING)
		return OK;
	if (value_type(v) == VALUE_ARRAY && value_count(v) != 1)
		return wrong(
		    spot, "a list has one element, for each of its own");
	if (value_type(v) != VALUE_ARRAY && value_type(v) != VALUE_OBJECT)
		return wrong(spot, "must be a sentence, an object or a list");
	for (it = value_each(v); err == OK && value_next(&it);) {
		before = step(spot, it.object ? it.key : STR("0"));
		err = it.object && is_about(it.key)
			  ? check_about(spot, it.key, it.item)
			  : check_member(spot, it.item);
		spot->length = before;
	}
	return err;
}

static enum err
make_room(struct contracts *contracts, struct note *note)
{
	size_t size =
	    contracts->size == 0 ? FIRST_CONTRACTS : contracts->size * 2;
	struct contract *items;

	if (contracts->count < contracts->size)
		return OK;
	items = arena_grow(contracts->arena, contracts->items,
	    contracts->size * sizeof(*items), size * sizeof(*items));
	if (items == NULL)
		return err_set(note, ERR_MEMORY, "contracts: out of memory");
	contracts->items = items;
	contracts->size = size;
	return OK;
}

enum err
contracts_add(struct contracts *contracts, struct str name, struct str text,
    struct note *note)
{
	struct spot spot = { .contract = name, .note = note };
	struct note why = { "" };
	struct value top;
	struct str copy;
	enum err err;

	if ((err = json_read(text, &limits, contracts->arena, &top, &why)) !=
	    OK)
		return err_set(
		    note, err, "views/%.*s.json: %s", STR_ARG(name), why.text);
	if (value_type(top) != VALUE_OBJECT)
		return wrong(&spot, "a contract is an object");
	if ((err = check_member(&spot, top)) != OK ||
	    (err = make_room(contracts, note)) != OK)
		return err;
	copy = str_copy(name, contracts->arena);
	if (copy.at == NULL)
		return err_set(note, ERR_MEMORY, "contracts: out of memory");
	contracts->items[contracts->count++] = (struct contract){ copy, top };
	return OK;
}

static const struct contract *
named(const struct contracts *contracts, struct str name)
{
	size_t i;

	for (i = 0; i < contracts->count; i++)
		if (str_equal(contracts->items[i].name, name))
			return &contracts->items[i];
	return NULL;
}

/* Follow every "@with" below "v"; one that never ends gets too deep. */
static enum err
follow(const struct contracts *contracts, const struct contract *from,
    struct value v, int depth, struct note *note)
{
	const struct contract *with;
	struct value_each it, list;
	enum err err = OK;

	if (depth > WITH_DEPTH)
		return err_set(note, ERR_INVALID,
		    "views/%.*s.json: \"@with\" leads back to itself, or "
		    "deeper "
		    "than %d",
		    STR_ARG(from->name), WITH_DEPTH);
	for (it = value_each(v); err == OK && value_next(&it);) {
		if (!it.object || !str_is(it.key, "@with")) {
			err = follow(contracts, from, it.item, depth, note);
			continue;
		}
		for (list = value_each(it.item);
		     err == OK && value_next(&list);) {
			with = named(contracts, value_str(list.item));
			err = with == NULL ? err_set(note, ERR_INVALID,
						 "views/%.*s.json: there is no "
						 "contract \"%.*s\"",
						 STR_ARG(from->name),
						 STR_ARG(value_str(list.item)))
					   : follow(contracts, from, with->top,
						 depth + 1, note);
		}
	}
	return err;
}

enum err
contracts_link(const struct contracts *contracts, struct note *note)
{
	enum err err = OK;
	size_t i;

	for (i = 0; err == OK && i < contracts->count; i++)
		err = follow(contracts, &contracts->items[i],
		    contracts->items[i].top, 0, note);
	return err;
}

const struct contract *
contracts_find(const struct contracts *contracts, struct str template)
{
	const struct contract *best = NULL, *c;
	size_t i;

	for (i = 0; i < contracts->count; i++) {
		c = &contracts->items[i];
		if (str_starts(template, c->name) &&
		    template.length > c->name.length &&
		    memchr("/.-", template.at[c->name.length], 3) != NULL &&
		    (best == NULL || c->name.length > best->name.length))
			best = c;
	}
	return best;
}

bool
contract_has_case(const struct contract *contract)
{
	return value_is_true(value_get(contract->top, "@case"));
}

struct value
contract_member(
    const struct contracts *contracts, struct value object, struct str name)
{
	struct value member = { NULL, NULL };
	const struct contract *with;
	struct value_each it;

	if (contract_kind(object) == CONTRACT_ANY)
		return object;
	if (contract_kind(object) != CONTRACT_OBJECT || is_about(name))
		return member;
	member = value_get_str(object, name);
	it = value_each(value_get(object, "@with"));
	while (member.at == NULL && value_next(&it)) {
		with = named(contracts, value_str(it.item));
		if (with != NULL)
			member = contract_member(contracts, with->top, name);
	}
	return member;
}

enum contract_kind
contract_kind(struct value member)
{
	switch (value_type(member)) {
	case VALUE_STRING:
		return CONTRACT_LEAF;
	case VALUE_ARRAY:
		return CONTRACT_LIST;
	case VALUE_OBJECT:
		return value_get(member, "@any").at == NULL ? CONTRACT_OBJECT
							    : CONTRACT_ANY;
	case VALUE_NONE:
	case VALUE_NULL:
	case VALUE_FALSE:
	case VALUE_TRUE:
	case VALUE_NUMBER:
		return CONTRACT_NONE;
	}
	return CONTRACT_NONE;
}

struct value
contract_element(struct value list)
{
	return value_at(list, 0);
}

void
contract_offer(const struct contracts *contracts, struct value object,
    struct nearest *nearest)
{
	const struct contract *with;
	struct value_each it, list;
	struct str folded;

	if (value_type(object) != VALUE_OBJECT)
		return;
	for (it = value_each(object); value_next(&it);) {
		if (!is_about(it.key)) {
			folded = str_fold(it.key, contracts->arena);
			nearest_offer(nearest, folded, it.key);
			continue;
		}
		if (!str_is(it.key, "@with"))
			continue;
		for (list = value_each(it.item); value_next(&list);) {
			with = named(contracts, value_str(list.item));
			if (with != NULL)
				contract_offer(contracts, with->top, nearest);
		}
	}
}
