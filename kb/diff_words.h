#ifndef KB_DIFF_WORDS_H
#define KB_DIFF_WORDS_H

#include "kb/diff_value.h"
#include "lib/base/buf.h"
#include "lib/base/str.h"
#include "lib/base/value.h"

struct kb_read;

/* Facts and their fields in the words that people use for them. */

/* "policy" for "policies"; the folder's name where there is no other. */
struct str diff_kind_word(struct str kind);

/*
 * What a fact is called: "Cigna ustekinumab PsO" for a policy.  Names of
 * other facts are looked up in "read", where it is found; else their ids
 * stand for them.
 */
void diff_put_name(struct buf *out, const struct kb_read *read,
    struct str kind, struct value fact);

/* "initial criterion age: test age"; and as a JSON pointer. */
void diff_put_field(struct buf *out, const struct diff_step *step);
void diff_put_pointer(struct buf *out, const struct diff_step *step);

/*
 * What changed at the place: "initial duration 3 -> 6 months", "citation
 * added: label-x".  Long texts are cut.
 */
void diff_put_words(struct buf *out, const struct diff_place *place);

#endif
