#ifndef KB_KEYWORD_VALUE_H
#define KB_KEYWORD_VALUE_H

#include "kb/keyword.h"

/*
 * The keywords that look at one value and not into it; the table in
 * kb/keyword.c lists them.
 */
keyword_checker keyword_type;
keyword_checker keyword_enum;
keyword_checker keyword_const;
keyword_checker keyword_pattern;
keyword_checker keyword_min_length;
keyword_checker keyword_minimum;
keyword_checker keyword_maximum;
keyword_checker keyword_format;

/* Report a problem at the place of the check. */
void keyword_problem(const struct checking *checking, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
