/*
 * The least a FastCGI responder can do: one answer, made up beforehand, for
 * every request, without any library.  The yardstick for benchmarks.
 *
 *	fixed_loop [-w loops] [-t content-type] socket file
 *
 * Each loop is a thread with an epoll set of its own; connections stay with
 * the loop that accepted them.
 */
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
	HEADER = 8,
	CONTENT_MAX = 65528,
	ANSWER_MAX = 8 * 1024 * 1024, HEADERS_MAX = 8192,
	READ_SIZE = 64 * 1024,
	BACKLOG = 4096,
	EVENTS = 64,
	BEGIN = 1,
	END = 3,
	STDIN = 5,
	STDOUT = 6,
	KEEP = 1
};

/* The whole answer, records and all. */
struct fixed {
	unsigned char *bytes;
	size_t length;
	int listen_fd;
};

/* Where a connection is in the records it receives. */
struct peer {
	int fd;
	unsigned char header[HEADER];
	size_t have; /* bytes of the header */
	size_t content; /* bytes of content still to come */
	size_t skip; /* bytes of padding still to come */
	size_t taken; /* bytes of the content already seen */
	bool keep;
};

static void
put_header(struct fixed *fixed, int type, size_t length)
{
	unsigned char header[HEADER] = { 1, (unsigned char)type, 0, 1,
		(unsigned char)(length >> 8), (unsigned char)length, 0, 0 };

	memcpy(fixed->bytes + fixed->length, header, HEADER);
	fixed->length += HEADER;
}

/* Header lines and body as STDOUT records, then the end. */
static void
lay_out(struct fixed *fixed, const char *bytes, size_t length)
{
	static const unsigned char end[HEADER] = { 0 };
	size_t part;

	for (; length > 0; bytes += part, length -= part) {
		part = length < CONTENT_MAX ? length : CONTENT_MAX;
		put_header(fixed, STDOUT, part);
		memcpy(fixed->bytes + fixed->length, bytes, part);
		fixed->length += part;
	}
	put_header(fixed, STDOUT, 0);
	put_header(fixed, END, HEADER);
	memcpy(fixed->bytes + fixed->length, end, HEADER);
	fixed->length += HEADER;
}

/* Header lines to send as well, each ending in CRLF; NULL: none. */
static bool
load_headers(const char *path, char more[HEADERS_MAX])
{
	FILE *file;
	size_t got;

	if (path == NULL)
		return true;
	if ((file = fopen(path, "rb")) == NULL)
		return false;
	got = fread(more, 1, HEADERS_MAX - 1, file);
	more[got] = '\0';
	fclose(file);
	return true;
}

static bool
load(struct fixed *fixed, const char *path, const char *type,
    const char *headers)
{
	char *text = malloc(ANSWER_MAX), *body = malloc(ANSWER_MAX);
	FILE *file = fopen(path, "rb");
	char more[HEADERS_MAX] = "";
	size_t length;
	int head;

	fixed->bytes = malloc(2 * ANSWER_MAX);
	if (file == NULL || text == NULL || body == NULL ||
	    fixed->bytes == NULL || !load_headers(headers, more))
		return false;
	length = fread(body, 1, ANSWER_MAX / 2, file);
	fclose(file);
	head = snprintf(text, ANSWER_MAX / 2,
	    "Status: 200 OK\r\nContent-Type: %s\r\n"
	    "Content-Length: %zu\r\n%s\r\n",
	    type, length, more);
	memcpy(text + head, body, length);
	lay_out(fixed, text, (size_t)head + length);
	free(text);
	free(body);
	return true;
}

static int
listening_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	unlink(path);
	if (fd < 0 ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    chmod(path, 0666) != 0 || listen(fd, BACKLOG) != 0)
		return -1;
	return fd;
}

