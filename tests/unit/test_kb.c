#include "lib/store/kb.h"

#include <check.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/store/format.h"
#include "tests/unit/kb_help.h"
#include "tests/unit/store_help.h"

enum { COPY_MAX = 1 << 30 };

static char *dir;
static char path[1024]; /* of a small knowledge base */
static struct note note;

static void
setup(void)
{
	dir = kb_folder();
	snprintf(path, sizeof(path), "%s",
	    store_small(dir, "kb.mdb", "0123456789abcdef"));
}

static void
teardown(void)
{
	kb_copy_free(dir);
}

static struct kb *
opened(size_t copy_max)
{
	struct kb *kb = NULL;

	ck_assert_msg(
	    kb_open(path, copy_max, &kb, &note) == OK, "%s", note.text);
	return kb;
}

static enum err
try_open(const char *file)
{
	struct kb *kb = NULL;
	enum err err = kb_open(file, COPY_MAX, &kb, &note);

	ck_assert(err == OK || kb == NULL);
	kb_close(kb);
	return err;
}

/* What opening gives when these bytes are the file. */
static enum err
try_bytes(struct str bytes)
{
	const char *other = store_path(dir, "other.mdb");

	store_put(other, bytes);
	return try_open(other);
}

static struct kb_read
reading(const struct kb *kb)
{
	struct kb_read read;

	ck_assert_int_eq(OK, kb_begin(kb, &read, &note));
	return read;
}

static bool
answers_right(const struct kb *kb)
{
	struct kb_read read = reading(kb);
	bool right = str_is(
	    value_text(kb_fact(&read, "reasons", STR("step-therapy")), "id"),
	    "step-therapy");

	right =
	    right && str_is(value_text(kb_value(&read, STR("name"),
					   STR("treatments"), STR("rinvoq")),
				"id"),
			 "upadacitinib");
	kb_end(&read);
	return right;
}

START_TEST(tells_its_generation_and_day)
{
	struct kb *kb = opened(COPY_MAX);

	ck_assert(str_is(kb_generation(kb), "0123456789abcdef"));
	ck_assert(str_is(kb_built(kb), "2026-11-22"));
	ck_assert_uint_eq(3, value_count(kb_meta(kb)));
	kb_close(kb);
}
END_TEST

START_TEST(finds_records_by_the_parts_of_their_key)
{
	struct kb *kb = opened(COPY_MAX);

	ck_assert(answers_right(kb));
	kb_close(kb);
}
END_TEST

START_TEST(finds_nothing_under_other_keys)
{
	static const char *const parts[] = { "", "step", "step-therapy/",
		"step-therapyx", "../meta", "STEP-THERAPY" };
	struct kb *kb = opened(COPY_MAX);
	struct kb_read read = reading(kb);
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		ck_assert_ptr_null(kb_get(
		    &read, STR("fact"), STR("reasons"), str_from(parts[i]))
				       .at);
	ck_assert_ptr_null(kb_get(&read, STR(""), STR_NONE, STR_NONE).at);
	kb_end(&read);
	kb_close(kb);
}
END_TEST

START_TEST(finds_nothing_under_a_key_that_is_too_long)
{
	struct kb *kb = opened(COPY_MAX);
	struct kb_read read = reading(kb);
	char name[5000];
	size_t length;

	memset(name, 'x', sizeof(name));
	for (length = KB_KEY_MAX - 8; length < sizeof(name); length += 7) {
		struct str part = { name, length };

		ck_assert_ptr_null(
		    kb_get(&read, STR("fact"), part, STR_NONE).at);
		ck_assert_ptr_null(kb_get(&read, part, part, part).at);
	}
	kb_end(&read);
	kb_close(kb);
}
END_TEST

START_TEST(walks_what_starts_with_a_prefix_in_key_order)
{
	struct kb *kb = opened(COPY_MAX);
	struct kb_read read = reading(kb);
	struct kb_walk walk = kb_walk(&read, STR("fact/reasons/"));

	ck_assert(kb_next(&walk));
	ck_assert(str_is(walk.rest, "quantity-limits"));
	ck_assert(kb_next(&walk));
	ck_assert(str_is(walk.rest, "step-therapy"));
	ck_assert(
	    str_is(value_text(value_of(walk.bytes), "id"), "step-therapy"));
	ck_assert(!kb_next(&walk));
	kb_walk_end(&walk);
	kb_end(&read);
	kb_close(kb);
}
END_TEST

START_TEST(walks_nothing_where_nothing_starts_so)
{
	static const char *const prefixes[] = { "fact/reasons/z", "zzz",
		"fact/reasons/step-therapy/", "0" };
	struct kb *kb = opened(COPY_MAX);
	struct kb_read read = reading(kb);
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		struct kb_walk walk = kb_walk(&read, str_from(prefixes[i]));

		ck_assert_msg(!kb_next(&walk), "%s", prefixes[i]);
		kb_walk_end(&walk);
	}
	kb_end(&read);
	kb_close(kb);
}
END_TEST

