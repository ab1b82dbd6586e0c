#include <check.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/nearest.h"
#include "lib/template/contract.h"

static struct arena *arena;
static struct contracts contracts;
static struct note note;

static void
setup(void)
{
	arena = arena_new(1 << 20);
	contracts = contracts_new(arena);
	note.text[0] = '\0';
}

static void
teardown(void)
{
	arena_free(arena);
}

/* Add a contract, written with ' for ". */
static enum err
add(const char *name, const char *json)
{
	char *text = str_to_c(str_from(json), arena), *at;

	for (at = text; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	return contracts_add(&contracts, str_from(name), str_from(text), &note);
}

static void
have(const char *name, const char *json)
{
	ck_assert_msg(add(name, json) == OK, "%s", note.text);
}

static void
refused(const char *json, const char *words)
{
	ck_assert_int_eq(ERR_INVALID, add("x", json));
	ck_assert_str_eq(words, note.text);
	ck_assert_uint_eq(0, contracts.count);
}

static enum contract_kind
kind_of(const char *contract, const char *member)
{
	size_t i;

	for (i = 0; i < contracts.count; i++)
		if (str_is(contracts.items[i].name, contract))
			return contract_kind(contract_member(&contracts,
			    contracts.items[i].top, str_from(member)));
	return CONTRACT_NONE;
}

static const char *
found_for(const char *template)
{
	const struct contract *c =
	    contracts_find(&contracts, str_from(template));

	return c == NULL ? "none" : str_to_c(c->name, arena);
}

START_TEST(tells_leaves_objects_and_lists_apart)
{
	have("a", "{'l':'a leaf','o':{'x':'in it'},'r':['each']}");
	ck_assert_int_eq(CONTRACT_LEAF, kind_of("a", "l"));
	ck_assert_int_eq(CONTRACT_OBJECT, kind_of("a", "o"));
	ck_assert_int_eq(CONTRACT_LIST, kind_of("a", "r"));
	ck_assert_int_eq(CONTRACT_NONE, kind_of("a", "x"));
}
END_TEST

START_TEST(tells_what_each_element_of_a_list_is)
{
	struct value list, element;

	have("a", "{'rows':[{'text':'of a row'}],'names':['a name']}");
	list = contract_member(&contracts, contracts.items[0].top, STR("rows"));
	element = contract_element(list);
	ck_assert_int_eq(CONTRACT_LEAF,
	    contract_kind(contract_member(&contracts, element, STR("text"))));
	list =
	    contract_member(&contracts, contracts.items[0].top, STR("names"));
	ck_assert_int_eq(CONTRACT_LEAF, contract_kind(contract_element(list)));
}
END_TEST

START_TEST(has_no_member_for_words_about_the_object)
{
	have("a", "{'@':'about it','@case':true,'x':'a leaf'}");
	ck_assert_int_eq(CONTRACT_NONE, kind_of("a", "@"));
	ck_assert_int_eq(CONTRACT_NONE, kind_of("a", "@case"));
}
END_TEST

START_TEST(takes_the_names_of_other_contracts_along)
{
	have("far", "{'deep':'a leaf'}");
	have("near", "{'@with':['far'],'mid':{'x':'a leaf'}}");
	have("a", "{'@with':['near'],'own':'a leaf'}");
	ck_assert_int_eq(OK, contracts_link(&contracts, &note));
	ck_assert_int_eq(CONTRACT_LEAF, kind_of("a", "own"));
	ck_assert_int_eq(CONTRACT_OBJECT, kind_of("a", "mid"));
	ck_assert_int_eq(CONTRACT_LEAF, kind_of("a", "deep"));
}
END_TEST

START_TEST(prefers_its_own_names_to_those_taken_along)
{
	have("b", "{'x':['a list']}");
	have("a", "{'@with':['b'],'x':'a leaf'}");
	ck_assert_int_eq(CONTRACT_LEAF, kind_of("a", "x"));
}
END_TEST

START_TEST(allows_any_name_in_what_may_hold_anything)
{
	struct value any, inner;

	have("a", "{'test':{'@any':'for programs'}}");
	any = contract_member(&contracts, contracts.items[0].top, STR("test"));
	inner = contract_member(&contracts, any, STR("whatever"));
	ck_assert_int_eq(CONTRACT_ANY, contract_kind(any));
	ck_assert_int_eq(CONTRACT_ANY, contract_kind(inner));
}
END_TEST

START_TEST(finds_the_contract_with_the_longest_name)
{
	have("page", "{}");
	have("page/letter", "{}");
	have("sections/plan", "{}");
	have("sections/plan-brief", "{}");
	ck_assert_str_eq("page", found_for("page/head.html"));
	ck_assert_str_eq("page/letter", found_for("page/letter-head.html"));
	ck_assert_str_eq("sections/plan", found_for("sections/plan.text.md"));
	ck_assert_str_eq(
	    "sections/plan-brief", found_for("sections/plan-brief.md"));
}
END_TEST

START_TEST(finds_none_where_the_name_goes_on_otherwise)
{
	have("page", "{}");
	ck_assert_str_eq("none", found_for("pages.html"));
	ck_assert_str_eq("none", found_for("page"));
	ck_assert_str_eq("none", found_for("letters/page.md"));
}
END_TEST

START_TEST(knows_which_views_hold_what_a_case_says)
{
	have("letters", "{'@case':true}");
	have("guide", "{}");
	ck_assert(contract_has_case(&contracts.items[0]));
	ck_assert(!contract_has_case(&contracts.items[1]));
}
END_TEST

START_TEST(offers_its_names_and_those_taken_along)
{
	struct nearest *nearest = nearest_new(STR("citatons"), 1, arena);
	const struct nearest_item *list;
	size_t count;

	have("b", "{'citations':['a citation']}");
	have("a", "{'@with':['b'],'own':'a leaf'}");
	contract_offer(&contracts, contracts.items[1].top, nearest);
	list = nearest_list(nearest, &count);
	ck_assert_uint_eq(1, count);
	ck_assert(str_is(list[0].id, "citations"));
}
END_TEST

START_TEST(refuses_what_is_no_contract)
{
	refused("['x']", "views/x.json: : a contract is an object");
	refused("{'a':{'b':1}}",
	    "views/x.json: /a/b: must be a sentence, an object or a list");
	refused("{'a':[]}",
	    "views/x.json: /a: a list has one element, for each of its own");
	refused("{'a':[{'b':['x','y']}]}",
	    "views/x.json: /a/0/b: a list has one element, for each of its "
	    "own");
	refused("{'@with':'b'}",
	    "views/x.json: /@with: must be a list of names of contracts");
	refused("{'a':{'@':1}}", "views/x.json: /a/@: must be a sentence");
	refused("{'@case':'yes'}", "views/x.json: /@case: must be true");
	refused("{'@of':'x'}",
	    "views/x.json: /@of: no such word; there are @ @with @any @case");
}
END_TEST

START_TEST(names_the_file_and_line_of_broken_json)
{
	ck_assert_int_eq(ERR_SYNTAX, add("sections/x", "{'a':\n}"));
	ck_assert_ptr_nonnull(strstr(note.text, "views/sections/x.json: "));
	ck_assert_ptr_nonnull(strstr(note.text, "line 2"));
}
END_TEST

START_TEST(refuses_to_take_along_a_contract_that_is_not_there)
{
	have("a", "{'rows':[{'@with':['b']}]}");
	ck_assert_int_eq(ERR_INVALID, contracts_link(&contracts, &note));
	ck_assert_str_eq("views/a.json: there is no contract \"b\"", note.text);
}
END_TEST

START_TEST(refuses_a_contract_that_takes_itself_along)
{
	have("a", "{'@with':['b']}");
	have("b", "{'rows':[{'@with':['a']}]}");
	ck_assert_int_eq(ERR_INVALID, contracts_link(&contracts, &note));
	ck_assert_ptr_nonnull(strstr(note.text, "leads back to itself"));
}
END_TEST

START_TEST(says_so_when_memory_ends)
{
	struct arena *small = arena_new(512);
	enum err err = OK;
	int i;

	contracts = contracts_new(small);
	for (i = 0; err == OK && i < 100; i++)
		err = add("a", "{'x':'a leaf'}");
	ck_assert_int_eq(ERR_MEMORY, err);
	arena_free(small);
}
END_TEST

Suite *suite_contract(void);

Suite *
suite_contract(void)
{
	Suite *suite = suite_create("contract");
	TCase *tcase = tcase_create("contract");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, tells_leaves_objects_and_lists_apart);
	tcase_add_test(tcase, tells_what_each_element_of_a_list_is);
	tcase_add_test(tcase, has_no_member_for_words_about_the_object);
	tcase_add_test(tcase, takes_the_names_of_other_contracts_along);
	tcase_add_test(tcase, prefers_its_own_names_to_those_taken_along);
	tcase_add_test(tcase, allows_any_name_in_what_may_hold_anything);
	tcase_add_test(tcase, finds_the_contract_with_the_longest_name);
	tcase_add_test(tcase, finds_none_where_the_name_goes_on_otherwise);
	tcase_add_test(tcase, knows_which_views_hold_what_a_case_says);
	tcase_add_test(tcase, offers_its_names_and_those_taken_along);
	tcase_add_test(tcase, refuses_what_is_no_contract);
	tcase_add_test(tcase, names_the_file_and_line_of_broken_json);
	tcase_add_test(
	    tcase, refuses_to_take_along_a_contract_that_is_not_there);
	tcase_add_test(tcase, refuses_a_contract_that_takes_itself_along);
	tcase_add_test(tcase, says_so_when_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
