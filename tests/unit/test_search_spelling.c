#include "lib/search/search_spelling.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/nearest.h"

enum { KEYS = 600, MEMORY = 16 << 20, EDITS = 4000 };

static struct arena *arena;
static struct str table, list;
static struct str keys[KEYS];
static size_t key_count;
static unsigned state;

/* The same numbers each time. */
static unsigned
any(unsigned below)
{
	state = state * 1103515245u + 12345u;
	return (state >> 16) % below;
}

static int
compare(const void *a, const void *b)
{
	const struct spelling_pair *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->key > y->key) - (x->key < y->key);
}

static void
make_table(void)
{
	static struct spelling_pair pairs[KEYS * SPELLING_PAIRS];
	struct buf bytes = buf_new(arena, MEMORY);
	struct buf names = buf_new(arena, MEMORY);
	uint32_t hashes[SPELLING_PAIRS];
	size_t i, k, n, count = 0, kept = 0;

	for (i = 0; i < key_count; i++) {
		n = spelling_hashes(keys[i], hashes);
		for (k = 0; k < n; k++)
			pairs[count++] = (struct spelling_pair){ hashes[k],
				(uint32_t)names.length,
				spelling_sign(keys[i]) };
		if (n > 0)
			spelling_add_key(&names, keys[i]);
	}
	qsort(pairs, count, sizeof(*pairs), compare);
	for (i = 0; i < count; i++)
		if (kept == 0 || compare(&pairs[kept - 1], &pairs[i]) != 0)
			pairs[kept++] = pairs[i];
	spelling_write(&bytes, pairs, kept);
	table = buf_str(&bytes);
	list = buf_str(&names);
}

static void
add(const char *key)
{
	keys[key_count++] = str_copy(str_from(key), arena);
}

static void
setup(void)
{
	arena = arena_new(MEMORY);
	key_count = 0;
	state = 7;
}

static void
teardown(void)
{
	arena_free(arena);
}

/* The one key found, or NULL; all in "many". */
static const char *
find(const char *typed, int *edits, size_t *many)
{
	struct str out[SPELLING_FOUND];

	*many = spelling_find(table, list, str_from(typed), out, edits);
	return *many == 0 ? NULL : str_to_c(out[0], arena);
}

static const struct {
	const char *typed;
	const char *key; /* NULL: none */
	int edits;
} cases[] = {
	{ "ustekinumb", "ustekinumab", 1 },
	{ "rinvok", "rinvoq", 1 },
	{ "rinvock", "rinvoq", 2 },
	{ "rinovq", "rinvoq", 1 },
	{ "cgina", "cigna", 1 },
	{ "cgn", NULL, 0 },
	{ "cna", NULL, 0 },
	{ "cgnaa", NULL, 0 },
	{ "humria", "humira", 1 },
	{ "xhumirax", "humira", 2 },
	{ "xxhumirax", NULL, 0 },
	{ "il17inhibitr", "il17inhibitor", 1 },
	{ "il12inhibitor", NULL, 0 },
	{ "step1drgu", "step1drug", 1 },
};

START_TEST(finds_a_key_up_to_two_edits_away)
{
	const char *key;
	int edits = 0;
	size_t many;

	add("ustekinumab"), add("rinvoq"), add("cigna"), add("humira");
	add("il17inhibitor"), add("step1drug");
	make_table();
	key = find(cases[_i].typed, &edits, &many);
	if (cases[_i].key == NULL) {
		ck_assert_msg(key == NULL, "%s is %s", cases[_i].typed, key);
		return;
	}
	ck_assert_msg(key != NULL, "%s is nothing", cases[_i].typed);
	ck_assert_str_eq(cases[_i].key, key);
	ck_assert_int_eq(cases[_i].edits, edits);
	ck_assert_uint_eq(1, many);
}
END_TEST

START_TEST(keeps_all_keys_of_the_same_distance_and_no_farther_one)
{
	size_t many;
	int edits;

	add("adbry"), add("adbro"), add("adbrabc");
	make_table();
	find("adbrx", &edits, &many);
	ck_assert_uint_eq(2, many);
	ck_assert_int_eq(1, edits);
}
END_TEST

