#ifndef LIB_CODES_CODE_JUDGE_H
#define LIB_CODES_CODE_JUDGE_H

#include <stdbool.h>

#include "lib/codes/code.h"
#include "lib/codes/code_find.h"

struct arena;
struct kb_read;

/* How a conclusion came about. */
enum code_basis {
	BASIS_CODE, /* one code by itself */
	BASIS_PAIR, /* two codes that are listed as a pair */
	BASIS_SECOND, /* a code that needs a second one, and that one */
	BASIS_PHRASE /* words */
};

const char *code_basis_name(enum code_basis basis); /* "second-code" */

enum {
	CODE_PAIRS = 2 * CODES_MAX, /* in one answer */
	CODE_CONCLUSIONS = CODE_PAIRS + CODES_MAX * (CODE_PHRASES + 1)
};

/* What follows from what was asked. */
struct code_conclusion {
	enum code_basis basis;
	struct code codes[2]; /* a second one of BASIS_PAIR, BASIS_SECOND */
	size_t count; /* 0 of BASIS_PHRASE */
	struct value reasons; /* ids, the likeliest first */
	struct value outcomes;
	struct str reason; /* of BASIS_PHRASE, in the place of "reasons" */
	struct str route;
	struct str text; /* what to know; STR_NONE: nothing more */
	bool preliminary; /* the code says nothing without a second one */
	bool informs; /* the code explains no payment by itself */
	bool unverified;
};

struct code_judged {
	struct code_conclusion conclusions[CODE_CONCLUSIONS];
	size_t count;
	struct code missing[CODES_MAX]; /* codes that need a second one */
	size_t missing_count;
	/* Codes that speak of rights, of a time limit or of a kind of plan. */
	struct code rights[CODES_MAX];
	size_t rights_count;
};

/*
 * Where a text may be one of several codes, keep those that may stand beside
 * a code that is certain: its pair, one of a system that either of the two
 * needs, or of the same system.  The others are set aside, never dropped.
 */
void code_narrow(const struct kb_read *read, struct code_list *list);

/*
 * What follows, in the order asked: pairs decide, then second codes, then
 * single codes; texts that may be several codes decide nothing.  A remark
 * that only speaks of rights is among the rights alone.
 */
void code_judge(const struct kb_read *read, const struct code_list *list,
    struct code_judged *out);

#endif
