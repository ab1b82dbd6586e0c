#include "fcgi/outbox.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "fcgi/record.h"

enum {
	BATCH = 1024, /* pieces in one sendmsg(2): UIO_MAXIOV */
	BLOCK_MAX = 65528, /* content of one record: a multiple of eight */
	LINES_SIZE = 160, /* the lines that we write ourselves */
	FIXED_PIECES = 8, /* status, type, length, blank line, end */
	END_SIZE = 2 * RECORD_HEADER + RECORD_BEGIN_LENGTH
};

struct outbox {
	struct iovec *pieces;
	size_t count;
	size_t next; /* first piece not yet sent */
	size_t size;
	unsigned char (*headers)[RECORD_HEADER]; /* one for each record */
	size_t header_count;
	size_t header_size;
	size_t block_left; /* content still to come in the current record */
	size_t left; /* content still to come in all */
	char lines[LINES_SIZE];
	unsigned char end[END_SIZE];
};

struct outbox *
outbox_new(void)
{
	struct outbox *outbox = calloc(1, sizeof(*outbox));

	if (outbox == NULL)
		return NULL;
	record_format(outbox->end, RECORD_STDOUT, 0);
	record_format(
	    outbox->end + RECORD_HEADER, RECORD_END, RECORD_BEGIN_LENGTH);
	return outbox; /* END's content is zero: status 0, complete */
}

static bool
make_room(struct outbox *outbox, size_t pieces, size_t headers)
{
	void *at;

	if (pieces > outbox->size) {
		at = realloc(outbox->pieces, pieces * sizeof(struct iovec));
		if (at == NULL)
			return false;
		outbox->pieces = at;
		outbox->size = pieces;
	}
	if (headers > outbox->header_size) {
		at = realloc(outbox->headers, headers * RECORD_HEADER);
		if (at == NULL)
			return false;
		outbox->headers = at;
		outbox->header_size = headers;
	}
	return true;
}

static void
push(struct outbox *outbox, const void *at, size_t length)
{
	/* An iovec has no const; sendmsg(2) does not write through it. */
	union {
		const void *in;
		void *out;
	} base = { at };

	outbox->pieces[outbox->count++] =
	    (struct iovec){ .iov_base = base.out, .iov_len = length };
}

/* Add content, beginning a record wherever the last one is full. */
static void
add(struct outbox *outbox, struct str piece)
{
	unsigned char *header;
	size_t part;

	while (piece.length > 0) {
		if (outbox->block_left == 0) {
			outbox->block_left =
			    outbox->left < BLOCK_MAX ? outbox->left : BLOCK_MAX;
			header = outbox->headers[outbox->header_count++];
			record_format(
			    header, RECORD_STDOUT, outbox->block_left);
			push(outbox, header, RECORD_HEADER);
		}
		part = piece.length < outbox->block_left ? piece.length
							 : outbox->block_left;
		push(outbox, piece.at, part);
		piece = str_from_index(piece, part);
		outbox->block_left -= part;
		outbox->left -= part;
	}
}

static bool
has_no_content(int status)
{
	return status == 204 || status == 304;
}

/* RFC 3875, section 6.3; the server adds the rest. */
static struct str
status_line(char *lines, size_t size, const struct http_response *response)
{
	int length = snprintf(lines, size, "Status: %d %s\r\n",
	    response->status, http_reason(response->status));

	return (struct str){ lines, length < 0 ? 0 : (size_t)length };
}

static struct str
length_line(char *lines, size_t size, const struct http_response *response)
{
	int length;

	if (has_no_content(response->status))
		return STR_NONE;
	length = snprintf(
	    lines, size, "Content-Length: %zu\r\n", response->body.length);
	return (struct str){ lines, length < 0 ? 0 : (size_t)length };
}

bool
outbox_fill(struct outbox *outbox, const struct http_response *response)
{
	const struct slices *headers = &response->headers;
	const struct slices *body = &response->body;
	bool typed = response->content_type.length > 0;
	bool bare = response->head || has_no_content(response->status);
	struct str status, length;
	size_t i, records;

	status = status_line(outbox->lines, LINES_SIZE, response);
	length = length_line(outbox->lines + status.length,
	    LINES_SIZE - status.length, response);
	outbox->left = status.length + length.length + headers->length +
		       (typed ? sizeof("Content-Type: \r\n") - 1 : 0) +
		       response->content_type.length + sizeof("\r\n") - 1 +
		       (bare ? 0 : body->length);
	records = outbox->left / BLOCK_MAX + 1;
	outbox->count = outbox->next = outbox->header_count = 0;
	outbox->block_left = 0;
	if (!make_room(outbox,
		FIXED_PIECES + headers->count + body->count + 2 * records,
		records))
		return false;
	add(outbox, status);
	if (typed) {
		add(outbox, STR("Content-Type: "));
		add(outbox, response->content_type);
		add(outbox, STR("\r\n"));
	}
	add(outbox, length);
	for (i = 0; i < headers->count; i++)
		add(outbox, headers->items[i]);
	add(outbox, STR("\r\n"));
	for (i = 0; !bare && i < body->count; i++)
		add(outbox, body->items[i]);
	push(outbox, outbox->end, END_SIZE);
	return true;
}

/* Skip "sent" bytes; a piece that went out in part keeps its rest. */
static void
advance(struct outbox *outbox, size_t sent)
{
	struct iovec *piece;

	while (sent > 0) {
		piece = &outbox->pieces[outbox->next];
		if (sent < piece->iov_len) {
			piece->iov_base = (char *)piece->iov_base + sent;
			piece->iov_len -= sent;
			return;
		}
		sent -= piece->iov_len;
		outbox->next++;
	}
}

enum outbox_state
outbox_send(struct outbox *outbox, int fd)
{
	struct msghdr message = { 0 };
	size_t count;
	ssize_t sent;

	while (outbox->next < outbox->count) {
		count = outbox->count - outbox->next;
		message.msg_iov = outbox->pieces + outbox->next;
		message.msg_iovlen = count < BATCH ? count : BATCH;
		sent = sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return OUTBOX_MORE;
		if (sent < 0)
			return OUTBOX_BROKEN;
		advance(outbox, (size_t)sent);
	}
	return OUTBOX_SENT;
}

void
outbox_free(struct outbox *outbox)
{
	if (outbox == NULL)
		return;
	free(outbox->pieces);
	free(outbox->headers);
	free(outbox);
}
