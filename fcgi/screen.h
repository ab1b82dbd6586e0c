#ifndef FCGI_SCREEN_H
#define FCGI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Looks at a request before libfcgi does.  The library as packaged can be
 * made to overflow its stack, to abort, to wait for ever and to serve half a
 * request by records that no web server sends; what passes here is exactly
 *
 *	BEGIN (responder, id 1), PARAMS.., empty PARAMS, STDIN.., empty STDIN
 *
 * with parameters that are whole name-value pairs free of NUL, and nothing
 * behind it.  No I/O: the same bytes always get the same answer.
 */
enum screen_verdict {
	SCREEN_INCOMPLETE, /* sane as far as it goes */
	SCREEN_COMPLETE,
	SCREEN_REFUSED /* see screen.reason */
};

enum screen_phase {
	SCREEN_AT_BEGIN,
	SCREEN_IN_PARAMS,
	SCREEN_IN_STDIN,
	SCREEN_AT_END,
	SCREEN_STOPPED
};

/* Where the walk is.  A plain value: copy it freely. */
struct screen {
	enum screen_phase phase;
	size_t params_max;
	size_t at; /* bytes walked: whole records only */
	size_t head_length; /* of these, to the end of the empty PARAMS */
	size_t params_length; /* content of the PARAMS records */
	size_t body_length; /* content of the STDIN records */
	bool params_too_large; /* why it was refused: 431 rather than silence */
	const char *reason; /* a few words for the log, when refused */
	size_t pair_left; /* bytes of the current pair still to come */
	size_t pair_have; /* bytes in pair_head */
	unsigned char pair_head[8]; /* the current pair's lengths */
};

/* At the start of a request with at most "params_max" bytes of parameters. */
struct screen screen_new(size_t params_max);

/*
 * Walk on.  "bytes" starts where the request starts and holds what was
 * passed before, unchanged, and perhaps more; only whole records count, but
 * a header that cannot be right is refused without its content.  A verdict
 * other than SCREEN_INCOMPLETE is final.
 */
enum screen_verdict screen_scan(
    struct screen *screen, const unsigned char *bytes, size_t length);

/*
 * Go on with the bytes behind the head moved down to it: what was walked of
 * the body has been dropped from the caller's buffer.
 */
void screen_drop_body(struct screen *screen);

#endif
