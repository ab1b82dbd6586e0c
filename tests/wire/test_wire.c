/*
 * The FastCGI transport as a web server meets it: a responder process,
 * named by the environment's WIRE_RESPONDER, and records on its socket.
 */
#include "tests/wire/test_wire.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
wire_connect(const struct process *process)
{
	int fd = client_connect(process->socket);

	ck_assert_msg(fd >= 0, "no connection");
	return fd;
}

struct answer
wire_ask(int fd, const struct ask *ask)
{
	struct bytes request = { 0 };
	struct answer answer;

	add_request(&request, ask);
	ck_assert_msg(client_send(fd, &request), "not taken");
	ck_assert_msg(client_receive(fd, ANSWER_MS, &answer), "not answered");
	bytes_free(&request);
	return answer;
}

bool
wire_serves(const struct process *process, const char *path, long ms)
{
	struct ask ask = { .method = "GET", .path = path };
	long begun = clock_ms();
	int fd = client_connect(process->socket);
	bool served = fd >= 0 && client_ask(fd, &ask, 200);

	if (fd >= 0)
		close(fd);
	return served && clock_ms() - begun <= ms;
}

char
wire_big_byte(size_t index)
{
	return (char)('a' + index % 23 + index / 65528 % 3);
}

int
main(void)
{
	SRunner *runner;
	int failed;

	if (getenv("WIRE_RESPONDER") == NULL) {
		fprintf(stderr, "test_wire: WIRE_RESPONDER is not set\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	runner = srunner_create(suite_exchange());
	srunner_add_suite(runner, suite_refusal());
	srunner_add_suite(runner, suite_crowd());
	srunner_add_suite(runner, suite_life());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
