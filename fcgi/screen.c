#include "fcgi/screen.h"

#include <string.h>

#include "fcgi/record.h"

struct screen
screen_new(size_t params_max)
{
	return (struct screen){ .params_max = params_max };
}

static bool
refuse(struct screen *screen, const char *reason)
{
	screen->phase = SCREEN_STOPPED;
	screen->reason = reason;
	return false;
}

static bool
refuse_size(struct screen *screen, const char *reason)
{
	screen->params_too_large = true;
	return refuse(screen, reason);
}

/*
 * One length of a name-value pair (section 3.4): one byte, or four with the
 * top bit set.  Returns the bytes it takes, 0 when "have" are too few.
 */
static size_t
read_length(const unsigned char *bytes, size_t have, size_t *length)
{
	if (have >= 1 && bytes[0] < 0x80) {
		*length = bytes[0];
		return 1;
	}
	if (have < 4)
		return 0;
	*length = (size_t)(bytes[0] & 0x7f) << 24 | (size_t)bytes[1] << 16 |
		  (size_t)bytes[2] << 8 | bytes[3];
	return 4;
}

/* Both lengths are in pair_head: then their sum is what is still to come. */
static bool
lengths_known(struct screen *screen, size_t *sum)
{
	const unsigned char *head = screen->pair_head;
	size_t have = screen->pair_have, name, value, taken;

	if ((taken = read_length(head, have, &name)) == 0 ||
	    read_length(head + taken, have - taken, &value) == 0)
		return false;
	*sum = name + value; /* each below 2^31 */
	return true;
}

/* The content of one PARAMS record; pairs may run on in the next one. */
static bool
walk_pairs(struct screen *screen, const unsigned char *bytes, size_t length)
{
	size_t part, i = 0;

	while (i < length) {
		if (screen->pair_left > 0) {
			part = length - i < screen->pair_left
				   ? length - i
				   : screen->pair_left;
			if (memchr(bytes + i, '\0', part) != NULL)
				return refuse(screen, "nul-in-parameter");
			screen->pair_left -= part;
			i += part;
			continue;
		}
		screen->pair_head[screen->pair_have++] = bytes[i++];
		if (!lengths_known(screen, &screen->pair_left))
			continue;
		if (screen->pair_left > screen->params_max)
			return refuse_size(screen, "parameter-too-long");
		screen->pair_have = 0;
	}
	return true;
}

static bool
check_begin(struct screen *screen, const unsigned char *content)
{
	if ((content[0] << 8 | content[1]) != RECORD_ROLE_RESPONDER)
		return refuse(screen, "wrong-role");
	screen->phase = SCREEN_IN_PARAMS;
	return true;
}

static bool
check_params(
    struct screen *screen, const unsigned char *content, struct record record)
{
	if (record.length > 0) {
		screen->params_length += record.length;
		return walk_pairs(screen, content, record.length);
	}
	if (screen->pair_left > 0 || screen->pair_have > 0)
		return refuse(screen, "truncated-parameters");
	screen->head_length = screen->at + RECORD_HEADER + record.padding;
	screen->phase = SCREEN_IN_STDIN;
	return true;
}

/* What its header alone says about a record, given what came before. */
static bool
check_header(struct screen *screen, struct record record)
{
	if (record.version != RECORD_VERSION)
		return refuse(screen, "wrong-version");
	if (record.id == 0)
		return refuse(screen, "management-record");
	if (record.id != RECORD_ID)
		return refuse(screen, "wrong-id");
	if (record.type == RECORD_ABORT)
		return refuse(screen, "aborted");
	if (screen->phase == SCREEN_AT_BEGIN) {
		if (record.type != RECORD_BEGIN ||
		    record.length != RECORD_BEGIN_LENGTH)
			return refuse(screen, "no-begin");
		return true;
	}
	if (screen->phase == SCREEN_IN_PARAMS) {
		if (record.type != RECORD_PARAMS)
			return refuse(screen, "record-amid-parameters");
		if (record.length > screen->params_max - screen->params_length)
			return refuse_size(screen, "parameters-too-long");
		return true;
	}
	if (record.type != RECORD_STDIN)
		return refuse(screen, "record-amid-body");
	/* The library would leave this padding behind, unread. */
	if (record.length == 0 && record.padding > 0)
		return refuse(screen, "padded-end");
	return true;
}

static bool
check_content(
    struct screen *screen, const unsigned char *content, struct record record)
{
	if (screen->phase == SCREEN_AT_BEGIN)
		return check_begin(screen, content);
	if (screen->phase == SCREEN_IN_PARAMS)
		return check_params(screen, content, record);
	screen->body_length += record.length;
	if (record.length == 0)
		screen->phase = SCREEN_AT_END;
	return true;
}

enum screen_verdict
screen_scan(struct screen *screen, const unsigned char *bytes, size_t length)
{
	struct record record;
	size_t whole;

	while (
	    screen->phase != SCREEN_AT_END && screen->phase != SCREEN_STOPPED) {
		if (length - screen->at < RECORD_HEADER)
			return SCREEN_INCOMPLETE;
		record = record_parse(bytes + screen->at);
		if (!check_header(screen, record))
			return SCREEN_REFUSED;
		whole = RECORD_HEADER + record.length + record.padding;
		if (length - screen->at < whole)
			return SCREEN_INCOMPLETE;
		if (!check_content(
			screen, bytes + screen->at + RECORD_HEADER, record))
			return SCREEN_REFUSED;
		screen->at += whole;
	}
	if (screen->phase == SCREEN_AT_END && length > screen->at)
		refuse(screen, "bytes-behind-the-request");
	return screen->phase == SCREEN_STOPPED ? SCREEN_REFUSED
					       : SCREEN_COMPLETE;
}

void
screen_drop_body(struct screen *screen)
{
	screen->at = screen->head_length;
}
