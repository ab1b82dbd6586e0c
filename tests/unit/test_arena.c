#include "lib/base/arena.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

enum { CAP = 1 << 20 };

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new(CAP);
	ck_assert_ptr_nonnull(arena);
}

static void
teardown(void)
{
	arena_free(arena);
}

static bool
is_zero(const unsigned char *at, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		if (at[i] != 0)
			return false;
	return true;
}

START_TEST(hands_out_zeroed_bytes)
{
	ck_assert(is_zero(arena_alloc(arena, 1000), 1000));
	ck_assert(is_zero(arena_alloc(arena, 200000), 200000));
}
END_TEST

START_TEST(aligns_every_piece_for_any_type)
{
	size_t size;

	for (size = 0; size < 70; size++)
		ck_assert_uint_eq(0, (uintptr_t)arena_alloc(arena, size) %
					 _Alignof(max_align_t));
}
END_TEST

START_TEST(gives_pieces_that_do_not_overlap)
{
	char *first = arena_alloc(arena, 24), *second;

	memset(first, 'a', 24);
	second = arena_alloc(arena, 24);
	memset(second, 'b', 24);
	ck_assert_int_eq('a', first[23]);
	ck_assert_ptr_ne(first, second);
}
END_TEST

START_TEST(gives_a_place_even_for_nothing)
{
	void *first = arena_alloc(arena, 0);

	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_ne(first, arena_alloc(arena, 0));
}
END_TEST

START_TEST(hands_out_exactly_its_cap)
{
	ck_assert_ptr_nonnull(arena_alloc(arena, CAP - 16));
	ck_assert_ptr_nonnull(arena_alloc(arena, 16));
	ck_assert(!arena_failed(arena));
	ck_assert_uint_eq(CAP, arena_used(arena));
	ck_assert_ptr_null(arena_alloc(arena, 1));
}
END_TEST

START_TEST(refuses_sizes_that_would_wrap_around)
{
	ck_assert_ptr_null(arena_alloc(arena, SIZE_MAX));
	ck_assert_ptr_null(arena_alloc(arena, SIZE_MAX - 15));
	ck_assert_ptr_null(arena_grow(arena, NULL, 0, SIZE_MAX));
}
END_TEST

START_TEST(remembers_that_it_failed_until_it_is_reset)
{
	ck_assert_ptr_null(arena_alloc(arena, CAP + 1));
	ck_assert_ptr_nonnull(arena_alloc(arena, 1));
	ck_assert(arena_failed(arena));
	arena_reset(arena);
	ck_assert(!arena_failed(arena));
}
END_TEST

START_TEST(grows_the_last_piece_where_it_lies)
{
	char *at = arena_alloc(arena, 10);

	memcpy(at, "0123456789", 10);
	ck_assert_ptr_eq(at, arena_grow(arena, at, 10, 5000));
	ck_assert_int_eq(0, memcmp(at, "0123456789", 10));
	ck_assert(is_zero((unsigned char *)at + 10, 4990));
	ck_assert_uint_eq(5008, arena_used(arena));
}
END_TEST

START_TEST(copies_a_piece_that_another_one_follows)
{
	char *at = arena_alloc(arena, 10), *grown;

	memcpy(at, "0123456789", 10);
	arena_alloc(arena, 1);
	grown = arena_grow(arena, at, 10, 5000);
	ck_assert_ptr_ne(at, grown);
	ck_assert_int_eq(0, memcmp(grown, "0123456789", 10));
	ck_assert_int_eq(0, memcmp(at, "0123456789", 10));
}
END_TEST

START_TEST(copies_a_piece_that_outgrows_its_block)
{
	char *at = arena_alloc(arena, 60000), *grown;

	at[59999] = 'z';
	grown = arena_grow(arena, at, 60000, 200000);
	ck_assert_ptr_nonnull(grown);
	ck_assert_int_eq('z', grown[59999]);
	grown[199999] = 'z';
}
END_TEST

START_TEST(keeps_the_piece_as_it_was_when_it_cannot_grow)
{
	char *at = arena_alloc(arena, 10);

	memcpy(at, "0123456789", 10);
	ck_assert_ptr_null(arena_grow(arena, at, 10, CAP + 1));
	ck_assert_int_eq(0, memcmp(at, "0123456789", 10));
	ck_assert(arena_failed(arena));
}
END_TEST

