#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fcgi/config.h"
#include "fcgi/current.h"
#include "fcgi/listen.h"
#include "fcgi/log.h"
#include "fcgi/serve.h"
#include "fcgi/server.h"

/* A core dump would hold patients' data; nor may anybody read our memory. */
static void
keep_memory_private(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static void
reload(void *context)
{
	struct service *service = context;
	struct note note;

	if (current_load(service->current, &note) == OK)
		log_event("event=reload result=ok");
	else
		log_event("event=reload result=kept-old why=\"%s\"",
		    note.text);
}

static enum err
listen_on(const struct config *config, int *fd, struct note *note)
{
	if (config->socket != NULL)
		return listen_unix(
		    config->socket, config->socket_mode, fd, note);
	return listen_inherited(fd, note);
}

static enum err
run(const struct config *config, struct note *note)
{
	struct service service = { .has_today = config->has_today,
		.today = config->today };
	struct server_config server = { .workers = config->workers,
		.body_max = config->body_max,
		.params_max = config->params_max,
		.arena_max = config->arena_max,
		.request_timeout_ms = config->request_timeout_ms,
		.drain_timeout_ms = config->drain_timeout_ms,
		.handler = serve,
		.context = &service,
		.on_reload = reload };
	enum err err;

	service.current =  current_new(config->kb, config->copy_max);
	if (service.current == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	current_keep(service.current, config->memo_max);
	if ((err = current_load(service.current, note)) == OK &&
	    (err = listen_on(config, &server.listen_fd, note)) == OK) {
		log_event("event=start workers=%d", config->workers);
		err = server_run(&server, note);
		close(server.listen_fd);
		if (config->socket != NULL)
			unlink(config->socket);
		log_event("event=stop");
	}
	current_free(service.current);
	return err;
}

int
main(int argc, char **argv)
{
	struct config config;
	struct note note;
	bool stop;

	if (config_read(argc, argv, &config, &stop, &note) != OK) {
		fprintf(stderr, "appeald: %s\n", note.text);
		return 2;
	}
	if (stop)
		return 0;
	keep_memory_private();
	if (run(&config, &note) != OK) {
		fprintf(stderr, "appeald: %s\n", note.text);
		return 1;
	}
	return 0;
}
