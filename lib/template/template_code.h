#ifndef LIB_TEMPLATE_TEMPLATE_CODE_H
#define LIB_TEMPLATE_TEMPLATE_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/str.h"

/*
 * Where the text of a template of light markup stands: inside code, where a
 * backslash means nothing, or right behind a backslash, which would undo the
 * first one of an escaped value.  All zero at the start.
 */
struct code {
	size_t ticks; /* backquotes that opened the code span we are in */
	char fence;   /* ` or ~, if it is fenced code */
	bool escaped; /* an unescaped backslash was last */
};

/*
 * Follow code spans and fenced code (CommonMark 0.30, 6.1 and 4.5) through
 * "text".  It takes for code what might be: a backquote that nothing closes
 * lasts to the next blank line.  "new_line" says whether the text begins a
 * line.
 */
void template_code_follow(struct code *code, struct str text, bool new_line);

static inline bool
template_code_is_open(const struct code *code)
{
	return code->ticks > 0 || code->fence != 0;
}

#endif
