#ifndef LIB_LETTER_CHECK_H
#define LIB_LETTER_CHECK_H

struct letter;

/* The parts of letter_check() that compare, in check_case.c. */
void check_therapies(struct letter *letter);
void check_criteria(struct letter *letter);
void check_label(struct letter *letter);
void check_deadline(struct letter *letter);

#endif
