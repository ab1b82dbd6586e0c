#include "lib/base/buf.h"

#include <check.h>
#include <string.h>

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

START_TEST(holds_what_was_put_in_order)
{
	struct buf buf = buf_new(arena, 100);

	buf_putc(&buf, 'a');
	buf_puts(&buf, "bc");
	buf_put(&buf, STR("d\0e"));
	ck_assert(str_equal(STR("abcd\0e"), buf_str(&buf)));
	ck_assert(!buf_failed(&buf));
}
END_TEST

START_TEST(is_empty_but_not_none_before_anything_is_put)
{
	struct buf buf = buf_new(arena, 100);

	ck_assert_ptr_nonnull(buf_str(&buf).at);
	ck_assert_uint_eq(0, buf_str(&buf).length);
}
END_TEST

START_TEST(takes_none_for_nothing)
{
	struct buf buf = buf_new(arena, 0);

	buf_put(&buf, STR_NONE);
	buf_puts(&buf, "");
	ck_assert(!buf_failed(&buf));
}
END_TEST

START_TEST(takes_exactly_its_limit)
{
	struct buf buf = buf_new(arena, 4);

	buf_puts(&buf, "abc");
	buf_putc(&buf, 'd');
	ck_assert(!buf_failed(&buf));
	buf_putc(&buf, 'e');
	ck_assert(buf_failed(&buf));
	ck_assert(str_is(buf_str(&buf), "abcd"));
}
END_TEST

START_TEST(puts_all_of_a_piece_or_nothing)
{
	struct buf buf = buf_new(arena, 4);

	buf_puts(&buf, "abc");
	buf_puts(&buf, "def");
	ck_assert(str_is(buf_str(&buf), "abc"));
}
END_TEST

START_TEST(stays_failed_though_the_next_piece_would_fit)
{
	struct buf buf = buf_new(arena, 4);

	buf_puts(&buf, "abcde");
	buf_putc(&buf, 'x');
	buf_printf(&buf, "%d", 1);
	buf_put(&buf, STR_NONE);
	ck_assert(buf_failed(&buf));
	ck_assert_uint_eq(0, buf_str(&buf).length);
}
END_TEST

START_TEST(prints_at_the_end)
{
	struct buf buf = buf_new(arena, 100);

	buf_puts(&buf, "n=");
	buf_printf(&buf, "%ld %.*s", 42L, STR_ARG(STR("abc")));
	ck_assert(str_is(buf_str(&buf), "n=42 abc"));
}
END_TEST

START_TEST(prints_exactly_up_to_its_limit)
{
	struct buf buf = buf_new(arena, 4);

	buf_printf(&buf, "%s", "abcd");
	ck_assert(!buf_failed(&buf));
	ck_assert(str_is(buf_str(&buf), "abcd"));
	buf_printf(&buf, "%s", "e");
	ck_assert(buf_failed(&buf));
}
END_TEST

START_TEST(prints_more_than_its_first_size)
{
	struct buf buf = buf_new(arena, 100000);

	buf_printf(&buf, "%05000d%s", 7, "!");
	ck_assert_uint_eq(5001, buf_str(&buf).length);
	ck_assert_int_eq('!', buf_str(&buf).at[5000]);
}
END_TEST

START_TEST(keeps_what_it_holds_while_it_grows)
{
	struct buf buf = buf_new(arena, 1 << 19);
	size_t i;

	for (i = 0; i < 50000; i++) {
		buf_putc(&buf, (char)('a' + i % 26));
		if (i % 1000 == 0)
			arena_alloc(arena, 1); /* so that it has to move */
	}
	ck_assert_uint_eq(50000, buf_str(&buf).length);
	for (i = 0; i < 50000; i++)
		ck_assert_int_eq((char)('a' + i % 26), buf_str(&buf).at[i]);
}
END_TEST

START_TEST(fails_where_the_arena_ends_and_keeps_what_it_had)
{
	struct arena *small = arena_new(1024);
	struct buf buf = buf_new(small, 1 << 20);
	char big[600];

	memset(big, 'x', sizeof(big));
	buf_puts(&buf, "before");
	buf_put(&buf, (struct str){ big, sizeof(big) });
	buf_put(&buf, (struct str){ big, sizeof(big) });
	ck_assert(buf_failed(&buf));
	ck_assert_uint_eq(606, buf_str(&buf).length);
	arena_free(small);
}
END_TEST

Suite *suite_buf(void);

Suite *
suite_buf(void)
{
	Suite *suite = suite_create("buf");
	TCase *tcase = tcase_create("buf");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, holds_what_was_put_in_order);
	tcase_add_test(tcase, is_empty_but_not_none_before_anything_is_put);
	tcase_add_test(tcase, takes_none_for_nothing);
	tcase_add_test(tcase, takes_exactly_its_limit);
	tcase_add_test(tcase, puts_all_of_a_piece_or_nothing);
	tcase_add_test(tcase, stays_failed_though_the_next_piece_would_fit);
	tcase_add_test(tcase, prints_at_the_end);
	tcase_add_test(tcase, prints_exactly_up_to_its_limit);
	tcase_add_test(tcase, prints_more_than_its_first_size);
	tcase_add_test(tcase, keeps_what_it_holds_while_it_grows);
	tcase_add_test(tcase, fails_where_the_arena_ends_and_keeps_what_it_had);
	suite_add_tcase(suite, tcase);
	return suite;
}
