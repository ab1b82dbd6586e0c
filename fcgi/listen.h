#ifndef FCGI_LISTEN_H
#define FCGI_LISTEN_H

#include <sys/types.h>

#include "lib/base/err.h"

/*
 * Make a listening unix socket at "path" with permissions "mode" (0660).
 * It is bound under a temporary name and renamed over "path", so that a
 * predecessor can be replaced without a moment in which nobody listens.
 * "*fd" is the caller's, close-on-exec and non-blocking.
 *
 * Fails with ERR_INVALID if the path does not fit a socket address, and with
 * ERR_SYSTEM.
 */
enum err listen_unix(const char *path, mode_t mode, int *fd, struct note *note);

/* A socket's name in the file system, as it was when it was ours. */
struct listen_name {
	const char *path; /* NULL: none */
	dev_t device;
	ino_t inode;
};
struct listen_name listen_name(const char *path);

/*
 * Remove the name, so that nobody new finds the door; unless a successor has
 * renamed a socket of its own over it.
 */
void listen_forget(const struct listen_name *name);

/*
 * Take the socket that whoever started us listens on: descriptor 3 if
 * LISTEN_PID names us and LISTEN_FDS is one (systemd; both are taken out of
 * the environment), else descriptor 0 if it is a listening socket (the
 * FastCGI specification, section 2.2).
 *
 * Fails with ERR_NOT_FOUND if there is none, ERR_INVALID if LISTEN_FDS is
 * not one, or descriptor 3 does not listen.
 */
enum err listen_inherited(int *fd, struct note *note);

#endif
