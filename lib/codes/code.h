#ifndef LIB_CODES_CODE_H
#define LIB_CODES_CODE_H

#include <stddef.h>

#include "lib/base/str.h"
#include "lib/base/value.h"

/* What somebody asked about, and what it was read as. */

enum {
	CODES_MAX = 16, /* codes in one question */
	CODE_BYTES = 400, /* of one of them, or of words in its place */
	CODE_CANDIDATES = 12, /* codes that are written the same */
	CODE_PHRASES = 4 /* reasons that words point to */
};

/* One code of one system, "fact" as in kb/sources/codes. */
struct code {
	struct str id;
	struct value fact;
};

enum code_status {
	CODE_FOUND, /* one code */
	CODE_SEVERAL, /* codes of several systems are written so */
	CODE_PHRASE, /* no code, but words that point to reasons */
	CODE_UNKNOWN
};

const char *code_status_name(enum code_status status); /* "found" */

/* Borrowed from the knowledge base, but for "typed". */
struct code_asked {
	struct str typed;
	enum code_status status;
	struct value system; /* that the spelling names; may be none */
	struct value group; /* printed before the code, such as CO; or none */
	struct code codes[CODE_CANDIDATES];
	size_t count;
	/* Codes written the same that "decided_by", asked beside it, rules
	   out. */
	struct code aside[CODE_CANDIDATES];
	size_t aside_count;
	struct str decided_by;
	struct value phrases[CODE_PHRASES]; /* {text, reason} */
	size_t phrase_count;
};

#endif
