#include "fcgi/connection.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/fastcgi.h"
#include "fcgi/inbox.h"

int64_t
connection_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
connections_init(struct connections *connections)
{
	pthread_mutex_init(&connections->lock, NULL);
	connections->first = NULL;
	connections->count = 0;
}

struct connection *
connections_add(struct connections *connections, int fd, int64_t deadline)
{
	struct connection *connection = calloc(1, sizeof(*connection));

	if (connection == NULL) {
		close(fd);
		return NULL;
	}
	connection->fd = fd;
	atomic_init(&connection->state, CONNECTION_IDLE);
	atomic_init(&connection->deadline, deadline);
	pthread_mutex_lock(&connections->lock);
	connection->next = connections->first;
	if (connection->next != NULL)
		connection->next->previous = connection;
	connections->first = connection;
	connections->count++;
	pthread_mutex_unlock(&connections->lock);
	return connection;
}

static void
release(struct connection *connection)
{
	if (connection->fd >= 0)
		close(connection->fd);
	inbox_free(connection->inbox);
	fastcgi_free(connection->sending);
	free(connection);
}

void
connections_drop(struct connections *connections, struct connection *connection)
{
	pthread_mutex_lock(&connections->lock);
	if (connection->previous != NULL)
		connection->previous->next = connection->next;
	else
		connections->first = connection->next;
	if (connection->next != NULL)
		connection->next->previous = connection->previous;
	connections->count--;
	pthread_mutex_unlock(&connections->lock);
	release(connection);
}

size_t
connections_count(struct connections *connections)
{
	size_t count;

	pthread_mutex_lock(&connections->lock);
	count = connections->count;
	pthread_mutex_unlock(&connections->lock);
	return count;
}

/*
 * Take it from "state" if that is still so.  Under the list's lock it cannot
 * be freed; its worker finds it DOOMED.
 */
static void
doom(struct connection *connection, int state)
{
	if (atomic_compare_exchange_strong(
		&connection->state, &state, CONNECTION_DOOMED))
		shutdown(connection->fd, SHUT_RDWR);
}

void
connections_expire(struct connections *connections, int64_t now)
{
	struct connection *connection;
	int64_t deadline;
	int state;

	pthread_mutex_lock(&connections->lock);
	for (connection = connections->first; connection != NULL;
	     connection = connection->next) {
		state = atomic_load(&connection->state);
		deadline = atomic_load(&connection->deadline);
		if (deadline != 0 && now > deadline &&
		    (state == CONNECTION_IDLE || state == CONNECTION_PARTIAL))
			doom(connection, state);
	}
	pthread_mutex_unlock(&connections->lock);
}

static bool
has_bytes(int fd)
{
	int waiting = 0;

	return ioctl(fd, FIONREAD, &waiting) == 0 && waiting > 0;
}

void
connections_end_idle(struct connections *connections)
{
	struct connection *connection;

	pthread_mutex_lock(&connections->lock);
	for (connection = connections->first; connection != NULL;
	     connection = connection->next)
		if (atomic_load(&connection->state) == CONNECTION_IDLE &&
		    !has_bytes(connection->fd))
			doom(connection, CONNECTION_IDLE);
	pthread_mutex_unlock(&connections->lock);
}

void
connections_end_waiting(struct connections *connections)
{
	struct connection *connection;

	pthread_mutex_lock(&connections->lock);
	for (connection = connections->first; connection != NULL;
	     connection = connection->next) {
		doom(connection, CONNECTION_IDLE);
		doom(connection, CONNECTION_PARTIAL);
	}
	pthread_mutex_unlock(&connections->lock);
}

void
connections_clear(struct connections *connections)
{
	struct connection *connection;

	while ((connection = connections->first) != NULL) {
		connections->first = connection->next;
		release(connection);
	}
	connections->count = 0;
	pthread_mutex_destroy(&connections->lock);
}
