#ifndef LIB_APPEAL_PRINT_H
#define LIB_APPEAL_PRINT_H

#include "lib/appeal.h"
#include "lib/letter/cites.h"
#include "lib/letter/letter.h"
#include "lib/render/doc.h"

/* Private to appeal.c, appeal_print.c and appeal_pages.c. */

enum { DOCUMENT_BYTES = 5 << 20 }; /* of one letter, printed */

/* A letter in words: what each medium prints. */
struct printing {
	const struct appeal_tools *tools;
	const struct letter *letter;
	struct cites cites; /* that the view refers to */
	struct value view;
	struct doc *head; /* the letterhead; an empty root: none */
	struct doc *text;
};

/* Add the letter in one medium to "body".  Errors as appeal_letter(). */
enum err appeal_print(struct printing *printing, const char *template,
    enum media media, struct slices *body, struct note *note);

/* The same on paper, as MEDIA_PDF or MEDIA_DOCX: one piece of bytes. */
enum err appeal_pages(const struct printing *printing, enum media media,
    struct buf *out, struct note *note);

#endif
