#include "lib/docx/zip_file.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/arena.h"
#include "tests/unit/docx_help.h"

static struct arena *arena;
static struct note note;
static struct date day;

static void
setup(void)
{
	arena = arena_new(16 << 20);
	ck_assert(date_make(2026, 11, 22, &day));
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct str
pack(const struct zip_file_entry *entries, size_t count)
{
	struct buf out = buf_new(arena, 1 << 20);

	ck_assert_int_eq(OK, zip_file_write(entries, count, day, &out, &note));
	return buf_str(&out);
}

/* Text that deflate makes much smaller. */
static struct str
long_text(void)
{
	char *at = arena_alloc(arena, 5000);

	memset(at, 'x', 5000);
	return (struct str){ at, 5000 };
}

/* The 16 bits at an offset of the first local header (APPNOTE, 4.3.7). */
static unsigned
field(struct str zip, size_t offset)
{
	return (unsigned char)zip.at[offset] |
	       (unsigned)(unsigned char)zip.at[offset + 1] << 8;
}

START_TEST(gives_entries_back_in_their_order)
{
	struct zip_file_entry entries[] = { { "b", long_text(), false },
		{ "a/c", STR("two"), true }, { "d", STR(""), false } };
	struct str zip = pack(entries, 3);

	ck_assert_uint_eq(3, docx_count(zip));
	ck_assert_str_eq("b", docx_name(zip, 0, arena));
	ck_assert_str_eq("a/c", docx_name(zip, 1, arena));
	ck_assert_str_eq("d", docx_name(zip, 2, arena));
	ck_assert(str_equal(long_text(), docx_part(zip, "b", arena)));
	ck_assert(str_is(docx_part(zip, "a/c", arena), "two"));
	ck_assert_uint_eq(0, docx_part(zip, "d", arena).length);
}
END_TEST

START_TEST(deflates_what_is_long_and_not_packed)
{
	struct zip_file_entry entry = { "a", long_text(), false };

	ck_assert_uint_lt(pack(&entry, 1).length, 500);
	entry.packed = true;
	ck_assert_uint_gt(pack(&entry, 1).length, 5000);
}
END_TEST

START_TEST(appends_to_what_is_there)
{
	struct zip_file_entry entry = { "a", STR("x"), false };
	struct buf out = buf_new(arena, 1 << 20);

	buf_puts(&out, "before");
	ck_assert_int_eq(OK, zip_file_write(&entry, 1, day, &out, &note));
	ck_assert(str_starts(buf_str(&out), STR("beforePK")));
}
END_TEST

START_TEST(writes_noon_of_the_day_in_any_time_zone)
{
	static const char *const zones[] = { "UTC", "America/New_York",
		"Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago" };
	struct zip_file_entry entry = { "a", STR("x"), false };
	struct str first = STR_NONE, zip;
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		setenv("TZ", zones[i], 1);
		tzset();
		zip = pack(&entry, 1);
		ck_assert_uint_eq(12 << 11, field(zip, 10));
		ck_assert_uint_eq(
		    (2026 - 1980) << 9 | 11 << 5 | 22, field(zip, 12));
		ck_assert(i == 0 || str_equal(first, zip));
		first = zip;
	}
}
END_TEST

START_TEST(moves_days_that_a_zip_does_not_know)
{
	struct zip_file_entry entry = { "a", STR("x"), false };

	ck_assert(date_make(1950, 7, 4, &day));
	ck_assert_uint_eq(1 << 5 | 1, field(pack(&entry, 1), 12));
	ck_assert(date_make(2200, 7, 4, &day));
	ck_assert_uint_eq(127 << 9 | 12 << 5 | 31, field(pack(&entry, 1), 12));
}
END_TEST

START_TEST(leaves_out_as_it_was_at_its_limit)
{
	struct zip_file_entry entry = { "a", long_text(), true };
	struct buf out = buf_new(arena, 3000);

	buf_puts(&out, "before");
	ck_assert_int_eq(
	    ERR_TOO_LARGE, zip_file_write(&entry, 1, day, &out, &note));
	ck_assert_str_eq("zip: longer than 3000 bytes", note.text);
	ck_assert(str_is(buf_str(&out), "before"));
}
END_TEST

START_TEST(leaves_out_as_it_was_without_memory)
{
	struct zip_file_entry entry = { "a", long_text(), true };
	struct arena *small = arena_new(2000);
	struct buf out = buf_new(small, 1 << 20);

	buf_puts(&out, "before");
	ck_assert_int_eq(
	    ERR_MEMORY, zip_file_write(&entry, 1, day, &out, &note));
	ck_assert_str_eq("zip: out of memory", note.text);
	ck_assert(str_is(buf_str(&out), "before"));
	arena_free(small);
}
END_TEST

START_TEST(tells_why_the_library_refuses)
{
	struct zip_file_entry entries[] = { { "a", STR("x"), false },
		{ "a", STR("y"), false } };
	struct buf out = buf_new(arena, 1 << 20);

	ck_assert_int_eq(
	    ERR_SYSTEM, zip_file_write(entries, 2, day, &out, &note));
	ck_assert_str_eq("zip: File already exists", note.text);
	ck_assert_uint_eq(0, out.length);
}
END_TEST

Suite *suite_zip_file(void);

Suite *
suite_zip_file(void)
{
	Suite *suite = suite_create("zip_file");
	TCase *tcase = tcase_create("zip_file");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, gives_entries_back_in_their_order);
	tcase_add_test(tcase, deflates_what_is_long_and_not_packed);
	tcase_add_test(tcase, appends_to_what_is_there);
	tcase_add_test(tcase, writes_noon_of_the_day_in_any_time_zone);
	tcase_add_test(tcase, moves_days_that_a_zip_does_not_know);
	tcase_add_test(tcase, leaves_out_as_it_was_at_its_limit);
	tcase_add_test(tcase, leaves_out_as_it_was_without_memory);
	tcase_add_test(tcase, tells_why_the_library_refuses);
	suite_add_tcase(suite, tcase);
	return suite;
}
