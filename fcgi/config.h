#ifndef FCGI_CONFIG_H
#define FCGI_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lib/base/date.h"
#include "lib/base/err.h"

/* What an operator may set: by option, else by environment, else as here. */
struct config {
	const char *kb;     /* --kb, APPEALD_KB */
	const char *socket; /* --socket, APPEALD_SOCKET; NULL: inherited */
	mode_t socket_mode;
	int workers;
	size_t body_max;
	size_t params_max;
	size_t arena_max;
	size_t copy_max;
	size_t memo_max;
	const char *fonts; /* --fonts: folders, parted by colons; NULL: the
			      system's */
	const char *require_signature; /* file with the public key that the
					  knowledge base must be signed with;
					  NULL: it need not be */
	int request_timeout_ms;
	int drain_timeout_ms;
	bool has_today;
	struct date today;
};

/*
 * Read options and environment.  "*stop" is set when the program is to end
 * at once, after --help or --version were printed.  Fails with ERR_INVALID;
 * the note names the option.
 */
enum err config_read(int argc, char **argv, struct config *out, bool *stop,
    struct note *note);

#endif
