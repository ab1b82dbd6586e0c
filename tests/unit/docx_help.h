#ifndef TESTS_UNIT_DOCX_HELP_H
#define TESTS_UNIT_DOCX_HELP_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/render/doc.h"
#include "lib/render/paper.h"

struct arena;

/* What a test of print_docx() prints with; change "paper" as you like. */
struct docx_bench {
	struct arena *arena;
	struct paper paper;
	struct note note;
};
void docx_bench_open(struct docx_bench *bench);
void docx_bench_close(struct docx_bench *bench);

struct doc *docx_parse(struct docx_bench *bench, struct str markup);

/* The file, one part of it, and what stands in its document before the last
   section's properties. */
struct str docx_print(struct docx_bench *bench, struct str markup);
const char *docx_print_part(
    struct docx_bench *bench, const char *markup, const char *name);
const char *docx_body(struct docx_bench *bench, const char *markup);

/* What a zip holds; a test that asks for what is not there fails. */
size_t docx_count(struct str zip);
const char *docx_name(struct str zip, size_t index, struct arena *arena);
struct str docx_part(struct str zip, const char *name, struct arena *arena);

/* A file below tests/data/docx. */
struct str docx_data(const char *name, struct arena *arena);

/* Fail unless "words" are, or are not, in "text"; how often they are. */
void docx_holds(const char *text, const char *words);
void docx_lacks(const char *text, const char *words);
size_t docx_times(const char *text, const char *words);

/* The document's body is these pieces, one after the other, up to NULL. */
void docx_check(struct docx_bench *bench, const char *markup,
    const char *const *pieces);
#define IS(markup, ...) \
	docx_check(&bench, markup, (const char *const[]){ __VA_ARGS__, NULL })

/* What the printer writes for a paragraph, and for what is in it. */
#define PARA(properties, runs) \
	"<w:p><w:pPr>" properties "</w:pPr>" runs "</w:p>\n"
#define STYLE(name) "<w:pStyle w:val=\"" name "\"/>"
#define NUMBER(level, list) \
	"<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list \
	"\"/></w:numPr>"
#define APART "<w:contextualSpacing w:val=\"0\"/>"
#define TEXT(words) "<w:r><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define LOOK(look, words) \
	"<w:r><w:rPr>" look "</w:rPr><w:t xml:space=\"preserve\">" words \
	"</w:t></w:r>"
#define BREAK "<w:r><w:br/></w:r>"

#endif
