#include "tests/wire/fcgi_client.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fcgi/record.h"

enum { RECORD_PART = 32 * 1024, ANSWER_TIMEOUT_MS = 3000 };

void
bytes_add(struct bytes *bytes, const void *at, size_t length)
{
	size_t size = bytes->size == 0 ? 1024 : bytes->size;

	while (size - bytes->length < length + 1)
		size *= 2;
	if (size != bytes->size)
		bytes->at = realloc(bytes->at, size);
	if (bytes->at == NULL)
		abort();
	bytes->size = size;
	if (length > 0)
		memcpy(bytes->at + bytes->length, at, length);
	bytes->length += length;
	bytes->at[bytes->length] = '\0';
}

void
bytes_free(struct bytes *bytes)
{
	free(bytes->at);
	*bytes = (struct bytes){ 0 };
}

static void
add_length(struct bytes *params, size_t length)
{
	unsigned char four[4] = { (unsigned char)(length >> 24 | 0x80),
		(unsigned char)(length >> 16), (unsigned char)(length >> 8),
		(unsigned char)length };

	if (length < 0x80)
		bytes_add(params, four + 3, 1);
	else
		bytes_add(params, four, 4);
}

void
add_pair(struct bytes *params, const char *name, const char *value)
{
	add_length(params, strlen(name));
	add_length(params, strlen(value));
	bytes_add(params, name, strlen(name));
	bytes_add(params, value, strlen(value));
}

void
add_record(
    struct bytes *out, int type, int id, const void *content, size_t length)
{
	unsigned char header[RECORD_HEADER];

	record_format(header, type, length);
	header[2] = (unsigned char)(id >> 8);
	header[3] = (unsigned char)id;
	bytes_add(out, header, sizeof(header));
	bytes_add(out, content, length);
}

void
add_begin(struct bytes *out, int id, int role, bool keep)
{
	unsigned char body[RECORD_BEGIN_LENGTH] = { 0 };

	body[1] = (unsigned char)role;
	body[2] = keep;
	add_record(out, RECORD_BEGIN, id, body, sizeof(body));
}

void
add_stream(struct bytes *out, int type, const void *content, size_t length)
{
	const char *at = content;
	size_t part;

	for (; length > 0; at += part, length -= part) {
		part = length < RECORD_PART ? length : RECORD_PART;
		add_record(out, type, RECORD_ID, at, part);
	}
}

void
add_params(struct bytes *params, const struct ask *ask)
{
	char length[32];

	if (ask->method != NULL)
		add_pair(params, "REQUEST_METHOD", ask->method);
	add_pair(params, "PATH_INFO", ask->path == NULL ? "/" : ask->path);
	add_pair(params, "QUERY_STRING", ask->query == NULL ? "" : ask->query);
	snprintf(length, sizeof(length), "%zu", ask->body_length);
	if (ask->announced != NULL || ask->body_length > 0)
		add_pair(params, "CONTENT_LENGTH",
		    ask->announced == NULL ? length : ask->announced);
	add_pair(params, "SERVER_PROTOCOL", "HTTP/1.1");
}

void
add_request(struct bytes *out, const struct ask *ask)
{
	struct bytes params = { 0 };

	add_params(&params, ask);
	add_begin(out, RECORD_ID, RECORD_ROLE_RESPONDER, !ask->close);
	add_stream(out, RECORD_PARAMS, params.at, params.length);
	add_record(out, RECORD_PARAMS, RECORD_ID, NULL, 0);
	add_stream(out, RECORD_STDIN, ask->body, ask->body_length);
	add_record(out, RECORD_STDIN, RECORD_ID, NULL, 0);
	bytes_free(&params);
}

int
client_connect(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (fd >= 0 &&
	    connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

bool
client_send_part(int fd, const struct bytes *bytes, size_t from, size_t to)
{
	ssize_t sent;

	while (from < to) {
		sent = send(fd, bytes->at + from, to - from, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		from += (size_t)sent;
	}
	return true;
}

bool
client_send(int fd, const struct bytes *bytes)
{
	return client_send_part(fd, bytes, 0, bytes->length);
}

static bool
readable(int fd, int timeout_ms)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	return poll(&wait, 1, timeout_ms) == 1;
}

static bool
read_exactly(int fd, int timeout_ms, void *at, size_t length)
{
	char *next = at;
	ssize_t got;

	for (; length > 0; next += got, length -= (size_t)got) {
		if (!readable(fd, timeout_ms))
			return false;
		if ((got = recv(fd, next, length, 0)) <= 0)
			return false;
	}
	return true;
}

/* Head and body, once all of STDOUT is there. */
static void
take_apart(struct answer *answer)
{
	char *blank, *all;

	bytes_add(&answer->out, "", 0);
	all = (char *)answer->out.at;
	if ((blank = strstr(all, "\r\n\r\n")) == NULL)
		return;
	answer->head = all;
	answer->body = blank + 4;
	answer->body_length = answer->out.length - (size_t)(answer->body - all);
	blank[2] = '\0';
	answer->status = 200;
	if (strncmp(all, "Status: ", 8) == 0)
		answer->status = atoi(all + 8);
}

bool
client_receive(int fd, int timeout_ms, struct answer *answer)
{
	unsigned char header[RECORD_HEADER];
	unsigned char content[RECORD_CONTENT_MAX + 255];
	struct record record;

	*answer = (struct answer){ 0 };
	while (!answer->complete) {
		if (!read_exactly(fd, timeout_ms, header, sizeof(header)))
			break;
		record = record_parse(header);
		if (!read_exactly(fd, timeout_ms, content,
			record.length + record.padding))
			break;
		if (record.type == RECORD_STDOUT)
			bytes_add(&answer->out, content, record.length);
		if (record.type == RECORD_END)
			answer->complete = true;
	}
	take_apart(answer);
	return answer->complete;
}

void
answer_free(struct answer *answer)
{
	bytes_free(&answer->out);
}

bool
client_ask(int fd, const struct ask *ask, int status)
{
	struct bytes request = { 0 };
	struct answer answer;
	bool right;

	add_request(&request, ask);
	right = client_send(fd, &request) &&
		client_receive(fd, ANSWER_TIMEOUT_MS, &answer) &&
		answer.status == status;
	bytes_free(&request);
	if (right)
		answer_free(&answer);
	return right;
}

bool
client_sees_end(int fd, int timeout_ms)
{
	char skipped[4096];

	while (readable(fd, timeout_ms))
		if (recv(fd, skipped, sizeof(skipped), 0) <= 0)
			return true;
	return false;
}

bool
client_sees_nothing(int fd, int timeout_ms)
{
	return !readable(fd, timeout_ms);
}
