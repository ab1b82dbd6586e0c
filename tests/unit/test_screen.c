#include "fcgi/screen.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/record.h"

enum { PARAMS_MAX = 1000, BYTES_MAX = 4096 };

Suite *suite_screen(void);

/* A request under construction. */
static unsigned char bytes[BYTES_MAX];
static size_t length;

static void
start(void)
{
	length = 0;
}

static void
add(int type, int id, const char *content, size_t content_length)
{
	record_format(bytes + length, type, content_length);
	bytes[length + 2] = (unsigned char)(id >> 8);
	bytes[length + 3] = (unsigned char)id;
	memcpy(bytes + length + RECORD_HEADER, content, content_length);
	length += RECORD_HEADER + content_length;
}

static void
add_begin(void)
{
	add(RECORD_BEGIN, RECORD_ID, "\0\1\1\0\0\0\0\0", 8);
}

/* Two pairs: A=x, BC=yz. */
#define PAIRS "\1\1Ax\2\2BCyz"
enum { PAIRS_LENGTH = 10 };

static void
add_head(void)
{
	add_begin();
	add(RECORD_PARAMS, RECORD_ID, PAIRS, PAIRS_LENGTH);
	add(RECORD_PARAMS, RECORD_ID, "", 0);
}

static void
add_end(void)
{
	add(RECORD_STDIN, RECORD_ID, "", 0);
}

static void
check_refused(const char *reason)
{
	struct screen screen = screen_new(PARAMS_MAX);

	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_REFUSED);
	ck_assert_str_eq(screen.reason, reason);
	/* And it stays so. */
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_REFUSED);
}

static void
check_verdict(enum screen_verdict verdict)
{
	struct screen screen = screen_new(PARAMS_MAX);

	ck_assert_int_eq(screen_scan(&screen, bytes, length), verdict);
}

START_TEST(passes_a_request_without_a_body)
{
	struct screen screen = screen_new(PARAMS_MAX);

	add_head();
	add_end();
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_COMPLETE);
	ck_assert_uint_eq(screen.at, length);
	ck_assert_uint_eq(screen.head_length, length - RECORD_HEADER);
	ck_assert_uint_eq(screen.params_length, PAIRS_LENGTH);
	ck_assert_uint_eq(screen.body_length, 0);
}
END_TEST

START_TEST(counts_a_body_over_its_records)
{
	struct screen screen = screen_new(PARAMS_MAX);

	add_head();
	add(RECORD_STDIN, RECORD_ID, "abc", 3);
	add(RECORD_STDIN, RECORD_ID, "de", 2);
	add_end();
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_COMPLETE);
	ck_assert_uint_eq(screen.body_length, 5);
}
END_TEST

START_TEST(waits_for_every_byte_of_a_request)
{
	struct screen screen;
	size_t part;

	add_head();
	add(RECORD_STDIN, RECORD_ID, "abc", 3);
	add_end();
	for (part = 0; part < length; part++) {
		screen = screen_new(PARAMS_MAX);
		ck_assert_int_eq(
		    screen_scan(&screen, bytes, part), SCREEN_INCOMPLETE);
	}
}
END_TEST

START_TEST(comes_to_the_same_verdict_in_pieces)
{
	struct screen screen = screen_new(PARAMS_MAX);
	size_t part;

	add_head();
	add(RECORD_STDIN, RECORD_ID, "abc", 3);
	add_end();
	for (part = 0; part < length; part++)
		ck_assert_int_eq(
		    screen_scan(&screen, bytes, part), SCREEN_INCOMPLETE);
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_COMPLETE);
	ck_assert_uint_eq(screen.at, length);
}
END_TEST

START_TEST(goes_on_after_a_dropped_body)
{
	struct screen screen = screen_new(PARAMS_MAX);
	size_t head;

	add_head();
	head = length;
	add(RECORD_STDIN, RECORD_ID, "abc", 3);
	ck_assert_int_eq(
	    screen_scan(&screen, bytes, length), SCREEN_INCOMPLETE);
	length = head;
	screen_drop_body(&screen);
	add(RECORD_STDIN, RECORD_ID, "de", 2);
	add_end();
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_COMPLETE);
	ck_assert_uint_eq(screen.body_length, 5);
}
END_TEST

START_TEST(passes_padding)
{
	add_head();
	bytes[6] = 3; /* of BEGIN */
	memmove(bytes + 19, bytes + 16, length - 16);
	length += 3;
	add_end();
	check_verdict(SCREEN_COMPLETE);
}
END_TEST

START_TEST(refuses_padding_of_the_last_record)
{
	add_head();
	add_end();
	bytes[length - 2] = 8;
	length += 8;
	check_refused("padded-end");
}
END_TEST

START_TEST(passes_pairs_split_anywhere_between_records)
{
	size_t at;

	for (at = 1; at < PAIRS_LENGTH; at++) {
		length = 0;
		add_begin();
		add(RECORD_PARAMS, RECORD_ID, PAIRS, at);
		add(RECORD_PARAMS, RECORD_ID, &PAIRS[at], PAIRS_LENGTH - at);
		add(RECORD_PARAMS, RECORD_ID, "", 0);
		add_end();
		check_verdict(SCREEN_COMPLETE);
	}
}
END_TEST

START_TEST(refuses_pairs_cut_short_anywhere)
{
	size_t at;

	for (at = 1; at < PAIRS_LENGTH; at++) {
		length = 0;
		add_begin();
		add(RECORD_PARAMS, RECORD_ID, PAIRS, at);
		add(RECORD_PARAMS, RECORD_ID, "", 0);
		add_end();
		if (at == 4) /* between the pairs */
			check_verdict(SCREEN_COMPLETE);
		else
			check_refused("truncated-parameters");
	}
}
END_TEST

