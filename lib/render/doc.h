#ifndef LIB_RENDER_DOC_H
#define LIB_RENDER_DOC_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/*
 * A text as a tree: what every printer prints from.  The light markup it is
 * parsed from is CommonMark 0.30 with the tables of GitHub's dialect, without
 * HTML, images (their text remains) and indented code, and with the names of
 * entities that HTML 4 has.
 *
 * All text in it is UTF-8 that may be printed: no control character, nothing
 * that turns the direction of writing (lib/render/clean.h).  The only line
 * feeds and tabs are those of a code block; elsewhere a tab is a blank.
 */
enum doc_kind {
	/* blocks */
	DOC_ROOT,
	DOC_HEADING,
	DOC_PARAGRAPH,
	DOC_LIST,  /* of items */
	DOC_ITEM,  /* of blocks */
	DOC_TABLE, /* of rows; the first is the header */
	DOC_ROW,   /* of cells; as many in each row */
	DOC_CELL,
	DOC_QUOTE,
	DOC_RULE,
	DOC_CODE_BLOCK,
	/* inlines: inside headings, paragraphs and cells */
	DOC_TEXT,
	DOC_EMPHASIS,
	DOC_STRONG,
	DOC_CODE,
	DOC_LINK,
	DOC_LINE_BREAK
};

enum doc_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct doc {
	enum doc_kind kind;
	enum doc_align align; /* of a cell */
	bool ordered;	      /* a list with numbers */
	bool tight;	      /* a list without blank lines between items */
	unsigned number;      /* heading: level 1-6; ordered list: its start;
				 table: columns */
	struct str text;      /* of text, code and code block; a link's
				 destination, empty in a link's text */
	struct doc *parent;
	struct doc *first;
	struct doc *last;
	struct doc *next;
};

enum {
	DOC_BYTES = 4 << 20, /* of markup */
	DOC_DEPTH = 48,	     /* nodes inside each other, root included */
	DOC_NODES = 200000
};

/*
 * Parse "markup" into a tree that lies wholly in "arena".  Any text is some
 * document, so the only failures are ERR_TOO_LARGE (the limits above),
 * ERR_SYNTAX (a NUL byte) and ERR_MEMORY.
 */
enum err doc_parse(struct str markup, struct arena *arena, struct doc **out,
    struct note *note);

#endif