START_TEST(does_not_move_a_piece_that_is_long_enough)
{
	char *at = arena_alloc(arena, 10);

	arena_alloc(arena, 1);
	ck_assert_ptr_eq(at, arena_grow(arena, at, 10, 16));
	ck_assert_ptr_eq(at, arena_grow(arena, at, 10, 3));
}
END_TEST

START_TEST(grows_nothing_into_a_new_piece)
{
	ck_assert(is_zero(arena_grow(arena, NULL, 0, 100), 100));
}
END_TEST

START_TEST(overwrites_what_it_handed_out_when_reset)
{
	unsigned char *kept = arena_alloc(arena, 1000);

	memset(kept, 's', 1000);
	memset(arena_alloc(arena, 300000), 's', 300000);
	arena_reset(arena);
	/* The first block stays with the arena, so it may be looked at. */
	ck_assert(is_zero(kept, 1000));
	ck_assert_ptr_eq(kept, arena_alloc(arena, 1000));
}
END_TEST

START_TEST(hands_out_zeroed_bytes_after_a_reset)
{
	memset(arena_alloc(arena, 5000), 's', 5000);
	arena_reset(arena);
	ck_assert(is_zero(arena_alloc(arena, 10000), 10000));
}
END_TEST

START_TEST(counts_from_nothing_after_a_reset)
{
	arena_alloc(arena, CAP);
	arena_reset(arena);
	ck_assert_uint_eq(0, arena_used(arena));
	ck_assert_ptr_nonnull(arena_alloc(arena, CAP));
}
END_TEST

START_TEST(remembers_the_most_it_ever_held)
{
	char *at;

	arena_alloc(arena, 4096);
	arena_reset(arena);
	ck_assert_uint_eq(4096, arena_peak(arena));
	at = arena_alloc(arena, 16);
	ck_assert_uint_eq(4096, arena_peak(arena));
	arena_grow(arena, at, 16, 8192);
	ck_assert_uint_eq(8192, arena_peak(arena));
}
END_TEST

START_TEST(hands_out_nothing_with_a_cap_of_zero)
{
	struct arena *small = arena_new(0);

	ck_assert_ptr_null(arena_alloc(small, 0));
	arena_reset(small);
	arena_free(small);
}
END_TEST

START_TEST(frees_an_arena_that_is_not_there)
{
	arena_free(NULL);
}
END_TEST

Suite *suite_arena(void);

Suite *
suite_arena(void)
{
	Suite *suite = suite_create("arena");
	TCase *tcase = tcase_create("arena");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, hands_out_zeroed_bytes);
	tcase_add_test(tcase, aligns_every_piece_for_any_type);
	tcase_add_test(tcase, gives_pieces_that_do_not_overlap);
	tcase_add_test(tcase, gives_a_place_even_for_nothing);
	tcase_add_test(tcase, hands_out_exactly_its_cap);
	tcase_add_test(tcase, refuses_sizes_that_would_wrap_around);
	tcase_add_test(tcase, remembers_that_it_failed_until_it_is_reset);
	tcase_add_test(tcase, grows_the_last_piece_where_it_lies);
	tcase_add_test(tcase, copies_a_piece_that_another_one_follows);
	tcase_add_test(tcase, copies_a_piece_that_outgrows_its_block);
	tcase_add_test(tcase, keeps_the_piece_as_it_was_when_it_cannot_grow);
	tcase_add_test(tcase, does_not_move_a_piece_that_is_long_enough);
	tcase_add_test(tcase, grows_nothing_into_a_new_piece);
	tcase_add_test(tcase, overwrites_what_it_handed_out_when_reset);
	tcase_add_test(tcase, hands_out_zeroed_bytes_after_a_reset);
	tcase_add_test(tcase, counts_from_nothing_after_a_reset);
	tcase_add_test(tcase, remembers_the_most_it_ever_held);
	tcase_add_test(tcase, hands_out_nothing_with_a_cap_of_zero);
	tcase_add_test(tcase, frees_an_arena_that_is_not_there);
	suite_add_tcase(suite, tcase);
	return suite;
}
