#ifndef TESTS_UNIT_PDF_HELP_H
#define TESTS_UNIT_PDF_HELP_H

#include "lib/base/arena.h"
#include "lib/pdf/press.h"

/* Printing for tests, and looking at what was printed. */
extern struct arena *pdf_arena;
extern struct press *pdf_press;
extern struct paper pdf_paper; /* as each test wants it */
extern struct note pdf_note;

void pdf_setup(void);
void pdf_teardown(void);

/* Print markup, which must work; or say how it fails. */
struct str pdf_print(const char *markup);
enum err pdf_try(const char *markup, size_t limit, struct str *out);

/* What one of poppler's programs says about a file: "pdftotext -layout". */
const char *pdf_ask(const char *program, struct str pdf);

/* The file as text, with its streams unpacked by what reads it: pdftotext,
   in the order of the page's content. */
const char *pdf_words(struct str pdf);

/* How often one text occurs in another, and whether. */
int pdf_count(const char *text, const char *part);
void pdf_expect(const char *text, const char *part);

/* So many copies of a piece of markup, in the arena. */
const char *pdf_repeat(const char *before, const char *piece, int times,
    const char *after);

#endif
