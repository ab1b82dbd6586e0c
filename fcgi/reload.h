#ifndef FCGI_RELOAD_H
#define FCGI_RELOAD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

/*
 * Calls on_reload in a thread of its own: reading a large knowledge base
 * must hold up neither requests nor the other signals.  Requests to reload
 * that arrive meanwhile become one.
 */
struct reload {
	void (*on_reload)(void *context);
	void *context;
	int wake_fd;
	atomic_bool stopping;
	pthread_t thread;
};

/* Fill "reload" and start; on_reload may be NULL.  False: no thread. */
bool reload_start(
    struct reload *reload, void (*on_reload)(void *context), void *context);

void reload_ask(struct reload *reload);

/* Wait for the one under way, if any, and end. */
void reload_stop(struct reload *reload);

#endif
