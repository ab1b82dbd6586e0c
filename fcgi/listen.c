#include "fcgi/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/str.h"

enum {
	BACKLOG = 4096, /* a full queue is a 502 at once */
	FIRST_PASSED = 3
};

static enum err
system_error(struct note *note, const char *what)
{
	return err_set(note, ERR_SYSTEM, "%s: %s", what, strerror(errno));
}

/* Permissions are set before anybody can connect: before listen(2). */
static enum err
bind_and_listen(
    int fd, const struct sockaddr_un *address, mode_t mode, struct note *note)
{
	const char *path = address->sun_path;

	if (unlink(path) != 0 && errno != ENOENT)
		return system_error(note, path);
	if (bind(fd, (const struct sockaddr *)address, sizeof(*address)) != 0)
		return system_error(note, path);
	if (chmod(path, mode) != 0 || listen(fd, BACKLOG) != 0) {
		system_error(note, path);
		unlink(path);
		return ERR_SYSTEM;
	}
	return OK;
}

enum err
listen_unix(const char *path, mode_t mode, int *fd, struct note *note)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	enum err err;
	int made, length;

	length = snprintf(address.sun_path, sizeof(address.sun_path), "%s.%ld",
	    path, (long)getpid());
	if (length < 0 || (size_t)length >= sizeof(address.sun_path))
		return err_set(note, ERR_INVALID,
		    "%s: too long for a socket's name", path);
	made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (made < 0)
		return system_error(note, "socket");
	if ((err = bind_and_listen(made, &address, mode, note)) != OK)
		goto out;
	if (rename(address.sun_path, path) != 0) {
		err = system_error(note, path);
		unlink(address.sun_path);
		goto out;
	}
	*fd = made;
	made = -1;
out:
	if (made >= 0)
		close(made);
	return err;
}

static bool
listens(int fd)
{
	int value = 0;
	socklen_t length = sizeof(value);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) ==
		   0 &&
	       value != 0;
}

static bool
variable_is(const char *name, long expected)
{
	long value;

	return str_to_long(str_from(getenv(name)), &value) && value == expected;
}

/* Ours alone: children neither get the socket nor the variables. */
static enum err
take(int from, int *fd, struct note *note)
{
	int flags = fcntl(from, F_GETFL);

	if (flags < 0 || fcntl(from, F_SETFL, flags | O_NONBLOCK) != 0 ||
	    fcntl(from, F_SETFD, FD_CLOEXEC) != 0)
		return system_error(note, "inherited socket");
	*fd = from;
	return OK;
}

enum err
listen_inherited(int *fd, struct note *note)
{
	bool passed = variable_is("LISTEN_PID", (long)getpid());
	bool one = variable_is("LISTEN_FDS", 1);

	if (passed) {
		unsetenv("LISTEN_PID");
		unsetenv("LISTEN_FDS");
		unsetenv("LISTEN_FDNAMES");
		if (!one)
			return err_set(note, ERR_INVALID,
			    "LISTEN_FDS: exactly one socket is served");
		if (!listens(FIRST_PASSED))
			return err_set(note, ERR_INVALID,
			    "LISTEN_FDS: descriptor 3 does not listen");
		return take(FIRST_PASSED, fd, note);
	}
	if (!listens(STDIN_FILENO))
		return err_set(note, ERR_NOT_FOUND,
		    "descriptor 0: not a listening socket");
	return take(STDIN_FILENO, fd, note);
}

struct listen_name
listen_name(const char *path)
{
	struct stat st;

	if (path == NULL || stat(path, &st) != 0)
		return (struct listen_name){ .path = NULL };
	return (struct listen_name){ path, st.st_dev, st.st_ino };
}

void
listen_forget(const struct listen_name *name)
{
	struct stat st;

	if (name->path != NULL && stat(name->path, &st) == 0 &&
	    st.st_dev == name->device && st.st_ino == name->inode)
		unlink(name->path);
}
