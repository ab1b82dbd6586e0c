#include "tests/wire/test_wire.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { EXIT_MS = 2000, IDLE = 8, CANARY_BODY = 150 * 1024 };

#define CANARY "canary-Xq7Zt93Lm"

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

/* Send a GET for "path" and leave the answer for later. */
static int
ask_later(const char *path)
{
	struct bytes request = { 0 };
	int fd = wire_connect(&responder);

	add_request(&request, &(struct ask){ .method = "GET", .path = path });
	ck_assert(client_send(fd, &request));
	bytes_free(&request);
	return fd;
}

static void
check_answered(int fd)
{
	struct answer answer;

	ck_assert_msg(client_receive(fd, ANSWER_MS, &answer), "dropped");
	ck_assert_int_eq(answer.status, 200);
	answer_free(&answer);
}

START_TEST(makes_a_socket_for_owner_and_group)
{
	struct stat status;

	ck_assert_int_eq(stat(responder.socket, &status), 0);
	ck_assert(S_ISSOCK(status.st_mode));
	ck_assert_int_eq(status.st_mode & 0777, 0660);
}
END_TEST

START_TEST(takes_an_inherited_descriptor_0)
{
	struct process other = { 0 };

	process_start(&other, PROCESS_FD_0, NULL);
	ck_assert(wire_serves(&other, "/", SOON_MS));
	kill(other.pid, SIGTERM);
	ck_assert_int_eq(process_wait(&other, EXIT_MS), 0);
	process_end(&other);
}
END_TEST

START_TEST(takes_a_descriptor_that_systemd_passes)
{
	struct process other = { 0 };

	process_start(&other, PROCESS_LISTEN_FDS, NULL);
	ck_assert(wire_serves(&other, "/", SOON_MS));
	process_end(&other);
}
END_TEST

START_TEST(hands_the_socket_to_a_successor_without_a_gap)
{
	struct process second;
	int fd = ask_later("/slow");

	process_succeed(&second, &responder);
	kill(responder.pid, SIGTERM);
	check_answered(fd);
	ck_assert(wire_serves(&second, "/", SOON_MS));
	ck_assert_int_eq(process_wait(&responder, EXIT_MS), 0);
	ck_assert(wire_serves(&second, "/", SOON_MS));
	process_end(&second);
	close(fd);
}
END_TEST

START_TEST(reloads_on_sighup_without_dropping_a_request)
{
	int fd = ask_later("/slow"), i;

	pause_ms(10);
	for (i = 0; i < 3; i++)
		kill(responder.pid, SIGHUP);
	check_answered(fd);
	ck_assert(process_says(&responder, "event=reloaded", EXIT_MS));
	ck_assert(client_ask(fd, &(struct ask){ .method = "GET" }, 200));
	close(fd);
}
END_TEST

START_TEST(answers_requests_in_flight_after_sigterm)
{
	int first = ask_later("/slow"), second = ask_later("/slow");
	int third = ask_later("/slow");

	kill(responder.pid, SIGTERM);
	check_answered(first);
	check_answered(second);
	check_answered(third);
	ck_assert(client_sees_end(first, EXIT_MS));
	ck_assert_int_eq(process_wait(&responder, EXIT_MS), 0);
	close(first);
	close(second);
	close(third);
}
END_TEST

START_TEST(finishes_a_large_answer_after_sigterm)
{
	int fd = ask_later("/big");

	pause_ms(30);
	kill(responder.pid, SIGTERM);
	pause_ms(200);
	check_answered(fd);
	ck_assert_int_eq(process_wait(&responder, EXIT_MS), 0);
	close(fd);
}
END_TEST

START_TEST(exits_at_once_with_idle_connections_after_sigterm)
{
	int fds[IDLE], i;
	long begun;

	for (i = 0; i < IDLE; i++) {
		fds[i] = wire_connect(&responder);
		if (i % 2 == 0)
			ck_assert(client_ask(
			    fds[i], &(struct ask){ .method = "GET" }, 200));
	}
	begun = clock_ms();
	kill(responder.pid, SIGTERM);
	ck_assert_int_eq(process_wait(&responder, EXIT_MS), 0);
	ck_assert_int_lt(clock_ms() - begun, 1000);
	for (i = 0; i < IDLE; i++)
		close(fds[i]);
}
END_TEST

START_TEST(ends_on_sigint_as_on_sigterm)
{
	int fd = ask_later("/slow");

	pause_ms(10);
	kill(responder.pid, SIGINT);
	check_answered(fd);
	ck_assert_int_eq(process_wait(&responder, EXIT_MS), 0);
	close(fd);
}
END_TEST