/* Few letters and few lengths: many keys are near each other. */
static void
add_random_keys(void)
{
	char key[64];
	size_t i, length;

	for (i = 0; i < KEYS; i++) {
		length = 4 + any(14);
		for (key[length] = '\0'; length-- > 0;)
			key[length] = (char)('a' + any(3));
		add(key);
	}
}

static void
edit_once(char *text)
{
	size_t length = strlen(text), at = any((unsigned)length);
	char c;

	switch (any(4)) {
	case 0:
		text[at] = (char)('a' + any(3));
		break;
	case 1:
		memmove(text + at, text + at + 1, length - at);
		break;
	case 2:
		memmove(text + at + 1, text + at, length - at + 1);
		text[at] = (char)('a' + any(3));
		break;
	default:
		if (at + 1 < length) {
			c = text[at];
			text[at] = text[at + 1];
			text[at + 1] = c;
		}
		break;
	}
}

/* What looking at every key gives. */
static int
nearest_of_all(struct str typed)
{
	int most = typed.length < 6 ? 1 : 2, best = most + 1, edits;
	size_t i;

	for (i = 0; i < key_count; i++) {
		edits = nearest_distance(typed, keys[i], most);
		if (edits < best)
			best = edits;
	}
	return best > most ? -1 : best;
}

START_TEST(finds_whatever_a_look_at_every_key_finds)
{
	struct str out[SPELLING_FOUND], typed;
	int edits, want, i;
	char text[80];
	size_t found;

	add_random_keys();
	make_table();
	for (i = 0; i < EDITS; i++) {
		snprintf(text, sizeof(text), "%.*s",
		    STR_ARG(keys[any(KEYS)]));
		edit_once(text);
		edit_once(text);
		typed = str_from(text);
		if (typed.length < SPELLING_SHORTEST)
			continue;
		want = nearest_of_all(typed);
		found = spelling_find(table, list, typed, out, &edits);
		ck_assert_msg((found > 0) == (want >= 0), "%s: %zu, %d", text,
		    found, want);
		if (found > 0)
			ck_assert_msg(edits == want, "%s: %d, not %d", text,
			    edits, want);
	}
}
END_TEST

START_TEST(finds_nothing_in_a_table_that_is_not_whole)
{
	struct str whole;
	size_t many, cut;
	int edits;

	add("rinvoq");
	make_table();
	whole = table;
	for (cut = 0; cut < whole.length; cut++) {
		table = str_first(whole, cut);
		ck_assert_ptr_null(find("rinvok", &edits, &many));
	}
	table = whole;
	list = str_first(list, 0);
	ck_assert_ptr_null(find("rinvok", &edits, &many));
}
END_TEST

START_TEST(writes_a_table_without_any_key)
{
	size_t many;
	int edits;

	make_table();
	ck_assert_ptr_null(find("rinvoq", &edits, &many));
	ck_assert_uint_gt(table.length, 0);
}
END_TEST

START_TEST(leaves_out_keys_too_short_or_too_long)
{
	uint32_t hashes[SPELLING_PAIRS];
	char text[SPELLING_LONGEST + 1];

	memset(text, 'x', sizeof(text));
	ck_assert_uint_eq(0, spelling_hashes(STR("abc"), hashes));
	ck_assert_uint_eq(
	    0, spelling_hashes((struct str){ text, sizeof(text) }, hashes));
	ck_assert_uint_eq(SPELLING_PAIRS,
	    spelling_hashes(
		(struct str){ text, SPELLING_LONGEST }, hashes));
}
END_TEST

Suite *suite_search_spelling(void);

Suite *
suite_search_spelling(void)
{
	Suite *suite = suite_create("search_spelling");
	TCase *tcase = tcase_create("search_spelling");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, finds_a_key_up_to_two_edits_away, 0,
	    sizeof(cases) / sizeof(*cases));
	tcase_add_test(tcase,
	    keeps_all_keys_of_the_same_distance_and_no_farther_one);
	tcase_add_test(tcase, finds_whatever_a_look_at_every_key_finds);
	tcase_add_test(tcase, finds_nothing_in_a_table_that_is_not_whole);
	tcase_add_test(tcase, writes_a_table_without_any_key);
	tcase_add_test(tcase, leaves_out_keys_too_short_or_too_long);
	suite_add_tcase(suite, tcase);
	return suite;
}
