#include "fcgi/config.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MEMBER(name) offsetof(struct config, name)

/* How a setting is written and kept. */
enum kind { KIND_TEXT, KIND_COUNT, KIND_SIZE, KIND_MODE, KIND_DAY };

static const struct setting {
	const char *option;
	const char *environment;
	enum kind kind;
	size_t offset; /* of its member in struct config */
	long least;
	long most;
	const char *argument;
	const char *help;
} settings[] = {
	{ "kb", "APPEALD_KB", KIND_TEXT, MEMBER(kb),
	    0, 0, "FILE",
	    "knowledge base to serve (build/kb.mdb)" },
	{ "socket", "APPEALD_SOCKET", KIND_TEXT, MEMBER(socket),
	    0, 0, "PATH",
	    "listen on this unix socket; without it, on the\n"
	    "                       inherited descriptor 0 or 3" },
	{ "socket-mode", "APPEALD_SOCKET_MODE", KIND_MODE, MEMBER(socket_mode),
	    0, 0777, "OCTAL",
	    "permissions of the socket (0660)" },
	{ "workers", "APPEALD_WORKERS", KIND_COUNT, MEMBER(workers),
	    1, 256, "N",
	    "threads that serve (one for each processor)" },
	{ "body-max", "APPEALD_BODY_MAX", KIND_SIZE, MEMBER(body_max),
	    1024, 64L << 20, "BYTES",
	    "largest request body (262144)" },
	{ "params-max", "APPEALD_PARAMS_MAX", KIND_SIZE, MEMBER(params_max),
	    1024, 65535, "BYTES",
	    "largest set of FastCGI parameters (16384)" },
	{ "arena-max", "APPEALD_ARENA_MAX", KIND_SIZE, MEMBER(arena_max),
	    1L << 20, 1L << 30,
	    "BYTES", "memory one request may use (33554432)" },
	{ "copy-max", "APPEALD_COPY_MAX", KIND_SIZE, MEMBER(copy_max),
	    0, 1L << 40, "BYTES",
	    "largest knowledge base that is copied into sealed\n"
	    "                       memory; a larger one is verified and\n"
	    "                       served in place (1073741824)" },
	{ "memo-max", "APPEALD_MEMO_MAX", KIND_SIZE, MEMBER(memo_max),
	    0, 1L << 40, "BYTES",
	    "finished look-ups kept in memory (67108864)" },
	{ "fonts", "APPEALD_FONTS", KIND_TEXT, MEMBER(fonts),
	    0, 0, "DIRS",
	    "folders with the fonts of PDF letters, parted by\n"
	    "                       colons (those of the system)" },
	{ "require-signature", "APPEALD_REQUIRE_SIGNATURE", KIND_TEXT,
	    MEMBER(require_signature),
	    0, 0, "FILE",
	    "serve only knowledge bases signed with this public\n"
	    "                       key (none is required)" },
	{ "request-timeout", "APPEALD_REQUEST_TIMEOUT", KIND_COUNT,
	    MEMBER(request_timeout_ms),
	    10, 600000,
	    "MS", "for a request to arrive complete (5000)" },
	{ "drain-timeout", "APPEALD_DRAIN_TIMEOUT", KIND_COUNT,
	    MEMBER(drain_timeout_ms),
	    0, 600000,
	    "MS", "for requests in flight after SIGTERM (10000)" },
	{ "today", "APPEALD_TODAY", KIND_DAY, MEMBER(today),
	    0, 0, "DATE",
	    "answer as on this day, for tests (the clock's)" },
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

static void
print_help(void)
{
	size_t i;

	puts("usage: appeald [--OPTION VALUE]...\n\n"
	     "A FastCGI responder for denials and appeals of drugs.  Each\n"
	     "option may be given by its environment variable instead.\n");
	for (i = 0; i < SETTINGS; i++)
		printf("  --%s %s\n                       %s\n"
		       "                       [%s]\n",
		    settings[i].option, settings[i].argument,
		    settings[i].help, settings[i].environment);
	puts("  --help, --version\n\n"
	     "SIGHUP opens the knowledge base again; SIGTERM finishes the\n"
	     "requests in flight and ends.");
}

static enum err
read_number(const struct setting *s, const char *text, int base, long *out,
    struct note *note)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, base);
	if (errno != 0 || end == text || *end != '\0' || n < s->least ||
	    n > s->most)
		return err_set(note, ERR_INVALID,
		    base == 8 ? "--%s: must be an octal mode up to 0777"
			      : "--%s: must be a number from %ld to %ld",
		    s->option, s->least, s->most);
	*out = n;
	return OK;
}

static enum err
apply(const struct setting *s, const char *text, struct config *config,
    struct note *note)
{
	char *member = (char *)config + s->offset;
	struct note why;
	long number = 0;
	enum err err = OK;

	switch (s->kind) {
	case KIND_TEXT:
		memcpy(member, &text, sizeof(text));
		break;
	case KIND_MODE:
		if ((err = read_number(s, text, 8, &number, note)) == OK)
			*(mode_t *)(void *)member =
			    (mode_t)number;
		break;
	case KIND_COUNT:
		if ((err = read_number(s, text, 10, &number, note)) == OK)
			*(int *)(void *)member = (int)number;
		break;
	case KIND_SIZE:
		if ((err = read_number(s, text, 10, &number, note)) == OK)
			*(size_t *)(void *)member =
			    (size_t)number;
		break;
	case KIND_DAY:
		err = date_parse(str_from(text), &config->today, &why);
		config->has_today = err == OK;
		if (err != OK)
			err_set(note, err, "--%s: %s", s->option, why.text);
		break;
	}
	return err;
}

static const struct setting *
find(const char *argument)
{
	size_t i;

	for (i = 0; i < SETTINGS; i++)
		if (strncmp(argument, "--", 2) == 0 &&
		    strcmp(argument + 2, settings[i].option) == 0)
			return &settings[i];
	return NULL;
}

static enum err
read_environment(struct config *config, struct note *note)
{
	const char *text;
	enum err err = OK;
	size_t i;

	for (i = 0; err == OK && i < SETTINGS; i++)
		if ((text = getenv(settings[i].environment)) != NULL &&
		    *text != '\0')
			err = apply(&settings[i], text, config, note);
	return err;
}

enum err
config_read(int argc, char **argv, struct config *out, bool *stop,
    struct note *note)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct config config = { .kb = "build/kb.mdb",
		.socket_mode = 0660,
		.workers = cores < 1 ? 1 : (int)cores,
		.body_max = 256 * 1024,
		.params_max = 16 * 1024,
		.arena_max = (size_t)32 << 20,
		.copy_max = (size_t)1 << 30,
		.memo_max = (size_t)64 << 20,
		.request_timeout_ms = 5000,
		.drain_timeout_ms = 10000 };
	const struct setting *setting;
	enum err err;
	int i;

	*stop = true;
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		print_help();
		return OK;
	}
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		puts("appeald " APPEALD_VERSION);
		return OK;
	}
	*stop = false;
	err = read_environment(&config, note);
	for (i = 1; err == OK && i < argc; i += 2) {
		if ((setting = find(argv[i])) == NULL)
			err = err_set(note, ERR_INVALID,
			    "%s: no such option; see --help", argv[i]);
		else if (i + 1 == argc)
			err = err_set(note, ERR_INVALID,
			    "%s: needs a value", argv[i]);
		else
			err = apply(setting, argv[i + 1], &config, note);
	}
	if (err == OK)
		*out = config;
	return err;
}
