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
 * gets JSON.  False when nothing we have is acceptable; "out" is untouched.
 */
bool negotiate(struct str accept, enum media *out);

#endif