START_TEST(passes_lengths_of_four_bytes)
{
	add_begin();
	add(RECORD_PARAMS, RECORD_ID, "\x80\0\0\1\x80\0\0\2Axy", 11);
	add(RECORD_PARAMS, RECORD_ID, "", 0);
	add_end();
	check_verdict(SCREEN_COMPLETE);
}
END_TEST

START_TEST(refuses_lengths_whose_sum_would_overflow)
{
	struct screen screen = screen_new(PARAMS_MAX);

	add_begin();
	add(RECORD_PARAMS, RECORD_ID, "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_REFUSED);
	ck_assert(screen.params_too_large);
	check_refused("parameter-too-long");
}
END_TEST

START_TEST(refuses_parameters_beyond_the_limit)
{
	static const char content[PARAMS_MAX] = { 0 };
	struct screen screen = screen_new(PARAMS_MAX);

	add_begin();
	add(RECORD_PARAMS, RECORD_ID, PAIRS, PAIRS_LENGTH);
	add(RECORD_PARAMS, RECORD_ID, content, PARAMS_MAX - PAIRS_LENGTH);
	check_verdict(SCREEN_INCOMPLETE);
	add(RECORD_PARAMS, RECORD_ID, "\1", 1);
	ck_assert_int_eq(screen_scan(&screen, bytes, length), SCREEN_REFUSED);
	ck_assert(screen.params_too_large);
	check_refused("parameters-too-long");
}
END_TEST

START_TEST(refuses_a_nul_in_a_parameter)
{
	add_begin();
	add(RECORD_PARAMS, RECORD_ID, "\1\3Ax\0y", 6);
	check_refused("nul-in-parameter");
}
END_TEST

START_TEST(refuses_management_records)
{
	add(9, 0, "", 0);
	check_refused("management-record");
	length = 0;
	add_head();
	add(9, 0, "", 0);
	check_refused("management-record");
}
END_TEST

START_TEST(refuses_a_bad_header_without_its_content)
{
	add(9, 0, "x", 1);
	length--;
	check_refused("management-record");
}
END_TEST

START_TEST(refuses_what_does_not_begin_with_begin)
{
	add(RECORD_PARAMS, RECORD_ID, PAIRS, PAIRS_LENGTH);
	check_refused("no-begin");
	length = 0;
	add(RECORD_BEGIN, RECORD_ID, "\0\1\1", 3);
	check_refused("no-begin");
}
END_TEST

START_TEST(refuses_another_role_version_or_id)
{
	add(RECORD_BEGIN, RECORD_ID, "\0\2\1\0\0\0\0\0", 8);
	check_refused("wrong-role");
	length = 0;
	add(RECORD_BEGIN, RECORD_ID, "\1\1\1\0\0\0\0\0", 8);
	check_refused("wrong-role");
	length = 0;
	add(RECORD_BEGIN, 256 + RECORD_ID, "\0\1\1\0\0\0\0\0", 8);
	check_refused("wrong-id");
	bytes[0] = 0;
	check_refused("wrong-version");
}
END_TEST

START_TEST(refuses_other_records_amid_a_request)
{
	add_begin();
	add_begin();
	check_refused("record-amid-parameters");
	length = 0;
	add_begin();
	add(RECORD_STDIN, RECORD_ID, "", 0);
	check_refused("record-amid-parameters");
	length = 0;
	add_head();
	add_begin();
	check_refused("record-amid-body");
	length = 0;
	add_head();
	add(8, RECORD_ID, "x", 1);
	check_refused("record-amid-body");
}
END_TEST

START_TEST(refuses_an_abort)
{
	add_head();
	add(RECORD_ABORT, RECORD_ID, "", 0);
	check_refused("aborted");
}
END_TEST

START_TEST(refuses_bytes_behind_the_end)
{
	add_head();
	add_end();
	bytes[length++] = 1;
	check_refused("bytes-behind-the-request");
}
END_TEST

Suite *
suite_screen(void)
{
	Suite *suite = suite_create("screen");
	TCase *tcase = tcase_create("screen");

	tcase_add_checked_fixture(tcase, start, NULL);
	tcase_add_test(tcase, passes_a_request_without_a_body);
	tcase_add_test(tcase, counts_a_body_over_its_records);
	tcase_add_test(tcase, waits_for_every_byte_of_a_request);
	tcase_add_test(tcase, comes_to_the_same_verdict_in_pieces);
	tcase_add_test(tcase, goes_on_after_a_dropped_body);
	tcase_add_test(tcase, passes_padding);
	tcase_add_test(tcase, refuses_padding_of_the_last_record);
	tcase_add_test(tcase, passes_pairs_split_anywhere_between_records);
	tcase_add_test(tcase, refuses_pairs_cut_short_anywhere);
	tcase_add_test(tcase, passes_lengths_of_four_bytes);
	tcase_add_test(tcase, refuses_lengths_whose_sum_would_overflow);
	tcase_add_test(tcase, refuses_parameters_beyond_the_limit);
	tcase_add_test(tcase, refuses_a_nul_in_a_parameter);
	tcase_add_test(tcase, refuses_management_records);
	tcase_add_test(tcase, refuses_a_bad_header_without_its_content);
	tcase_add_test(tcase, refuses_what_does_not_begin_with_begin);
	tcase_add_test(tcase, refuses_another_role_version_or_id);
	tcase_add_test(tcase, refuses_other_records_amid_a_request);
	tcase_add_test(tcase, refuses_an_abort);
	tcase_add_test(tcase, refuses_bytes_behind_the_end);
	suite_add_tcase(suite, tcase);
	return suite;
}