START_TEST(numbers_its_citations)
{
	struct kb *kb = opened(COPY_MAX);

	ck_assert_uint_eq(2, kb_citations(kb));
	ck_assert(str_is(kb_citation_id(kb, 0), "law-a"));
	ck_assert(str_is(kb_citation(kb, 0).json, "{\"title\":\"Law A\"}"));
	ck_assert(str_is(kb_citation_id(kb, 1), "trial-b"));
	ck_assert_ptr_null(kb_citation_id(kb, 2).at);
	ck_assert_uint_eq(0, kb_citation(kb, 2).json.length);
	kb_close(kb);
}
END_TEST

START_TEST(lends_bytes_that_outlive_the_read)
{
	struct kb *kb = opened(COPY_MAX);
	struct kb_read read = reading(kb);
	struct value fact = kb_fact(&read, "reasons", STR("step-therapy"));

	kb_end(&read);
	ck_assert(str_is(value_text(fact, "id"), "step-therapy"));
	kb_close(kb);
}
END_TEST

START_TEST(serves_a_larger_file_in_place)
{
	struct kb *kb = opened(0);

	ck_assert(answers_right(kb));
	kb_close(kb);
}
END_TEST

START_TEST(is_not_disturbed_when_the_file_is_overwritten)
{
	struct kb *kb = opened(COPY_MAX);
	struct stat st;
	char zero[4096] = { 0 };
	off_t at;
	int fd;

	ck_assert_int_eq(0, chmod(path, 0600));
	ck_assert_int_ge(fd = open(path, O_WRONLY), 0);
	ck_assert_int_eq(0, fstat(fd, &st));
	for (at = 0; at < st.st_size; at += (off_t)sizeof(zero))
		ck_assert_int_gt(pwrite(fd, zero, sizeof(zero), at), 0);
	ck_assert(answers_right(kb));
	close(fd);
	kb_close(kb);
}
END_TEST

START_TEST(is_not_disturbed_when_the_file_is_cut_or_removed)
{
	struct kb *kb = opened(COPY_MAX);

	ck_assert_int_eq(0, chmod(path, 0600));
	ck_assert_int_eq(0, truncate(path, 0));
	ck_assert(answers_right(kb));
	ck_assert_int_eq(0, unlink(path));
	ck_assert(answers_right(kb));
	kb_close(kb);
}
END_TEST

START_TEST(keeps_each_generation_apart)
{
	struct kb *old = opened(COPY_MAX), *new;

	store_small(dir, "kb.mdb", "fedcba9876543210");
	new = opened(COPY_MAX);
	ck_assert(str_is(kb_generation(old), "0123456789abcdef"));
	ck_assert(str_is(kb_generation(new), "fedcba9876543210"));
	ck_assert(answers_right(old) && answers_right(new));
	kb_close(old);
	ck_assert(answers_right(new));
	kb_close(new);
}
END_TEST

static void *
read_often(void *kb)
{
	size_t right = 0;
	int i;

	for (i = 0; i < 2000; i++)
		right += answers_right(kb);
	return right == 2000 ? kb : NULL;
}

START_TEST(is_read_by_two_threads_at_once)
{
	struct kb *kb = opened(COPY_MAX);
	pthread_t threads[2];
	void *said;
	size_t i;

	for (i = 0; i < 2; i++)
		ck_assert_int_eq(
		    0, pthread_create(&threads[i], NULL, read_often, kb));
	for (i = 0; i < 2; i++) {
		pthread_join(threads[i], &said);
		ck_assert_ptr_eq(kb, said);
	}
	kb_close(kb);
}
END_TEST

START_TEST(leaves_no_descriptor_open)
{
	size_t before = store_entries("/proc/self/fd");
	int i;

	for (i = 0; i < 5; i++) {
		kb_close(opened(COPY_MAX));
		kb_close(opened(0));
		try_bytes(STR("short"));
	}
	ck_assert_uint_eq(before, store_entries("/proc/self/fd"));
}
END_TEST

START_TEST(closes_what_is_not_open)
{
	kb_close(NULL);
}
END_TEST

START_TEST(says_that_there_is_no_file)
{
	ck_assert_int_eq(ERR_NOT_FOUND, try_open(store_path(dir, "none.mdb")));
	ck_assert_ptr_nonnull(strstr(note.text, "none.mdb"));
}
END_TEST

START_TEST(refuses_a_folder)
{
	ck_assert_int_ne(OK, try_open(dir));
}
END_TEST

START_TEST(refuses_what_is_no_knowledge_base)
{
	static char zeros[20000];

	ck_assert_int_eq(ERR_CORRUPT, try_bytes(STR("")));
	ck_assert_int_eq(ERR_CORRUPT, try_bytes(STR("hello\n")));
	ck_assert_int_eq(
	    ERR_CORRUPT, try_bytes((struct str){ zeros, sizeof(zeros) }));
	ck_assert_int_eq(ERR_CORRUPT, try_bytes((struct str){ zeros, 64 }));
}
END_TEST

