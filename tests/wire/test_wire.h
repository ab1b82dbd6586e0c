#ifndef TESTS_WIRE_TEST_WIRE_H
#define TESTS_WIRE_TEST_WIRE_H

#include <check.h>

#include "tests/wire/fcgi_client.h"
#include "tests/wire/process.h"

Suite *suite_exchange(void); /* requests and answers */
Suite *suite_refusal(void); /* records that no web server sends */
Suite *suite_crowd(void); /* many connections, slow ones, lost ones */
Suite *suite_life(void); /* start, signals, end, log, memory */

enum {
	ANSWER_MS = 3000, /* for an answer that is expected */
	SOON_MS = 400 /* for one that must not be held up */
};

/* A GET of "path" on a new connection is answered with 200 in time. */
bool wire_serves(const struct process *process, const char *path, long ms);

/* A connection, or the test fails. */
int wire_connect(const struct process *process);

/* Ask and give the answer back; fails the test unless complete. */
struct answer wire_ask(int fd, const struct ask *ask);

/* The byte that the responder's "/big" has at "index". */
char wire_big_byte(size_t index);

enum { WIRE_BIG_SIZE = 1024 * 1024 };

#endif
