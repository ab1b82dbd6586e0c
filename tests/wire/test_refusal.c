#include "tests/wire/test_wire.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fcgi/record.h"

enum {
	END_MS = 1000,
	GET_VALUES = 9,
	UNKNOWN_TYPE = 77,
	FORGED_BODY = 40 * 1024
};

static struct process responder;

static void
start(void)
{
	process_start(&responder, PROCESS_BINDS, NULL);
}

static void
end(void)
{
	process_end(&responder);
}

/* These bytes get no answer but the end, and the next peer an answer. */
static void
check_refused(struct bytes *request)
{
	struct answer answer;
	int fd = wire_connect(&responder);

	client_send(fd, request); /* may be cut off half way */
	ck_assert(!client_receive(fd, END_MS, &answer));
	ck_assert_uint_eq(answer.out.length, 0);
	ck_assert_msg(client_sees_end(fd, END_MS), "still open");
	ck_assert_msg(wire_serves(&responder, "/", SOON_MS), "hurt");
	answer_free(&answer);
	bytes_free(request);
	close(fd);
}

/* A request up to its body, for a test to spoil. */
static struct bytes
head_of_request(void)
{
	struct bytes request = { 0 }, params = { 0 };

	add_params(&params, &(struct ask){ .method = "GET" });
	add_begin(&request, RECORD_ID, RECORD_ROLE_RESPONDER, true);
	add_stream(&request, RECORD_PARAMS, params.at, params.length);
	add_record(&request, RECORD_PARAMS, RECORD_ID, NULL, 0);
	bytes_free(&params);
	return request;
}

static struct bytes
whole_request(const char *path)
{
	struct bytes request = { 0 };

	add_request(&request, &(struct ask){ .method = "GET", .path = path });
	return request;
}

START_TEST(refuses_get_values_with_a_hundred_names)
{
	struct bytes request = { 0 }, names = { 0 };
	int i;

	for (i = 0; i < 100; i++)
		add_pair(&names, "FCGI_MAX_CONNS", "");
	add_record(&request, GET_VALUES, 0, names.at, names.length);
	bytes_free(&names);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_get_values_behind_a_large_body)
{
	struct bytes request = head_of_request(), names = { 0 };
	char *body = calloc(1, 200 * 1024);
	int i;

	for (i = 0; i < 100; i++)
		add_pair(&names, "FCGI_MAX_CONNS", "");
	add_stream(&request, RECORD_STDIN, body, 200 * 1024);
	add_record(&request, GET_VALUES, 0, names.at, names.length);
	add_record(&request, RECORD_STDIN, RECORD_ID, NULL, 0);
	bytes_free(&names);
	free(body);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_lengths_whose_sum_overflows)
{
	static const unsigned char lengths[] = { 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff };
	struct bytes request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);

	add_begin(&request, RECORD_ID, RECORD_ROLE_RESPONDER, true);
	add_record(&request, RECORD_PARAMS, RECORD_ID, lengths, 8);
	add_record(&request, RECORD_PARAMS, RECORD_ID, NULL, 0);
	add_record(&request, RECORD_STDIN, RECORD_ID, NULL, 0);
	ck_assert(client_send(fd, &request));
	ck_assert(client_receive(fd, END_MS, &answer));
	ck_assert_int_eq(answer.status, 431);
	ck_assert(client_sees_end(fd, END_MS));
	ck_assert(wire_serves(&responder, "/", SOON_MS));
	answer_free(&answer);
	bytes_free(&request);
	close(fd);
}
END_TEST

START_TEST(refuses_truncated_parameters)
{
	struct bytes request = { 0 }, params = { 0 };

	add_params(&params, &(struct ask){ .method = "GET" });
	add_begin(&request, RECORD_ID, RECORD_ROLE_RESPONDER, true);
	add_record(
	    &request, RECORD_PARAMS, RECORD_ID, params.at, params.length - 3);
	add_record(&request, RECORD_PARAMS, RECORD_ID, NULL, 0);
	add_record(&request, RECORD_STDIN, RECORD_ID, NULL, 0);
	bytes_free(&params);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_a_second_begin_within_a_request)
{
	struct bytes request = head_of_request();

	add_begin(&request, 2, RECORD_ROLE_RESPONDER, true);
	add_record(&request, RECORD_STDIN, RECORD_ID, NULL, 0);
	check_refused(&request);
	request = head_of_request();
	add_begin(&request, RECORD_ID, RECORD_ROLE_RESPONDER, true);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_types_that_nobody_knows)
{
	struct bytes request = head_of_request();

	add_record(&request, UNKNOWN_TYPE, RECORD_ID, "x", 1);
	check_refused(&request);
	add_record(&request, UNKNOWN_TYPE, 0, "x", 1);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_a_role_other_than_responder)
{
	struct bytes request = { 0 };

	add_begin(&request, RECORD_ID, 2, true);
	check_refused(&request);
	add_begin(&request, RECORD_ID, 255, true);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_a_version_other_than_one)
{
	struct bytes request = whole_request("/");

	request.at[0] = 2;
	check_refused(&request);
}
END_TEST

