#include "tests/wire/test_wire.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgi/record.h"

enum { BODY_MAX = 256 * 1024, PARAMS_MAX = 32 * 1024, IN_PIECES_MS = 1 };

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

static char *
letters(size_t length)
{
	char *text = malloc(length + 1);
	size_t i;

	ck_assert_ptr_nonnull(text);
	for (i = 0; i < length; i++)
		text[i] = (char)('A' + i % 26);
	text[length] = '\0';
	return text;
}

/* The body of an echo ends with what was sent. */
static void
check_echo(const struct answer *answer, const char *body, size_t length)
{
	ck_assert_int_eq(answer->status, 200);
	ck_assert_uint_ge(answer->body_length, length);
	ck_assert_mem_eq(
	    answer->body + answer->body_length - length, body, length);
}

START_TEST(gives_the_handler_what_was_asked)
{
	int fd = wire_connect(&responder);
	struct answer answer = wire_ask(
	    fd, &(struct ask){ .method = "GET", .path = "/a", .query = "b=c" });

	ck_assert_int_eq(answer.status, 200);
	ck_assert_str_eq(
	    answer.body, "method=GET\npath=/a\nquery=b=c\nlength=0\n");
	ck_assert_ptr_nonnull(
	    strstr(answer.head, "Content-Type: text/plain\r\n"));
	ck_assert_ptr_nonnull(strstr(answer.head, "Content-Length: 38\r\n"));
	ck_assert_ptr_nonnull(strstr(answer.head, "X-Wire: yes\r\n"));
	answer_free(&answer);
	close(fd);
}
END_TEST

START_TEST(understands_a_request_split_at_every_byte)
{
	struct ask ask = { .method = "POST",
		.path = "/split",
		.body = "body",
		.body_length = 4 };
	struct bytes request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);
	size_t at;

	add_request(&request, &ask);
	for (at = 1; at < request.length; at++) {
		ck_assert(client_send_part(fd, &request, 0, at));
		pause_ms(IN_PIECES_MS);
		ck_assert(client_send_part(fd, &request, at, request.length));
		ck_assert(client_receive(fd, ANSWER_MS, &answer));
		check_echo(&answer, "body", 4);
		answer_free(&answer);
	}
	bytes_free(&request);
	close(fd);
}
END_TEST

START_TEST(understands_a_request_that_comes_byte_by_byte)
{
	struct ask ask = { .method = "POST",
		.path = "/drip",
		.body = "body",
		.body_length = 4 };
	struct bytes request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);
	size_t at;

	add_request(&request, &ask);
	for (at = 0; at < request.length; at++)
		ck_assert(client_send_part(fd, &request, at, at + 1));
	ck_assert(client_receive(fd, ANSWER_MS, &answer));
	check_echo(&answer, "body", 4);
	answer_free(&answer);
	bytes_free(&request);
	close(fd);
}
END_TEST

START_TEST(understands_parameters_that_run_over_records)
{
	struct ask ask = { .method = "GET", .path = "/pieces" };
	struct bytes params = { 0 }, request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);
	size_t at;

	add_params(&params, &ask);
	add_begin(&request, RECORD_ID, RECORD_ROLE_RESPONDER, true);
	for (at = 0; at < params.length; at++)
		add_record(
		    &request, RECORD_PARAMS, RECORD_ID, params.at + at, 1);
	add_record(&request, RECORD_PARAMS, RECORD_ID, NULL, 0);
	add_record(&request, RECORD_STDIN, RECORD_ID, NULL, 0);
	ck_assert(client_send(fd, &request));
	ck_assert(client_receive(fd, ANSWER_MS, &answer));
	ck_assert_ptr_nonnull(strstr(answer.body, "path=/pieces\n"));
	answer_free(&answer);
	bytes_free(&params);
	bytes_free(&request);
	close(fd);
}
END_TEST

START_TEST(answers_many_requests_on_one_connection)
{
	struct ask ask = { .method = "GET", .path = "/again" };
	int fd = wire_connect(&responder), i;

	for (i = 0; i < 2000; i++)
		ck_assert(client_ask(fd, &ask, 200));
	close(fd);
}
END_TEST

