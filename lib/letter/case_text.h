#ifndef LIB_LETTER_CASE_TEXT_H
#define LIB_LETTER_CASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

struct arena;

/*
 * What a text of a case may hold: what a reader can see, and nothing that
 * makes a page show something else than what is stored.  Controls steer
 * terminals and printers, characters that turn the direction of writing
 * reorder a line (a dose "51 mg" can be made to read "15 mg"), separators
 * and byte order marks break or hide words, and no font has a noncharacter.
 * JSON lets them in as escapes, so they are looked for behind it; what a
 * printer would have to replace (lib/render/clean.h) is refused here, so
 * that a letter says what its case says.  Joiners (U+200C, U+200D) belong to
 * names and stay.
 *
 * Refused are U+0000 to U+001F, U+007F to U+009F, U+061C, U+200E, U+200F,
 * U+2028 to U+202E, U+2066 to U+2069, U+FEFF, and the noncharacters (Unicode
 * 15.0, section 23.7: U+FDD0 to U+FDEF, and the last two of each plane).
 * Where "lines" is true, tab, line feed and CR before a line feed are
 * allowed.
 *
 * Fails with ERR_INVALID; the note ("holds U+202E, ...") names the first
 * such character, fits behind a field's name, and holds nothing else of the
 * text.
 */
enum err case_text_check(struct str text, bool lines, struct note *note);

/*
 * A field's name for a message: at most "most" bytes, cut between
 * characters, with '?' for each that case_text_check() refuses.  Borrows
 * from "name" where nothing changes, else in "arena".
 */
struct str case_text_shown(struct str name, size_t most, struct arena *arena);

/* Ten digits (45 CFR 162.406). */
bool case_text_is_npi(struct str text);

/*
 * The shape of ICD-10-CM codes: letter, digit, letter or digit; then up to
 * four more letters or digits, usually behind a dot.
 */
bool case_text_is_icd10(struct str code);

#endif
