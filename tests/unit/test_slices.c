#include "lib/base/slices.h"

#include <check.h>

#include "lib/base/arena.h"

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

START_TEST(joins_its_pieces_in_order)
{
	struct slices slices = slices_new(arena);

	slices_puts(&slices, "a");
	slices_add(&slices, STR("b\0c"));
	slices_printf(&slices, "%d", 42);
	ck_assert(str_equal(STR("ab\0c42"), slices_join(&slices)));
	ck_assert_uint_eq(6, slices.length);
}
END_TEST

START_TEST(borrows_its_pieces)
{
	struct slices slices = slices_new(arena);
	struct str piece = STR("piece");

	slices_add(&slices, piece);
	ck_assert_ptr_eq(piece.at, slices.items[0].at);
}
END_TEST

START_TEST(keeps_no_empty_piece)
{
	struct slices slices = slices_new(arena);

	slices_add(&slices, STR_NONE);
	slices_puts(&slices, "");
	slices_printf(&slices, "%s", "");
	ck_assert_uint_eq(0, slices.count);
	ck_assert_uint_eq(0, slices_join(&slices).length);
	ck_assert_ptr_nonnull(slices_join(&slices).at);
}
END_TEST

START_TEST(holds_any_number_of_pieces)
{
	struct slices slices = slices_new(arena);
	int i;

	for (i = 0; i < 1000; i++)
		slices_puts(&slices, "ab");
	ck_assert_uint_eq(1000, slices.count);
	ck_assert_uint_eq(2000, slices_join(&slices).length);
}
END_TEST

START_TEST(stays_failed_once_memory_ended)
{
	struct arena *small = arena_new(600);
	struct slices slices = slices_new(small);
	int i;

	for (i = 0; i < 40; i++)
		slices_puts(&slices, "a");
	ck_assert(slices.failed);
	ck_assert_ptr_null(slices_join(&slices).at);
	arena_free(small);
}
END_TEST

START_TEST(fails_when_there_is_no_memory_to_print)
{
	struct arena *full = arena_new(0);
	struct slices slices = slices_new(full);

	slices_printf(&slices, "%d", 1);
	ck_assert(slices.failed);
	arena_free(full);
}
END_TEST

Suite *suite_slices(void);

Suite *
suite_slices(void)
{
	Suite *suite = suite_create("slices");
	TCase *tcase = tcase_create("slices");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, joins_its_pieces_in_order);
	tcase_add_test(tcase, borrows_its_pieces);
	tcase_add_test(tcase, keeps_no_empty_piece);
	tcase_add_test(tcase, holds_any_number_of_pieces);
	tcase_add_test(tcase, stays_failed_once_memory_ended);
	tcase_add_test(tcase, fails_when_there_is_no_memory_to_print);
	suite_add_tcase(suite, tcase);
	return suite;
}
