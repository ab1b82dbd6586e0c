#ifndef LIB_LETTER_VIEW_H
#define LIB_LETTER_VIEW_H

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/letter/cites.h"
#include "lib/letter/letter.h"

enum { VIEW_BYTES = 1 << 20 };

/* The asset of the knowledge base that stands beside the letterhead. */
#define LETTER_LOGO "letterhead.png"

/*
 * All that the templates of a letter print (templates/letters), complete:
 * nothing is looked up while a letter is rendered.  "cites" is left holding
 * the authorities the view refers to, by number.
 *
 * Fails with ERR_TOO_LARGE or ERR_MEMORY.
 */
enum err letter_view(const struct letter *letter, struct cites *cites,
    struct value *out, struct note *note);

/* "Internal appeal: upadacitinib, denied as ..."; names no person. */
struct str letter_subject(const struct letter *letter);

/* The parts of the view, in the order the letter has them. */
struct viewing {
	struct value_writer *w;
	const struct letter *letter;
	struct cites *cites;
};
void view_head(struct viewing *v);     /* view_head.c */
void view_clinical(struct viewing *v); /* view_clinical.c */
void view_order(struct viewing *v);
void view_label(struct viewing *v);    /* view_reply.c */
void view_reply(struct viewing *v);
void view_criteria(struct viewing *v); /* view_criteria.c */
void view_filing(struct viewing *v);   /* view_law.c */
void view_law(struct viewing *v);

/*
 * A date as "November 22, 2026", or for the cell of a table as "Nov 22, 2026"
 * that stays on one line; nothing if not given.
 */
void view_date(struct viewing *v, const char *key,
    const struct case_date *date);
void view_day(
    struct viewing *v, const char *key, const struct case_date *date);

/* A date of the knowledge base in words, or as it is if it is no whole one. */
struct str view_known_date(struct str text, struct arena *arena);

/* "words (record)": a fact and where the chart shows it. */
struct str view_with_record(
    struct str words, struct str record, struct arena *arena);

/* "Jordan Example, MD", as far as it is given. */
struct str view_sender_name(const struct letter *letter);

/*
 * Lines of a block (view_lines.c), as an array of {text, more, strong}: each
 * but the last is followed by a hard line break, and which one is the last
 * is known only when the next one comes.  Empty ones are left out; "strong"
 * may be set for the first.
 */
struct view_lines {
	struct viewing *v;
	struct str waiting;
	bool strong;
};
struct view_lines view_lines_open(struct viewing *v, const char *key);
void view_lines_add(
    struct view_lines *lines, const char *label, struct str text);
void view_lines_close(struct view_lines *lines);

/*
 * Add the paragraphs of a text, parted by empty lines, to an open array, as
 * {lines} with the lines as they were given.
 */
void view_paragraphs(struct viewing *v, struct str text);

/* The numbers of the citations a letter may cite, "[1, 2]". */
void view_refs(struct viewing *v, struct value citations);

#endif
