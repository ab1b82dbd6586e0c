#include "fcgi/server.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgi/accept.h"
#include "fcgi/fastcgi.h"
#include "fcgi/log.h"
#include "fcgi/reload.h"
#include "fcgi/worker.h"

enum {
	TICK_MS = 100, /* between looks at deadlines */
	DRAIN_TICK_MS = 5,
	DRAIN_GRACE_MS = 100, /* for requests on their way to us */
	DRAIN_ACCEPT_MAX = 4096
};

/* The thread that called server_run(): signals, deadlines, the end. */
struct server {
	struct workshop workshop;
	struct reload reload;
	int signal_fd;
	sigset_t old_mask;
	struct worker **workers;
	pthread_t *threads;
	int started; /* threads that run */
	bool reloads;
};

static enum err
system_error(struct note *note, const char *what)
{
	return err_set(note, ERR_SYSTEM, "%s: %s", what, strerror(errno));
}

/*
 * Signals are taken from a descriptor by one thread and blocked in all: one
 * that interrupted a read or write inside libfcgi would cut a request.
 */
static enum err
open_signals(struct server *server, struct note *note)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGHUP);
	sigaddset(&mask, SIGTERM);
	sigaddset(&mask, SIGINT);
	if (pthread_sigmask(SIG_BLOCK, &mask, NULL) != 0)
		return err_set(note, ERR_SYSTEM, "signals: cannot be blocked");
	/* Ignored ones (nohup, a shell's background job) never arrive. */
	signal(SIGHUP, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	server->signal_fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
	if (server->signal_fd < 0)
		return system_error(note, "signalfd");
	return OK;
}

static enum err
open_workshop(struct workshop *workshop, struct note *note)
{
	struct epoll_event event = { .events = EPOLLIN,
		.data.ptr = &workshop->stop_fd };
	int listen_fd = workshop->config->listen_fd, one = 1;
	int flags = fcntl(listen_fd, F_GETFL);

	if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) != 0)
		return system_error(note, "listening socket");
	/* Handed down to its connections; on a unix socket it fails. */
	setsockopt(listen_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	workshop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	workshop->stop_fd = eventfd(0, EFD_CLOEXEC);
	workshop->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (workshop->epoll_fd < 0 || workshop->stop_fd < 0 ||
	    workshop->wake_fd < 0 ||
	    epoll_ctl(workshop->epoll_fd, EPOLL_CTL_ADD, workshop->stop_fd,
		&event) != 0 ||
	    !accept_watch(workshop, true))
		return system_error(note, "epoll");
	return OK;
}

static enum err
start_workers(struct server *server, struct note *note)
{
	int workers = server->workshop.config->workers, i;
	struct worker *worker;

	server->workers = calloc((size_t)workers, sizeof(struct worker *));
	server->threads = calloc((size_t)workers, sizeof(pthread_t));
	if (server->workers == NULL || server->threads == NULL)
		return err_set(note, ERR_SYSTEM, "workers: no memory");
	for (i = 0; i < workers; i++) {
		if ((worker = worker_new(&server->workshop)) == NULL)
			return err_set(note, ERR_SYSTEM, "worker: no memory");
		server->workers[i] = worker;
		if (pthread_create(
			&server->threads[i], NULL, worker_main, worker) != 0)
			return err_set(note, ERR_SYSTEM, "worker: no thread");
		server->started++;
	}
	return OK;
}

static void
stop_workers(struct server *server)
{
	int i;

	if (server->workshop.stop_fd >= 0)
		eventfd_write(server->workshop.stop_fd, 1);
	for (i = 0; i < server->started; i++)
		pthread_join(server->threads[i], NULL);
	for (i = 0;
	     server->workers != NULL && i < server->workshop.config->workers;
	     i++)
		worker_free(server->workers[i]);
	free(server->workers);
	free(server->threads);
}

/* Act on what has been signalled; true once the end is asked for. */
static bool
read_signals(struct server *server)
{
	struct signalfd_siginfo info;
	bool end = false;

	while (read(server->signal_fd, &info, sizeof(info)) ==
	       (ssize_t)sizeof(info)) {
		if (info.ssi_signo != SIGHUP)
			end = true;
		else if (server->reloads)
			reload_ask(&server->reload);
	}
	return end;
}

/* Something to time: connections, or a pause in accepting. */
static bool
has_to_watch(struct workshop *workshop)
{
	return connections_count(&workshop->connections) > 0 ||
	       atomic_load(&workshop->accept_paused);
}

