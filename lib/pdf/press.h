#ifndef LIB_PDF_PRESS_H
#define LIB_PDF_PRESS_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/render/doc.h"
#include "lib/render/paper.h"

struct arena;

/*
 * Prints PDF.  Any number of threads may print at once: each takes a set of
 * fonts for the time it prints, from a store that grows to as many as ever
 * print together.  Only the fonts found below the given folders are used,
 * never the machine's settings, so the same letter and the same font files
 * give the same bytes.
 *
 * What the libraries below need comes from malloc, not from the arena.  GLib
 * ends the process when that fails.  Nothing of a text stays in what they
 * keep, provided that free() overwrites, as appeald's does.  Pango starts
 * threads of its own while it looks for fonts, first in print_pdf(): signals
 * that they must not take are to be blocked before.
 */
struct press;

/* The folders looked into when none are named; those that are missing are
   passed over. */
extern const char *const press_font_dirs[]; /* ends with NULL */

/*
 * Fails with ERR_NOT_FOUND when no folder holds a font that can be used,
 * ERR_SYSTEM and ERR_MEMORY.  "dirs" is not kept.
 */
enum err press_new(const char *const *dirs, size_t count, struct press **out,
    struct note *note);
void press_free(struct press *press); /* NULL is allowed */

/*
 * Append the document as PDF.  Fails with ERR_INVALID when no font has a
 * character of the text (the note names it, as U+1F600, and nothing else of
 * the text), when text is not UTF-8, or the logo no PNG; ERR_TOO_LARGE at the limit of "out" or above PAGES_MAX pages;
 * ERR_MEMORY; "out" has its old length then.
 */
enum { PAGES_MAX = 200 };
enum err print_pdf(struct press *press, const struct doc *doc,
    const struct paper *paper, struct arena *arena, struct buf *out,
    struct note *note);

#endif
