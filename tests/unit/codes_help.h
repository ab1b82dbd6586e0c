#ifndef TESTS_UNIT_CODES_HELP_H
#define TESTS_UNIT_CODES_HELP_H

#include <check.h>

#include "lib/codes.h"

/*
 * Questions about codes to the knowledge base of kb/sources, in the fixtures
 * of guide_tcase() (guide_help.h).
 */

/* Texts parted by '|', which must be a question; the answer. */
const struct codes *codes_asked(const char *texts);

/* The same, with the error and its problems in guide_problems. */
enum err codes_try(const char *texts, struct codes *out);

/* "50 [several] x12-carc.50 ncpdp-reject.50": what one text was read as. */
const char *codes_read(const struct code_asked *asked);

/* "pair x12-carc.16 cms-rarc.ma130 correct-resubmit": a conclusion. */
const char *codes_concluded(const struct code_conclusion *conclusion);

/* The answer written in a medium; and read again from JSON. */
struct str codes_written(const char *texts, enum media media);
struct value codes_parsed(const char *texts);

#endif