START_TEST(refuses_an_id_other_than_one)
{
	struct bytes request = { 0 };

	add_begin(&request, 2, RECORD_ROLE_RESPONDER, true);
	check_refused(&request);
	add_begin(&request, 257, RECORD_ROLE_RESPONDER, true);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_what_is_not_fastcgi)
{
	static const char http[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
	struct bytes request = { 0 };

	bytes_add(&request, http, sizeof(http) - 1);
	check_refused(&request);
}
END_TEST

START_TEST(gives_up_a_request_that_is_aborted)
{
	struct bytes request = head_of_request();

	add_record(&request, RECORD_ABORT, RECORD_ID, NULL, 0);
	check_refused(&request);
}
END_TEST

START_TEST(refuses_a_request_hidden_behind_another)
{
	struct bytes request = whole_request("/");
	struct bytes forged = whole_request("/slow");

	bytes_add(&request, forged.at, forged.length);
	bytes_free(&forged);
	check_refused(&request);
	ck_assert_ptr_null(strstr(process_log(&responder), "route=slow"));
}
END_TEST

START_TEST(never_runs_a_request_forged_in_an_unread_body)
{
	struct bytes forged = whole_request("/slow"), body = { 0 };
	int fd = wire_connect(&responder), i;
	struct ask ask = { .method = "POST", .path = "/nobody-reads" };

	while (body.length < FORGED_BODY)
		bytes_add(&body, forged.at, forged.length);
	ask.body = body.at;
	for (i = 0; i < 20; i++) {
		ask.body_length = body.length - (size_t)i * 97;
		ck_assert(client_ask(fd, &ask, 200));
	}
	ck_assert(client_sees_nothing(fd, 100));
	ck_assert_ptr_null(strstr(process_log(&responder), "route=slow"));
	bytes_free(&forged);
	bytes_free(&body);
	close(fd);
}
END_TEST

START_TEST(never_runs_a_request_forged_in_a_body_too_large)
{
	struct bytes forged = whole_request("/slow"), body = { 0 };
	int fd = wire_connect(&responder);
	struct ask ask = { .method = "POST", .path = "/nobody-reads" };

	while (body.length < 10 * FORGED_BODY)
		bytes_add(&body, forged.at, forged.length);
	ask.body = body.at;
	ask.body_length = body.length;
	ck_assert(client_ask(fd, &ask, 413));
	ck_assert(client_sees_nothing(fd, 100));
	ck_assert_ptr_null(strstr(process_log(&responder), "route=slow"));
	bytes_free(&forged);
	bytes_free(&body);
	close(fd);
}
END_TEST

START_TEST(survives_noise)
{
	struct bytes noise = { 0 };
	unsigned int seed = 1;
	unsigned char byte;
	int round, fd;

	for (round = 0; round < 200; round++) {
		noise = round % 2 == 0 ? head_of_request() : whole_request("/");
		seed = seed * 1103515245u + 12345u;
		byte = (unsigned char)(seed >> 16);
		noise.at[(seed >> 8) % noise.length] = byte;
		fd = wire_connect(&responder);
		client_send(fd, &noise);
		close(fd);
		bytes_free(&noise);
	}
	ck_assert(wire_serves(&responder, "/", SOON_MS));
}
END_TEST

Suite *
suite_refusal(void)
{
	Suite *suite = suite_create("refusal");
	TCase *tcase = tcase_create("refusal");

	tcase_set_timeout(tcase, 30);
	tcase_add_checked_fixture(tcase, start, end);
	tcase_add_test(tcase, refuses_get_values_with_a_hundred_names);
	tcase_add_test(tcase, refuses_get_values_behind_a_large_body);
	tcase_add_test(tcase, refuses_lengths_whose_sum_overflows);
	tcase_add_test(tcase, refuses_truncated_parameters);
	tcase_add_test(tcase, refuses_a_second_begin_within_a_request);
	tcase_add_test(tcase, refuses_types_that_nobody_knows);
	tcase_add_test(tcase, refuses_a_role_other_than_responder);
	tcase_add_test(tcase, refuses_a_version_other_than_one);
	tcase_add_test(tcase, refuses_an_id_other_than_one);
	tcase_add_test(tcase, refuses_what_is_not_fastcgi);
	tcase_add_test(tcase, gives_up_a_request_that_is_aborted);
	tcase_add_test(tcase, refuses_a_request_hidden_behind_another);
	tcase_add_test(tcase, never_runs_a_request_forged_in_an_unread_body);
	tcase_add_test(tcase, never_runs_a_request_forged_in_a_body_too_large);
	tcase_add_test(tcase, survives_noise);
	suite_add_tcase(suite, tcase);
	return suite;
}
