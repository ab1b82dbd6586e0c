#include "tests/wire/test_wire.h"

#include <stdlib.h>
#include <unistd.h>

#include "fcgi/record.h"

enum {
	CROWD = 16, /* many more than the two workers */
	REQUEST_TIMEOUT = 300,
	DESCRIPTORS = 24,
	READ_AT_ONCE = 4096
};

static struct process responder;

static void
start(void)
{
	static const char *const options[] = { "-t", "300", NULL };

	process_start(&responder, PROCESS_BINDS, options);
}

static void
end(void)
{
	process_end(&responder);
}

static void
close_all(int *fds, int count)
{
	int i;

	for (i = 0; i < count; i++)
		close(fds[i]);
}

static void
send_request(int fd, const char *path)
{
	struct bytes request = { 0 };

	add_request(&request, &(struct ask){ .method = "GET", .path = path });
	ck_assert(client_send(fd, &request));
	bytes_free(&request);
}

START_TEST(serves_one_more_than_the_idle_connections_it_keeps)
{
	int fds[CROWD], i;

	for (i = 0; i < CROWD; i++) {
		fds[i] = wire_connect(&responder);
		ck_assert(
		    client_ask(fds[i], &(struct ask){ .method = "GET" }, 200));
	}
	for (i = 0; i < 50; i++)
		ck_assert(wire_serves(&responder, "/", SOON_MS));
	close_all(fds, CROWD);
}
END_TEST

START_TEST(keeps_an_idle_connection_longer_than_a_request_may_take)
{
	struct ask ask = { .method = "GET" };
	int fd = wire_connect(&responder);

	ck_assert(client_ask(fd, &ask, 200));
	pause_ms(3 * REQUEST_TIMEOUT);
	ck_assert(client_ask(fd, &ask, 200));
	close(fd);
}
END_TEST

START_TEST(serves_others_while_a_handler_is_slow)
{
	struct answer answer;
	int fd = wire_connect(&responder), i;

	send_request(fd, "/crawl");
	for (i = 0; i < 20; i++)
		ck_assert(wire_serves(&responder, "/", SOON_MS));
	ck_assert(client_sees_nothing(fd, 0));
	ck_assert(client_receive(fd, ANSWER_MS, &answer));
	ck_assert_str_eq(answer.body, "slow\n");
	answer_free(&answer);
	close(fd);
}
END_TEST

START_TEST(closes_a_request_that_never_ends_and_serves_others)
{
	struct bytes request = { 0 };
	int fds[CROWD], i;
	long begun;

	add_request(&request,
	    &(struct ask){
		.method = "POST", .body = "0123456789", .body_length = 10 });
	begun = clock_ms();
	for (i = 0; i < CROWD; i++) {
		fds[i] = wire_connect(&responder);
		ck_assert(client_send_part(fds[i], &request, 0,
		    request.length * (size_t)(i + 1) / (CROWD + 1)));
	}
	ck_assert(wire_serves(&responder, "/", SOON_MS));
	for (i = 0; i < CROWD; i++)
		ck_assert(client_sees_end(fds[i], ANSWER_MS));
	ck_assert_int_ge(clock_ms() - begun, REQUEST_TIMEOUT - 20);
	ck_assert_int_lt(clock_ms() - begun, 4 * REQUEST_TIMEOUT);
	ck_assert(wire_serves(&responder, "/", SOON_MS));
	bytes_free(&request);
	close_all(fds, CROWD);
}
END_TEST

START_TEST(closes_a_request_that_drips_without_end)
{
	struct bytes request = { 0 };
	int fd = wire_connect(&responder);
	long begun = clock_ms();
	size_t at = 0;

	add_request(&request, &(struct ask){ .method = "GET" });
	while (
	    at < request.length && client_send_part(fd, &request, at, at + 1)) {
		pause_ms(20);
		at++;
	}
	ck_assert_uint_lt(at, request.length);
	ck_assert_int_lt(clock_ms() - begun, 4 * REQUEST_TIMEOUT);
	bytes_free(&request);
	close(fd);
}
END_TEST

START_TEST(closes_a_connection_that_never_says_anything)
{
	int fd = wire_connect(&responder);

	ck_assert(client_sees_end(fd, ANSWER_MS));
	close(fd);
}
END_TEST

