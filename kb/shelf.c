#include "kb/shelf.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/store/changes.h"
#include "lib/store/format.h"
#include "lib/store/signature.h"

enum { CHUNK = 256 * 1024, SUM_BYTES = 4, ITEMS_MAX = 10000 };

/* What is being made, or was when somebody died. */
#define BEGUN ".new-"

struct shelf {
	char *dir;
	int fd;	  /* of the folder */
	int lock; /* -1: only looking */
};

static enum err
system_error(struct note *note, const char *path)
{
	return err_set(note, errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM,
	    "%s: %s", path, strerror(errno));
}

static enum err
open_all(struct shelf *shelf, bool change, struct note *note)
{
	if (change && mkdir(shelf->dir, 0755) != 0 && errno != EEXIST)
		return system_error(note, shelf->dir);
	shelf->fd = open(shelf->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (shelf->fd < 0)
		return system_error(note, shelf->dir);
	if (!change)
		return OK;
	shelf->lock =
	    openat(shelf->fd, ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (shelf->lock < 0 || flock(shelf->lock, LOCK_EX) != 0)
		return system_error(note, shelf->dir);
	return OK;
}

enum err
shelf_open(
    const char *dir, bool change, struct shelf **out, struct note *note)
{
	struct shelf *shelf = calloc(1, sizeof(*shelf));
	enum err err;

	if (shelf == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	shelf->fd = shelf->lock = -1;
	if ((shelf->dir = strdup(dir)) == NULL)
		err = err_set(note, ERR_MEMORY, "out of memory");
	else
		err = open_all(shelf, change, note);
	if (err == OK)
		*out = shelf;
	else
		shelf_close(shelf);
	return err;
}

void
shelf_close(struct shelf *shelf)
{
	if (shelf == NULL)
		return;
	if (shelf->lock >= 0)
		close(shelf->lock);
	if (shelf->fd >= 0)
		close(shelf->fd);
	free(shelf->dir);
	free(shelf);
}

static bool
are_hex(const char *at, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!isdigit((unsigned char)at[i]) &&
		    (at[i] < 'a' || at[i] > 'f'))
			return false;
	return true;
}

/* kb-GENERATION-SUM.mdb */
static bool
is_item(const char *name)
{
	return strlen(name) == 32 && strncmp(name, "kb-", 3) == 0 &&
	    are_hex(name + 3, 16) && name[19] == '-' &&
	    are_hex(name + 20, 8) && strcmp(name + 28, ".mdb") == 0;
}

void
shelf_current(const struct shelf *shelf, char out[SHELF_NAME])
{
	ssize_t length =
	    readlinkat(shelf->fd, SHELF_CURRENT, out, SHELF_NAME - 1);

	out[length < 0 ? 0 : length] = '\0';
	if (!is_item(out))
		out[0] = '\0';
}

void
shelf_path(const struct shelf *shelf, const char *name, const char *suffix,
    char *out, size_t size)
{
	snprintf(out, size, "%s/%s%s", shelf->dir, name, suffix);
}

static int
by_time(const void *a, const void *b)
{
	const struct shelf_item *left = a, *right = b;

	if (left->served != right->served)
		return left->served > right->served ? -1 : 1;
	return strcmp(left->name, right->name);
}

/* Look at every entry of the folder. */
static enum err
each_entry(struct shelf *shelf,
    enum err (*visit)(struct shelf *shelf, const char *name, void *payload),
    void *payload, struct note *note)
{
	DIR *dir = opendir(shelf->dir);
	struct dirent *entry;
	enum err err = OK;

	if (dir == NULL)
		return system_error(note, shelf->dir);
	while (err == OK && (entry = readdir(dir)) != NULL)
		err = visit(shelf, entry->d_name, payload);
	closedir(dir);
	return err == OK ? OK : err_set(note, err, "out of memory");
}

struct listing {
	struct arena *arena;
	struct shelf_item *items;
	size_t count;
	char current[SHELF_NAME];
};

static enum err
list_entry(struct shelf *shelf, const char *name, void *payload)
{
	struct listing *list = payload;
	struct shelf_item *item, *items;
	struct stat about;

	if (!is_item(name) || list->count == ITEMS_MAX ||
	    fstatat(shelf->fd, name, &about, 0) != 0)
		return OK;
	items = arena_grow(list->arena, list->items,
	    list->count * sizeof(*items), (list->count + 1) * sizeof(*items));
	if (items == NULL)
		return ERR_MEMORY;
	list->items = items;
	item = &items[list->count++];
	snprintf(item->name, sizeof(item->name), "%.32s", name);
	snprintf(item->generation, sizeof(item->generation), "%.16s",
	    name + 3);
	item->served = (long long)about.st_mtim.tv_sec * 1000000000 +
	    about.st_mtim.tv_nsec;
	item->current = strcmp(name, list->current) == 0;
	return OK;
}

enum err
shelf_list(struct shelf *shelf, struct arena *arena, struct shelf_item **out,
    size_t *count, struct note *note)
{
	struct listing list = { .arena = arena };
	enum err err;

	shelf_current(shelf, list.current);
	if ((err = each_entry(shelf, list_entry, &list, note)) != OK)
		return err;
	if (list.count > 0)
		qsort(list.items, list.count, sizeof(*list.items), by_time);
	*out = list.items;
	*count = list.count;
	return OK;
}

static bool
write_all(int fd, const char *at, size_t length)
{
	ssize_t wrote;

	for (; length > 0; at += wrote, length -= (size_t)wrote) {
		wrote = write(fd, at, length);
		if (wrote < 0 && errno == EINTR)
			wrote = 0;
		if (wrote < 0)
			return false;
	}
	return true;
}

static bool
copy_all(int from, int to)
{
	static const size_t size = CHUNK;
	char *chunk = malloc(size);
	ssize_t got = -1;

	while (chunk != NULL && (got = read(from, chunk, size)) > 0)
		if (!write_all(to, chunk, (size_t)got)) {
			got = -1;
			break;
		}
	free(chunk);
	return got == 0;
}

static int
create(struct shelf *shelf, const char *name)
{
	return openat(shelf->fd, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
}

enum err
shelf_take(struct shelf *shelf, const char *path, char out[SHELF_NAME],
    struct note *note)
{
	int from = open(path, O_RDONLY | O_CLOEXEC), to;
	enum err err = OK;

	if (from < 0)
		return system_error(note, path);
	snprintf(out, SHELF_NAME, BEGUN "%ld", (long)getpid());
	unlinkat(shelf->fd, out, 0);
	if ((to = create(shelf, out)) < 0) {
		err = system_error(note, shelf->dir);
		close(from);
		return err;
	}
	if (!copy_all(from, to) || fchmod(to, 0444) != 0 || fsync(to) != 0)
		err = system_error(note, path);
	close(from);
	close(to);
	if (err != OK)
		unlinkat(shelf->fd, out, 0);
	return err;
}

/* The first bytes of the SHA-256 in the trailer of the file. */
static bool
read_sum(struct shelf *shelf, const char *name, unsigned char out[SUM_BYTES])
{
	int fd = openat(shelf->fd, name, O_RDONLY | O_CLOEXEC);
	struct stat about;
	bool got;

	if (fd < 0)
		return false;
	got = fstat(fd, &about) == 0 && about.st_size > KB_TRAILER &&
	    pread(fd, out, SUM_BYTES,
		about.st_size - KB_TRAILER + KB_TRAILER_SHA256) == SUM_BYTES;
	close(fd);
	return got;
}

enum err
shelf_name(struct shelf *shelf, const char *taken, struct str generation,
    char out[SHELF_NAME], struct note *note)
{
	unsigned char sum[SUM_BYTES];

	if (!read_sum(shelf, taken, sum))
		return system_error(note, taken);
	snprintf(out, SHELF_NAME, "kb-%.*s-%02x%02x%02x%02x.mdb",
	    STR_ARG(generation), sum[0], sum[1], sum[2], sum[3]);
	if (!is_item(out))
		return err_set(note, ERR_CORRUPT,
		    "%s: its generation is not 16 hexadecimal digits", taken);
	if (renameat(shelf->fd, taken, shelf->fd, out) != 0 ||
	    fsync(shelf->fd) != 0)
		return system_error(note, out);
	return OK;
}

enum err
shelf_put(struct shelf *shelf, const char *name, const char *suffix,
    struct str bytes, struct note *note)
{
	char begun[SHELF_NAME], to[2 * SHELF_NAME];
	enum err err = OK;
	int fd;

	snprintf(begun, sizeof(begun), BEGUN "%ld", (long)getpid());
	snprintf(to, sizeof(to), "%s%s", name, suffix);
	unlinkat(shelf->fd, begun, 0);
	if ((fd = create(shelf, begun)) < 0)
		return system_error(note, to);
	/* Whoever serves it must read it, whatever our umask is. */
	if (!write_all(fd, bytes.at, bytes.length) ||
	    fchmod(fd, 0644) != 0 || fsync(fd) != 0 ||
	    renameat(shelf->fd, begun, shelf->fd, to) != 0 ||
	    fsync(shelf->fd) != 0) {
		err = system_error(note, to);
		unlinkat(shelf->fd, begun, 0);
	}
	close(fd);
	return err;
}

enum err
shelf_choose(struct shelf *shelf, const char *name, struct note *note)
{
	char begun[SHELF_NAME];

	snprintf(begun, sizeof(begun), BEGUN "%ld", (long)getpid());
	unlinkat(shelf->fd, begun, 0);
	if (utimensat(shelf->fd, name, NULL, 0) != 0 ||
	    symlinkat(name, shelf->fd, begun) != 0 ||
	    renameat(shelf->fd, begun, shelf->fd, SHELF_CURRENT) != 0 ||
	    fsync(shelf->fd) != 0)
		return system_error(note, name);
	return OK;
}

/* Remove what nobody will finish, as the lock is ours. */
static enum err
remove_begun(struct shelf *shelf, const char *name, void *payload)
{
	(void)payload;
	if (strncmp(name, BEGUN, sizeof(BEGUN) - 1) == 0)
		unlinkat(shelf->fd, name, 0);
	return OK;
}

static void
remove_item(struct shelf *shelf, const char *name)
{
	static const char *const suffixes[] = { CHANGES_SUFFIX,
		CHANGES_SUFFIX SIGNATURE_SUFFIX,
		CHANGES_SUFFIX SIGNATURE_SUFFIX ".new", SIGNATURE_SUFFIX,
		SIGNATURE_SUFFIX ".new", "" };
	char path[2 * SHELF_NAME];
	size_t i;

	for (i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		snprintf(path, sizeof(path), "%s%s", name, suffixes[i]);
		unlinkat(shelf->fd, path, 0);
	}
}

enum err
shelf_prune(struct shelf *shelf, size_t keep, struct note *note)
{
	struct arena *arena = arena_new(8 << 20);
	struct shelf_item *items;
	size_t count, i, kept = 1; /* the current one */
	enum err err;

	if (arena == NULL)
		return err_set(note, ERR_MEMORY, "out of memory");
	if ((err = each_entry(shelf, remove_begun, NULL, note)) == OK &&
	    (err = shelf_list(shelf, arena, &items, &count, note)) == OK)
		for (i = 0; i < count; i++)
			if (!items[i].current && kept++ >= keep)
				remove_item(shelf, items[i].name);
	arena_free(arena);
	return err;
}