/* Wait for a signal, at most "timeout_ms" (-1: until woken). */
static void
sleep_until(struct server *server, int timeout_ms)
{
	struct pollfd fds[] = {
		{ .fd = server->signal_fd, .events = POLLIN },
		{ .fd = server->workshop.wake_fd, .events = POLLIN },
	};
	eventfd_t count;

	poll(fds, 2, timeout_ms);
	eventfd_read(server->workshop.wake_fd, &count);
}

static void
conduct(struct server *server)
{
	struct workshop *workshop = &server->workshop;
	int timeout;

	for (;;) {
		/* Said first, so that whoever comes after the look wakes us. */
		atomic_store(&workshop->asleep, true);
		timeout = has_to_watch(workshop) ? TICK_MS : -1;
		if (timeout >= 0)
			atomic_store(&workshop->asleep, false);
		sleep_until(server, timeout);
		if (read_signals(server))
			return;
		connections_expire(&workshop->connections, connection_clock());
		if (timeout >= 0 &&
		    atomic_exchange(&workshop->accept_paused, false))
			accept_watch(workshop, false);
	}
}

static bool
is_drained(struct workshop *workshop)
{
	return atomic_load(&workshop->accepting) == 0 &&
	       connections_count(&workshop->connections) == 0;
}

/*
 * Take what is queued, let requests in flight be answered, then close what
 * only waits.  False if they were not done in time.
 */
static bool
drain(struct server *server)
{
	struct workshop *workshop = &server->workshop;
	struct connections *connections = &workshop->connections;
	int64_t begun = connection_clock(), now = begun;
	int64_t limit = begun + workshop->config->drain_timeout_ms;

	atomic_store(&workshop->draining, true);
	epoll_ctl(workshop->epoll_fd, EPOLL_CTL_DEL,
	    workshop->config->listen_fd, NULL);
	if (workshop->config->on_drain != NULL)
		workshop->config->on_drain(workshop->config->context);
	accept_queued(workshop, DRAIN_ACCEPT_MAX);
	while (!is_drained(workshop) && now < limit) {
		sleep_until(server, DRAIN_TICK_MS);
		if (read_signals(server))
			return false;
		now = connection_clock();
		connections_expire(connections, now);
		if (now >= begun + DRAIN_GRACE_MS)
			connections_end_idle(connections);
		/* Some were about to queue when the door was closed. */
		if (workshop->config->on_drain != NULL)
			accept_queued(workshop, DRAIN_ACCEPT_MAX);
	}
	if (is_drained(workshop))
		return true;
	connections_end_waiting(connections);
	limit = now + DRAIN_GRACE_MS;
	while (!is_drained(workshop) && now < limit) {
		sleep_until(server, DRAIN_TICK_MS);
		now = connection_clock();
	}
	return is_drained(workshop);
}

static void
close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

static enum err
start(struct server *server, struct note *note)
{
	const struct server_config *config = server->workshop.config;
	enum err err;

	if ((err = open_signals(server, note)) != OK ||
	    (err = open_workshop(&server->workshop, note)) != OK)
		return err;
	server->reloads =
	    reload_start(&server->reload, config->on_reload, config->context);
	if (!server->reloads)
		return err_set(note, ERR_SYSTEM, "reload: no thread");
	return start_workers(server, note);
}

/* Also what start() left half done. */
static void
stop(struct server *server)
{
	struct workshop *workshop = &server->workshop;

	stop_workers(server);
	connections_clear(&workshop->connections);
	/* From here on a signal ends the process, as it does by default. */
	close_if_open(server->signal_fd);
	pthread_sigmask(SIG_SETMASK, &server->old_mask, NULL);
	if (server->reloads)
		reload_stop(&server->reload);
	close_if_open(workshop->epoll_fd);
	close_if_open(workshop->stop_fd);
	close_if_open(workshop->wake_fd);
}

enum err
server_run(const struct server_config *config, struct note *note)
{
	struct server server = { .workshop = { .config = config,
				     .epoll_fd = -1,
				     .stop_fd = -1,
				     .wake_fd = -1 },
		.signal_fd = -1 };
	enum err err;

	if (config->workers < 1)
		return err_set(note, ERR_INVALID, "workers: at least one");
	if ((err = fastcgi_init(note)) != OK)
		return err;
	connections_init(&server.workshop.connections);
	pthread_sigmask(SIG_SETMASK, NULL, &server.old_mask);
	if ((err = start(&server, note)) == OK) {
		conduct(&server);
		if (!drain(&server)) {
			log_event("event=drain_cut_short");
			_exit(EXIT_FAILURE); /* a handler has no end */
		}
	}
	stop(&server);
	return err;
}
