#include "fcgi/worker.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgi/accept.h"
#include "fcgi/fastcgi.h"
#include "fcgi/inbox.h"
#include "fcgi/log.h"
#include "fcgi/screen.h"

enum {
	WINDOW_SIZE = 64 * 1024, /* looked at in one go */
	SEND_TIMEOUT_MS = 30000, /* for a peer to take its answer */
	LINGER_TIMEOUT_MS = 2000,
	LOG_MS = 100 /* a line waits no longer than this for others */
};

struct worker {
	struct workshop *workshop;
	struct fastcgi *fastcgi;
	struct log_batch log;
	int replay_fd; /* memory file out of which libfcgi reads an inbox */
	unsigned char window[WINDOW_SIZE];
};

static void
drop(struct worker *worker, struct connection *connection)
{
	connections_drop(&worker->workshop->connections, connection);
}

/* Give the connection up until "events"; "deadline" 0 is never. */
static void
wait_for(struct worker *worker, struct connection *connection, uint32_t events,
    enum connection_state state, int64_t deadline)
{
	struct epoll_event event = { .events = events | EPOLLONESHOT,
		.data.ptr = connection };

	atomic_store(&connection->deadline, deadline);
	atomic_store(&connection->state, state);
	if (epoll_ctl(worker->workshop->epoll_fd, EPOLL_CTL_MOD, connection->fd,
		&event) != 0) {
		atomic_store(&connection->state, CONNECTION_BUSY);
		drop(worker, connection);
	}
}

static void
linger(struct worker *worker, struct connection *connection)
{
	ssize_t got;

	do
		got = recv(
		    connection->fd, worker->window, WINDOW_SIZE, MSG_DONTWAIT);
	while (got > 0 || (got < 0 && errno == EINTR));
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		wait_for(worker, connection, EPOLLIN, CONNECTION_PARTIAL,
		    atomic_load(&connection->deadline));
	else
		drop(worker, connection);
}

/*
 * What the screen does not let through.  Only parameters that are too long
 * can come from an honest peer; it gets an answer, and time to read it.
 */
static void
refuse(struct worker *worker, struct connection *connection,
    const struct screen *screen)
{
	log_event("event=refused reason=%s", screen->reason);
	if (!screen->params_too_large) {
		drop(worker, connection);
		return;
	}
	fastcgi_refuse(worker->fastcgi, connection->fd);
	shutdown(connection->fd, SHUT_WR);
	connection->lingering = true;
	atomic_store(
	    &connection->deadline, connection_clock() + LINGER_TIMEOUT_MS);
	linger(worker, connection);
}

/* The answer goes on without this worker, which needs a new one of these. */
static void
part_with_answer(struct worker *worker, struct connection *connection)
{
	struct fastcgi *fresh = fastcgi_new(worker->workshop->config);

	if (fresh == NULL) {
		fastcgi_send(worker->fastcgi, -1, &worker->log);
		drop(worker, connection);
		return;
	}
	connection->sending = worker->fastcgi;
	worker->fastcgi = fresh;
	wait_for(worker, connection, EPOLLOUT, CONNECTION_PARTIAL,
	    connection_clock() + SEND_TIMEOUT_MS);
}

static void
after(struct worker *worker, struct connection *connection,
    enum fastcgi_next next)
{
	switch (next) {
	case FASTCGI_GONE:
		connection->fd = -1;
		drop(worker, connection);
		return;
	case FASTCGI_CLOSE:
		drop(worker, connection);
		return;
	case FASTCGI_MORE:
		part_with_answer(worker, connection);
		return;
	case FASTCGI_KEEP:
		break;
	}
	if (atomic_load(&worker->workshop->draining))
		drop(worker, connection);
	else
		wait_for(worker, connection, EPOLLIN, CONNECTION_IDLE, 0);
}

static void
send_more(struct worker *worker, struct connection *connection)
{
	enum fastcgi_next next =
	    fastcgi_send(
	    connection->sending, connection->fd, &worker->log);

	if (next == FASTCGI_MORE) {
		wait_for(worker, connection, EPOLLOUT, CONNECTION_PARTIAL,
		    atomic_load(&connection->deadline));
		return;
	}
	fastcgi_free(connection->sending);
	connection->sending = NULL;
	after(worker, connection, next);
}

/* A request that came in pieces is whole now. */
static void
serve_inbox(struct worker *worker, struct connection *connection)
{
	struct fastcgi_input input = {
		.source = worker->replay_fd,
		.fd = connection->fd,
		.body_length = inbox_screen(connection->inbox)->body_length,
	};
	bool ready = inbox_replay(connection->inbox, worker->replay_fd);
	enum fastcgi_next next = FASTCGI_CLOSE;

	inbox_free(connection->inbox);
	connection->inbox = NULL;
	if (ready)
		next = fastcgi_serve(worker->fastcgi, &input, &worker->log);
	if (next == FASTCGI_GONE) { /* the library closed the memory file */
		worker->replay_fd = memfd_create("request", MFD_CLOEXEC);
		next = FASTCGI_CLOSE;
	} else if (ftruncate(worker->replay_fd, 0) != 0)
		next = FASTCGI_CLOSE;
	after(worker, connection, next);
}

