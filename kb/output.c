#include "kb/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/str.h"

static enum err
system_error(struct note *note, const char *path)
{
	return err_set(note, ERR_SYSTEM, "%s: %s", path, strerror(errno));
}

/* False with errno. */
static bool
write_all(FILE *file, const struct slices *body)
{
	size_t i;

	for (i = 0; i < body->count; i++)
		if (fwrite(body->items[i].at, 1, body->items[i].length,
			file) != body->items[i].length)
			return false;
	return fflush(file) == 0;
}

static enum err
write_into(const char *path, const struct slices *body, struct note *note)
{
	FILE *file = fopen(path, "w");
	bool written;

	if (file == NULL)
		return system_error(note, path);
	written = write_all(file, body);
	if (fclose(file) != 0 || !written)
		return system_error(note, path);
	return OK;
}

static enum err
write_beside(const char *path, const struct slices *body, struct note *note)
{
	char beside[4096];
	FILE *file = NULL;
	enum err err = OK;
	int fd;

	if (snprintf(beside, sizeof(beside), "%s.XXXXXX", path) >=
	    (int)sizeof(beside))
		return err_set(note, ERR_SYSTEM, "the file's name is too long");
	if ((fd = mkostemp(beside, O_CLOEXEC)) < 0) /* mode 0600 */
		return system_error(note, path);
	if ((file = fdopen(fd, "w")) == NULL || !write_all(file, body) ||
	    fsync(fd) != 0 || rename(beside, path) != 0) {
		err = system_error(note, path);
		unlink(beside);
	}
	if (file != NULL)
		fclose(file);
	else
		close(fd);
	return err;
}

enum err
output_write(const char *path, const struct slices *body, struct note *note)
{
	struct stat st;

	if (path == NULL || strcmp(path, "-") == 0)
		return write_all(stdout, body)
		    ? OK
		    : system_error(note, "standard output");
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return write_into(path, body, note);
	return write_beside(path, body, note);
}
