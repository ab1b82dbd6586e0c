#include "tests/unit/guide_help.h"

#include <string.h>

#include "lib/base/json.h"
#include "tests/unit/store_help.h"

static const struct json_limits limits = { 8 << 20, VALUE_DEPTH, 1 << 20 };

struct edition guide_edition;
struct kb_read guide_reading;
struct arena *guide_arena;
struct problems guide_problems;
struct guide_near guide_near_names;

static struct note note;

static void
open_edition(void)
{
	ck_assert_msg(
	    edition_open(store_kb(), 1 << 30, &guide_edition, &note) == OK,
	    "%s", note.text);
}

static void
close_edition(void)
{
	edition_close(&guide_edition);
}

static void
setup(void)
{
	guide_arena = arena_new(64 << 20);
	guide_problems = problems_new(guide_arena);
	ck_assert_int_eq(OK, kb_begin(guide_edition.kb, &guide_reading, &note));
}

static void
teardown(void)
{
	kb_end(&guide_reading);
	arena_free(guide_arena);
}

struct guide_query
guide_asking(const char *treatment, const char *reason)
{
	return (struct guide_query){ .insurer = STR("cigna"),
		.treatment = str_from(treatment),
		.reason = str_from(reason) };
}

enum err
guide_try(const struct guide_query *query, struct guide *out)
{
	return guide_find(&guide_reading, query, guide_arena, out,
	    &guide_near_names, &guide_problems, &note);
}

struct guide
guide_found(const struct guide_query *query)
{
	struct guide guide;

	ck_assert_msg(guide_try(query, &guide) == OK, "%s", note.text);
	return guide;
}

struct str
guide_written(const struct guide_query *query, enum media media)
{
	struct slices body = slices_new(guide_arena);
	struct guide guide = guide_found(query);

	ck_assert_msg(
	    guide_write(&guide_reading, &guide, guide_edition.templates, media,
		guide_arena, &body, &note) == OK,
	    "%s", note.text);
	return slices_join(&body);
}

struct value
guide_parsed(const struct guide_query *query)
{
	struct value value;

	ck_assert_msg(json_read(guide_written(query, MEDIA_JSON), &limits,
			  guide_arena, &value, &note) == OK,
	    "%s", note.text);
	return value;
}

bool
guide_holds(struct str text, const char *part)
{
	return memmem(text.at, text.length, part, strlen(part)) != NULL;
}

TCase *
guide_tcase(const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_add_unchecked_fixture(tcase, open_edition, close_edition);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	return tcase;
}
