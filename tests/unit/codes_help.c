#include "tests/unit/codes_help.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "tests/unit/guide_help.h"

static const struct json_limits limits = { 8 << 20, VALUE_DEPTH, 1 << 20 };

static struct note note;

enum err
codes_try(const char *texts, struct codes *out)
{
	struct str rest = str_from(texts), typed[64];
	struct codes_query query = { .typed = typed };

	while (rest.at != NULL && query.count < 64)
		typed[query.count++] = str_cut(&rest, '|');
	return codes_find(
	    &guide_reading, &query, guide_arena, out, &guide_problems, &note);
}

const struct codes *
codes_asked(const char *texts)
{
	struct codes *codes = arena_alloc(guide_arena, sizeof(*codes));

	ck_assert_msg(
	    codes_try(texts, codes) == OK, "%s: %s", texts, note.text);
	return codes;
}

static void
put_codes(struct buf *out, const struct code *codes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		buf_putc(out, ' ');
		buf_put(out, codes[i].id);
	}
}

static const char *
ended(struct buf *out)
{
	buf_putc(out, '\0');
	ck_assert(!buf_failed(out));
	return out->at;
}

const char *
codes_read(const struct code_asked *asked)
{
	struct buf out = buf_new(guide_arena, 4096);

	buf_put(&out, asked->typed);
	buf_printf(&out, " [%s]", code_status_name(asked->status));
	put_codes(&out, asked->codes, asked->count);
	if (asked->status == CODE_PHRASE)
		buf_printf(&out, " %.*s",
		    STR_ARG(value_text(asked->phrases[0], "reason")));
	return ended(&out);
}

const char *
codes_concluded(const struct code_conclusion *c)
{
	struct buf out = buf_new(guide_arena, 4096);

	buf_puts(&out, code_basis_name(c->basis));
	put_codes(&out, c->codes, c->count);
	buf_printf(&out, " %.*s%s", STR_ARG(c->route),
	    c->preliminary ? " preliminary" : "");
	return ended(&out);
}

struct str
codes_written(const char *texts, enum media media)
{
	struct slices body = slices_new(guide_arena);

	ck_assert_msg(codes_write(&guide_reading, codes_asked(texts),
			  guide_edition.templates, media, STR(""), guide_arena,
			  &body, &note) == OK,
	    "%s: %s", texts, note.text);
	return slices_join(&body);
}

struct value
codes_parsed(const char *texts)
{
	struct value out;

	ck_assert_msg(json_read(codes_written(texts, MEDIA_JSON), &limits,
			  guide_arena, &out, &note) == OK,
	    "%s: %s", texts, note.text);
	return out;
}