START_TEST(ends_at_once_on_a_second_sigterm)
{
	int fd = ask_later("/crawl");

	pause_ms(30);
	kill(responder.pid, SIGTERM);
	pause_ms(30);
	kill(responder.pid, SIGTERM);
	ck_assert_int_gt(process_wait(&responder, 300), 0);
	close(fd);
}
END_TEST

START_TEST(cuts_the_drain_short_when_its_time_is_over)
{
	static const char *const options[] = { "-d", "100", NULL };
	struct process other = { 0 };
	int fd;

	process_end(&responder);
	process_start(&other, PROCESS_BINDS, options);
	responder = other;
	fd = ask_later("/crawl");
	pause_ms(30);
	kill(responder.pid, SIGTERM);
	ck_assert_int_eq(process_wait(&responder, 450), 1);
	close(fd);
}
END_TEST

START_TEST(logs_one_line_without_anything_the_request_says)
{
	struct ask ask = { .method = "POST",
		.path = "/" CANARY,
		.query = "name=" CANARY,
		.body = CANARY,
		.body_length = strlen(CANARY) };
	int fd = wire_connect(&responder);

	ck_assert(client_ask(fd, &ask, 200));
	ask.method = CANARY;
	ck_assert(client_ask(fd, &ask, 200));
	ask.announced = "9999";
	ck_assert(client_ask(fd, &ask, 400));
	close(fd);
	ck_assert(process_says(&responder, "status=400", EXIT_MS));
	ck_assert(process_says(
	    &responder, "method=POST route=echo status=200 bytes=", 0));
	ck_assert(process_says(&responder, "method=other route=echo", 0));
	ck_assert_ptr_null(strstr(process_log(&responder), "canary"));
}
END_TEST

/*
 * The body comes back in the echo as well, so this looks at both ways; large
 * ones come in pieces and leave in pieces.
 */
static const size_t canary_sizes[] = { 64, 4096, CANARY_BODY };

START_TEST(leaves_nothing_of_a_body_in_memory)
{
	size_t length = canary_sizes[_i], at;
	size_t step = strlen(CANARY);
	char *body = malloc(length);
	struct ask ask = { .method = "POST",
		.path = "/echo",
		.body = body,
		.body_length = length };
	int fd = wire_connect(&responder);
	long found;

	ck_assert_ptr_nonnull(body);
	for (at = 0; at < length; at++)
		body[at] = CANARY[at % step];
	ck_assert(client_ask(fd, &ask, 200));
	ck_assert(client_ask(fd, &ask, 200));
	ck_assert(client_ask(fd, &(struct ask){ .method = "GET" }, 200));
	pause_ms(20);
	found = SANITIZED ? 0 : process_holds(&responder, CANARY, step);
	if (found >= 0)
		ck_assert_int_eq(found, 0);
	free(body);
	close(fd);
}
END_TEST

START_TEST(sees_a_name_in_memory_where_there_is_one)
{
	long found =
	    SANITIZED ? -1 : process_holds(&responder, "WIRE_RESPONDER=", 15);

	ck_assert(found == -1 || found > 0);
}
END_TEST

Suite *
suite_life(void)
{
	Suite *suite = suite_create("life");
	TCase *tcase = tcase_create("life");

	tcase_set_timeout(tcase, 30);
	tcase_add_checked_fixture(tcase, start, end);
	tcase_add_test(tcase, makes_a_socket_for_owner_and_group);
	tcase_add_test(tcase, takes_an_inherited_descriptor_0);
	tcase_add_test(tcase, takes_a_descriptor_that_systemd_passes);
	tcase_add_test(tcase, hands_the_socket_to_a_successor_without_a_gap);
	tcase_add_test(tcase, reloads_on_sighup_without_dropping_a_request);
	tcase_add_test(tcase, answers_requests_in_flight_after_sigterm);
	tcase_add_test(tcase, finishes_a_large_answer_after_sigterm);
	tcase_add_test(
	    tcase, exits_at_once_with_idle_connections_after_sigterm);
	tcase_add_test(tcase, ends_on_sigint_as_on_sigterm);
	tcase_add_test(tcase, ends_at_once_on_a_second_sigterm);
	tcase_add_test(tcase, cuts_the_drain_short_when_its_time_is_over);
	tcase_add_test(tcase, logs_one_line_without_anything_the_request_says);
	tcase_add_loop_test(tcase, leaves_nothing_of_a_body_in_memory, 0, 3);
	tcase_add_test(tcase, sees_a_name_in_memory_where_there_is_one);
	suite_add_tcase(suite, tcase);
	return suite;
}
