#include "lib/base/nearest.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(1 << 20);
}

static void
teardown(void)
{
	arena_free(arena);
}

static int
distance(const char *a, const char *b)
{
	return nearest_distance(str_from(a), str_from(b), 20);
}

START_TEST(counts_edits_and_swaps)
{
	ck_assert_int_eq(0, distance("", ""));
	ck_assert_int_eq(0, distance("humira", "humira"));
	ck_assert_int_eq(3, distance("", "abc"));
	ck_assert_int_eq(1, distance("humira", "humria"));
	ck_assert_int_eq(1, distance("humira", "humra"));
	ck_assert_int_eq(1, distance("humira", "hummira"));
	ck_assert_int_eq(1, distance("humira", "humixa"));
	ck_assert_int_eq(3, distance("kitten", "sitting"));
	ck_assert_int_eq(2, distance("rinvoq", "irnvqo"));
	ck_assert_int_eq(3, distance("ca", "abc")); /* no byte edited twice */
}
END_TEST

/* The definition itself, exponential, for short words. */
static int
slowly(const char *a, size_t i, const char *b, size_t j)
{
	int best, other;

	if (i == 0 || j == 0)
		return (int)(i + j);
	best = slowly(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]);
	other = slowly(a, i - 1, b, j) + 1;
	best = other < best ? other : best;
	other = slowly(a, i, b, j - 1) + 1;
	best = other < best ? other : best;
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
		other = slowly(a, i - 2, b, j - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
random_word(unsigned *seed, char word[8])
{
	size_t length = (size_t)rand_r(seed) % 7, i;

	for (i = 0; i < length; i++)
		word[i] = (char)('a' + rand_r(seed) % 3);
	word[length] = '\0';
}

START_TEST(agrees_with_the_definition_whatever_the_bound)
{
	unsigned seed = 1;
	char a[8], b[8];
	int i, most, want;

	for (i = 0; i < 2000; i++) {
		random_word(&seed, a);
		random_word(&seed, b);
		want = slowly(a, strlen(a), b, strlen(b));
		for (most = 0; most < 8; most++)
			ck_assert_msg(nearest_distance(str_from(a),
			    str_from(b), most) ==
			    (want > most ? most + 1 : want),
			    "'%s' '%s' most %d want %d", a, b, most, want);
	}
}
END_TEST

START_TEST(finds_nothing_near_a_name_that_is_too_long)
{
	char name[NEAREST_LONGEST + 1];
	struct str longest = { name, NEAREST_LONGEST };
	struct str longer = { name, NEAREST_LONGEST + 1 };

	memset(name, 'a', sizeof(name));
	ck_assert_int_eq(0, nearest_distance(longest, longest, 3));
	ck_assert_int_eq(4, nearest_distance(longest, longer, 3));
	ck_assert_int_eq(4, nearest_distance(longer, longer, 3));
}
END_TEST

/* Offer the names, each its own id; the list, its names after blanks. */
static const char *
near(const char *query, size_t most, const char *const *names)
{
	struct nearest *nearest = nearest_new(str_from(query), most, arena);
	const struct nearest_item *items;
	struct buf buf = buf_new(arena, 4096);
	size_t count, i;

	for (; *names != NULL; names++)
		nearest_offer(nearest, str_from(*names), str_from(*names));
	items = nearest_list(nearest, &count);
	for (i = 0; i < count; i++) {
		buf_putc(&buf, ' ');
		buf_put(&buf, items[i].candidate);
	}
	return str_to_c(buf_str(&buf), arena);
}

START_TEST(keeps_the_nearest_first_and_then_the_order_offered)
{
	static const char *const names[] = { "humiras", "enbrel", "humria",
		"humira", "xumirb", "humera", NULL };

	ck_assert_str_eq(" humira humiras humria humera xumirb",
	    near("HUMIRA", 9, names));
	ck_assert_str_eq(" humira humiras", near("humira", 2, names));
	ck_assert_str_eq(" humira", near("humira", 1, names));
	ck_assert_str_eq("", near("humira", 0, names));
}
END_TEST

START_TEST(reaches_further_for_longer_names)
{
	static const char *const names[] = { "ab", "adalimumab", NULL };

	ck_assert_str_eq(" ab", near("xb", 5, names));
	ck_assert_str_eq("", near("xy", 5, names));
	ck_assert_str_eq(" adalimumab", near("adxlxmxmab", 5, names));
	ck_assert_str_eq("", near("adxlxmxmxb", 5, names));
}
END_TEST

START_TEST(takes_a_start_for_near)
{
	static const char *const names[] = { "humira-citrate-free", "humor",
		"h", NULL };

	ck_assert_str_eq(" humira-citrate-free humor", near("hum", 5, names));
	ck_assert_str_eq(" h", near("hu", 5, names));
}
END_TEST

START_TEST(takes_the_first_words_of_a_query_for_near)
{
	static const char *const names[] = { "humira", "humir", "hum", "",
		NULL };

	ck_assert_str_eq(" humira", near("Humira (pen) 40 mg", 5, names));
}
END_TEST

START_TEST(lists_each_id_once_at_its_nearest)
{
	struct nearest *nearest = nearest_new(STR("rinvoq"), 3, arena);
	const struct nearest_item *items;
	size_t count;

	nearest_offer(nearest, STR("rinvok"), STR("a"));
	nearest_offer(nearest, STR("rinwok"), STR("b"));
	nearest_offer(nearest, STR("rinwoq"), STR("b"));
	nearest_offer(nearest, STR("rinvoq"), STR("b"));
	nearest_offer(nearest, STR("rimvoc"), STR("b"));
	items = nearest_list(nearest, &count);
	ck_assert_uint_eq(2, count);
	ck_assert(str_is(items[0].id, "b") && items[0].distance == 0);
	ck_assert(str_is(items[0].candidate, "rinvoq"));
	ck_assert(str_is(items[1].id, "a") && items[1].distance == 1);
}
END_TEST

START_TEST(fails_cleanly_wherever_memory_ends)
{
	struct nearest *nearest = NULL;
	struct arena *small;
	size_t cap;

	for (cap = 0; nearest == NULL; cap += 16) {
		ck_assert_uint_lt(cap, 10000);
		small = arena_new(cap);
		nearest = nearest_new(STR("humira"), 5, small);
		if (nearest != NULL)
			nearest_offer(nearest, STR("humira"), STR("x"));
		arena_free(small);
	}
}
END_TEST

Suite *suite_nearest(void);

Suite *
suite_nearest(void)
{
	Suite *suite = suite_create("nearest");
	TCase *tcase = tcase_create("nearest");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, counts_edits_and_swaps);
	tcase_add_test(tcase, agrees_with_the_definition_whatever_the_bound);
	tcase_add_test(tcase, finds_nothing_near_a_name_that_is_too_long);
	tcase_add_test(tcase,
	    keeps_the_nearest_first_and_then_the_order_offered);
	tcase_add_test(tcase, reaches_further_for_longer_names);
	tcase_add_test(tcase, takes_a_start_for_near);
	tcase_add_test(tcase, takes_the_first_words_of_a_query_for_near);
	tcase_add_test(tcase, lists_each_id_once_at_its_nearest);
	tcase_add_test(tcase, fails_cleanly_wherever_memory_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