static void
collect(struct worker *worker, struct connection *connection)
{
	switch (inbox_receive(connection->inbox, connection->fd)) {
	case INBOX_WAITING:
		wait_for(worker, connection, EPOLLIN, CONNECTION_PARTIAL,
		    atomic_load(&connection->deadline));
		return;
	case INBOX_COMPLETE:
		serve_inbox(worker, connection);
		return;
	case INBOX_REFUSED:
		refuse(worker, connection, inbox_screen(connection->inbox));
		return;
	case INBOX_CLOSED:
		drop(worker, connection);
		return;
	}
}

static void
begin_collecting(struct worker *worker, struct connection *connection)
{
	const struct server_config *config = worker->workshop->config;

	connection->inbox = inbox_new(config->params_max, config->body_max);
	if (connection->inbox == NULL) {
		drop(worker, connection);
		return;
	}
	if (atomic_load(&connection->deadline) == 0)
		atomic_store(&connection->deadline,
		    connection_clock() + config->request_timeout_ms);
	collect(worker, connection);
}

static void
serve_window(struct worker *worker, struct connection *connection,
    const struct screen *screen)
{
	struct fastcgi_input input = {
		.source = connection->fd,
		.fd = connection->fd,
		.body_length = screen->body_length,
	};

	if (screen->body_length > 0)
		explicit_bzero(worker->window, screen->at);
	after(worker, connection,
	    fastcgi_serve(worker->fastcgi, &input, &worker->log));
}

/* Look at a request where it lies; mostly all of it is there. */
static void
peek(struct worker *worker, struct connection *connection)
{
	struct screen screen = screen_new(worker->workshop->config->params_max);
	ssize_t got;

	do
		got = recv(connection->fd, worker->window, WINDOW_SIZE,
		    MSG_PEEK | MSG_DONTWAIT);
	while (got < 0 && errno == EINTR);
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
		wait_for(worker, connection, EPOLLIN, CONNECTION_IDLE,
		    atomic_load(&connection->deadline));
		return;
	}
	if (got <= 0) {
		drop(worker, connection);
		return;
	}
	switch (screen_scan(&screen, worker->window, (size_t)got)) {
	case SCREEN_COMPLETE:
		serve_window(worker, connection, &screen);
		return;
	case SCREEN_REFUSED:
		explicit_bzero(worker->window, (size_t)got);
		refuse(worker, connection, &screen);
		return;
	case SCREEN_INCOMPLETE:
		explicit_bzero(worker->window, (size_t)got);
		begin_collecting(worker, connection);
		return;
	}
}

static void
turn(struct worker *worker, struct connection *connection)
{
	int state = atomic_exchange(&connection->state, CONNECTION_BUSY);

	if (state == CONNECTION_DOOMED)
		drop(worker, connection);
	else if (connection->sending != NULL)
		send_more(worker, connection);
	else if (connection->lingering)
		linger(worker, connection);
	else if (connection->inbox != NULL)
		collect(worker, connection);
	else
		peek(worker, connection);
}

static void
work(struct worker *worker)
{
	struct workshop *workshop = worker->workshop;
	struct epoll_event event;
	int count;

	for (;;) {
		/* One at a time: what it does not take, another thread can. */
		count = epoll_wait(workshop->epoll_fd, &event, 1,
		    worker->log.length > 0 ? LOG_MS : -1);
		if ((count < 0 && errno != EINTR) ||
		    (count > 0 && event.data.ptr == &workshop->stop_fd))
			break;
		if (count == 0)
			log_flush(&worker->log);
		else if (count > 0 && event.data.ptr == workshop)
			accept_turn(workshop);
		else if (count > 0)
			turn(worker, event.data.ptr);
	}
	log_flush(&worker->log);
}

struct worker *
worker_new(struct workshop *workshop)
{
	struct worker *worker = calloc(1, sizeof(*worker));

	if (worker == NULL)
		return NULL;
	worker->workshop = workshop;
	worker->replay_fd = memfd_create("request", MFD_CLOEXEC);
	worker->fastcgi = fastcgi_new(workshop->config);
	if (worker->replay_fd < 0 || worker->fastcgi == NULL) {
		worker_free(worker);
		return NULL;
	}
	return worker;
}

void
worker_free(struct worker *worker)
{
	if (worker == NULL)
		return;
	if (worker->replay_fd >= 0)
		close(worker->replay_fd);
	fastcgi_free(worker->fastcgi);
	free(worker);
}

void *
worker_main(void *argument)
{
	work(argument);
	return NULL;
}
