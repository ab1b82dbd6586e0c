#include "lib/base/json.h"

#include <stdint.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json_reader.h"
#include "lib/base/json_scalar.h"
#include "lib/base/json_skip.h"

/* No text grows more than sixfold, so every length fits its 32 bits. */
enum { LONGEST = UINT32_MAX / 16 };

static void
skip_space(struct json_reader *r)
{
	if (r->at < r->end && (unsigned char)*r->at <= ' ')
		r->at = json_skip_space(r->at, r->end);
}

static enum err
open_container(struct json_reader *r, bool object)
{
	int most = r->limits->depth < VALUE_DEPTH ? r->limits->depth :
	    VALUE_DEPTH;
	size_t node = r->length;
	enum err err;

	if (r->depth >= most)
		return json_fail(r, ERR_TOO_LARGE, r->at, "nested too deeply");
	err = json_begin(r, object ? VALUE_OBJECT : VALUE_ARRAY, JSON_COUNT);
	if (err != OK)
		return err;
	r->length += JSON_COUNT;
	r->at++;
	r->open[r->depth++] = (struct json_open){ node, 0, r->at, object };
	return OK;
}

static enum err
check_keys(struct json_reader *r, const struct json_open *open)
{
	const char *at = open->at;
	size_t twice;

	if (json_keys_check(r->out + open->node + JSON_HEAD + JSON_COUNT,
	    open->count, &r->keys, r->arena, &twice) != OK)
		return json_no_memory(r);
	if (twice == open->count)
		return OK;
	at = json_skip_space(at, r->end);
	for (; twice > 0; twice--)
		at = json_skip_member(at, r->end);
	return json_fail(r, ERR_SYNTAX, at,
	    "expected another key: this one occurred before in the object");
}

static enum err
close_container(struct json_reader *r)
{
	const struct json_open *open = &r->open[--r->depth];

	r->at++;
	json_set_u32(r->out + open->node + 1,
	    r->length - open->node - JSON_HEAD);
	json_set_u32(r->out + open->node + JSON_HEAD, open->count);
	return open->object ? check_keys(r, open) : OK;
}

/* Keys and values both count. */
static enum err
count_node(struct json_reader *r)
{
	if (r->nodes++ == r->limits->nodes)
		return json_fail(r, ERR_TOO_LARGE, r->at, "too many values");
	return OK;
}

static enum err
read_key(struct json_reader *r)
{
	enum err err;

	skip_space(r);
	if (!json_at(r, '"'))
		return json_fail(r, ERR_SYNTAX, r->at,
		    r->open[r->depth - 1].count == 0 ?
		    "expected a key in quotes or '}'" :
		    "expected a key in quotes");
	if ((err = count_node(r)) != OK ||
	    (err = json_read_string(r)) != OK)
		return err;
	skip_space(r);
	if (!json_at(r, ':'))
		return json_fail(r, ERR_SYNTAX, r->at, "expected ':'");
	r->at++;
	return OK;
}

/* A value without members, or the start of one that has them. */
static enum err
read_value(struct json_reader *r)
{
	enum err err;

	skip_space(r);
	if ((err = count_node(r)) != OK)
		return err;
	if (r->depth > 0)
		r->open[r->depth - 1].count++;
	switch (r->at < r->end ? *r->at : '\0') {
	case '"':
		return json_read_string(r);
	case '{':
		return open_container(r, true);
	case '[':
		return open_container(r, false);
	case 't':
		return json_read_word(r, "true", VALUE_TRUE);
	case 'f':
		return json_read_word(r, "false", VALUE_FALSE);
	case 'n':
		return json_read_word(r, "null", VALUE_NULL);
	case '-': case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		return json_read_number(r);
	default:
		return json_fail(r, ERR_SYNTAX, r->at, "expected a value");
	}
}

/* Go on to where the next value starts, or out of all that is open. */
static enum err
read_between(struct json_reader *r)
{
	struct json_open *open;
	enum err err;

	while (r->depth > 0) {
		open = &r->open[r->depth - 1];
		skip_space(r);
		if (json_at(r, open->object ? '}' : ']')) {
			if ((err = close_container(r)) != OK)
				return err;
			continue;
		}
		if (open->count > 0) {
			if (!json_at(r, ','))
				return json_fail(r, ERR_SYNTAX, r->at,
				    open->object ? "expected ',' or '}'" :
				    "expected ',' or ']'");
			r->at++;
		}
		return open->object ? read_key(r) : OK;
	}
	return OK;
}

static enum err
read_text(struct json_reader *r)
{
	enum err err;

	if (r->end - r->at >= 3 && memcmp(r->at, "\xef\xbb\xbf", 3) == 0)
		return json_fail(r, ERR_SYNTAX, r->at,
		    "expected a value, found a byte order mark");
	do {
		if ((err = read_value(r)) != OK ||
		    (err = read_between(r)) != OK)
			return err;
	} while (r->depth > 0);
	skip_space(r);
	if (r->at < r->end)
		return json_fail(r, ERR_SYNTAX, r->at,
		    "expected nothing after the value");
	return OK;
}

enum err
json_read(struct str text, const struct json_limits *limits,
    struct arena *arena, struct value *out, struct note *note)
{
	struct json_open open[VALUE_DEPTH];
	struct json_reader r = {
		.open = open,
		.limits = limits,
		.arena = arena,
		.note = note
	};
	size_t longest = limits->bytes < LONGEST ? limits->bytes : LONGEST;
	enum err err;

	if (text.length > longest)
		return err_set(note, ERR_TOO_LARGE,
		    "the JSON text is longer than %zu bytes", longest);
	r.text = r.at = text.at == NULL ? "" : text.at;
	r.end = r.at + text.length;
	/* Most texts come out about as long as they were. */
	r.size = text.length + text.length / 4 + 64;
	if ((r.out = arena_alloc(arena, r.size)) == NULL)
		return json_no_memory(&r);
	if ((err = read_text(&r)) != OK)
		return err;
	*out = (struct value){ r.out, r.out + r.length };
	return OK;
}
