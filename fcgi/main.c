#include <pthread.h>
#include <signal.h>
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
#include "lib/fonts.h"
#include "lib/pdf/press.h"

/* A core dump would hold patients' data; nor may anybody read our memory. */
static void
keep_memory_private(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* What the process is made of: requests are served from the first. */
struct process {
	struct service service;
	struct listen_name door;
};

static void
handle(void *context, const struct http_request *request, struct arena *arena,
    struct http_response *response)
{
	struct process *process = context;

	serve(&process->service, request, arena, response);
}

static void
close_door(void *context)
{
	struct process *process = context;

	listen_forget(&process->door);
}

static void
reload(void *context)
{
	struct process *process = context;
	struct note note;

	if (current_load(process->service.current, &note) == OK)
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

/*
 * Without fonts all is served but PDF.  The library may start threads of its
 * own; none of them shall take the signals that server_run() waits for.
 */
static struct press *
find_fonts(const struct config *config)
{
	struct press *press = NULL;
	struct note note;
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	if (fonts_press(config->fonts, &press, &note) != OK)
		log_event("event=no-pdf why=\"%s\"", note.text);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return press;
}

static enum err
serve_all(const struct config *config, struct process *process,
    struct note *note)
{
	struct server_config server = { .workers = config->workers,
		.body_max = config->body_max,
		.params_max = config->params_max,
		.arena_max = config->arena_max,
		.request_timeout_ms = config->request_timeout_ms,
		.drain_timeout_ms = config->drain_timeout_ms,
		.handler = handle,
		.context = process,
		.on_reload = reload,
		.on_drain = config->socket == NULL ? NULL : close_door };
	enum err err;

	if ((err = listen_on(config, &server.listen_fd, note)) != OK)
		return err;
	process->door = listen_name(config->socket);
	log_event("event=start workers=%d", config->workers);
	err = server_run(&server, note);
	close(server.listen_fd);
	listen_forget(&process->door);
	log_event("event=stop");
	return err;
}

static enum err
run(const struct config *config, struct note *note)
{
	struct process process = { .service = { .has_today = config->has_today,
					.today = config->today } };
	struct current *current = current_new(config->kb, config->copy_max);
	enum err err;

	if (current == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	process.service.current = current;
	current_keep(current, config->memo_max);
	current_require(current, config->require_signature);
	if ((err = current_load(current, note)) == OK) {
		process.service.press = find_fonts(config);
		err = serve_all(config, &process, note);
		press_free(process.service.press);
	}
	current_free(current);
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
