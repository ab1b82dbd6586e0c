#include "tests/unit/contract_help.h"

#include <stdio.h>

#include "lib/base/arena.h"

enum { SEEN_MAX = 4000 };

const struct json_limits contract_limits = { 8 << 20, 32, 1000000 };

struct arena *contract_arena;
struct template_files contract_files;
struct contracts contract_set;
struct buf contract_wrong;

static const unsigned char *seen[SEEN_MAX]; /* members of contracts */
static size_t seen_count;
static struct note note;

void
contract_setup(void)
{
	size_t i;

	contract_arena = arena_new(512 << 20);
	contract_files = template_files_new(contract_arena);
	contract_set = contracts_new(contract_arena);
	contract_wrong = buf_new(contract_arena, 1 << 20);
	seen_count = 0;
	ck_assert_msg(
	    template_files_add_dir(&contract_files, "templates", &note) == OK,
	    "%s", note.text);
	for (i = 0; i < contract_files.count; i++)
		if (contract_files.items[i].kind == TEMPLATE_CONTRACT)
			ck_assert_msg(
			    contracts_add(&contract_set,
				contract_files.items[i].name,
				contract_files.items[i].text, &note) == OK,
			    "%s", note.text);
	ck_assert_msg(
	    contracts_link(&contract_set, &note) == OK, "%s", note.text);
}

void
contract_teardown(void)
{
	arena_free(contract_arena);
}

const struct contract *
contract_for(const char *template)
{
	const struct contract *c =
	    contracts_find(&contract_set, str_from(template));

	ck_assert_msg(c != NULL, "%s has no contract", template);
	return c;
}

static bool
was_seen(struct value member)
{
	size_t i;

	for (i = 0; i < seen_count; i++)
		if (seen[i] == member.at)
			return true;
	return false;
}

void
contract_mark(struct value member)
{
	if (was_seen(member))
		return;
	ck_assert_uint_lt(seen_count, SEEN_MAX);
	seen[seen_count++] = member.at;
}

static enum contract_kind
kind_wanted(enum value_type type)
{
	if (type == VALUE_OBJECT)
		return CONTRACT_OBJECT;
	return type == VALUE_ARRAY ? CONTRACT_LIST : CONTRACT_LEAF;
}

void
contract_compare(struct value view, struct value member, const char *path)
{
	enum contract_kind kind = contract_kind(member);
	struct value_each it;
	struct value inner;
	char below[512];

	if (value_type(view) == VALUE_NULL || kind == CONTRACT_ANY)
		return;
	if (kind != kind_wanted(value_type(view))) {
		buf_printf(&contract_wrong, "%s: %s\n", path,
		    kind == CONTRACT_NONE ? "not in the contract"
					  : "of another kind");
		return;
	}
	for (it = value_each(view); value_next(&it);) {
		snprintf(below, sizeof(below), "%s/%.*s", path,
		    STR_ARG(it.object ? it.key : STR("0")));
		inner = it.object
			    ? contract_member(&contract_set, member, it.key)
			    : contract_element(member);
		contract_mark(inner);
		contract_compare(it.item, inner, below);
	}
}

const char *
contract_said(void)
{
	buf_putc(&contract_wrong, '\0');
	contract_wrong.length--;
	return contract_wrong.at;
}

/* Every name of the contract that did not occur; "_x" only if asked for. */
void
contract_unseen(struct value member, const char *path, bool hidden)
{
	struct value_each it;
	char below[512];

	if (contract_kind(member) == CONTRACT_ANY)
		return;
	for (it = value_each(member); value_next(&it);) {
		if (it.object &&
		    (it.key.at[0] == '@' || (!hidden && it.key.at[0] == '_')))
			continue;
		snprintf(below, sizeof(below), "%s/%.*s", path,
		    STR_ARG(it.object ? it.key : STR("0")));
		if (it.object && !was_seen(it.item))
			buf_printf(
			    &contract_wrong, "%s: never occurs\n", below);
		contract_unseen(it.item, below, hidden);
	}
}