START_TEST(gives_a_large_answer_to_a_slow_reader_byte_for_byte)
{
	struct bytes request = { 0 }, all = { 0 };
	unsigned char part[READ_AT_ONCE];
	struct record record;
	size_t at = 0, body = 0, skip;
	int fd = wire_connect(&responder);
	ssize_t got;

	add_request(&request,
	    &(struct ask){ .method = "GET", .path = "/big", .close = true });
	ck_assert(client_send(fd, &request));
	while ((got = read(fd, part, sizeof(part))) > 0) {
		bytes_add(&all, part, (size_t)got);
		pause_ms(1);
	}
	skip = 0;
	while (at + RECORD_HEADER <= all.length) {
		record = record_parse(all.at + at);
		at += RECORD_HEADER;
		if (body == 0 && skip == 0)
			while (skip < 4 || all.at[at + skip - 4] != '\r' ||
			       all.at[at + skip - 2] != '\r')
				skip++;
		for (; record.type == RECORD_STDOUT && skip < record.length;
		     skip++)
			ck_assert_int_eq(
			    all.at[at + skip], wire_big_byte(body++));
		skip = 0;
		at += record.length + record.padding;
	}
	ck_assert_uint_eq(body, WIRE_BIG_SIZE);
	ck_assert_uint_eq(at, all.length);
	bytes_free(&request);
	bytes_free(&all);
	close(fd);
}
END_TEST

START_TEST(serves_others_while_nobody_reads_large_answers)
{
	int fds[CROWD], i;

	for (i = 0; i < CROWD; i++) {
		fds[i] = wire_connect(&responder);
		send_request(fds[i], "/big");
	}
	for (i = 0; i < 20; i++)
		ck_assert(wire_serves(&responder, "/", SOON_MS));
	close_all(fds, CROWD);
	for (i = 0; i < CROWD; i++)
		ck_assert(wire_serves(&responder, "/big", ANSWER_MS));
}
END_TEST

START_TEST(lets_go_of_what_an_abandoned_answer_held)
{
	int fd = wire_connect(&responder);

	send_request(fd, "/big");
	pause_ms(50);
	ck_assert(!process_says(&responder, "event=released", 0));
	close(fd);
	ck_assert(process_says(&responder, "event=released", ANSWER_MS));
}
END_TEST

START_TEST(survives_peers_that_close_in_the_middle)
{
	struct bytes request = { 0 };
	size_t at;
	int fd;

	add_request(&request, &(struct ask){ .method = "POST",
				  .path = "/big",
				  .body = "abc",
				  .body_length = 3 });
	for (at = 0; at <= request.length; at += 3) {
		fd = wire_connect(&responder);
		ck_assert(client_send_part(fd, &request, 0, at));
		close(fd);
	}
	fd = wire_connect(&responder);
	ck_assert(client_send(fd, &request));
	pause_ms(20);
	close(fd);
	ck_assert(wire_serves(&responder, "/", SOON_MS));
	bytes_free(&request);
}
END_TEST

START_TEST(neither_spins_nor_fails_without_descriptors)
{
	static const char *const options[] = { "-n", "24", "-t", "60000",
		NULL };
	struct ask ask = { .method = "GET" };
	struct process tight = { 0 };
	int fds[2 * DESCRIPTORS], i;
	long ticks;

	process_start(&tight, PROCESS_BINDS, options);
	for (i = 0; i < 2 * DESCRIPTORS; i++)
		fds[i] = wire_connect(&tight);
	pause_ms(200);
	ticks = process_ticks(&tight);
	pause_ms(500);
	ck_assert_int_le(process_ticks(&tight) - ticks, 10);
	ck_assert(client_ask(fds[0], &ask, 200));
	close_all(fds, 2 * DESCRIPTORS - 1);
	ck_assert(client_ask(fds[2 * DESCRIPTORS - 1], &ask, 200));
	close(fds[2 * DESCRIPTORS - 1]);
	process_end(&tight);
}
END_TEST

Suite *
suite_crowd(void)
{
	Suite *suite = suite_create("crowd");
	TCase *tcase = tcase_create("crowd");

	tcase_set_timeout(tcase, 30);
	tcase_add_checked_fixture(tcase, start, end);
	tcase_add_test(
	    tcase, serves_one_more_than_the_idle_connections_it_keeps);
	tcase_add_test(
	    tcase, keeps_an_idle_connection_longer_than_a_request_may_take);
	tcase_add_test(tcase, serves_others_while_a_handler_is_slow);
	tcase_add_test(
	    tcase, closes_a_request_that_never_ends_and_serves_others);
	tcase_add_test(tcase, closes_a_request_that_drips_without_end);
	tcase_add_test(tcase, closes_a_connection_that_never_says_anything);
	tcase_add_test(
	    tcase, gives_a_large_answer_to_a_slow_reader_byte_for_byte);
	tcase_add_test(tcase, serves_others_while_nobody_reads_large_answers);
	tcase_add_test(tcase, lets_go_of_what_an_abandoned_answer_held);
	tcase_add_test(tcase, survives_peers_that_close_in_the_middle);
	tcase_add_test(tcase, neither_spins_nor_fails_without_descriptors);
	suite_add_tcase(suite, tcase);
	return suite;
}