START_TEST(refuses_a_file_that_was_cut_anywhere)
{
	struct str whole = store_bytes(path);
	size_t length;

	for (length = 0; length < whole.length; length += 61)
		ck_assert_msg(
		    try_bytes(str_first(whole, length)) == ERR_CORRUPT, "%zu",
		    length);
	for (length = whole.length - 70; length < whole.length; length++)
		ck_assert_msg(
		    try_bytes(str_first(whole, length)) == ERR_CORRUPT, "%zu",
		    length);
	free((char *)(uintptr_t)whole.at);
}
END_TEST

START_TEST(refuses_a_file_with_bytes_added)
{
	struct str whole = store_bytes(path);
	char *longer = calloc(1, whole.length + 64);

	memcpy(longer, whole.at, whole.length);
	ck_assert_int_eq(
	    ERR_CORRUPT, try_bytes((struct str){ longer, whole.length + 1 }));
	memmove(longer + 64, whole.at, whole.length);
	ck_assert_int_eq(
	    ERR_CORRUPT, try_bytes((struct str){ longer, whole.length + 64 }));
	free(longer);
	free((char *)(uintptr_t)whole.at);
}
END_TEST

/* One bit at a time: every eighth of them, or each. */
static void
refuses_flips(size_t from, size_t step, bool each_bit)
{
	struct str whole = store_bytes(path);
	char *bytes = malloc(whole.length);
	size_t i;
	int bit;

	memcpy(bytes, whole.at, whole.length);
	for (i = from; i < whole.length; i += step)
		for (bit = 0; bit < 8; bit++) {
			if (!each_bit && bit != (int)(i / step % 8))
				continue;
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
			ck_assert_msg(try_bytes((struct str){
					  bytes, whole.length }) == ERR_CORRUPT,
			    "byte %zu, bit %d", i, bit);
			bytes[i] = whole.at[i];
		}
	free(bytes);
	free((char *)(uintptr_t)whole.at);
}

START_TEST(refuses_a_file_with_one_bit_flipped)
{
	refuses_flips(0, 3, false);
}
END_TEST

START_TEST(refuses_a_trailer_with_one_bit_flipped)
{
	struct stat st;

	ck_assert_int_eq(0, stat(path, &st));
	refuses_flips((size_t)st.st_size - KB_TRAILER, 1, true);
}
END_TEST

START_TEST(refuses_another_format_and_says_so)
{
	struct str whole = store_bytes(path);
	char *bytes = malloc(whole.length);

	memcpy(bytes, whole.at, whole.length);
	bytes[whole.length - KB_TRAILER + KB_TRAILER_FORMAT] = KB_FORMAT + 1;
	ck_assert_int_eq(
	    ERR_CORRUPT, try_bytes((struct str){ bytes, whole.length }));
	ck_assert_ptr_nonnull(strstr(note.text, "format"));
	free(bytes);
	free((char *)(uintptr_t)whole.at);
}
END_TEST

Suite *suite_kb(void);

static void
add_refusing(Suite *suite)
{
	TCase *tcase = tcase_create("refusing");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, says_that_there_is_no_file);
	tcase_add_test(tcase, refuses_a_folder);
	tcase_add_test(tcase, refuses_what_is_no_knowledge_base);
	tcase_add_test(tcase, refuses_a_file_that_was_cut_anywhere);
	tcase_add_test(tcase, refuses_a_file_with_bytes_added);
	tcase_add_test(tcase, refuses_a_file_with_one_bit_flipped);
	tcase_add_test(tcase, refuses_a_trailer_with_one_bit_flipped);
	tcase_add_test(tcase, refuses_another_format_and_says_so);
	suite_add_tcase(suite, tcase);
}

Suite *
suite_kb(void)
{
	Suite *suite = suite_create("kb");
	TCase *tcase = tcase_create("reading");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, tells_its_generation_and_day);
	tcase_add_test(tcase, finds_records_by_the_parts_of_their_key);
	tcase_add_test(tcase, finds_nothing_under_other_keys);
	tcase_add_test(tcase, finds_nothing_under_a_key_that_is_too_long);
	tcase_add_test(tcase, walks_what_starts_with_a_prefix_in_key_order);
	tcase_add_test(tcase, walks_nothing_where_nothing_starts_so);
	tcase_add_test(tcase, numbers_its_citations);
	tcase_add_test(tcase, lends_bytes_that_outlive_the_read);
	tcase_add_test(tcase, serves_a_larger_file_in_place);
	tcase_add_test(tcase, is_not_disturbed_when_the_file_is_overwritten);
	tcase_add_test(tcase, is_not_disturbed_when_the_file_is_cut_or_removed);
	tcase_add_test(tcase, keeps_each_generation_apart);
	tcase_add_test(tcase, is_read_by_two_threads_at_once);
	tcase_add_test(tcase, leaves_no_descriptor_open);
	tcase_add_test(tcase, closes_what_is_not_open);
	suite_add_tcase(suite, tcase);
	add_refusing(suite);
	return suite;
}
