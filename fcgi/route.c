#include "fcgi/route.h"

#include "lib/base/buf.h"

enum { ALLOW_MAX = 64 };

static bool
matches(const char *pattern, const struct target *target)
{
	struct str rest = str_from(pattern), part;
	size_t i;

	if (target->slash)
		return false;
	for (i = 0; rest.length > 0; i++) {
		part = str_cut(&rest, '/');
		if (i == target->count ||
		    (!str_is(part, "*") &&
			!str_equal(part, target->segments[i])))
			return false;
	}
	return i == target->count;
}

static bool
serves(const struct route *route, struct str method)
{
	return str_is(method, route->method) ||
	    (str_is(method, "HEAD") && str_is(STR("GET"), route->method));
}

/* The methods of every route with this path. */
static const char *
allowed(const struct target *target, struct arena *arena)
{
	struct buf allow = buf_new(arena, ALLOW_MAX);
	const struct route *route;

	for (route = routes; route->method != NULL; route++) {
		if (!matches(route->pattern, target))
			continue;
		buf_puts(&allow, route->method);
		buf_puts(&allow, str_is(STR("GET"), route->method)
			? ", HEAD, "
			: ", ");
	}
	if (buf_str(&allow).length == 0)
		return NULL;
	buf_puts(&allow, "OPTIONS");
	return str_to_c(buf_str(&allow), arena);
}

const struct route *
route_find(struct str method, const struct target *target,
    struct arena *arena, const char **allow)
{
	const struct route *route;

	for (route = routes; route->method != NULL; route++)
		if (serves(route, method) && matches(route->pattern, target))
			return route;
	*allow = allowed(target, arena);
	return NULL;
}
