/*
 * Fills the random templates that cases.js writes to standard input, and
 * expects what mustache.js makes of them.  Prints the smallest case that
 * fails, and how to make it again.  Ends with "N passed, N failed".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/template/template.h"

enum { ARENA = 64 << 20, OUTPUT = 8 << 20 };

struct tally {
	long passed;
	long failed;
	long promised; /* by the last line */
	char *smallest;
	size_t smallest_length;
	char said[512]; /* why it failed, if it was not the text */
};

static const struct json_limits limits = { 16 << 20, 64, 1000000 };

/* A missing partial is empty, as the specification proposes. */
static enum err
fill(struct value one, struct buf *out, struct note *note)
{
	struct value_each it = value_each(value_get(one, "templates"));
	struct template_set *set;
	enum err err;

	if ((err = template_set_new(&set, note)) != OK)
		return err;
	while (err == OK && value_next(&it))
		err = template_add(set, it.key, value_str(it.item), note);
	if (err == OK && (err = template_link(set, note)) == ERR_NOT_FOUND)
		err = OK;
	if (err == OK)
		err = template_fill(set, value_text(one, "main"),
		    value_get(one, "data"), out, note);
	template_set_free(set);
	return err;
}

static void
keep_smallest(struct tally *tally, const char *line, size_t length,
    const char *said)
{
	if (tally->smallest != NULL && tally->smallest_length <= length)
		return;
	free(tally->smallest);
	tally->smallest = strndup(line, length);
	tally->smallest_length = length;
	snprintf(tally->said, sizeof(tally->said), "%s", said);
}

/* False if the line is no case. */
static bool
run_line(struct tally *tally, const char *line, size_t length,
    struct arena *arena)
{
	struct buf out = buf_new(arena, OUTPUT);
	struct note note = { "" };
	struct value one;

	if (json_read((struct str){ line, length }, &limits, arena, &one,
	    &note) != OK) {
		fprintf(stderr, "property: %s\n", note.text);
		return false;
	}
	if (value_long(value_get(one, "cases"), &tally->promised)) {
		json_write(&out, value_get(one, "leftOut"));
		printf("left out: %.*s\n", STR_ARG(buf_str(&out)));
		return true;
	}
	if (fill(one, &out, &note) == OK &&
	    str_equal(buf_str(&out), value_text(one, "expected"))) {
		tally->passed++;
	} else {
		tally->failed++;
		keep_smallest(tally, line, length, note.text);
	}
	return true;
}

static void
show(const struct tally *tally, struct arena *arena)
{
	struct str line = { tally->smallest, tally->smallest_length };
	struct buf out = buf_new(arena, OUTPUT), shown;
	struct note note = { "" };
	struct value one;

	if (json_read(line, &limits, arena, &one, &note) != OK)
		return;
	shown = buf_new(arena, OUTPUT);
	json_write_pretty(&shown, one);
	buf_puts(&shown, "\ngot ");
	if (fill(one, &out, &note) == OK)
		json_write_str(&shown, buf_str(&out));
	else
		buf_puts(&shown, note.text);
	printf("%.*s\n", STR_ARG(buf_str(&shown)));
	printf("Again: tests/property/cases.js 1 SEED NUMBER\n");
}

int
main(void)
{
	struct tally tally = { .promised = -1 };
	struct arena *arena = arena_new(ARENA);
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	bool good = arena != NULL;

	while (good && (length = getline(&line, &size, stdin)) > 0) {
		good = run_line(&tally, line, (size_t)length, arena);
		arena_reset(arena);
	}
	free(line);
	if (tally.smallest != NULL)
		show(&tally, arena);
	free(tally.smallest);
	arena_free(arena);
	if (tally.promised != tally.passed + tally.failed) {
		fprintf(stderr, "property: not all cases arrived\n");
		good = false;
	}
	printf("property: %ld passed, %ld failed\n", tally.passed,
	    tally.failed);
	return good && tally.passed > 0 && tally.failed == 0 ? 0 : 1;
}
