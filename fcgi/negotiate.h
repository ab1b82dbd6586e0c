#ifndef FCGI_NEGOTIATE_H
#define FCGI_NEGOTIATE_H

#include <stdbool.h>

#include "lib/base/str.h"
#include "lib/render/media.h"

/*
 * Choose a medium by the request's Accept header (RFC 9110, 12.5.1): the one
 * with the highest quality; among equals the one that was named rather than
 * matched by a wildcard, then the one named first, then text.  So nothing
 * and any type at all give text, a browser gets HTML, a program that names JSON
 * gets JSON; only who names PDF or DOCX, or refuses all else, gets it.
 * "offered" is the set of what there is (media.h).  False when none of it is
 * acceptable; "out" is untouched then.
 */
bool negotiate(struct str accept, unsigned offered, enum media *out);

#endif