START_TEST(closes_after_the_answer_when_not_asked_to_keep)
{
	struct answer answer;
	int fd = wire_connect(&responder);

	answer = wire_ask(
	    fd, &(struct ask){ .method = "GET", .path = "/", .close = true });
	ck_assert_int_eq(answer.status, 200);
	ck_assert(client_sees_end(fd, SOON_MS));
	answer_free(&answer);
	close(fd);
}
END_TEST

START_TEST(answers_a_peer_that_has_closed_its_half)
{
	struct bytes request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);

	add_request(&request, &(struct ask){ .method = "GET", .path = "/" });
	ck_assert(client_send(fd, &request));
	shutdown(fd, SHUT_WR);
	ck_assert(client_receive(fd, ANSWER_MS, &answer));
	ck_assert_int_eq(answer.status, 200);
	answer_free(&answer);
	bytes_free(&request);
	close(fd);
}
END_TEST

static const size_t body_sizes[] = { 1, 8191, 8192, 65535, 65536, 100000,
	BODY_MAX - 1, BODY_MAX };

START_TEST(takes_a_body_of_any_size_up_to_the_limit)
{
	size_t length = body_sizes[_i];
	char *body = letters(length);
	int fd = wire_connect(&responder), i;
	struct answer answer;

	for (i = 0; i < 3; i++) {
		answer = wire_ask(fd, &(struct ask){ .method = "POST",
					  .path = "/echo",
					  .body = body,
					  .body_length = length });
		check_echo(&answer, body, length);
		answer_free(&answer);
	}
	free(body);
	close(fd);
}
END_TEST

static const size_t large_sizes[] = { BODY_MAX + 1, 300000, 2000000 };

START_TEST(tells_the_handler_of_a_body_too_large_and_goes_on)
{
	size_t length = large_sizes[_i];
	char *body = letters(length);
	struct ask ask = { .method = "POST",
		.path = "/echo",
		.body = body,
		.body_length = length };
	int fd = wire_connect(&responder);

	ck_assert(client_ask(fd, &ask, 413));
	ask.body_length = 3;
	ck_assert(client_ask(fd, &ask, 200));
	free(body);
	close(fd);
}
END_TEST

static const size_t long_sizes[] = { PARAMS_MAX, 65000, 200000 };

START_TEST(answers_431_to_parameters_too_long_and_closes)
{
	char *query = letters(long_sizes[_i]);
	struct bytes request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);

	add_request(&request, &(struct ask){ .method = "GET", .query = query });
	ck_assert(client_send(fd, &request));
	ck_assert(client_receive(fd, ANSWER_MS, &answer));
	ck_assert_int_eq(answer.status, 431);
	ck_assert(client_sees_end(fd, SOON_MS));
	ck_assert(wire_serves(&responder, "/", SOON_MS));
	answer_free(&answer);
	bytes_free(&request);
	free(query);
	close(fd);
}
END_TEST

START_TEST(takes_parameters_longer_than_the_librarys_buffer)
{
	char *query = letters(20000);
	struct ask ask = { .method = "GET", .query = query };
	int fd = wire_connect(&responder), i;

	for (i = 0; i < 20; i++)
		ck_assert(client_ask(fd, &ask, 200));
	free(query);
	close(fd);
}
END_TEST

START_TEST(answers_400_to_a_body_shorter_than_announced)
{
	struct ask ask = { .method = "POST",
		.path = "/echo",
		.body = "abc",
		.body_length = 3,
		.announced = "4" };
	int fd = wire_connect(&responder);

	ck_assert(client_ask(fd, &ask, 400));
	ask.announced = "3";
	ck_assert(client_ask(fd, &ask, 200));
	close(fd);
}
END_TEST

