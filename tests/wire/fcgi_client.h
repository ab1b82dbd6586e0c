#ifndef TESTS_WIRE_FCGI_CLIENT_H
#define TESTS_WIRE_FCGI_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

/* A web server's side of FastCGI, as honest or as forged as a test wants. */

/* Bytes to be sent; grows, free with bytes_free(). */
struct bytes {
	unsigned char *at;
	size_t length;
	size_t size;
};

void bytes_add(struct bytes *bytes, const void *at, size_t length);
void bytes_free(struct bytes *bytes);

/* A name-value pair, with the lengths in their shortest form. */
void add_pair(struct bytes *params, const char *name, const char *value);

/* A record of any type; "length" up to 65535, no padding. */
void add_record(
    struct bytes *out, int type, int id, const void *content, size_t length);

/* A BEGIN record of request "id". */
void add_begin(struct bytes *out, int id, int role, bool keep);

/* "content" in as many records as it needs, without the empty one. */
void add_stream(
    struct bytes *out, int type, const void *content, size_t length);

/* What a request says. */
struct ask {
	const char *method; /* NULL: not given */
	const char *path;
	const char *query;
	const void *body;
	size_t body_length;
	const char *announced; /* CONTENT_LENGTH; NULL: the true one */
	bool close; /* no keep-alive */
};

/* The parameters of "ask", without record headers. */
void add_params(struct bytes *params, const struct ask *ask);

/* All records of a request, in order. */
void add_request(struct bytes *out, const struct ask *ask);

int client_connect(const char *path); /* a descriptor, or -1 */
bool client_send(int fd, const struct bytes *bytes);
bool client_send_part(
    int fd, const struct bytes *bytes, size_t from, size_t to);

/* An answer: STDOUT put together and taken apart. */
struct answer {
	bool complete; /* END_REQUEST has come */
	int status; /* 200 where no Status line is */
	struct bytes out;
	const char *head; /* terminated; within "out" */
	const char *body;
	size_t body_length;
};

/*
 * Read to END_REQUEST, to the peer's end, or for "timeout_ms" in which
 * nothing comes.  True if the answer is complete.  Free with answer_free().
 */
bool client_receive(int fd, int timeout_ms, struct answer *answer);
void answer_free(struct answer *answer);

/* Send and receive; false unless answered completely with "status". */
bool client_ask(int fd, const struct ask *ask, int status);

/* The peer closes within "timeout_ms"; what it still sends is skipped. */
bool client_sees_end(int fd, int timeout_ms);

/* Nothing comes, and no end either, for "timeout_ms". */
bool client_sees_nothing(int fd, int timeout_ms);

#endif
