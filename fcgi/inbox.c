#include "fcgi/inbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fcgi/record.h"

enum {
	FIRST_SIZE = 16 * 1024,
	/* For record headers, padding and a record not yet whole. */
	SLACK = 256 * 1024
};

struct inbox {
	struct screen screen;
	size_t body_max;
	size_t size_max;
	unsigned char *at;
	size_t length;
	size_t size;
};

struct inbox *
inbox_new(size_t params_max, size_t body_max)
{
	struct inbox *inbox = calloc(1, sizeof(*inbox));

	if (inbox == NULL)
		return NULL;
	inbox->screen = screen_new(params_max);
	inbox->body_max = body_max;
	inbox->size_max = params_max + body_max + SLACK;
	return inbox;
}

static void
wipe_bytes(struct inbox *inbox)
{
	if (inbox->at != NULL)
		explicit_bzero(inbox->at, inbox->size);
	free(inbox->at);
	inbox->at = NULL;
}

/* Not realloc(): it would leave a copy behind. */
static bool
make_room(struct inbox *inbox)
{
	size_t size = inbox->size == 0 ? FIRST_SIZE : inbox->size * 2;
	unsigned char *at;

	if (inbox->length < inbox->size)
		return true;
	if (size > inbox->size_max)
		size = inbox->size_max;
	if (size <= inbox->size || (at = malloc(size)) == NULL)
		return false;
	if (inbox->length > 0)
		memcpy(at, inbox->at, inbox->length);
	wipe_bytes(inbox);
	inbox->at = at;
	inbox->size = size;
	return true;
}

static bool
body_too_large(const struct inbox *inbox)
{
	return inbox->screen.body_length > inbox->body_max;
}

static enum inbox_state
look(struct inbox *inbox)
{
	struct screen *screen = &inbox->screen;
	size_t dropped;

	switch (screen_scan(screen, inbox->at, inbox->length)) {
	case SCREEN_REFUSED:
		return INBOX_REFUSED;
	case SCREEN_COMPLETE:
		return INBOX_COMPLETE;
	case SCREEN_INCOMPLETE:
		break;
	}
	if (body_too_large(inbox)) {
		dropped = screen->at - screen->head_length;
		memmove(inbox->at + screen->head_length, inbox->at + screen->at,
		    inbox->length - screen->at);
		inbox->length -= dropped;
		screen_drop_body(screen);
	}
	return INBOX_WAITING;
}

enum inbox_state
inbox_receive(struct inbox *inbox, int fd)
{
	enum inbox_state state = INBOX_WAITING;
	ssize_t got;

	while (state == INBOX_WAITING) {
		if (!make_room(inbox))
			return INBOX_CLOSED;
		got = recv(fd, inbox->at + inbox->length,
		    inbox->size - inbox->length, MSG_DONTWAIT);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return INBOX_WAITING;
		if (got <= 0)
			return INBOX_CLOSED;
		inbox->length += (size_t)got;
		state = look(inbox);
	}
	return state;
}

const struct screen *
inbox_screen(const struct inbox *inbox)
{
	return &inbox->screen;
}

static bool
write_all(int fd, const unsigned char *bytes, size_t length)
{
	ssize_t written;

	while (length > 0) {
		written = write(fd, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

bool
inbox_replay(const struct inbox *inbox, int fd)
{
	unsigned char end[RECORD_HEADER];

	if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		return false;
	if (body_too_large(inbox)) {
		record_format(end, RECORD_STDIN, 0);
		if (!write_all(fd, inbox->at, inbox->screen.head_length) ||
		    !write_all(fd, end, sizeof(end)))
			return false;
	} else if (!write_all(fd, inbox->at, inbox->length))
		return false;
	return lseek(fd, 0, SEEK_SET) == 0;
}

void
inbox_free(struct inbox *inbox)
{
	if (inbox == NULL)
		return;
	wipe_bytes(inbox);
	free(inbox);
}
