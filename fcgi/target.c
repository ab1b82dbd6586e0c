#include "fcgi/target.h"

#include "lib/base/arena.h"

/* The path we are asked for, below our mount point; may be encoded. */
static struct str
own_path(const struct http_request *request, bool *encoded)
{
	struct str path = request->path_info, mount = request->script_name;

	*encoded = request->uri.at != NULL;
	if (!*encoded)
		return path;
	path = request->uri;
	path = str_cut(&path, '?');
	if (str_ends(mount, STR("/")))
		mount.length--;
	if (str_starts(path, mount) &&
	    (path.length == mount.length || path.at[mount.length] == '/'))
		path = str_from_index(path, mount.length);
	return path;
}

static enum err
add_segment(struct target *target, struct str raw, bool encoded,
    struct arena *arena, struct note *note)
{
	struct str *segment = &target->segments[target->count];

	if (target->count == TARGET_SEGMENTS)
		return err_set(
		    note, ERR_NOT_FOUND, "There is nothing at this address.");
	target->count++;
	if (encoded)
		return url_decode(raw, arena, segment, note);
	if (!str_is_utf8(raw) || str_find(raw, '\0') < raw.length)
		return err_set(
		    note, ERR_SYNTAX, "path: a segment is not UTF-8");
	*segment = raw;
	return OK;
}

static enum err
split(struct target *target, struct str path, bool encoded,
    struct arena *arena, struct note *note)
{
	enum err err = OK;
	struct str part;

	if (str_starts(path, STR("/")))
		path = str_from_index(path, 1);
	while (err == OK && path.at != NULL && path.length > 0) {
		part = str_cut(&path, '/');
		err = add_segment(target, part, encoded, arena, note);
		target->slash = path.at != NULL && path.length == 0;
	}
	return err;
}

static void
take_suffix(struct target *target)
{
	struct str *last, rest;
	size_t dot = 0;

	if (target->count == 0 || target->slash)
		return;
	last = &target->segments[target->count - 1];
	/* The last dot: ids have dots, too. */
	for (rest = *last; rest.at != NULL;) {
		dot = (size_t)(rest.at - last->at);
		str_cut(&rest, '.');
	}
	if (dot < 2 ||
	    !media_from_suffix(str_from_index(*last, dot), &target->media))
		return;
	last->length = dot - 1;
	target->suffix = true;
}

enum err
target_read(const struct http_request *request, struct arena *arena,
    struct target *out, struct note *note)
{
	struct target target = { .count = 0 };
	struct str path;
	bool encoded;
	enum err err;

	path = own_path(request, &encoded);
	if ((err = split(&target, path, encoded, arena, note)) != OK ||
	    (err = url_query_parse(request->query, TARGET_PAIRS, arena,
		 &target.query, note)) != OK)
		return err;
	take_suffix(&target);
	*out = target;
	return OK;
}
