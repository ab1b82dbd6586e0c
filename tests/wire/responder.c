/*
 * A responder with routes that are awkward on purpose, for test_wire.
 *
 *	responder [-w workers] [-t request-timeout-ms] [-d drain-timeout-ms]
 *	    [-n descriptors] [-f file] [socket]
 *
 * Without a socket's name it takes an inherited one.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/listen.h"
#include "fcgi/log.h"
#include "fcgi/server.h"
#include "lib/base/arena.h"

enum {
	BODY_MAX = 256 * 1024,
	PARAMS_MAX = 32 * 1024,
	ARENA_MAX = 4 * 1024 * 1024,
	BIG_SIZE = 1024 * 1024,
	SLOW_MS = 50,
	CRAWL_MS = 600
};

/* What "/big" and "/file" serve. */
struct content {
	char *big;
	char *file;
	size_t file_length;
};

static void
sleep_ms(long ms)
{
	struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&pause, NULL);
}

/* One line for each thing that was given, then the body as it came. */
static void
echo(const struct http_request *request, struct http_response *response)
{
	slices_printf(
	    &response->body, "method=%.*s\n", STR_ARG(request->method));
	slices_printf(
	    &response->body, "path=%.*s\n", STR_ARG(request->path_info));
	slices_printf(&response->body, "query=%.*s\n", STR_ARG(request->query));
	slices_printf(&response->body, "length=%zu\n", request->body.length);
	slices_add(&response->body, request->body);
}

static void
count_release(void *payload)
{
	log_event("event=released payload=%s", (const char *)payload);
}

static char released_name[] = "big";

static void
give_big(const struct content *content, struct http_response *response)
{
	slices_add(&response->body, (struct str){ content->big, BIG_SIZE });
	response->release = count_release;
	response->payload = released_name;
}

static void
handle(void *context, const struct http_request *request, struct arena *arena,
    struct http_response *response)
{
	const struct content *content = context;
	struct str path = request->path_info;

	*response = (struct http_response){ .status = 200,
		.content_type = STR("text/plain"),
		.headers = slices_new(arena),
		.body = slices_new(arena),
		.head = str_is(request->method, "HEAD"),
		.route = "echo" };
	slices_puts(&response->headers, "X-Wire: yes\r\n");
	if (request->body_too_large) {
		response->status = 413;
		slices_puts(&response->body, "too large\n");
	} else if (str_is(path, "/big")) {
		response->route = "big";
		give_big(content, response);
	} else if (str_is(path, "/slow") || str_is(path, "/crawl")) {
		response->route = "slow";
		sleep_ms(str_is(path, "/slow") ? SLOW_MS : CRAWL_MS);
		slices_puts(&response->body, "slow\n");
	} else if (str_is(path, "/nobody-reads")) {
		response->route = "nobody-reads";
		slices_puts(&response->body, "unread\n");
	} else if (str_is(path, "/unchanged")) {
		response->status = 304;
		response->content_type = STR_NONE;
	} else if (str_is(path, "/file")) {
		response->route = "file";
		slices_add(&response->body,
		    (struct str){ content->file, content->file_length });
	} else
		echo(request, response);
}

static void
reload(void *context)
{
	(void)context;
	log_event("event=reloaded");
}

static char *
read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(BIG_SIZE);

	if (file == NULL || bytes == NULL) {
		perror(path);
		exit(2);
	}
	*length = fread(bytes, 1, BIG_SIZE, file);
	fclose(file);
	return bytes;
}

static void
limit_descriptors(rlim_t limit)
{
	struct rlimit value = { limit, limit };

	setrlimit(RLIMIT_NOFILE, &value);
}

static void
options(int argc, char **argv, struct server_config *config,
    struct content *content)
{
	int option;

	while ((option = getopt(argc, argv, "w:t:d:n:f:")) != -1) {
		if (option == 'w')
			config->workers = atoi(optarg);
		else if (option == 't')
			config->request_timeout_ms = atoi(optarg);
		else if (option == 'd')
			config->drain_timeout_ms = atoi(optarg);
		else if (option == 'n')
			limit_descriptors((rlim_t)atoi(optarg));
		else if (option == 'f')
			content->file =
			    read_file(optarg, &content->file_length);
		else
			exit(2);
	}
}

int
main(int argc, char **argv)
{
	struct content content = { .big = malloc(BIG_SIZE) };
	struct server_config config = { .workers = 2,
		.body_max = BODY_MAX,
		.params_max = PARAMS_MAX,
		.arena_max = ARENA_MAX,
		.request_timeout_ms = 1000,
		.drain_timeout_ms = 3000,
		.handler = handle,
		.context = &content,
		.on_reload = reload };
	struct note note;
	enum err err;
	size_t i;

	if (content.big == NULL)
		return 2;
	for (i = 0; i < BIG_SIZE; i++)
		content.big[i] = (char)('a' + i % 23 + i / 65528 % 3);
	options(argc, argv, &config, &content);
	if (optind < argc)
		err = listen_unix(argv[optind], 0660, &config.listen_fd, &note);
	else
		err = listen_inherited(&config.listen_fd, &note);
	if (err == OK)
		err = server_run(&config, &note);
	if (err != OK)
		fprintf(stderr, "responder: %s\n", note.text);
	free(content.big);
	free(content.file);
	return err == OK ? 0 : 1;
}
