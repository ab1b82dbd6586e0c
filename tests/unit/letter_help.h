#ifndef TESTS_UNIT_LETTER_HELP_H
#define TESTS_UNIT_LETTER_HELP_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/problems.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/render/media.h"
#include "lib/store/kb.h"

struct arena;

/*
 * The knowledge base under test (the environment's UNIT_KB, or
 * build/kb.mdb), open for reading, with an arena of its own.
 */
struct bench {
	struct arena *arena;
	struct kb_read read;
	struct template_set *templates;
	struct problems problems;
	struct note note;
	bool ready;
};
void bench_open(struct bench *bench);
void bench_close(struct bench *bench);

/* A file of tests/data/cases, with "from" replaced by "to" if not NULL. */
struct str case_text(
    struct bench *bench, const char *name, const char *from, const char *to);

/* JSON with ' for ", as a value. */
struct value json_value(struct bench *bench, const char *text);

/*
 * The letter of a case on 2026-11-22; STR_NONE with "err" where it fails.
 * For JSON, letter_json() reads the answer.
 */
struct str letter_of(struct bench *bench, struct str text, enum media media,
    enum err *err);
struct value letter_json(struct bench *bench, struct str text);

bool holds(struct str text, const char *part);

/* The same, wherever its lines are wrapped: runs of blanks are one blank. */
bool reads(struct bench *bench, struct str text, const char *part);
struct str unwrapped(struct bench *bench, struct str text);

/* The item of an array of objects whose "key" has this value. */
struct value item_with(struct value array, const char *key, const char *is);

#endif
