/*
 * Whatever arrives: the screen reads only what it was given, says the same
 * about the whole as about its pieces, and what it passes is a request.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/record.h"
#include "fcgi/screen.h"

enum { PARAMS_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
demand(bool condition)
{
	if (!condition)
		abort();
}

/* The bytes in a block of exactly their size, so that a byte more is seen. */
static enum screen_verdict
scan_copy(struct screen *screen, const uint8_t *data, size_t size)
{
	unsigned char *copy = malloc(size == 0 ? 1 : size);
	enum screen_verdict verdict;

	demand(copy != NULL);
	memcpy(copy, data, size);
	verdict = screen_scan(screen, copy, size);
	free(copy);
	return verdict;
}

static void
check_complete(const struct screen *screen, const uint8_t *data, size_t size)
{
	demand(screen->at == size);
	demand(screen->params_length <= PARAMS_MAX);
	demand(screen->pair_left == 0 && screen->pair_have == 0);
	demand(screen->head_length + RECORD_HEADER <= size);
	demand(screen->head_length + screen->body_length < size);
	demand(data[0] == RECORD_VERSION && data[1] == RECORD_BEGIN);
	demand(data[size - RECORD_HEADER + 1] == RECORD_STDIN);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct screen whole = screen_new(PARAMS_MAX);
	struct screen pieces = screen_new(PARAMS_MAX);
	enum screen_verdict verdict, piecewise = SCREEN_INCOMPLETE;
	size_t step = size > 0 ? 1 + data[size - 1] % 61u : 1, part = 0;

	verdict = scan_copy(&whole, data, size);
	while (part < size && piecewise == SCREEN_INCOMPLETE) {
		part = size - part < step ? size : part + step;
		piecewise = scan_copy(&pieces, data, part);
	}
	/* Complete in pieces: what is behind has not been seen yet. */
	if (piecewise == SCREEN_COMPLETE && part < size)
		piecewise = scan_copy(&pieces, data, size);
	demand(piecewise == verdict);
	demand((verdict == SCREEN_REFUSED) == (whole.reason != NULL));
	if (verdict == SCREEN_COMPLETE)
		check_complete(&whole, data, size);
	return 0;
}