/* A blocking write: the answers are small next to the socket's buffer. */
static bool
answer(const struct fixed *fixed, int fd)
{
	size_t at = 0;
	ssize_t sent;

	while (at < fixed->length) {
		sent = send(
		    fd, fixed->bytes + at, fixed->length - at, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += (size_t)sent;
	}
	return true;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Walk the records in "bytes"; false when the connection is over. */
static bool
digest(const struct fixed *fixed, struct peer *peer, const unsigned char *bytes,
    size_t length)
{
	size_t part;

	while (length > 0) {
		if (peer->have < HEADER) {
			part = least(HEADER - peer->have, length);
			memcpy(peer->header + peer->have, bytes, part);
			peer->have += part;
			if (peer->have == HEADER) {
				peer->content = (size_t)peer->header[4] << 8 |
						peer->header[5];
				peer->skip = peer->header[6];
				peer->taken = 0;
			}
		} else if (peer->content > 0) {
			part = least(peer->content, length);
			if (peer->header[1] == BEGIN && peer->taken <= 2 &&
			    peer->taken + part > 2)
				peer->keep = bytes[2 - peer->taken] & KEEP;
			peer->taken += part;
			peer->content -= part;
		} else {
			part = least(peer->skip, length);
			peer->skip -= part;
		}
		bytes += part;
		length -= part;
		if (peer->have < HEADER || peer->content + peer->skip > 0)
			continue;
		peer->have = 0;
		if (peer->header[1] == STDIN && peer->taken == 0 &&
		    (!answer(fixed, peer->fd) || !peer->keep))
			return false;
	}
	return true;
}

static void
greet(const struct fixed *fixed, int epoll_fd)
{
	struct epoll_event event = { .events = EPOLLIN };
	struct peer *peer;
	int fd;

	while (
	    (fd = accept4(fixed->listen_fd, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
		if ((peer = calloc(1, sizeof(*peer))) == NULL) {
			close(fd);
			return;
		}
		peer->fd = fd;
		event.data.ptr = peer;
		if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0) {
			close(fd);
			free(peer);
		}
	}
}

static void
attend(const struct fixed *fixed, struct peer *peer, unsigned char *bytes)
{
	ssize_t got = recv(peer->fd, bytes, READ_SIZE, MSG_DONTWAIT);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got > 0 && digest(fixed, peer, bytes, (size_t)got))
		return;
	close(peer->fd);
	free(peer);
}

static void *
loop(void *argument)
{
	const struct fixed *fixed = argument;
	struct epoll_event events[EVENTS], event = { .events = EPOLLIN };
	unsigned char *bytes = malloc(READ_SIZE);
	int epoll_fd = epoll_create1(EPOLL_CLOEXEC), count, i;

	if (bytes == NULL || epoll_fd < 0 ||
	    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fixed->listen_fd, &event) != 0)
		exit(1);
	for (;;) {
		count = epoll_wait(epoll_fd, events, EVENTS, -1);
		for (i = 0; i < count; i++) {
			if (events[i].data.ptr == NULL)
				greet(fixed, epoll_fd);
			else
				attend(fixed, events[i].data.ptr, bytes);
		}
	}
}

int
main(int argc, char **argv)
{
	const char *type = "application/json", *headers = NULL;
	struct fixed fixed = { 0 };
	pthread_t thread;
	int option, loops = 1;

	while ((option = getopt(argc, argv, "w:t:H:")) != -1) {
		if (option == 'w')
			loops = atoi(optarg);
		else if (option == 't')
			type = optarg;
		else if (option == 'H')
			headers = optarg;
		else
			return 2;
	}
	if (argc - optind != 2) {
		fprintf(stderr,
		    "usage: fixed_loop [-w loops] [-t type] "
		    "[-H headers] socket file\n");
		return 2;
	}
	if (!load(&fixed, argv[optind + 1], type, headers) ||
	    (fixed.listen_fd = listening_socket(argv[optind])) < 0) {
		perror("fixed_loop");
		return 1;
	}
	while (--loops > 0)
		if (pthread_create(&thread, NULL, loop, &fixed) != 0)
			return 1;
	loop(&fixed);
	return 0;
}