START_TEST(takes_a_body_longer_than_announced_as_it_came)
{
	int fd = wire_connect(&responder);
	struct answer answer = wire_ask(fd, &(struct ask){ .method = "POST",
						.body = "abcdef",
						.body_length = 6,
						.announced = "2" });

	check_echo(&answer, "length=6\nabcdef", 15);
	answer_free(&answer);
	close(fd);
}
END_TEST

START_TEST(answers_400_without_a_request_method)
{
	int fd = wire_connect(&responder);

	ck_assert(client_ask(fd, &(struct ask){ .path = "/" }, 400));
	ck_assert(client_ask(fd, &(struct ask){ .method = "GET" }, 200));
	close(fd);
}
END_TEST

START_TEST(answers_400_to_no_parameters_at_all)
{
	struct bytes request = { 0 };
	struct answer answer;
	int fd = wire_connect(&responder);

	add_begin(&request, RECORD_ID, RECORD_ROLE_RESPONDER, true);
	add_record(&request, RECORD_PARAMS, RECORD_ID, NULL, 0);
	add_record(&request, RECORD_STDIN, RECORD_ID, NULL, 0);
	ck_assert(client_send(fd, &request));
	ck_assert(client_receive(fd, ANSWER_MS, &answer));
	ck_assert_int_eq(answer.status, 400);
	answer_free(&answer);
	bytes_free(&request);
	close(fd);
}
END_TEST

START_TEST(answers_head_with_the_length_but_no_body)
{
	int fd = wire_connect(&responder);
	struct answer answer =
	    wire_ask(fd, &(struct ask){ .method = "HEAD", .path = "/big" });

	ck_assert_int_eq(answer.status, 200);
	ck_assert_ptr_nonnull(
	    strstr(answer.head, "Content-Length: 1048576\r\n"));
	ck_assert_uint_eq(answer.body_length, 0);
	answer_free(&answer);
	close(fd);
}
END_TEST

START_TEST(answers_304_with_neither_length_nor_type)
{
	int fd = wire_connect(&responder);
	struct answer answer = wire_ask(
	    fd, &(struct ask){ .method = "GET", .path = "/unchanged" });

	ck_assert_int_eq(answer.status, 304);
	ck_assert_ptr_null(strstr(answer.head, "Content-"));
	ck_assert_uint_eq(answer.body_length, 0);
	answer_free(&answer);
	close(fd);
}
END_TEST

Suite *
suite_exchange(void)
{
	Suite *suite = suite_create("exchange");
	TCase *tcase = tcase_create("exchange");

	tcase_set_timeout(tcase, 30);
	tcase_add_checked_fixture(tcase, start, end);
	tcase_add_test(tcase, gives_the_handler_what_was_asked);
	tcase_add_test(tcase, understands_a_request_split_at_every_byte);
	tcase_add_test(tcase, understands_a_request_that_comes_byte_by_byte);
	tcase_add_test(tcase, understands_parameters_that_run_over_records);
	tcase_add_test(tcase, answers_many_requests_on_one_connection);
	tcase_add_test(tcase, closes_after_the_answer_when_not_asked_to_keep);
	tcase_add_test(tcase, answers_a_peer_that_has_closed_its_half);
	tcase_add_loop_test(
	    tcase, takes_a_body_of_any_size_up_to_the_limit, 0, 8);
	tcase_add_loop_test(
	    tcase, tells_the_handler_of_a_body_too_large_and_goes_on, 0, 3);
	tcase_add_loop_test(
	    tcase, answers_431_to_parameters_too_long_and_closes, 0, 3);
	tcase_add_test(tcase, takes_parameters_longer_than_the_librarys_buffer);
	tcase_add_test(tcase, answers_400_to_a_body_shorter_than_announced);
	tcase_add_test(tcase, takes_a_body_longer_than_announced_as_it_came);
	tcase_add_test(tcase, answers_400_without_a_request_method);
	tcase_add_test(tcase, answers_400_to_no_parameters_at_all);
	tcase_add_test(tcase, answers_head_with_the_length_but_no_body);
	tcase_add_test(tcase, answers_304_with_neither_length_nor_type);
	suite_add_tcase(suite, tcase);
	return suite;
}
