#ifndef LIB_LETTER_VIEW_H
#define LIB_LETTER_VIEW_H

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/value.h"
#include "lib/letter/cites.h"
#include "lib/letter/letter.h"

enum { VIEW_BYTES = 1 << 20 };

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
void view_clinical(struct viewing *v); /* view_clinical.c */
void view_order(struct viewing *v);
void view_label(struct viewing *v);    /* view_reply.c */
void view_reply(struct viewing *v);
void view_criteria(struct viewing *v); /* view_law.c */
void view_filing(struct viewing *v);
void view_law(struct viewing *v);

/* A date as "November 22, 2026" or "2026-11-22"; nothing if not given. */
void view_date(struct viewing *v, const char *key,
    const struct case_date *date);
void view_day(
    struct viewing *v, const char *key, const struct case_date *date);

/* The numbers of the citations a letter may cite, "[1, 2]". */
void view_refs(struct viewing *v, struct value citations);

#endif
