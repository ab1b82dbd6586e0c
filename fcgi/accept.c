#include "fcgi/accept.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>

enum {
	ACCEPT_BATCH = 16,
	SEND_BUFFER = 256 * 1024, /* so that answers seldom have to wait */
	SOCKET_TIMEOUT_S = 2 /* a net below the code that never blocks */
};

static void
welcome(struct workshop *workshop, int fd)
{
	struct timeval timeout = { .tv_sec = SOCKET_TIMEOUT_S };
	struct epoll_event event = { .events = EPOLLIN | EPOLLONESHOT };
	struct connection *connection;
	int size = SEND_BUFFER;

	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
	connection = connections_add(&workshop->connections, fd,
	    connection_clock() + workshop->config->request_timeout_ms);
	if (connection == NULL)
		return;
	event.data.ptr = connection;
	if (epoll_ctl(workshop->epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
		connections_drop(&workshop->connections, connection);
}

bool
accept_queued(struct workshop *workshop, int most)
{
	int fd, i;

	for (i = 0; i < most; i++) {
		fd = accept4(
		    workshop->config->listen_fd, NULL, NULL, SOCK_CLOEXEC);
		if (fd >= 0) {
			welcome(workshop, fd);
			continue;
		}
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			return true;
		if (errno == EMFILE || errno == ENFILE || errno == ENOMEM ||
		    errno == ENOBUFS)
			return false;
	}
	return true;
}

bool
accept_watch(struct workshop *workshop, bool first)
{
	struct epoll_event event = { .events = EPOLLIN | EPOLLONESHOT,
		.data.ptr = workshop };

	return epoll_ctl(workshop->epoll_fd,
		   first ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
		   workshop->config->listen_fd, &event) == 0;
}

void
accept_turn(struct workshop *workshop)
{
	atomic_fetch_add(&workshop->accepting, 1);
	if (!atomic_load(&workshop->draining)) {
		if (accept_queued(workshop, ACCEPT_BATCH))
			accept_watch(workshop, false);
		else
			atomic_store(&workshop->accept_paused, true);
	}
	atomic_fetch_sub(&workshop->accepting, 1);
	if (atomic_exchange(&workshop->asleep, false))
		eventfd_write(workshop->wake_fd, 1);
}
