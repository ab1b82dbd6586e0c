/*
 * Any bytes may come as a path or a query.  What url_decode() accepts is
 * UTF-8 without '/' and NUL; what url_query_parse() makes is UTF-8; both
 * come back equal when they are encoded and read again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 100 };

static void
must(int truth)
{
	if (!truth)
		abort();
}

static void
check_segment(struct str s, struct arena *arena)
{
	struct buf buf = buf_new(arena, 1 << 24);
	struct str once, again;

	if (url_decode(s, arena, &once, NULL) != OK)
		return;
	must(once.length <= s.length && str_is_utf8(once));
	must(str_find(once, '/') == once.length);
	must(str_find(once, '\0') == once.length);
	url_encode(&buf, once);
	must(!buf_failed(&buf));
	must(url_decode(buf_str(&buf), arena, &again, NULL) == OK);
	must(str_equal(once, again));
}

static void
check_query(struct str s, struct arena *arena)
{
	struct buf buf = buf_new(arena, 1 << 24);
	struct url_query once, again;
	size_t i;

	if (url_query_parse(s, MOST, arena, &once, NULL) != OK)
		return;
	for (i = 0; i < once.count; i++) {
		must(str_is_utf8(once.pairs[i].name));
		must(str_is_utf8(once.pairs[i].value));
		url_encode(&buf, once.pairs[i].name);
		buf_putc(&buf, '=');
		url_encode(&buf, once.pairs[i].value);
		buf_putc(&buf, '&');
	}
	must(!buf_failed(&buf));
	must(url_query_parse(buf_str(&buf), MOST, arena, &again, NULL) == OK);
	must(once.count == again.count);
	for (i = 0; i < once.count; i++) {
		must(str_equal(once.pairs[i].name, again.pairs[i].name));
		must(str_equal(once.pairs[i].value, again.pairs[i].value));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct arena *arena = arena_new(64 << 20);

	check_segment(s, arena);
	check_query(s, arena);
	arena_free(arena);
	return 0;
}
