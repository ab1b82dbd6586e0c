/*
 * Any bytes may come as a letter's body.  What json_read() accepts must be
 * accepted by json-c as well, and must come back equal after each of the
 * two writers; what it refuses must leave the output alone.
 */
#include <json-c/json.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct json_limits limits = { 1 << 20, VALUE_DEPTH, 100000 };

static void
must(int truth)
{
	if (!truth)
		abort();
}

static void
compare_with_json_c(struct str text, struct arena *arena)
{
	struct json_tokener *tokener = json_tokener_new_ex(VALUE_DEPTH + 2);
	struct json_object *object;
	char *line;

	/* A bare number is only at its end when something follows it. */
	must((line = str_to_c(text, arena)) != NULL);
	json_tokener_set_flags(tokener,
	    JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	object = json_tokener_parse_ex(tokener, line, (int)text.length + 1);
	must(json_tokener_get_error(tokener) == json_tokener_success);
	json_object_put(object);
	json_tokener_free(tokener);
}

static void
round_trip(struct value v, void (*write)(struct buf *, struct value),
    struct arena *arena)
{
	struct buf buf = buf_new(arena, 64 << 20);
	struct json_limits wide = limits;
	struct value again;

	wide.bytes = 64 << 20;
	write(&buf, v);
	must(!buf_failed(&buf));
	must(json_read(buf_str(&buf), &wide, arena, &again, NULL) == OK);
	must(str_equal(value_bytes(v), value_bytes(again)));
}

/* Lines of what is there, and of what may not be. */
static void
look_up_lines(struct str text, struct value v)
{
	struct value_each it = value_each(v);
	char pointer[64] = "/";

	must(json_line_of(text, STR("")) > 0);
	must((json_line_of(text, STR("/0")) > 0) ==
	    ((value_type(v) == VALUE_ARRAY && value_count(v) > 0) ||
	    value_get(v, "0").at != NULL));
	if (value_type(v) != VALUE_OBJECT || !value_next(&it) ||
	    it.key.length > sizeof(pointer) - 1 ||
	    str_find(it.key, '~') < it.key.length ||
	    str_find(it.key, '/') < it.key.length)
		return;
	memcpy(pointer + 1, it.key.at, it.key.length);
	must(json_line_of(text,
	    (struct str){ pointer, it.key.length + 1 }) > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena *arena = arena_new(256 << 20);
	struct value v = { NULL, NULL };
	struct note note;
	enum err err;

	if ((err = json_read(text, &limits, arena, &v, &note)) == OK) {
		must(value_of(value_bytes(v)).end == v.end);
		compare_with_json_c(text, arena);
		round_trip(v, json_write, arena);
		round_trip(v, json_write_pretty, arena);
		look_up_lines(text, v);
	} else {
		must(v.at == NULL && note.text[0] != '\0');
		must(err == ERR_SYNTAX || err == ERR_TOO_LARGE);
		json_line_of(text, STR("/a/0/b"));
	}
	arena_free(arena);
	return 0;
}
